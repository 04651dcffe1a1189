//! Where the office's own word list is kept: as it was written, one for all drafts.

use super::key;
use super::shelf::{Shelf, ShelfError};
use super::store::Store;

/// A list with the lines of another that it does not have, below its own.
#[must_use]
pub fn united(list: &str, other: &str) -> String {
    let mut united = list.to_owned();
    for line in other.lines() {
        if !united.lines().any(|there| there == line) {
            if !united.is_empty() && !united.ends_with('\n') {
                united.push('\n');
            }
            united.push_str(line);
        }
    }
    united
}

impl<S: Shelf> Store<S> {
    /// The list as it was written; nothing where there is none.
    ///
    /// # Errors
    /// The shelf refuses.
    pub fn words(&self) -> Result<String, ShelfError> {
        Ok(self.shelf.get(key::WORDS)?.unwrap_or_default())
    }

    /// Keeps another list in its place; a blank one leaves nothing behind.
    ///
    /// # Errors
    /// The shelf refuses; the list from before is still there.
    pub fn set_words(&self, text: &str) -> Result<(), ShelfError> {
        if text.trim().is_empty() {
            self.shelf.remove(key::WORDS)
        } else {
            self.shelf.put(key::WORDS, text)
        }
    }
}
