//! Where texts are kept under keys: what the store needs of a place, and the place in memory.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A place that keeps texts under keys.
pub trait Shelf {
    /// All keys, of other programs too.
    ///
    /// # Errors
    /// The place refuses.
    fn keys(&self) -> Result<Vec<String>, ShelfError>;

    /// The text under a key.
    ///
    /// # Errors
    /// The place refuses.
    fn get(&self, key: &str) -> Result<Option<String>, ShelfError>;

    /// Puts a text under a key, all of it or nothing: after an error the old text is still there.
    ///
    /// # Errors
    /// The place refuses, or has no room.
    fn put(&self, key: &str, text: &str) -> Result<(), ShelfError>;

    /// Removes a key, if it is there.
    ///
    /// # Errors
    /// The place refuses.
    fn remove(&self, key: &str) -> Result<(), ShelfError>;
}

/// Why a place did not do what it was asked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShelfError {
    /// The browser stores nothing for this page.
    Forbidden,
    /// There is no room left.
    Full,
    /// Anything else, by the name the browser gives it.
    Other(String),
}

/// Texts in memory, gone with the page: for a browser that stores nothing.
#[derive(Debug, Default)]
pub struct MemoryShelf(RefCell<BTreeMap<String, String>>);

impl Shelf for MemoryShelf {
    fn keys(&self) -> Result<Vec<String>, ShelfError> {
        Ok(self.0.borrow().keys().cloned().collect())
    }

    fn get(&self, key: &str) -> Result<Option<String>, ShelfError> {
        Ok(self.0.borrow().get(key).cloned())
    }

    fn put(&self, key: &str, text: &str) -> Result<(), ShelfError> {
        self.0.borrow_mut().insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), ShelfError> {
        self.0.borrow_mut().remove(key);
        Ok(())
    }
}

/// A shared place is a place; whether it is the browser's or memory is found out at start.
impl<S: Shelf + ?Sized> Shelf for Rc<S> {
    fn keys(&self) -> Result<Vec<String>, ShelfError> {
        (**self).keys()
    }

    fn get(&self, key: &str) -> Result<Option<String>, ShelfError> {
        (**self).get(key)
    }

    fn put(&self, key: &str, text: &str) -> Result<(), ShelfError> {
        (**self).put(key, text)
    }

    fn remove(&self, key: &str) -> Result<(), ShelfError> {
        (**self).remove(key)
    }
}
