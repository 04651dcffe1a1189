//! Acts that make the browser send events at once, kept away from the listeners that are running.
//!
//! Focusing, clicking, printing and removing what has the focus send events before the call returns. A listener that
//! did so would find itself running, which ends the program: whatever it has borrowed is still borrowed. So nothing
//! outside `ui/browser` calls these of the browser directly (`clippy.toml` and the test of the layers hold that):
//! what acts waits until no listener is running ([`own`]), and what takes elements away is not heard ([`quietly`]).

use std::cell::Cell;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, EventTarget};

/// Does something in a turn of its own: after the listeners that are running, in the order of the calls, and before the
/// browser goes on. To the browser it still belongs to the user's click, which opening a chooser of files needs.
pub fn own(act: impl FnOnce() + 'static) {
    spawn_local(async move { act() });
}

/// What the browser sends when it takes the focus from an element that goes away.
const SENT: [&str; 4] = ["blur", "focusout", "change", "focusin"];

thread_local! {
    /// Whether elements are being taken away at this moment.
    static QUIET: Cell<bool> = const { Cell::new(false) };
    /// Whether the listener that keeps the others from hearing is there.
    static HUSHED: Cell<bool> = const { Cell::new(false) };
}

/// Changes the document in a way that may take away what has the focus. The events that follow from it are heard by
/// nobody: they tell what the page itself has done.
pub fn quietly<T>(change: impl FnOnce() -> T) -> T {
    if !HUSHED.replace(true) {
        hush();
    }
    QUIET.set(true);
    let changed = change();
    QUIET.set(false);
    changed
}

/// Adds the listener that stops what is sent meanwhile, before any other can hear it.
fn hush() {
    let Some(document) = super::dom::document() else {
        return;
    };
    // A function that may run within itself, unlike those of the components.
    let listener = Closure::<dyn Fn(Event)>::new(|event: Event| {
        if QUIET.get() {
            event.stop_immediate_propagation();
        }
    });
    let target: &EventTarget = document.as_ref();
    for kind in SENT {
        // Adding a listener of these constant names cannot fail.
        let _ = target.add_event_listener_with_callback_and_bool(
            kind,
            listener.as_ref().unchecked_ref(),
            true,
        );
    }
    // It stays as long as the page.
    drop(listener.into_js_value());
}
