//! Moving house: all drafts with their history in one file, and back, into whatever is there already.
//!
//! The file has the stored texts as they are, to the byte, so that their checksums go along and a text that a newer
//! version wrote, or that cannot be read, moves like any other. Nothing is written over: a draft that is there with
//! another content becomes a second one, and reading a file twice changes nothing the second time.

use super::backup::BackupError;
use super::change::Change;
use super::damage::{Damage, Expected};
use super::envelope::{self, Envelope, StoredError};
use super::json::{self, Object, Raw};
use super::key::{self, Key};
use super::saved::{self, SavedError};
use super::shelf::{Shelf, ShelfError};
use super::snapshots::Snapshot;
use super::stamp::Stamp;
use super::store::{SaveError, Store};
use crate::model::draft::Draft;

/// What the file says it is.
const KIND: &str = "nianbao.archive";

/// The version that is written.
const VERSION: u64 = 1;

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Archive {
    /// Drafts, deleted drafts, snapshots and texts that could not be read, with their keys.
    pub texts: Vec<(String, String)>,
    /// The office's own word list.
    pub words: String,
}

/// What became of a file that was read in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// How many drafts were not there before, deleted ones too.
    pub added: usize,
    /// How many of these stand beside a draft of the same origin with another content.
    pub beside: usize,
    /// How many were there already.
    pub same: usize,
    /// How many texts cannot be read here and were kept as they are.
    pub unreadable: usize,
    /// How many earlier states come along.
    pub snapshots: usize,
    /// What kept the rest from being read in; what was read in until then is complete.
    pub failed: Option<SaveError>,
    /// What the surviving copy has to change, draft by draft; the snapshots last.
    pub changes: Vec<Vec<Change>>,
}

impl Archive {
    /// Everything that a shelf has; the snapshots are elsewhere and come in from there.
    ///
    /// # Errors
    /// The shelf refuses.
    pub fn of<S: Shelf>(
        store: &Store<S>,
        snapshots: Vec<(String, String)>,
    ) -> Result<Self, ShelfError> {
        let mut texts = Vec::new();
        for key in store.shelf().keys()? {
            let moves = matches!(
                Key::read(&key),
                Some(Key::Draft(_) | Key::Deleted(_) | Key::Damaged { .. })
            );
            if let Some(text) = store.shelf().get(&key)?.filter(|_| moves) {
                texts.push((key, text));
            }
        }
        texts.sort();
        texts.extend(snapshots);
        Ok(Self {
            texts,
            words: store.words()?,
        })
    }

    /// The file, with a line for each text.
    #[must_use]
    pub fn write(&self) -> String {
        let string = |text: &String| json::value(text).get().to_owned();
        let mut file = format!(
            "{{\"kind\":\"{KIND}\",\"version\":{VERSION},\"words\":{},\"texts\":[",
            string(&self.words)
        );
        for (at, (key, text)) in self.texts.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            // An object goes in as it is, which every sound text is; anything else as a string, so that the file is
            // sound whatever it carries.
            let text = match Object::read(text) {
                Ok(_) if text.starts_with('{') => text.clone(),
                Ok(_) | Err(_) => string(text),
            };
            file += &format!("{comma}\n{{\"key\":{},\"text\":{text}}}", string(key));
        }
        file + "\n]}\n"
    }

    /// Reads a file; `None` when it does not say that it is one of this kind.
    #[must_use]
    pub fn read(text: &str) -> Option<Result<Self, BackupError>> {
        let mut object = Object::read(text).ok()?;
        let kind = saved::kind(&mut object).ok()?;
        (kind.as_deref() == Some(KIND)).then(|| Self::of_object(object).map_err(BackupError::from))
    }

    fn of_object(mut object: Object) -> Result<Self, SavedError> {
        let version = saved::version(&mut object)?;
        if version > VERSION {
            return Err(SavedError::Newer { version });
        }
        let words = object.take_as("words", json::text)?.unwrap_or_default();
        let entries = object.take_as("texts", json::list)?.unwrap_or_default();
        let entry = |raw: &Raw| {
            let mut entry = Object::of(raw)?;
            let missing = |key: &str| Damage::here(Expected::Present).inside(key);
            let key = entry.take_as("key", json::text)?;
            let text = entry.take("text")?.ok_or_else(|| missing("text"))?;
            let text = if text.get().starts_with('"') {
                json::text(&text).map_err(|damage| damage.inside("text"))?
            } else {
                text.get().to_owned()
            };
            Ok((key.ok_or_else(|| missing("key"))?, text))
        };
        let texts = entries
            .iter()
            .zip(1..)
            .map(|(raw, at): (&Raw, u32)| {
                entry(raw).map_err(|damage: Damage| damage.inside(at.to_string()).inside("texts"))
            })
            .collect::<Result<_, Damage>>()?;
        Ok(Self { texts, words })
    }

    /// The stored texts of the drafts in it, without those that were deleted.
    #[must_use]
    pub fn drafts(&self) -> Vec<&str> {
        let own = self
            .texts
            .iter()
            .filter(|(key, _)| matches!(Key::read(key), Some(Key::Draft(_))));
        own.map(|(_, text)| text.as_str()).collect()
    }

    /// Puts everything into a store beside what is there. `new_id` makes identifiers for drafts that turn out to be
    /// two; `now` and `window` stamp them.
    pub fn merge_into<S: Shelf>(
        &self,
        store: &Store<S>,
        new_id: impl FnMut() -> String,
        now: u64,
        window: &str,
    ) -> Merged {
        let mut merging = Merging {
            store,
            new_id,
            now,
            window,
            homes: Vec::new(),
            done: Merged::default(),
        };
        if let Err(error) = merging.all(&self.texts) {
            merging.done.failed = Some(error);
        }
        merging.done
    }
}

/// Reading in, in the middle of it.
struct Merging<'a, S, F> {
    store: &'a Store<S>,
    new_id: F,
    now: u64,
    window: &'a str,
    /// Under which identifier a draft of the file is here.
    homes: Vec<(&'a str, String)>,
    done: Merged,
}

impl<'a, S: Shelf, F: FnMut() -> String> Merging<'a, S, F> {
    fn all(&mut self, texts: &'a [(String, String)]) -> Result<(), SaveError> {
        for (key, text) in texts {
            match Key::read(key) {
                Some(Key::Draft(id) | Key::Deleted(id)) => self.draft(id, key, text)?,
                Some(Key::Damaged { id, .. }) => self.aside(id, text)?,
                Some(Key::Snapshot { .. }) | None => {}
            }
        }
        let mut snapshots = Vec::new();
        for (key, text) in texts {
            if let Some(Key::Snapshot { id, .. }) = Key::read(key) {
                snapshots.extend(self.snapshot(id, text));
            }
        }
        self.done.snapshots = snapshots.len();
        self.done
            .changes
            .extend(snapshots.into_iter().map(|change| vec![change]));
        Ok(())
    }

    fn draft(&mut self, id: &'a str, key: &str, text: &str) -> Result<(), SaveError> {
        let live = self.store.raw(id)?;
        let deleted = self.store.shelf().get(&key::deleted(id))?;
        let there: Vec<String> = live.into_iter().chain(deleted).collect();
        let incoming = match Envelope::read_for(id, Some(text)) {
            Ok(envelope) => envelope,
            Err(StoredError::Newer { .. }) if there.is_empty() => {
                self.done.unreadable += 1;
                return self.store.write(key, None, text);
            }
            Err(_) if there.iter().any(|kept| kept == text) => return Ok(()),
            Err(_) => return self.aside(id, text),
        };
        let says_the_same = |kept: &String| {
            Envelope::read_for(id, Some(kept)).is_ok_and(|kept| kept.draft == incoming.draft)
        };
        if there.is_empty() {
            self.store.write(key, None, text)?;
            self.put(key, text);
            self.done.added += 1;
            self.homes.push((id, id.to_owned()));
        } else if there.iter().any(says_the_same) {
            self.done.same += 1;
            self.homes.push((id, id.to_owned()));
        } else if let Some(twin) = self.twin(&incoming.draft)? {
            self.done.same += 1;
            self.homes.push((id, twin));
        } else {
            let new = (self.new_id)();
            let mut saved = self
                .store
                .create(&new, &incoming.draft, self.now, self.window)?;
            let mut new_key = key::draft(&new);
            if let Some(Key::Deleted(_)) = Key::read(key) {
                saved = self.store.delete(&new, self.now, self.window)?;
                new_key = key::deleted(&new);
            }
            self.put(&new_key, &saved.text);
            self.done.added += 1;
            self.done.beside += 1;
            self.homes.push((id, new));
        }
        Ok(())
    }

    /// Another draft, deleted or not, that says the same: the file may have been read in before.
    fn twin(&self, draft: &Draft) -> Result<Option<String>, ShelfError> {
        for key in self.store.shelf().keys()? {
            if let Some(Key::Draft(id) | Key::Deleted(id)) = Key::read(&key) {
                let text = self.store.shelf().get(&key)?;
                if Envelope::read_for(id, text.as_deref()).is_ok_and(|kept| kept.draft == *draft) {
                    return Ok(Some(id.to_owned()));
                }
            }
        }
        Ok(None)
    }

    fn aside(&mut self, id: &str, text: &str) -> Result<(), SaveError> {
        self.done.unreadable += 1;
        self.store.keep_aside(id, text)?;
        Ok(())
    }

    /// A snapshot goes where its draft went. One that cannot be read is of no use to anybody.
    fn snapshot(&self, id: &str, text: &str) -> Option<Change> {
        let Envelope { stamp, draft } = Envelope::read_for(id, Some(text)).ok()?;
        let home = self.homes.iter().find(|(known, _)| *known == id);
        let home = home.map_or(id, |(_, home)| home);
        let text = if home == id {
            text.to_owned()
        } else {
            let stamp = Stamp {
                id: home.to_owned(),
                ..stamp.clone()
            };
            envelope::write(&stamp, &draft)
        };
        Some(Change::Put {
            key: Snapshot::of(home, stamp.saved_at, &text).key,
            text,
        })
    }

    fn put(&mut self, key: &str, text: &str) {
        self.done.changes.push(vec![Change::Put {
            key: key.to_owned(),
            text: text.to_owned(),
        }]);
    }
}
