//! What a window that went away had saved and not yet carried to the surviving copy.
//!
//! Another process may write over it in localStorage without having seen it, and a page that goes away cannot wait for a
//! transaction. So it leaves such a text under a key that nobody else writes, and the next start sees where it belongs.

use super::{SaveError, Store};
use crate::storage::change::Change;
use crate::storage::key;
use crate::storage::shelf::{Shelf, ShelfError};

/// A text that was left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftText {
    /// Its key.
    pub key: String,
    /// The draft.
    pub id: String,
    /// The stored text of the draft.
    pub text: String,
}

impl<S: Shelf> Store<S> {
    /// Leaves a stored text of a draft for the next start; a window may leave several, by `number`.
    ///
    /// # Errors
    /// The shelf refuses.
    pub fn leave(
        &self,
        id: &str,
        window: &str,
        number: usize,
        text: &str,
    ) -> Result<(), SaveError> {
        self.write(&key::left(id, window, number), None, text)
    }

    /// All texts that were left.
    ///
    /// # Errors
    /// The shelf refuses.
    pub fn left(&self) -> Result<Vec<LeftText>, ShelfError> {
        let mut left = Vec::new();
        for key in self.shelf.keys()? {
            if let Some(id) = key::left_of(&key)
                && let Some(text) = self.shelf.get(&key)?
            {
                let id = id.to_owned();
                left.push(LeftText { key, id, text });
            }
        }
        Ok(left)
    }

    /// What the surviving copy has to change to take a text that was left: the draft, or the deleted one where it was left
    /// on the way to being deleted.
    ///
    /// # Errors
    /// The shelf refuses.
    pub fn place_of(&self, left: &LeftText) -> Result<Change, ShelfError> {
        let (draft, deleted) = (key::draft(&left.id), key::deleted(&left.id));
        let text = left.text.clone();
        Ok(if self.shelf.get(&deleted)?.as_ref() == Some(&text) {
            Change::Move {
                from: draft,
                to: deleted,
                text,
            }
        } else {
            Change::Put { key: draft, text }
        })
    }

    /// Removes a text that was left and has its place now.
    ///
    /// # Errors
    /// The shelf refuses.
    pub fn remove_left(&self, left: &LeftText) -> Result<(), ShelfError> {
        self.shelf.remove(&left.key)
    }
}
