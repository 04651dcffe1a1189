//! The drafts on a shelf: list, open, save, delete and take back.
//!
//! A text is overwritten only by a newer revision of the same draft, and only after comparing what
//! is there. A text that cannot be read, or that a newer version wrote, is left alone by everything
//! but the one function whose purpose it is.

mod aside;
mod left;
mod room;
mod summary;

pub use aside::AsideText;
pub use left::LeftText;
pub use room::KEPT_DELETED;
pub use summary::{DraftSummary, SummaryState};

use super::envelope::{self, Envelope, StoredError};
use super::key::{self, Key};
use super::shelf::{Shelf, ShelfError};
use super::stamp::Stamp;
use crate::model::draft::Draft;

/// The drafts on a shelf.
#[derive(Clone, Debug)]
pub struct Store<S> {
    pub(super) shelf: S,
}

/// A draft that is stored, read back and found equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its stamp, to be expected at the next save.
    pub stamp: Stamp,
    /// The stored text, for the copy that survives a crash.
    pub text: String,
    /// The stored text that it replaced, for the snapshots.
    pub before: Option<String>,
    /// The deleted drafts that were removed for good because there was no room otherwise.
    pub recycled: Vec<String>,
}

/// Why a draft was not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// The shelf refuses.
    Shelf(ShelfError),
    /// What is stored is not a draft that can be read.
    Stored(StoredError),
}

/// Why a draft was not saved, moved or copied. What was stored before is still there, with the one
/// exception that [`NotKept`](Self::NotKept) names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveError {
    /// Another window saved it in the meantime.
    Conflict(Stamp),
    /// Another window deleted it in the meantime.
    Deleted(Stamp),
    /// What is stored cannot be read, and is therefore not overwritten.
    Unreadable(StoredError),
    /// The shelf refuses.
    Shelf(ShelfError),
    /// The shelf accepted the text but gave back another one, or failed for two different reasons
    /// while a draft was being moved.
    NotKept {
        /// Whether the old text could be put back.
        restored: bool,
    },
}

impl From<ShelfError> for OpenError {
    fn from(error: ShelfError) -> Self {
        Self::Shelf(error)
    }
}

impl From<StoredError> for OpenError {
    fn from(error: StoredError) -> Self {
        Self::Stored(error)
    }
}

impl From<ShelfError> for SaveError {
    fn from(error: ShelfError) -> Self {
        Self::Shelf(error)
    }
}

impl From<StoredError> for SaveError {
    fn from(error: StoredError) -> Self {
        Self::Unreadable(error)
    }
}

impl From<OpenError> for SaveError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Shelf(error) => Self::Shelf(error),
            OpenError::Stored(error) => Self::Unreadable(error),
        }
    }
}

impl<S: Shelf> Store<S> {
    /// The drafts on a shelf.
    pub const fn new(shelf: S) -> Self {
        Self { shelf }
    }

    /// The shelf itself.
    pub const fn shelf(&self) -> &S {
        &self.shelf
    }

    /// All drafts, the one saved last first, those that cannot be read at the end.
    ///
    /// # Errors
    /// The shelf refuses. A draft that cannot be read is no error: it is listed as such.
    pub fn list(&self) -> Result<Vec<DraftSummary>, ShelfError> {
        self.summaries(|key| match key {
            Key::Draft(id) => Some(id),
            Key::Deleted(_) | Key::Damaged { .. } | Key::Snapshot { .. } => None,
        })
    }

    /// All deleted drafts, the one deleted last first.
    ///
    /// # Errors
    /// The shelf refuses.
    pub fn deleted(&self) -> Result<Vec<DraftSummary>, ShelfError> {
        self.summaries(|key| match key {
            Key::Deleted(id) => Some(id),
            Key::Draft(_) | Key::Damaged { .. } | Key::Snapshot { .. } => None,
        })
    }

    /// Opens a draft.
    ///
    /// # Errors
    /// Says why it cannot be read; its text stays where it is.
    pub fn open(&self, id: &str) -> Result<Envelope, OpenError> {
        let text = self.shelf.get(&key::draft(id))?;
        Ok(Envelope::read_for(id, text.as_deref())?)
    }

    /// The stored text of a draft as it is, for download.
    ///
    /// # Errors
    /// The shelf refuses.
    pub fn raw(&self, id: &str) -> Result<Option<String>, ShelfError> {
        self.shelf.get(&key::draft(id))
    }

    /// The stamp of what is stored now: another window may have saved in the meantime.
    ///
    /// # Errors
    /// Says why it cannot be read.
    pub fn stamp(&self, id: &str) -> Result<Stamp, OpenError> {
        let text = self.raw(id)?;
        Ok(Stamp::read_for(id, text.as_deref())?)
    }

    /// The stamp of a draft that was deleted and can be taken back.
    ///
    /// # Errors
    /// Says why it cannot be read.
    pub fn deleted_stamp(&self, id: &str) -> Result<Stamp, OpenError> {
        let text = self.shelf.get(&key::deleted(id))?;
        Ok(Stamp::read_for(id, text.as_deref())?)
    }

    /// Stores a new draft.
    ///
    /// # Errors
    /// As [`save`](Self::save); a draft of that identifier is a conflict.
    pub fn create(
        &self,
        id: &str,
        draft: &Draft,
        now: u64,
        window: &str,
    ) -> Result<Saved, SaveError> {
        self.save(id, draft, 0, now, window)
    }

    /// Stores a draft, when what is stored has the expected revision, and reads it back.
    ///
    /// A draft that is gone without having been deleted (the browser's data were cleared while it
    /// was open) is stored again.
    ///
    /// # Errors
    /// Says why it is not stored, or not for certain.
    pub fn save(
        &self,
        id: &str,
        draft: &Draft,
        expected_revision: u64,
        now: u64,
        window: &str,
    ) -> Result<Saved, SaveError> {
        let expected = |stored: &Stamp| stored.revision == expected_revision;
        let seen = Stamp::forgotten(id, expected_revision);
        let seen = (expected_revision > 0).then_some(&seen);
        self.save_if(id, draft, seen, expected, now, window)
    }

    /// Stores a draft over exactly the state that was seen: a save of another process may have the same revision.
    ///
    /// # Errors
    /// As [`save`](Self::save).
    pub fn save_over(
        &self,
        seen: &Stamp,
        draft: &Draft,
        now: u64,
        window: &str,
    ) -> Result<Saved, SaveError> {
        let expected = |stored: &Stamp| stored == seen;
        self.save_if(&seen.id, draft, Some(seen), expected, now, window)
    }

    /// Another draft that says the same.
    ///
    /// # Errors
    /// The shelf refuses.
    pub fn twin(&self, id: &str, draft: &Draft) -> Result<Option<String>, ShelfError> {
        let others = self.list()?.into_iter().map(|summary| summary.id);
        Ok(others.filter(|other| other != id).find(|other| {
            self.open(other)
                .is_ok_and(|envelope| envelope.draft == *draft)
        }))
    }

    fn save_if(
        &self,
        id: &str,
        draft: &Draft,
        seen: Option<&Stamp>,
        expected: impl Fn(&Stamp) -> bool,
        now: u64,
        window: &str,
    ) -> Result<Saved, SaveError> {
        let key = key::draft(id);
        let before = self.shelf.get(&key)?;
        let mut seen = seen.cloned();
        if before.is_some() {
            let stored = Stamp::read_for(id, before.as_deref())?;
            if !expected(&stored) {
                return Err(SaveError::Conflict(stored));
            }
            seen = Some(stored);
        } else if let Some(text) = self.shelf.get(&key::deleted(id))? {
            return Err(SaveError::Deleted(Stamp::read_for(id, Some(&text))?));
        }
        let stamp = seen.map_or_else(
            || Stamp::first(id, now, window),
            |seen| seen.next(now, window),
        );
        let text = envelope::write(&stamp, draft);
        let recycled = self.write_making_room(&key, before.as_deref(), &text)?;
        Ok(Saved {
            stamp,
            text,
            before,
            recycled,
        })
    }

    /// Stores a copy of a draft under another identifier.
    ///
    /// # Errors
    /// As [`open`](Self::open) and [`create`](Self::create).
    pub fn duplicate(
        &self,
        id: &str,
        new_id: &str,
        now: u64,
        window: &str,
    ) -> Result<Saved, SaveError> {
        let envelope = self.open(id)?;
        self.create(new_id, &envelope.draft, now, window)
    }

    /// Deletes a draft; it can be taken back.
    ///
    /// # Errors
    /// A draft that cannot be read or that a newer version wrote is not deleted.
    pub fn delete(&self, id: &str, now: u64, window: &str) -> Result<Saved, SaveError> {
        self.transfer(id, &key::draft(id), &key::deleted(id), now, window)
    }

    /// Takes a deleted draft back.
    ///
    /// # Errors
    /// It cannot be read, or a draft of that identifier is there.
    pub fn undelete(&self, id: &str, now: u64, window: &str) -> Result<Saved, SaveError> {
        self.transfer(id, &key::deleted(id), &key::draft(id), now, window)
    }

    /// Removes a deleted draft for good.
    ///
    /// # Errors
    /// The shelf refuses, or a newer version wrote it.
    pub fn erase(&self, id: &str) -> Result<(), SaveError> {
        let key = key::deleted(id);
        let text = self.shelf.get(&key)?;
        if let Err(error @ StoredError::Newer { .. }) = Stamp::read_for(id, text.as_deref()) {
            return Err(error.into());
        }
        self.shelf.remove(&key)?;
        // They may be those of this draft, and nothing of it is to stay. Any other's are written when the page goes away.
        self.shelf.remove(key::STEPS)?;
        self.shelf.remove(&key::overdue(id))?;
        Ok(self.shelf.remove(&key::backup(id))?)
    }

    /// The draft to reopen, when it is still there.
    ///
    /// # Errors
    /// The shelf refuses.
    pub fn last(&self) -> Result<Option<String>, ShelfError> {
        let Some(id) = self.shelf.get(key::LAST)? else {
            return Ok(None);
        };
        Ok(self.raw(&id)?.map(|_| id))
    }

    /// Notes which draft to reopen.
    ///
    /// # Errors
    /// The shelf refuses.
    pub fn set_last(&self, id: &str) -> Result<(), ShelfError> {
        self.shelf.put(key::LAST, id)
    }

    /// Says something to the other windows that have a draft open. They hear it as a change of the
    /// key, which is taken away at once.
    ///
    /// # Errors
    /// The shelf refuses.
    pub fn call(&self, id: &str, message: &str) -> Result<(), ShelfError> {
        let key = key::window(id);
        self.shelf.put(&key, message)?;
        self.shelf.remove(&key)
    }

    fn summaries(
        &self,
        wanted: impl Fn(Key<'_>) -> Option<&str>,
    ) -> Result<Vec<DraftSummary>, ShelfError> {
        let mut list = Vec::new();
        for key in self.shelf.keys()? {
            let Some(id) = Key::read(&key).and_then(&wanted) else {
                continue;
            };
            // Another window may have removed it since the keys were read.
            if let Some(text) = self.shelf.get(&key)? {
                list.push(DraftSummary::read(id, &text));
            }
        }
        list.sort_by(|a, b| (b.saved_at, &a.id).cmp(&(a.saved_at, &b.id)));
        Ok(list)
    }

    /// Moves a draft between its keys, as a revision of its own, so that the newest revision always
    /// tells whether the draft is deleted.
    fn transfer(
        &self,
        id: &str,
        from: &str,
        to: &str,
        now: u64,
        window: &str,
    ) -> Result<Saved, SaveError> {
        let old = self.shelf.get(from)?.ok_or(StoredError::Absent)?;
        let Envelope { stamp, draft } = Envelope::read_for(id, Some(&old))?;
        let there = self.shelf.get(to)?;
        if there.is_some() {
            let other = Stamp::read_for(id, there.as_deref())?;
            if other.revision >= stamp.revision {
                return Err(SaveError::Conflict(other));
            }
        }
        let stamp = stamp.next(now, window);
        let text = envelope::write(&stamp, &draft);
        self.change_place(from, &old, to, there.as_deref(), &text)?;
        Ok(Saved {
            stamp,
            text,
            before: None,
            recycled: Vec::new(),
        })
    }

    /// Writes the new text before the old one is removed. Where there is no room for both, the old
    /// one makes room, and comes back when the new one still does not fit.
    fn change_place(
        &self,
        from: &str,
        old: &str,
        to: &str,
        there: Option<&str>,
        text: &str,
    ) -> Result<(), SaveError> {
        match self.write(to, there, text) {
            Ok(()) => Ok(self.shelf.remove(from)?),
            Err(SaveError::Shelf(ShelfError::Full)) => {
                self.shelf.remove(from)?;
                self.write(to, there, text)
                    .map_err(|error| match self.write(from, None, old) {
                        Ok(()) => error,
                        Err(_) => SaveError::NotKept { restored: false },
                    })
            }
            Err(error) => Err(error),
        }
    }

    /// Puts a text and reads it back; when something else comes back, the text before is put back.
    pub(super) fn write(
        &self,
        key: &str,
        before: Option<&str>,
        text: &str,
    ) -> Result<(), SaveError> {
        self.shelf.put(key, text)?;
        if self.holds(key, Some(text)) {
            return Ok(());
        }
        let undone = match before {
            Some(old) => self.shelf.put(key, old),
            None => self.shelf.remove(key),
        };
        Err(SaveError::NotKept {
            restored: undone.is_ok() && self.holds(key, before),
        })
    }

    fn holds(&self, key: &str, text: Option<&str>) -> bool {
        self.shelf
            .get(key)
            .is_ok_and(|stored| stored.as_deref() == text)
    }
}
