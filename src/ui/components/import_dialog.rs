//! The dialog for foreign material: a place to paste into, files, and what was found before anything is written.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};

use crate::import::taking::Purpose;
use crate::ui::browser::{clipboard, dom, file};
use crate::ui::derived::{flag, words};
use crate::ui::desk::Desk;
use crate::ui::importing::{self, Brought, Importing};

mod markup;

/// Selector of the place to paste into.
const TARGET: &str = "[data-import-target]";
/// Selector of the element that Tab leads back to.
const FIRST: &str = "[data-import-as=\"current\"]";
/// Selector of the last element that takes the focus.
const LAST: &str = "[data-action=\"close-import\"]";

/// The place of the dialog.
#[component]
pub fn ImportPlace() -> impl IntoView {
    let importing = expect_context::<Importing>();
    let desk = expect_context::<Desk>();
    let shown = importing.shown();
    Effect::new(move |before: Option<bool>| {
        let now = shown.get();
        if now {
            request_animation_frame(|| dom::focus(TARGET));
        } else if before == Some(true) {
            dom::focus("[data-action=\"import\"]");
            dom::rescue_focus();
        }
        now
    });
    // What was found changes with the choice; the draft does not change while the dialog is open.
    Effect::new(move |_| {
        let purpose = importing.purpose();
        shown.track();
        for other in Purpose::ALL {
            let radio = dom::find(&format!("[data-import-as=\"{}\"]", other.id()));
            if let Some(radio) = radio.and_then(|radio| radio.dyn_into::<HtmlInputElement>().ok()) {
                radio.set_checked(Some(other) == purpose);
            }
        }
    });
    let result = Memo::new(move |_| {
        desk.draft()
            .with_untracked(|draft| markup::of_result(importing, draft))
    });
    let found = Memo::new(move |_| importing.with_found(|_, _| ()).is_some());
    Effect::new(move |before: Option<bool>| {
        let now = found.get();
        if now && before == Some(false) {
            request_animation_frame(|| dom::focus("[data-action=\"apply-import\"]"));
        }
        now
    });
    move || {
        shown.get().then(|| {
            view! {
                <div class="nb-veil" on:dragover=|event| event.prevent_default() on:drop=move |event| drop(&event, importing)>
                    <div class="nb-dialog nb-import" class:has-result=flag(move || !importing.brought().with(Vec::is_empty)) role="dialog" aria-modal="true" aria-label="导入年报"
                        on:click=move |event| act(&event, importing)
                        on:change=move |event| change(&event, importing)
                        on:paste=move |event| paste(&event, importing)
                        on:input=move |event| input(&event, importing)
                        on:keydown=move |event| press(&event, importing)>
                        <div inner_html=markup::TOP></div>
                        <div class="nb-import__result" inner_html=words(move || result.get())></div>
                    </div>
                </div>
            }
        })
    }
}

/// The pressed control's verb.
fn act(event: &ev::MouseEvent, importing: Importing) {
    let control = dom::target::<Element>(event).and_then(|element| {
        element
            .closest("[data-action],[data-import-piece]")
            .ok()
            .flatten()
    });
    let Some(control) = control else {
        return;
    };
    if let Some(piece) = control
        .get_attribute("data-import-piece")
        .and_then(|at| at.parse().ok())
    {
        importing.looked_at().set(piece);
        return;
    }
    match control.get_attribute("data-action").as_deref() {
        Some("apply-import") => importing.apply(),
        Some("close-import") => importing.shown().set(false),
        Some("choose-import-file") => {
            if let Some(input) = dom::find(".nb-import input[type=file]") {
                input.click();
            }
        }
        Some("import-again") => {
            importing.start_over();
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
        importing.choose(purpose);
    } else if input.has_attribute("data-import-tables-only") {
        importing.choose_tables_only(input.checked());
    } else if input.has_attribute("data-import-carry") {
        importing.choose_carry(input.checked());
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
            let format = |format| data.get_data(format).unwrap_or_default();
            let pasted = clipboard::Pasted {
                html: format("text/html"),
                text: format("text/plain"),
            };
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

/// Brings what a reading comes to. A long page takes a moment; that it is being read is shown before.
fn take(importing: Importing, read: impl FnOnce() -> Brought + 'static) {
    importing.start_over();
    if let Some(place) = dom::find(".nb-import__waiting") {
        place.set_text_content(Some("正在读取……"));
    }
    request_animation_frame(move || {
        set_timeout(
            move || {
                importing.bring(read());
                if let Some(place) = dom::find(".nb-import__waiting") {
                    place.set_text_content(None);
                }
            },
            std::time::Duration::ZERO,
        );
    });
}

fn press(event: &ev::KeyboardEvent, importing: Importing) {
    match event.key().as_str() {
        "Escape" if !event.is_composing() => importing.shown().set(false),
        "Tab" => dom::keep_inside(event, FIRST, LAST),
        _ => {}
    }
}
