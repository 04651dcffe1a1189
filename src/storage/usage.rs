//! How much room the stored texts take, and how much there is.

use super::shelf::{Shelf, ShelfError};
use super::store::Store;

/// What a browser gives all pages that share one localStorage, in UTF-16 units: five million in Chromium and Firefox
/// since long; no browser tells.
pub const GIVEN: u64 = 5 * 1024 * 1024;

impl<S: Shelf> Store<S> {
    /// What everything on the shelf takes, in UTF-16 units; of other pages too, since they take it from the same room.
    ///
    /// # Errors
    /// The shelf refuses.
    pub fn used(&self) -> Result<u64, ShelfError> {
        let mut used = 0;
        for key in self.shelf.keys()? {
            let text = self.shelf.get(&key)?.unwrap_or_default();
            used += key.encode_utf16().chain(text.encode_utf16()).count() as u64;
        }
        Ok(used)
    }
}
