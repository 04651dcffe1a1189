//! The deleted drafts: how long they are kept, and when they make room.
//!
//! A PC's clock may be wrong by days or by decades, and one that is right again says so of none of the readings before.
//! So no draft is removed for one reading: being too old is noted, and only what was found so for another thirty days, on
//! five days and without a reading that says otherwise, goes. However the clock jumps once, thirty days have passed then.

use super::{DraftSummary, SaveError, Store};
use crate::storage::envelope::Envelope;
use crate::storage::key;
use crate::storage::shelf::{Shelf, ShelfError};

const DAY: u64 = 24 * 60 * 60 * 1000;

/// How long a deleted draft can be taken back at least, in milliseconds; less where its room is needed.
pub const KEPT_DELETED: u64 = 30 * DAY;

/// On so many days it has to be found too old before it goes.
const READINGS: u64 = 5;

/// What the clock said when a deleted draft was found too old: the first and the last time, and on how many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Overdue {
    since: u64,
    last: u64,
    days: u64,
}

impl Overdue {
    fn read(text: &str) -> Option<Self> {
        let mut numbers = text.splitn(3, ' ').map(str::parse);
        let mut next = || numbers.next()?.ok();
        Some(Self {
            since: next()?,
            last: next()?,
            days: next()?,
        })
    }

    fn written(self) -> String {
        let Self { since, last, days } = self;
        format!("{since} {last} {days}")
    }

    /// The note after another reading. A clock that goes back has been wrong before or is now: it begins anew.
    fn at(before: Option<Self>, now: u64) -> Self {
        let first = Self {
            since: now,
            last: now,
            days: 1,
        };
        match before {
            Some(before) if now >= before.last.saturating_add(DAY) => Self {
                last: now,
                days: before.days.saturating_add(1),
                ..before
            },
            Some(before) if now >= before.last => before,
            Some(_) | None => first,
        }
    }

    const fn is_proven(self, now: u64) -> bool {
        self.days >= READINGS && now.saturating_sub(self.since) >= KEPT_DELETED
    }
}

impl<S: Shelf> Store<S> {
    /// Removes the deleted drafts for good that were found long ago to be deleted so long ago that nobody will want them
    /// back, and notes of the others what the clock says. Returns which are gone.
    ///
    /// # Errors
    /// The shelf refuses. A draft that cannot be removed stays.
    pub fn empty_recycler(&self, now: u64) -> Result<Vec<String>, ShelfError> {
        let deleted = self.deleted()?;
        for key in self.shelf.keys()? {
            let gone = |id| !deleted.iter().any(|draft| draft.id == id);
            if key::overdue_of(&key).is_some_and(gone) {
                self.shelf.remove(&key)?;
            }
        }
        let mut erased = Vec::new();
        for DraftSummary { id, saved_at, .. } in deleted {
            let Some(at) = saved_at else {
                continue;
            };
            let key = key::overdue(&id);
            let noted = self.shelf.get(&key)?;
            if now.saturating_sub(at) < KEPT_DELETED {
                if noted.is_some() {
                    self.shelf.remove(&key)?;
                }
                continue;
            }
            let overdue = Overdue::at(noted.as_deref().and_then(Overdue::read), now);
            if !overdue.is_proven(now) {
                let note = overdue.written();
                if noted.as_ref() != Some(&note) {
                    // What is not noted stays a little longer.
                    let _ = self.shelf.put(&key, &note);
                }
            } else if self.erase(&id).is_ok() {
                erased.push(id);
            }
        }
        Ok(erased)
    }

    /// Writes a text. Where there is no room, what is least worth makes some: the steps to undo, then the deleted
    /// drafts, the one deleted first before the others, as few as will do. Returns which of these are gone.
    pub(super) fn write_making_room(
        &self,
        key: &str,
        before: Option<&str>,
        text: &str,
    ) -> Result<Vec<String>, SaveError> {
        let full = Err(SaveError::Shelf(ShelfError::Full));
        let mut written = self.write(key, before, text);
        if written == full {
            self.shelf.remove(key::STEPS)?;
            written = self.write(key, before, text);
        }
        let mut recycled = Vec::new();
        let mut texts = Vec::new();
        if written == full {
            for DraftSummary { id, .. } in self.deleted()?.into_iter().rev() {
                let key_deleted = key::deleted(&id);
                let old = self.shelf.get(&key_deleted)?;
                // What cannot be read, or a newer version wrote, is not ours to remove.
                if Envelope::read_for(&id, old.as_deref()).is_err() {
                    continue;
                }
                self.shelf.remove(&key_deleted)?;
                recycled.push(id);
                texts.extend(old.map(|old| (key_deleted, old)));
                written = self.write(key, before, text);
                if written != full {
                    break;
                }
            }
        }
        if written.is_err() {
            // In vain: what was there before has room again.
            for (key, old) in texts {
                self.shelf.put(&key, &old)?;
            }
        }
        written.map(|()| recycled)
    }
}
