//! Stored texts that cannot be read: kept under keys of their own, handed out, removed.

use super::{SaveError, Store};
use crate::storage::envelope::{Envelope, StoredError};
use crate::storage::key::{self, Key};
use crate::storage::shelf::{Shelf, ShelfError};

/// A text that could not be read and was put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsideText {
    /// Its key, for downloading or removing it.
    pub key: String,
    /// The draft it belonged to.
    pub id: String,
    /// Its number among those of the draft, from 1.
    pub number: u32,
}

impl<S: Shelf> Store<S> {
    /// All texts that were put aside because they could not be read.
    ///
    /// # Errors
    /// The shelf refuses.
    pub fn aside(&self) -> Result<Vec<AsideText>, ShelfError> {
        let mut texts = Vec::new();
        for key in self.shelf.keys()? {
            if let Some(Key::Damaged { id, number }) = Key::read(&key) {
                let id = id.to_owned();
                texts.push(AsideText { key, id, number });
            }
        }
        texts.sort_by(|a, b| (&a.id, a.number).cmp(&(&b.id, b.number)));
        Ok(texts)
    }

    /// Moves the text of a draft that cannot be read to a key of its own, so that the draft can be
    /// stored again. Returns that key.
    ///
    /// # Errors
    /// The draft is sound (a conflict), absent, or of a newer version; or the shelf refuses.
    pub fn put_aside(&self, id: &str) -> Result<String, SaveError> {
        let from = key::draft(id);
        let text = self.shelf.get(&from)?.ok_or(StoredError::Absent)?;
        match Envelope::read_for(id, Some(&text)) {
            Ok(envelope) => return Err(SaveError::Conflict(envelope.stamp)),
            Err(error) if error.newer().is_some() => return Err(error.into()),
            Err(_) => {}
        }
        let to = self.free_aside_key(id)?;
        self.change_place(&from, &text, &to, None, &text)?;
        Ok(to)
    }

    /// Keeps any text beside a draft, as [`put_aside`](Self::put_aside) does, once. Returns its key.
    ///
    /// # Errors
    /// The shelf refuses.
    pub fn keep_aside(&self, id: &str, text: &str) -> Result<String, SaveError> {
        for aside in self.aside()?.into_iter().filter(|aside| aside.id == id) {
            if self.holds(&aside.key, Some(text)) {
                return Ok(aside.key);
            }
        }
        let key = self.free_aside_key(id)?;
        self.write(&key, None, text)?;
        Ok(key)
    }

    /// A text that was put aside, for download.
    ///
    /// # Errors
    /// The shelf refuses.
    pub fn aside_text(&self, aside: &AsideText) -> Result<Option<String>, ShelfError> {
        self.shelf.get(&aside.key)
    }

    /// Removes a text that was put aside for good.
    ///
    /// # Errors
    /// The shelf refuses.
    pub fn remove_aside(&self, aside: &AsideText) -> Result<(), ShelfError> {
        self.shelf.remove(&aside.key)
    }

    fn free_aside_key(&self, id: &str) -> Result<String, ShelfError> {
        let numbers = self.aside()?.into_iter().filter(|aside| aside.id == id);
        let last = numbers.map(|aside| aside.number).max().unwrap_or(0);
        Ok(key::damaged(id, last.saturating_add(1)))
    }
}
