//! The page's entry point: installs the panic page and mounts the app; nothing else.

use leptos::prelude::*;

fn main() {
    console_error_panic_hook::set_once();
    mount_to_body(|| view! { <h1>"年报编制器"</h1> });
}
