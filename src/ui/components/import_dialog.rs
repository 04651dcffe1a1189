//! The dialog for foreign material: a place to paste into, files, and what was found before anything is written.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

use crate::import::taking::Purpose;
use crate::ui::browser::{clipboard, dom, file};
use crate::ui::deeds::follow;
use crate::ui::importing::{self, Act, Brought, Importing};

mod markup;

/// Selector of the button that takes what was found.
const APPLY: &str = "[data-action=\"apply-import\"]";
/// Selector of the place to paste into.
const TARGET: &str = "[data-import-target]";
/// Selector of the button that begins anew.
const AGAIN: &str = "[data-action=\"import-again\"]";
/// Selector of the button that opens the chooser of files.
const CHOOSE: &str = "[data-action=\"choose-import-file\"]";
/// Selector of the element that Tab leads back to.
const FIRST: &str = "[data-import-as=\"current\"]";
/// Selector of the same once a purpose is chosen.
const CHOSEN: &str = "[data-import-as]:checked";
/// Selector of the last element that takes the focus.
const LAST: &str = "[data-action=\"close-import\"]";

/// Where the focus goes when what had it is gone.
const KEEPING: &[&str] = &[APPLY, AGAIN, TARGET, CHOOSE, LAST];

/// Selector of the place of the dialog.
const PLACE: &str = ".nb-import-place";

/// The place of the dialog. It is markup; one element takes all its events.
#[component]
pub fn ImportPlace() -> impl IntoView {
    let importing = expect_context::<Importing>();
    follow(move || {
        importing.changes().track();
        paint(importing);
    });
    view! {
        <div class="nb-import-place"
            on:click=move |event| act(&event, importing)
            on:change=move |event| change(&event, importing)
            on:paste=move |event| paste(&event, importing)
            on:input=move |event| input(&event, importing)
            on:keydown=move |event| press(&event, importing)
            on:dragover=|event| event.prevent_default()
            on:drop=move |event| drop(&event, importing)
        ></div>
    }
}

/// Shows what is to be shown.
fn paint(importing: Importing) {
    let Some(place) = dom::find(PLACE) else {
        return;
    };
    let was_open = place.first_element_child().is_some();
    let shown = importing.look(|shown| {
        (
            markup::of_result(shown),
            shown.purpose,
            shown.brought.is_empty(),
            shown.reading,
        )
    });
    let Some((result, purpose, is_empty, reading)) = shown else {
        if was_open {
            dom::put_markup(&place, "");
            dom::focus("[data-action=\"import\"]");
            dom::rescue_focus();
        }
        return;
    };
    if !was_open {
        dom::put_markup(&place, &markup::dialog());
        request_animation_frame(|| dom::focus(TARGET));
    }
    if let Some(place) = dom::find(".nb-import__waiting") {
        dom::put_markup(&place, if reading { markup::WAITING } else { "" });
    }
    let could_apply = dom::find(APPLY).is_some();
    if let Some(part) = dom::find(".nb-import__result") {
        let focused = part.query_selector(":focus").ok().flatten();
        dom::put_markup(&part, &result);
        // The same control in the new markup keeps the focus.
        if let Some(focused) = focused {
            match focused.get_attribute("data-action") {
                Some(action) => dom::focus(format!("[data-action=\"{action}\"]")),
                None => {
                    dom::focus("[data-import-carry],[data-import-piece][aria-pressed=\"true\"]")
                }
            }
        }
    }
    if let Some(dialog) = dom::find(".nb-import") {
        // A class of this constant name is always accepted.
        let _ = dialog
            .class_list()
            .toggle_with_force("has-result", !is_empty);
    }
    for radio in dom::all(&place, "[data-import-as]") {
        let own = radio
            .get_attribute("data-import-as")
            .and_then(|id| Purpose::from_id(&id));
        if let Some(radio) = radio.dyn_ref::<HtmlInputElement>() {
            radio.set_checked(own.is_some() && own == purpose);
        }
    }
    if !could_apply {
        dom::focus(APPLY);
    }
    // What had the focus may have gone with the result before, or be hidden by this one.
    dom::keep_focus_within(".nb-import", KEEPING);
}

/// The pressed control's verb.
fn act(event: &ev::MouseEvent, importing: Importing) {
    let control = dom::closest(event, "[data-action],[data-import-piece]");
    let Some(control) = control else {
        return;
    };
    if let Some(piece) = control
        .get_attribute("data-import-piece")
        .and_then(|at| at.parse().ok())
    {
        importing.act(Act::LookAt(piece));
        return;
    }
    match control.get_attribute("data-action").as_deref() {
        Some("apply-import") => importing.apply(),
        Some("close-import") => importing.act(Act::Close),
        Some("choose-import-file") => {
            if let Some(input) = dom::find(".nb-import input[type=file]") {
                dom::click(input);
            }
        }
        Some("import-again" | "stop-import") => {
            importing.act(Act::StartOver);
            dom::focus(TARGET);
        }
        _ => {}
    }
}

/// A choice was made, or files were chosen.
fn change(event: &ev::Event, importing: Importing) {
    let Some(input) = dom::target::<HtmlInputElement>(event) else {
        return;
    };
    let purpose = input
        .get_attribute("data-import-as")
        .and_then(|id| Purpose::from_id(&id));
    if let Some(purpose) = purpose {
        importing.act(Act::Purpose(purpose));
    } else if input.has_attribute("data-import-tables-only") {
        importing.act(Act::TablesOnly(input.checked()));
    } else if input.has_attribute("data-import-carry") {
        importing.act(Act::Carry(input.checked()));
    } else if let Some(files) = input.files() {
        let files = file::listed(&files);
        importing::read_files(importing, files);
        input.set_value("");
    }
}

fn drop(event: &ev::DragEvent, importing: Importing) {
    event.prevent_default();
    let data = event.data_transfer();
    let files = data.as_ref().and_then(web_sys::DataTransfer::files);
    match (files.map(|files| file::listed(&files)), data) {
        (Some(files), _) if !files.is_empty() => importing::read_files(importing, files),
        (_, Some(data)) => {
            let pasted = clipboard::dropped(&data);
            take(importing, move || importing::of_paste(&pasted));
        }
        (_, None) => {}
    }
}

fn paste(event: &ev::ClipboardEvent, importing: Importing) {
    let Some(pasted) = clipboard::pasted(event) else {
        return;
    };
    event.prevent_default();
    let files = event.clipboard_data().and_then(|data| data.files());
    let files = files.map(|files| file::listed(&files)).unwrap_or_default();
    if pasted.html.is_empty() && pasted.text.is_empty() && !files.is_empty() {
        importing::read_files(importing, files);
        return;
    }
    take(importing, move || importing::of_paste(&pasted));
}

/// A text came into the place for pasting in some other way than by a paste.
fn input(event: &ev::Event, importing: Importing) {
    const SHORTEST: usize = 40;
    let area = dom::target::<HtmlTextAreaElement>(event);
    let Some(area) = area.filter(|area| area.has_attribute("data-import-target")) else {
        return;
    };
    let text = area.value();
    if text.chars().count() >= SHORTEST {
        area.set_value("");
        take(importing, move || importing::of_text(&text));
    }
}

/// Brings what a reading comes to, in place of what was brought before.
fn take(importing: Importing, read: impl FnOnce() -> Vec<Brought> + 'static) {
    importing.act(Act::StartOver);
    importing.bring(read);
}

fn press(event: &ev::KeyboardEvent, importing: Importing) {
    match event.key().as_str() {
        "Escape" if !event.is_composing() => importing.act(Act::Close),
        "Tab" => {
            // Among radio buttons Tab stops at the chosen one.
            let chosen = dom::find(CHOSEN).is_some();
            dom::keep_inside(event, if chosen { CHOSEN } else { FIRST }, LAST);
        }
        _ => {}
    }
}
