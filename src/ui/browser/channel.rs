//! A way for the windows of this page to speak to each other.
//!
//! Storage events would do, but Chromium 66 and 69 do not send them between pages opened from files.

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// The channel; silent where the browser has none.
#[derive(Default)]
pub struct Channel(Option<BroadcastChannel>);

impl Channel {
    /// Opens the channel of this name and gives every message of other windows to `hear`, as the key
    /// and the text that were said.
    pub fn open(name: &str, hear: impl Fn(String, String) + 'static) -> Self {
        let Ok(channel) = BroadcastChannel::new(name) else {
            return Self(None);
        };
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let said = event.data().as_string().unwrap_or_default();
            if let Some((key, text)) = said.split_once('\n') {
                hear(key.to_owned(), text.to_owned());
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        // The page listens as long as it lives.
        listener.forget();
        Self(Some(channel))
    }

    /// Says a text under a key to all other windows.
    pub fn say(&self, key: &str, text: &str) {
        if let Some(channel) = &self.0 {
            // Other windows hear of it through storage too; a channel that refuses changes nothing.
            let _ = channel.post_message(&JsValue::from_str(&format!("{key}\n{text}")));
        }
    }
}
