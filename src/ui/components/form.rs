//! The report as a form: its fields, then each part with its fixed heading and its table or prose.
//!
//! The form is markup that never changes; the browser's own parser makes its two thousand elements in a fraction of the
//! time that it takes to make them one by one. What is typed in it is taken at its root, and what it shows is painted:
//! figures from the board, texts from the draft.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use web_sys::Element;

use crate::model::location::{Field, Location};
use crate::model::section::Section;
use crate::ui::browser::{clipboard, dom};
use crate::ui::deeds::follow;
use crate::ui::derived::flag;
use crate::ui::desk::Desk;
use crate::ui::notices::Notices;
use crate::ui::painters::Painters;
use crate::ui::view::View;

use self::acts::Acts;
use self::faces::Faces;
use self::grid::{Grid, cell_of};

mod acts;
mod faces;
mod grid;
mod keys;
mod last_figures;
mod last_year;
mod markup;
mod offered;
mod pasting;
mod table;
mod texts;

/// How far a text is on its way that somebody drags from one place to another. The browser first deletes it where it was,
/// then puts it where it is dropped, and tells of both as if they were typed; they are one step.
#[derive(Clone, Copy)]
enum Dragging {
    No,
    Begun,
    TakenAway,
}

/// The form.
#[component]
pub fn Form() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let notices = expect_context::<Notices>();
    let view = expect_context::<View>();
    let root = NodeRef::<html::Div>::new();
    let grid = Grid::new(desk, notices, view, root);
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

    follow(move || view.named().with(|named| grid.mark_named(named)));
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
        grid.focus_moved(place.as_ref().map(|(place, _)| *place));
        if let Some((Location::Cell(_), input)) = &place {
            restore.set_value(dom::value(input).unwrap_or_default());
        }
        if let Some((_, element)) = &place {
            dom::note_place(element);
        }
        focused.set_value(place);
    };
    let dragging = StoredValue::new(Dragging::No);
    let take = move |event: &web_sys::Event| {
        let target = event.target();
        let text = |(place, element): &(Location, Element)| Some((*place, dom::value(element)?));
        // Nothing is known any more when the form goes away and the browser says so.
        let typed = focused.try_with_value(|focused| {
            let known = focused.as_ref();
            let known = known.filter(|(_, element)| target.as_ref() == Some(element.as_ref()));
            known.and_then(text)
        });
        if let Some((place, text)) = typed.flatten().or_else(|| text(&typed_in(event)?)) {
            match dragging.get_value() {
                Dragging::No => desk.type_text(place, &text),
                Dragging::Begun => {
                    dragging.set_value(Dragging::TakenAway);
                    desk.type_text(place, &text);
                }
                Dragging::TakenAway => desk.drop_text(place, &text),
            }
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let in_total = || {
            let is_total = |(place, _): &(Location, Element)| matches!(place, Location::Cell(cell) if cell.is_total());
            focused.with_value(|focused| focused.as_ref().is_some_and(is_total))
        };
        if !grid.has_rectangle() && !keys::may_act(&event) {
            if dom::only_types(&event) {
                if in_total() {
                    grid.refuse_typing();
                }
            } else if event.key() == "Tab" {
                grid.tab(&event);
            }
            return;
        }
        let Some((cell, input)) = cell_of(&event) else {
            return;
        };
        if grid.key(&event, cell, &input) {
            return;
        }
        if event.key() == "Escape" && !event.is_composing() && !cell.is_total() {
            // A total shows what nobody has stated.
            desk.type_text(cell.into(), &restore.get_value());
            dom::select(&input);
            event.prevent_default();
        }
    };
    let on_paste = move |event: ev::ClipboardEvent| {
        if let Some((cell, _)) = cell_of(&event)
            && let Some(pasted) = clipboard::pasted(&event)
            && grid.take(cell, &pasted)
        {
            event.prevent_default();
        }
    };
    let on_drop = move |event: ev::DragEvent| {
        if let Some((cell, input)) = cell_of(&event) {
            grid.drop(&event, cell, &input);
        }
    };
    // The text of a figure is selected to be replaced; dragging begins a rectangle and carries nothing away.
    let on_drag = move |event: ev::DragEvent| {
        if cell_of(&event).is_some() {
            event.prevent_default();
        } else {
            dragging.set_value(Dragging::Begun);
        }
    };
    let on_press = move |event: ev::MouseEvent| {
        dragging.set_value(Dragging::No);
        // Whoever presses the mouse between two characters has begun anew.
        desk.end_burst();
        if let Some((cell, input)) = cell_of(&event) {
            grid.press(&event, cell, &input);
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
            on:copy=move |event| grid.copy(&event)
            on:cut=move |event| grid.cut(&event)
            on:drop=on_drop
            on:dragstart=on_drag
            on:dragend=move |_| dragging.set_value(Dragging::No)
            on:mousedown=on_press
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

/// The section of the part that an element lies in.
fn section_around(element: &Element) -> Option<Section> {
    let part = element.closest("[data-part]").ok().flatten()?;
    section_of(&part.get_attribute("data-part")?)
}

fn section_of(id: &str) -> Option<Section> {
    Section::ALL.into_iter().find(|section| section.id() == id)
}
