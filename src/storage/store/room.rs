//! The deleted drafts: how long they are kept, and when they make room.

use super::{DraftSummary, SaveError, Store};
use crate::storage::envelope::Envelope;
use crate::storage::key;
use crate::storage::shelf::{Shelf, ShelfError};

/// How long a deleted draft can be taken back, in milliseconds; less where its room is needed.
pub const KEPT_DELETED: u64 = 30 * 24 * 60 * 60 * 1000;

impl<S: Shelf> Store<S> {
    /// Removes the deleted drafts for good that were deleted so long ago that nobody will want them back. Returns which.
    ///
    /// # Errors
    /// The shelf refuses. A draft that cannot be removed stays.
    pub fn empty_recycler(&self, now: u64) -> Result<Vec<String>, ShelfError> {
        let over = |draft: &DraftSummary| {
            let at = draft.saved_at;
            at.is_some_and(|at| now.saturating_sub(at) >= KEPT_DELETED)
        };
        let old = self.deleted()?.into_iter().filter(over);
        Ok(old
            .map(|draft| draft.id)
            .filter(|id| self.erase(id).is_ok())
            .collect())
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
