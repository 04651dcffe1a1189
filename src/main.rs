//! The page's entry point: installs the panic page and mounts the app; nothing else.

use leptos::prelude::*;
use nianbao::ui::app::App;

fn main() {
    console_error_panic_hook::set_once();
    mount_to_body(|| view! { <App /> });
}
