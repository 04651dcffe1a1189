//! Bringing the two copies of the drafts into line at start, after whatever happened last time.
//!
//! localStorage may have lost the last seconds in a crash, either place may have been cleared or
//! damaged. The newest text that verifies wins, deleted or not, since deleting and taking back are
//! revisions too. Nothing readable is thrown away: what cannot be told to be an earlier state
//! becomes a draft of its own, what cannot be read is kept aside, and what a newer version wrote is
//! not touched.

use std::collections::BTreeSet;

use super::change::Change;
use super::copies::{self, Other, Side, Verdict};
use super::envelope::Envelope;
use super::key::{self, Key};
use super::shelf::{Shelf, ShelfError};
use super::store::{SaveError, Store};

/// What was brought into line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// The drafts that localStorage lacked or had in an earlier state, and has now.
    pub restored: Vec<String>,
    /// The drafts that were made of texts that differ without one being the earlier.
    pub forked: Vec<String>,
    /// The keys of texts that could not be read and were kept aside before they were replaced.
    pub aside: Vec<String>,
    /// The drafts of which a newer version has written a text somewhere, with that version. They
    /// may be read, where there is a copy that can be, but not written.
    pub newer: Vec<(String, u64)>,
    /// The drafts that could not be brought into line, with the reason.
    pub failed: Vec<(String, SaveError)>,
    /// What the surviving copy has to change to agree, draft by draft; what belongs to one draft is to be made together
    /// or not at all.
    pub changes: Vec<Vec<Change>>,
}

/// Brings localStorage into line with the surviving copy and says what that copy has to change.
///
/// `new_id` makes identifiers for drafts that turn out to be two; `now` and `window` stamp them.
///
/// # Errors
/// localStorage cannot be read. What goes wrong with one draft does not keep the others from being
/// brought into line.
pub fn reconcile<S: Shelf>(
    store: &Store<S>,
    surviving: &[(String, String)],
    new_id: impl FnMut() -> String,
    now: u64,
    window: &str,
) -> Result<Reconciled, ShelfError> {
    let local_keys = store.shelf().keys()?;
    let ids: BTreeSet<&str> = local_keys
        .iter()
        .chain(surviving.iter().map(|(key, _)| key))
        .filter_map(|key| match Key::read(key)? {
            Key::Draft(id) | Key::Deleted(id) => Some(id),
            Key::Damaged { .. } | Key::Snapshot { .. } => None,
        })
        .collect();
    let mut work = Work {
        store,
        surviving,
        new_id,
        now,
        window,
        changes: Vec::new(),
        done: Reconciled::default(),
    };
    for id in ids {
        if let Err(error) = work.settle(id) {
            work.done.failed.push((id.to_owned(), error));
        }
        let changes = std::mem::take(&mut work.changes);
        if !changes.is_empty() {
            work.done.changes.push(changes);
        }
    }
    Ok(work.done)
}

/// Reconciling, in the middle of it.
struct Work<'a, S, F> {
    store: &'a Store<S>,
    surviving: &'a [(String, String)],
    new_id: F,
    now: u64,
    window: &'a str,
    /// What the surviving copy has to change for the draft at hand.
    changes: Vec<Change>,
    done: Reconciled,
}

/// One of the two keys of a draft, that of the draft or that of the deleted one, with its two texts.
struct Place<'a> {
    id: &'a str,
    key: String,
    local: Option<String>,
    surviving: Option<&'a str>,
    verdict: Verdict,
}

impl Place<'_> {
    fn text(&self, side: Side) -> Option<&str> {
        match side {
            Side::Local => self.local.as_deref(),
            Side::Surviving => self.surviving,
        }
    }

    fn winner(&self) -> Option<&str> {
        match &self.verdict {
            Verdict::Agreed => self.text(Side::Local),
            Verdict::Wins { side, .. } => self.text(*side),
            Verdict::Absent | Verdict::Newer { .. } | Verdict::Unreadable { .. } => None,
        }
    }

    /// The newer version that has written one of the texts.
    fn newer(&self) -> Option<u64> {
        [Side::Local, Side::Surviving]
            .into_iter()
            .filter_map(|side| Envelope::read_for(self.id, self.text(side)).err()?.newer())
            .max()
    }
}

impl<'a, S: Shelf, F: FnMut() -> String> Work<'a, S, F> {
    fn settle(&mut self, id: &'a str) -> Result<(), SaveError> {
        let draft = self.place(id, key::draft(id))?;
        let deleted = self.place(id, key::deleted(id))?;
        if let Some(version) = draft.newer().max(deleted.newer()) {
            self.done.newer.push((id.to_owned(), version));
            return Ok(());
        }
        self.keep_loser(&draft)?;
        self.keep_loser(&deleted)?;
        // The same verdict as between two copies decides whether the draft is deleted.
        let is_deleted = match copies::choose(id, draft.winner(), deleted.winner()) {
            Verdict::Wins { side, other } => {
                if let Other::Forked(_) = other {
                    let fallen = if side == Side::Local {
                        &deleted
                    } else {
                        &draft
                    };
                    let winner = if side == Side::Local {
                        &draft
                    } else {
                        &deleted
                    };
                    self.fork(id, fallen.winner(), winner.winner())?;
                }
                side == Side::Surviving
            }
            Verdict::Agreed => false,
            Verdict::Absent | Verdict::Newer { .. } | Verdict::Unreadable { .. } => return Ok(()),
        };
        let (standing, fallen) = if is_deleted {
            (&deleted, &draft)
        } else {
            (&draft, &deleted)
        };
        let changed = self.bring(standing, standing.winner())?;
        if changed && !is_deleted {
            self.done.restored.push(id.to_owned());
        }
        // What cannot be read in both places stays where it is until somebody decides.
        if fallen.winner().is_some() {
            self.bring(fallen, None)?;
        }
        Ok(())
    }

    fn place(&self, id: &'a str, key: String) -> Result<Place<'a>, ShelfError> {
        let local = self.store.shelf().get(&key)?;
        let surviving = self.surviving.iter().find(|(known, _)| *known == key);
        let surviving = surviving.map(|(_, text)| text.as_str());
        let verdict = copies::choose(id, local.as_deref(), surviving);
        Ok(Place {
            id,
            key,
            local,
            surviving,
            verdict,
        })
    }

    /// Keeps what is about to be replaced, unless it is an earlier state of what replaces it.
    fn keep_loser(&mut self, place: &Place<'_>) -> Result<(), SaveError> {
        let Verdict::Wins { side, other } = &place.verdict else {
            return Ok(());
        };
        let loser = place.text(side.other());
        match (other, loser) {
            (Other::Forked(_), loser) => self.fork(place.id, loser, place.winner()),
            (Other::Damaged(_), Some(loser)) => {
                self.done
                    .aside
                    .push(self.store.keep_aside(place.id, loser)?);
                Ok(())
            }
            (Other::Missing | Other::Older(_) | Other::Damaged(_), _) => Ok(()),
        }
    }

    /// Makes a draft of its own of a text, unless the winner or another draft says the same: the
    /// repair that would have ended the fork may have failed last time.
    fn fork(
        &mut self,
        id: &str,
        text: Option<&str>,
        winner: Option<&str>,
    ) -> Result<(), SaveError> {
        let draft = Envelope::read_for(id, text)?.draft;
        if Envelope::read_for(id, winner).is_ok_and(|winner| winner.draft == draft) {
            return Ok(());
        }
        if self.store.twin(id, &draft)?.is_some() {
            return Ok(());
        }
        let id = (self.new_id)();
        let saved = self.store.create(&id, &draft, self.now, self.window)?;
        self.changes.push(Change::Put {
            key: key::draft(&id),
            text: saved.text,
        });
        self.done.forked.push(id);
        Ok(())
    }

    /// Brings both copies of a place to a text, or to none. Returns whether localStorage changed.
    fn bring(&mut self, place: &Place<'_>, text: Option<&str>) -> Result<bool, SaveError> {
        let local = place.local.as_deref();
        let changes = local != text;
        if changes {
            match text {
                Some(text) => self.store.write(&place.key, local, text)?,
                None => self.store.shelf().remove(&place.key)?,
            }
        }
        if place.surviving != text {
            self.changes.push(Change::Replace {
                key: place.key.clone(),
                seen: place.surviving.map(str::to_owned),
                text: text.map(str::to_owned),
            });
        }
        Ok(changes)
    }
}
