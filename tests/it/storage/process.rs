//! localStorage as several processes see it: each has a view of its own, which hears of the others late.
//!
//! A write is in the own view at once and reaches the browser later; the browser takes writes in the order in which they
//! arrive and passes them on. Until a process has heard that its own write has arrived, it passes over what others wrote
//! under that key, as Chromium does. So two processes can read the same state and both write upon it.

use std::cell::RefCell;
use std::collections::VecDeque;

use nianbao::storage::shelf::{Shelf, ShelfError};

use super::faulty::FaultyShelf;

/// A key and its new text, or that it was removed.
pub type Write = (String, Option<String>);

/// One process's view.
#[derive(Debug, Default)]
pub struct Process {
    pub view: FaultyShelf,
    /// What the browser has not got yet.
    pub leaving: RefCell<VecDeque<Write>>,
    /// What it has passed on, and whether this process wrote it.
    pub coming: RefCell<VecDeque<(Write, bool)>>,
    /// The keys of the own writes that were not heard of yet.
    unheard: RefCell<Vec<String>>,
}

impl Process {
    /// Hears of the next write. Returns its key, and whether this process wrote it; if not, the page is sent an event.
    pub fn hear(&self) -> Option<(String, bool)> {
        let ((key, text), own) = self.coming.borrow_mut().pop_front()?;
        let mut unheard = self.unheard.borrow_mut();
        let mine = unheard.iter().position(|known| *known == key);
        match mine {
            Some(at) if own => {
                unheard.remove(at);
            }
            Some(_) => {}
            None => self.view.set(&key, text.as_deref()),
        }
        Some((key, own))
    }

    /// The browser has cleared everything.
    pub fn clear(&self) {
        for key in self.view.keys().unwrap() {
            self.view.set(&key, None);
        }
        self.leaving.borrow_mut().clear();
        self.coming.borrow_mut().clear();
        self.unheard.borrow_mut().clear();
    }

    fn send(&self, key: &str, text: Option<&str>) {
        self.unheard.borrow_mut().push(key.to_owned());
        let write = (key.to_owned(), text.map(str::to_owned));
        self.leaving.borrow_mut().push_back(write);
    }
}

impl Shelf for Process {
    fn keys(&self) -> Result<Vec<String>, ShelfError> {
        self.view.keys()
    }

    fn get(&self, key: &str) -> Result<Option<String>, ShelfError> {
        self.view.get(key)
    }

    fn put(&self, key: &str, text: &str) -> Result<(), ShelfError> {
        self.view.put(key, text)?;
        self.send(key, Some(text));
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), ShelfError> {
        self.view.remove(key)?;
        self.send(key, None);
        Ok(())
    }
}
