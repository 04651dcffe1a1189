//! One of the three tables as a form: the printed table with an input in each figure's place.
//!
//! The inputs are painted by one effect that compares what each cell showed with what it is to show
//! now, and their events are taken at the table: two hundred cells cost four listeners.

use std::sync::Arc;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use crate::checks::check::Severity;
use crate::import::block::{self, Filled};
use crate::import::material::Block;
use crate::import::tsv;
use crate::model::cell::Cell;
use crate::model::location::Location;
use crate::model::table::Table;
use crate::ui::board::{Board, Face};
use crate::ui::browser::{clipboard, dom, parsed};
use crate::ui::desk::Desk;
use crate::ui::notices::Notices;
use crate::ui::view::{self, View};

mod keys;
mod last_year;
mod markup;

/// The form of one table.
#[component]
pub fn Figures(
    /// Which table.
    table: Table,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let notices = expect_context::<Notices>();
    let root = NodeRef::<html::Table>::new();
    let restore = StoredValue::new(String::new());

    let inputs = StoredValue::new_local(Vec::new());
    Effect::new(move |_| {
        if let Some(root) = root.get() {
            inputs.set_value(inputs_of(&root, table));
        }
    });
    Effect::new(move |shown: Option<Option<Arc<Board>>>| {
        let board = desk.board().get();
        root.get()?;
        let shown = shown.flatten();
        inputs.with_value(|inputs| {
            for (cell, input) in inputs {
                let face = board.faces.get(*cell);
                let before = shown.as_ref().map(|board| board.faces.get(*cell));
                if before != Some(face) {
                    paint(input, before, face);
                }
            }
        });
        Some(board)
    });
    Effect::new(move |_| {
        let locked = desk.locked().get();
        root.track();
        inputs.with_value(|inputs| {
            for (cell, input) in inputs {
                if !cell.is_total() {
                    input.set_read_only(locked);
                }
            }
        });
    });

    let view = expect_context::<View>();
    let last = Memo::new(move |_| {
        let shown = view.last_year().get();
        desk.texts()
            .with(|draft| draft.previous_year.clone())
            .filter(|_| shown)
    });
    Effect::new(move |before: Option<bool>| {
        let last = last.get();
        if let Some(root) = root.get() {
            // A class of this constant name is always accepted.
            let _ = root
                .class_list()
                .toggle_with_force("has-last-year", last.is_some());
        }
        if let Some(last) = last {
            let board = desk.board().get();
            let figures = last_year::figures(&last);
            inputs.with_value(|inputs| {
                for (cell, input) in inputs {
                    last_year::show(
                        input,
                        *cell,
                        figures.get(*cell),
                        &board.faces.get(*cell).text,
                    );
                }
            });
            return true;
        }
        if before == Some(true) {
            inputs.with_value(|inputs| {
                for (_, input) in inputs {
                    last_year::hide(input);
                }
            });
        }
        false
    });

    let on_focus = move |event: ev::FocusEvent| {
        if let Some((_, input)) = cell_of(&event) {
            desk.end_burst();
            restore.set_value(input.value());
        }
    };
    let on_input = move |event: ev::Event| {
        if let Some((cell, input)) = cell_of(&event) {
            desk.type_text(cell.into(), &input.value());
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let Some((cell, input)) = cell_of(&event) else {
            return;
        };
        if event.key() == "Escape" && !event.is_composing() {
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

    view! {
        <table
            class=format!("nb-figures is-{}", table.section().id())
            node_ref=root
            on:focusin=on_focus
            on:input=on_input
            on:keydown=on_key
            on:paste=on_paste
            inner_html=markup::of_table(table)
        ></table>
    }
}

/// Shows what has changed in a cell; nothing was shown before at first.
fn paint(input: &HtmlInputElement, before: Option<&Face>, face: &Face) {
    // Writing the same text again would disturb an input method that is composing.
    if input.value() != *face.text {
        input.set_value(&face.text);
    }
    let classes = input.class_list();
    // Attributes and classes of these constant names are always accepted.
    if before.and_then(|face| face.mark) != face.mark {
        let invalid = face.mark == Some(Severity::Error);
        let _ = input.set_attribute("aria-invalid", if invalid { "true" } else { "false" });
        let _ = classes.toggle_with_force("has-error", invalid);
        let _ = classes.toggle_with_force("has-warning", face.mark == Some(Severity::Warning));
    }
    if before.is_some_and(|face| face.blank) != face.blank {
        let _ = classes.toggle_with_force("is-blank", face.blank);
    }
}

fn paste_block(desk: Desk, notices: Notices, filled: &Filled) {
    let edits: Vec<(Location, String)> = filled
        .edits
        .iter()
        .map(|(cell, text)| (Location::from(*cell), text.clone()))
        .collect();
    if desk.locked().get_untracked() {
        notices.warn("本窗口只能查看，没有粘贴。");
        return;
    }
    desk.apply(&edits);
    let mut said = format!("已粘贴 {} 格", edits.len());
    if filled.skipped_totals > 0 {
        said.push_str(&format!("，跳过 {} 个自动计算的格", filled.skipped_totals));
    }
    if filled.did_not_fit.is_empty() {
        said.push('。');
        view::offer_undo(desk, notices, said);
    } else {
        let examples: Vec<&str> = filled
            .did_not_fit
            .iter()
            .take(5)
            .map(String::as_str)
            .collect();
        said.push_str(&format!(
            "；有 {} 格超出表格，没有填入：{}。请核对起点是否正确，可以撤销。",
            filled.did_not_fit.len(),
            examples.join("、")
        ));
        notices.warn(said);
    }
}

/// The cell and input that an event came from.
fn cell_of(event: &web_sys::Event) -> Option<(Cell, HtmlInputElement)> {
    let input: HtmlInputElement = dom::target(event)?;
    let cell = input.get_attribute("data-cell")?.parse().ok()?;
    Some((cell, input))
}

/// The inputs of a table, in the order of its cells: that of the printed table.
fn inputs_of(root: &Element, table: Table) -> Vec<(Cell, HtmlInputElement)> {
    let inputs = dom::all(root, "[data-cell]");
    let cells = Cell::all().filter(|cell| cell.table() == table);
    cells
        .zip(inputs)
        .filter_map(|(cell, input)| Some((cell, input.dyn_into().ok()?)))
        .collect()
}
