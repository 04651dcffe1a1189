//! A shelf that fails as browsers do: full, forbidden, or not keeping what it accepted.

use std::cell::Cell;

use nianbao::storage::shelf::{MemoryShelf, Shelf, ShelfError};

/// A shelf in memory with faults to be switched on.
#[derive(Debug, Default)]
pub struct FaultyShelf {
    kept: MemoryShelf,
    /// How many bytes of keys and texts fit; without it, any number.
    pub room: Cell<Option<usize>>,
    /// Texts longer than this are cut off without an error.
    pub cuts_at: Cell<Option<usize>>,
    /// Puts still to succeed before all of them fail.
    pub puts_left: Cell<Option<usize>>,
    /// Whether everything is refused.
    pub forbidden: Cell<bool>,
}

impl FaultyShelf {
    /// Everything that is kept, for comparing before and after.
    pub fn contents(&self) -> Vec<(String, String)> {
        let keys = self.kept.keys().unwrap().into_iter();
        keys.map(|key| (key.clone(), self.kept.get(&key).unwrap().unwrap()))
            .collect()
    }

    /// Puts or removes a text without a fault: another process did.
    pub fn set(&self, key: &str, text: Option<&str>) {
        match text {
            Some(text) => self.kept.put(key, text).unwrap(),
            None => self.kept.remove(key).unwrap(),
        }
    }

    /// How many bytes are taken.
    pub fn taken(&self) -> usize {
        let contents = self.contents();
        contents
            .iter()
            .map(|(key, text)| key.len() + text.len())
            .sum()
    }

    fn allow(&self) -> Result<(), ShelfError> {
        if self.forbidden.get() {
            Err(ShelfError::Forbidden)
        } else {
            Ok(())
        }
    }
}

impl Shelf for FaultyShelf {
    fn keys(&self) -> Result<Vec<String>, ShelfError> {
        self.allow()?;
        self.kept.keys()
    }

    fn get(&self, key: &str) -> Result<Option<String>, ShelfError> {
        self.allow()?;
        self.kept.get(key)
    }

    fn put(&self, key: &str, text: &str) -> Result<(), ShelfError> {
        self.allow()?;
        if let Some(left) = self.puts_left.get() {
            self.puts_left.set(Some(left.saturating_sub(1)));
            if left == 0 {
                return Err(ShelfError::Other("UnknownError".to_owned()));
            }
        }
        let old = self.kept.get(key)?.map_or(0, |old| key.len() + old.len());
        let needed = self.taken() - old + key.len() + text.len();
        if self.room.get().is_some_and(|room| needed > room) {
            return Err(ShelfError::Full);
        }
        let cut = self.cuts_at.get().and_then(|end| text.get(..end));
        self.kept.put(key, cut.unwrap_or(text))
    }

    fn remove(&self, key: &str) -> Result<(), ShelfError> {
        self.allow()?;
        self.kept.remove(key)
    }
}
