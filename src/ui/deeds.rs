//! What a control does, and what follows from what has changed.
//!
//! The view makes code of its own for every type of listener and of effect, half a kilobyte each. A box is one type,
//! however many things are done.

use leptos::prelude::*;

/// What is done when an event comes.
pub fn does<E>(deed: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(deed)
}

/// Does something now, and again when what it read has changed.
pub fn follow(deed: impl FnMut() + 'static) {
    boxed(Box::new(deed));
}

fn boxed(mut deed: Box<dyn FnMut()>) {
    Effect::new(move |_| deed());
}

/// Sets what is shown, and tells whoever follows it, unless it is so already.
pub fn set_if_new<T>(shown: RwSignal<T>, now: &T)
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    if shown.with_untracked(|shown| shown != now) {
        shown.set(now.clone());
    }
}
