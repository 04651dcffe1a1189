//! The editor of one draft: outline, report, findings and ways out.

use leptos::ev;
use leptos::prelude::*;
use web_sys::HtmlElement;

use crate::ui::browser::dom;
use crate::ui::cabinet::Cabinet;
use crate::ui::components::bar::Bar;
use crate::ui::components::dismissing;
use crate::ui::components::drafts_box::DraftsBox;
use crate::ui::components::export_box::ExportBox;
use crate::ui::components::findings::Findings;
use crate::ui::components::form::Form;
use crate::ui::components::outline::Outline;
use crate::ui::components::preview::Preview;
use crate::ui::derived::flag;
use crate::ui::desk::Desk;
use crate::ui::exported::Exported;
use crate::ui::painters::Painters;
use crate::ui::view::{self, View};

/// The screen.
#[component]
pub fn Editor() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let view = View::new();
    provide_context(view);
    let exported = Exported::new(desk, view);
    provide_context(exported);
    provide_context(Painters::of(desk));
    let came_from = StoredValue::new_local(None);
    let cabinet = expect_context::<Cabinet>();
    let keys = window_event_listener(ev::keydown, move |event| {
        shortcut(&event, desk, view, cabinet, came_from);
    });
    let paper = [("beforeprint", true), ("afterprint", false)].map(|(event, begins)| {
        window_event_listener_untyped(event, move |_| {
            if let Some(paper) = dom::find(".nb-paper") {
                let markup = if begins {
                    exported.printed()
                } else {
                    String::new()
                };
                dom::put_markup(&paper, &markup);
            }
        })
    });
    let leaving = ["pagehide", "visibilitychange"].map(|event| {
        window_event_listener_untyped(event, move |_| {
            if !view.preview().get_untracked() {
                cabinet.keep_place(dom::focused_place(), dom::scrolled());
            }
        })
    });
    on_cleanup(move || {
        for listener in leaving {
            listener.remove();
        }
        keys.remove();
        for listener in paper {
            listener.remove();
        }
    });
    let open_id = Memo::new(move |_| cabinet.open_id());
    Effect::new(move |before: Option<Option<String>>| {
        let id = open_id.get();
        if before.is_none()
            && let Some(place) = cabinet.kept_place()
        {
            dom::return_to(place.scrolled, place.focus.map(|focus| focus.to_string()));
        }
        if before.is_some_and(|before| before != id) {
            view.choices().update(|choices| choices.proof = None);
            if let Some(panel) = dom::find(".nb-findings") {
                dismissing::close(&panel);
            }
            // Another draft begins at its beginning.
            view.in_form(|| {
                if let Some(part) = dom::find("[data-part=\"report\"]") {
                    dom::scroll_to(&part);
                    dom::focus_first(&part);
                }
            });
        }
        id
    });
    view! {
        <div class="nb-desk" class:is-locked=flag(move || desk.locked().get())>
            <Bar />
            <div class="nb-desk__side">
                <Outline />
                <DraftsBox open=true />
            </div>
            <main class="nb-desk__middle">
                <Form />
                <Preview />
            </main>
            <aside class="nb-desk__aside" aria-label="校核与导出">
                <ExportBox />
                <Findings />
            </aside>
        </div>
        <div class="nb-paper"></div>
    }
}

/// Where the focus was in the report when it left for elsewhere.
type Place = StoredValue<Option<HtmlElement>, LocalStorage>;

/// From the report to the findings, from there to the outline, from there back: nobody has to pass
/// through two hundred cells.
fn next_region(came_from: Place) {
    let focused = dom::focused();
    let within = |region: &str| {
        let element = focused.as_ref();
        element.is_some_and(|element| element.closest(region).is_ok_and(|found| found.is_some()))
    };
    if within("main") {
        dom::focus("[data-action=\"copy-source\"]");
        dom::focus("[data-finding] button");
        came_from.set_value(focused);
    } else if within("aside") {
        dom::focus("[data-goto]");
    } else {
        dom::focus("[data-field]");
        if let Some(element) = came_from.get_value() {
            dom::focus_without_scrolling(&element);
        }
    }
}

/// The keys that work everywhere in the editor.
fn shortcut(event: &ev::KeyboardEvent, desk: Desk, view: View, cabinet: Cabinet, came_from: Place) {
    if dom::only_types(event) {
        return;
    }
    let control = event.ctrl_key() || event.meta_key();
    let key = event.key();
    // Everything is saved as it is typed; the browser's own saving would keep an empty form, also beside a dialog.
    if control && matches!(key.as_str(), "s" | "S") && !event.alt_key() {
        event.prevent_default();
        return cabinet.save_now();
    }
    // Other typed text must not wait for a look through the page either.
    let plain = !control && key.chars().count() == 1;
    if plain || event.is_composing() || event.alt_key() || dom::find("[aria-modal]").is_some() {
        return;
    }
    match (key.as_str(), control, event.shift_key()) {
        // The reason is no part of the report: the browser undoes what is typed there.
        ("z" | "Z" | "y" | "Y", true, _) if dom::closest(event, ".nb-dismiss").is_some() => return,
        ("z" | "Z", true, false) => view::undo(desk, view),
        ("y" | "Y", true, false) | ("z" | "Z", true, true) => view::redo(desk, view),
        ("F8", false, false) => next_region(came_from),
        ("F9", false, false) => view.toggle_preview(),
        (key, false, false) if dismissing::key(key) => {}
        ("Escape", false, false) if view.preview().get_untracked() => view.toggle_preview(),
        ("Tab", false, _) => return dom::keep_focus_in_view(),
        _ => return,
    }
    event.prevent_default();
}
