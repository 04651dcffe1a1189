//! A button that is pressed twice quickly, or by a key that is held, does what it says once.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, EventTarget, KeyboardEvent, MouseEvent};

use super::dom;

/// What is pressed again and again on purpose: each time is a step.
const STEPS: &str = "[data-action=\"undo\"],[data-action=\"redo\"]";

/// Keeps the second press of a double click, and the presses of a key that is held, from every button of the page but
/// those that are pressed again on purpose.
pub fn watch() {
    let Some(document) = dom::document() else {
        return;
    };
    let target: &EventTarget = document.as_ref();
    // It runs before any listener of the page, and may run within itself.
    let listener = Closure::<dyn Fn(Event)>::new(|event: Event| {
        if is_again(&event) && is_on_button(&event) {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    });
    for kind in ["click", "keydown"] {
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

fn is_on_button(event: &Event) -> bool {
    let around = |element: &Element, selector: &str| element.closest(selector).ok().flatten();
    dom::target::<Element>(event).is_some_and(|element| {
        around(&element, "button").is_some() && around(&element, STEPS).is_none()
    })
}

/// Whether a press is the second of a double click, or of a key that is held.
fn is_again(event: &Event) -> bool {
    if let Some(click) = event.dyn_ref::<MouseEvent>() {
        click.detail() > 1
    } else if let Some(key) = event.dyn_ref::<KeyboardEvent>() {
        key.repeat() && matches!(key.key().as_str(), "Enter" | " ")
    } else {
        false
    }
}
