//! The browser's localStorage as a [`Shelf`], and that of the tab; the only file that touches them.

#![allow(
    clippy::disallowed_methods,
    reason = "every other file goes through the shelf"
)]

use gloo_storage::{LocalStorage, Storage as _};
use wasm_bindgen::JsValue;

use super::key;
use super::shelf::{Shelf, ShelfError};

/// localStorage, found to work when it was opened.
#[derive(Clone, Debug)]
pub struct LocalShelf(web_sys::Storage);

impl LocalShelf {
    /// Finds out whether the browser stores anything, by writing, reading and removing.
    ///
    /// gloo-storage throws where storage is forbidden, so that it is asked only after web-sys was.
    ///
    /// # Errors
    /// [`ShelfError::Forbidden`] where nothing can be stored. A storage that is merely full opens:
    /// what is in it can still be read.
    pub fn open() -> Result<Self, ShelfError> {
        let window = web_sys::window().ok_or(ShelfError::Forbidden)?;
        if !matches!(window.local_storage(), Ok(Some(_))) {
            return Err(ShelfError::Forbidden);
        }
        let shelf = Self(LocalStorage::raw());
        match shelf.put(key::PROBE, key::PROBE) {
            Ok(()) => {}
            // Some private windows offer a storage of size zero.
            Err(ShelfError::Full) if shelf.keys()?.is_empty() => return Err(ShelfError::Forbidden),
            Err(ShelfError::Full) => return Ok(shelf),
            Err(error @ (ShelfError::Forbidden | ShelfError::Other(_))) => return Err(error),
        }
        let kept = shelf.get(key::PROBE)?;
        shelf.remove(key::PROBE)?;
        if kept.as_deref() == Some(key::PROBE) {
            Ok(shelf)
        } else {
            Err(ShelfError::Forbidden)
        }
    }
}

/// What the tab keeps until it is closed, as long as pages of this address are shown in it; none where the browser keeps
/// nothing.
#[must_use]
pub fn of_tab() -> Option<impl Shelf> {
    let window = web_sys::window()?;
    window.session_storage().ok()?.map(LocalShelf)
}

impl Shelf for LocalShelf {
    fn keys(&self) -> Result<Vec<String>, ShelfError> {
        let length = self.0.length().map_err(|error| read_error(&error))?;
        let mut keys = Vec::new();
        for index in 0..length {
            keys.extend(self.0.key(index).map_err(|error| read_error(&error))?);
        }
        Ok(keys)
    }

    fn get(&self, key: &str) -> Result<Option<String>, ShelfError> {
        self.0.get_item(key).map_err(|error| read_error(&error))
    }

    fn put(&self, key: &str, text: &str) -> Result<(), ShelfError> {
        self.0
            .set_item(key, text)
            .map_err(|error| read_error(&error))
    }

    fn remove(&self, key: &str) -> Result<(), ShelfError> {
        self.0.remove_item(key).map_err(|error| read_error(&error))
    }
}

/// What an exception of the browser means. It is asked for name and code without assuming its type,
/// since browsers have changed the type of this one.
pub(super) fn read_error(thrown: &JsValue) -> ShelfError {
    let field =
        |name: &str| js_sys::Reflect::get(thrown, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let name = field("name").as_string().unwrap_or_default();
    let code = field("code").as_f64();
    match name.as_str() {
        "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => ShelfError::Full,
        _ if code == Some(22.0) || code == Some(1014.0) => ShelfError::Full,
        "SecurityError" | "NS_ERROR_DOM_SECURITY_ERR" => ShelfError::Forbidden,
        _ => ShelfError::Other(name),
    }
}
