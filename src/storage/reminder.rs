//! When a backup file was last taken of a draft, and when it is time to be reminded of the next one.
//!
//! A browser may clear what it stores when it closes, by policy or by cleaning tools, and no question to the browser
//! tells. So the page remembers since when it finds its own mark again: a browser that gave it back after half a day
//! has closed in between and kept it. Until then reminders come early.

use super::key;
use super::shelf::{Shelf, ShelfError};
use super::store::Store;

/// How old the mark has to be, in milliseconds: longer than a working day in front of the same open browser.
const PROOF: u64 = 12 * 60 * 60 * 1000;

/// After so many saves without a backup file it is time, in a browser that was found to keep what it stores. Who types
/// without a pause is saved five times in a second, who fills in a table once for a cell or two.
const SAVES: u64 = 300;

/// The same in a browser of which that is not known.
const SAVES_UNPROVEN: u64 = 80;

/// A reminder to take a backup file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// How many times the draft was saved since the last backup file, or since its beginning.
    pub saves: u64,
    /// Whether the browser was found to keep what it stores.
    pub proven: bool,
}

impl Reminder {
    /// The reminder that is due at a revision, given the revision of the last backup file and the one at which the
    /// user put the reminder off (0 for never).
    #[must_use]
    pub fn due(revision: u64, backed_up: u64, put_off: u64, proven: bool) -> Option<Self> {
        let patience = if proven { SAVES } else { SAVES_UNPROVEN };
        let waited = revision.saturating_sub(backed_up.max(put_off));
        (waited >= patience).then(|| Self {
            saves: revision.saturating_sub(backed_up),
            proven,
        })
    }
}

impl<S: Shelf> Store<S> {
    /// Remembers that a backup file was taken of a revision.
    ///
    /// # Errors
    /// The shelf refuses; the reminder then comes too early, and nothing else happens.
    pub fn note_backup(&self, id: &str, revision: u64) -> Result<(), ShelfError> {
        self.shelf.put(&key::backup(id), &revision.to_string())
    }

    /// The revision of which the last backup file was taken; 0 if there is none.
    ///
    /// # Errors
    /// The shelf refuses.
    pub fn backed_up(&self, id: &str) -> Result<u64, ShelfError> {
        let noted = self.shelf.get(&key::backup(id))?;
        Ok(noted.and_then(|text| text.parse().ok()).unwrap_or(0))
    }

    /// Whether there is the mark that a start sets and only the browser takes away, when it clears what this page stores.
    ///
    /// # Errors
    /// The shelf refuses.
    pub fn is_marked(&self) -> Result<bool, ShelfError> {
        Ok(self.shelf.get(key::SINCE)?.is_some())
    }

    /// Whether the browser was found to keep what it stores; sets the mark at the first call.
    ///
    /// # Errors
    /// The shelf refuses.
    pub fn is_proven(&self, now: u64) -> Result<bool, ShelfError> {
        let since = self.shelf.get(key::SINCE)?;
        let since = since.and_then(|text| text.parse::<u64>().ok());
        // A mark of the future was set by a clock that was wrong; it would prove nothing for as long.
        if let Some(passed) = since.and_then(|since| now.checked_sub(since)) {
            return Ok(passed >= PROOF);
        }
        self.shelf.put(key::SINCE, &now.to_string())?;
        Ok(false)
    }
}
