//! What the browser would not copy or save by itself, shown for copying by hand.

use leptos::prelude::*;

use super::notices::Notices;

/// Something to be copied by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What the user is told to do with it.
    pub advice: &'static str,
    /// What is to be copied.
    pub content: Content,
}

/// What is to be copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A text.
    Text(String),
    /// Markup of our own, to be copied as it looks.
    Rich(String),
}

/// Where such things are shown. A handle: copies speak of the same place.
#[derive(Clone, Copy)]
pub struct ByHand {
    shown: RwSignal<Option<Shown>>,
    notices: Notices,
}

impl ByHand {
    /// Nothing to copy.
    pub fn new(notices: Notices) -> Self {
        Self {
            shown: RwSignal::new(None),
            notices,
        }
    }

    /// What is shown.
    pub const fn shown(&self) -> RwSignal<Option<Shown>> {
        self.shown
    }

    /// Shows something, selected. An earlier message, of a success perhaps, would now mislead.
    pub fn offer(&self, advice: &'static str, content: Content) {
        self.notices.close();
        self.shown.set(Some(Shown { advice, content }));
    }

    /// Takes it away.
    pub fn close(&self) {
        self.shown.set(None);
    }
}
