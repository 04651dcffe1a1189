//! Where somebody was in a draft when the page went away, to return there at the next start.

use std::fmt;

use super::key;
use super::shelf::{Shelf, ShelfError};
use super::store::Store;
use crate::model::location::Location;

/// A place in the editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which draft was open.
    pub draft: String,
    /// What had the focus, where it was a place of the report.
    pub focus: Option<Location>,
    /// How far the form was scrolled, in pixels.
    pub scrolled: i32,
}

impl Place {
    /// Reads a stored place; nothing where the text is not one.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        Some(Self {
            draft: lines.next()?.to_owned(),
            focus: Location::from_address(lines.next()?),
            scrolled: lines.next()?.parse().ok()?,
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let focus = self.focus.map(|focus| focus.to_string());
        let focus = focus.unwrap_or_default();
        write!(f, "{}\n{focus}\n{}", self.draft, self.scrolled)
    }
}

impl<S: Shelf> Store<S> {
    /// Keeps where somebody is.
    ///
    /// # Errors
    /// The shelf refuses; then the next start begins at the top.
    pub fn put_place(&self, place: &Place) -> Result<(), ShelfError> {
        self.shelf.put(key::PLACE, &place.to_string())
    }

    /// Where somebody was in a draft.
    #[must_use]
    pub fn place(&self, draft: &str) -> Option<Place> {
        let text = self.shelf.get(key::PLACE).ok()??;
        Place::read(&text).filter(|place| place.draft == draft)
    }
}
