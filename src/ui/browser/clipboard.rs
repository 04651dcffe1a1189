//! The clipboard: copying through the copy event, which works on file:// and plain http alike, and
//! reading tables out of a paste.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{ClipboardEvent, DataTransfer, Event, HtmlDocument};

use super::dom;

/// What is put on the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Rich text, when the paste is to have tables.
    pub html: Option<String>,
    /// Plain text.
    pub text: String,
}

/// Copies during a click. Returns whether the browser took it.
pub fn copy(copied: &Copied) -> bool {
    let Some(document) =
        dom::document().and_then(|document| document.dyn_into::<HtmlDocument>().ok())
    else {
        return false;
    };
    let taken = Rc::new(Cell::new(false));
    let listener = {
        let (copied, taken) = (copied.clone(), Rc::clone(&taken));
        Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            if put(&event, &copied).is_some() {
                event.prevent_default();
                event.stop_propagation();
                taken.set(true);
            }
        })
    };
    let function = listener.as_ref().unchecked_ref();
    // In the capture phase: a focused field must not put its own selection.
    let options = true;
    if document
        .add_event_listener_with_callback_and_bool("copy", function, options)
        .is_err()
    {
        return false;
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "what it sends at once stops at the listener above, before any that could be running"
    )]
    let done = document.exec_command("copy").unwrap_or(false);
    let _ = document.remove_event_listener_with_callback_and_bool("copy", function, options);
    done && taken.get()
}

/// Puts something on the clipboard while the browser asks for it.
pub fn put(event: &Event, copied: &Copied) -> Option<()> {
    let data = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
    if let Some(html) = &copied.html {
        data.set_data("text/html", html).ok()?;
    }
    data.set_data("text/plain", &copied.text).ok()
}

/// What a paste brings.
pub struct Pasted {
    /// Its rich text; empty where it has none.
    pub html: String,
    /// Its plain text.
    pub text: String,
}

/// Reads what was dropped.
pub fn dropped(data: &DataTransfer) -> Pasted {
    Pasted {
        html: data.get_data("text/html").unwrap_or_default(),
        text: data.get_data("text/plain").unwrap_or_default(),
    }
}

/// Reads a paste.
pub fn pasted(event: &ClipboardEvent) -> Option<Pasted> {
    Some(dropped(&event.clipboard_data()?))
}
