//! Derived words and flags for the view.
//!
//! The view makes code of its own for every closure type it is given, some kilobytes each. A signal
//! is one type, however many things are derived.

use leptos::prelude::*;

/// Words that follow the state.
pub fn words<T: Into<String>>(derive: impl Fn() -> T + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(move || derive().into())
}

/// A flag that follows the state.
pub fn flag(derive: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(derive)
}
