//! The report as a form: its fields, then each part with its fixed heading and its table or prose.
//!
//! The form is markup that never changes; the browser's own parser makes its two thousand elements in a fraction of the
//! time that it takes to make them one by one. What is typed in it is taken at its root, and what it shows is painted:
//! figures from the board, texts from the draft.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use web_sys::{Element, HtmlInputElement};

use crate::import::block::{self, Filled};
use crate::import::material::Block;
use crate::import::tsv;
use crate::model::cell::Cell;
use crate::model::location::{Field, Location};
use crate::model::section::Section;
use crate::ui::browser::{clipboard, dom, parsed};
use crate::ui::derived::flag;
use crate::ui::desk::Desk;
use crate::ui::notices::Notices;
use crate::ui::painters::Painters;
use crate::ui::view::{self, View};
use crate::ui::wording::pasting;

use self::acts::Acts;
use self::faces::Faces;

mod acts;
mod faces;
mod keys;
mod last_figures;
mod last_year;
mod markup;
mod offered;
mod table;
mod texts;

/// The form.
#[component]
pub fn Form() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let notices = expect_context::<Notices>();
    let view = expect_context::<View>();
    let root = NodeRef::<html::Div>::new();
    // What Escape puts back.
    let restore = StoredValue::new(String::new());

    expect_context::<Painters>().add(
        move || root.get_untracked().map(|root| Faces::of(&root)),
        Faces::paint,
    );
    Effect::new(move |shown: Option<Option<texts::Shown>>| {
        let shown = shown.flatten();
        let root = root.get()?;
        desk.texts()
            .with(|draft| Some(texts::paint(&root, shown, draft)))
    });
    Effect::new(move |_| {
        let locked = desk.locked().get();
        if let Some(root) = root.get() {
            texts::lock(&root, locked);
        }
    });

    let last = Memo::new(move |_| {
        let shown = view.last_year().get();
        desk.texts()
            .with(|draft| draft.previous_year.clone())
            .filter(|_| shown)
    });
    Effect::new(move |beside: Option<last_figures::Beside>| {
        let mut beside = beside.unwrap_or_default();
        let last = last.get();
        if let Some(root) = root.get() {
            match last {
                Some(last) => beside.show(&root, &last, &desk.board().get()),
                None => beside.hide(&root),
            }
        }
        beside
    });
    Effect::new(move |parts: Option<last_year::Parts>| {
        let mut parts = parts.unwrap_or_default();
        let shown = view.last_year().get();
        if let Some(root) = root.get() {
            desk.texts().with(|draft| parts.paint(&root, draft, shown));
        }
        parts
    });

    // Where the focus is; a typed character need not wait until its place is looked up.
    let focused = StoredValue::new_local(None::<(Location, Element)>);
    let on_focus = move |event: ev::FocusEvent| {
        desk.end_burst();
        let place = typed_in(&event);
        if let Some((Location::Cell(_), input)) = &place {
            restore.set_value(dom::value(input).unwrap_or_default());
        }
        focused.set_value(place);
    };
    let take = move |event: &web_sys::Event| {
        let target = event.target();
        let text = |(place, element): &(Location, Element)| Some((*place, dom::value(element)?));
        let typed = focused.with_value(|focused| {
            let known = focused.as_ref();
            let known = known.filter(|(_, element)| target.as_ref() == Some(element.as_ref()));
            known.and_then(text)
        });
        if let Some((place, text)) = typed.or_else(|| text(&typed_in(event)?)) {
            desk.type_text(place, &text);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if !keys::may_act(&event) {
            return;
        }
        let Some((cell, input)) = cell_of(&event) else {
            return;
        };
        if event.key() == "Escape" && !event.is_composing() {
            // A total shows what nobody has stated.
            if cell.is_total() {
                return;
            }
            desk.type_text(cell.into(), &restore.get_value());
            input.select();
            event.prevent_default();
        } else if let Some(next) = keys::destination(&event, cell, &input) {
            event.prevent_default();
            dom::go_to(&next.to_string());
        }
    };
    let on_paste = move |event: ev::ClipboardEvent| {
        let Some((cell, _)) = cell_of(&event) else {
            return;
        };
        let Some(pasted) = clipboard::pasted(&event) else {
            return;
        };
        let table = parsed::html(&pasted.html).and_then(|material| {
            let tables = material.blocks.into_iter();
            tables.filter_map(Block::into_table).next()
        });
        let grid = table.unwrap_or_else(|| tsv::read(&pasted.text));
        if let Some(filled) = block::fill(cell, &grid) {
            event.prevent_default();
            paste_block(desk, notices, &filled);
        }
    };
    let acts = Acts::from_context();
    let on_click = move |event: ev::MouseEvent| {
        let control = dom::closest(&event, "[data-action]");
        if let Some(control) = control
            && let Some(section) = section_around(&control)
        {
            acts.act(
                &control.get_attribute("data-action").unwrap_or_default(),
                section,
            );
        }
    };

    view! {
        <div
            class="nb-editor"
            node_ref=root
            hidden=flag(move || view.preview().get())
            on:focusin=on_focus
            on:input=move |event| take(&event)
            on:change=move |event| take(&event)
            on:keydown=on_key
            on:paste=on_paste
            on:click=on_click
            inner_html=markup::of_form()
        ></div>
    }
}

/// The place that an event is about, and the element that stands for it.
fn typed_in(event: &web_sys::Event) -> Option<(Location, Element)> {
    let element: Element = dom::target(event)?;
    let place = if let Some(cell) = element.get_attribute("data-cell") {
        Location::Cell(cell.parse().ok()?)
    } else if let Some(id) = element.get_attribute("data-section") {
        Location::Section(section_of(&id)?)
    } else {
        let id = element.get_attribute("data-field")?;
        Location::Field(Field::ALL.into_iter().find(|field| field.id() == id)?)
    };
    Some((place, element))
}

/// The cell and input that an event came from.
fn cell_of(event: &web_sys::Event) -> Option<(Cell, HtmlInputElement)> {
    let input: HtmlInputElement = dom::target(event)?;
    let cell = input.get_attribute("data-cell")?.parse().ok()?;
    Some((cell, input))
}

/// The section of the part that an element lies in.
fn section_around(element: &Element) -> Option<Section> {
    let part = element.closest("[data-part]").ok().flatten()?;
    section_of(&part.get_attribute("data-part")?)
}

fn section_of(id: &str) -> Option<Section> {
    Section::ALL.into_iter().find(|section| section.id() == id)
}

fn paste_block(desk: Desk, notices: Notices, filled: &Filled) {
    let edits: Vec<(Location, String)> = filled
        .edits
        .iter()
        .map(|(cell, text)| (Location::from(*cell), text.clone()))
        .collect();
    if view::refuses(desk, notices, "粘贴") {
        return;
    }
    let changed = desk.apply(&edits);
    let differing = desk
        .draft()
        .with_untracked(|draft| filled.differing_totals(draft));
    let said = pasting::said(filled, changed, &differing);
    match (pasting::is_all(filled, &differing), changed) {
        (true, true) => view::offer_undo(desk, notices, said),
        (true, false) => notices.say(said),
        (false, _) => notices.warn(said),
    }
}
