//! The page's entry point: mounts the app; nothing else.
//!
//! In what is delivered a panic is a trap without words, and `page/crash.js` saves what was typed. While developing,
//! the words go to the console.

use leptos::prelude::*;
use nianbao::ui::app::App;

fn main() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    mount_to_body(|| view! { <App /> });
}
