//! Which cell a key leads to.

use leptos::ev::KeyboardEvent;
use web_sys::HtmlInputElement;

use crate::model::cell::Cell;
use crate::ui::browser::dom;

/// Whether a key may do something besides being typed, which must not wait for a look at the table.
pub fn may_act(event: &KeyboardEvent) -> bool {
    if dom::only_types(event) {
        return false;
    }
    let key = event.key();
    matches!(key.as_str(), "Enter" | "Escape" | "Home" | "End") || key.starts_with("Arrow")
}

/// The cell that a key leads to from a cell, when the key is one that moves.
///
/// Enter and the vertical arrows move between rows; the horizontal arrows, Home and End move once
/// the text's edge is reached; with Ctrl, Home and End lead to the table's corners. Tab is the
/// browser's own.
pub fn destination(event: &KeyboardEvent, cell: Cell, input: &HtmlInputElement) -> Option<Cell> {
    if event.is_composing() || event.alt_key() || event.meta_key() {
        return None;
    }
    let rows = cell.table().figures();
    let (row, column) = rows
        .iter()
        .enumerate()
        .find_map(|(at, row)| Some((at, row.iter().position(|known| *known == cell)?)))?;
    let at = |row: usize, column: usize| -> Option<Cell> {
        let cells = rows.get(row)?;
        // Rows of section two are of different lengths; the last figure stands for the rest.
        cells.get(column).or_else(|| cells.last()).copied()
    };
    let edges = Edges::of(input);
    match (event.key().as_str(), event.ctrl_key()) {
        ("Enter", false) if event.shift_key() => at(row.checked_sub(1)?, column),
        ("Enter" | "ArrowDown", false) => at(row + 1, column),
        ("ArrowUp", false) => at(row.checked_sub(1)?, column),
        ("ArrowLeft", false) if edges.at_start && !event.shift_key() => {
            at(row, column.checked_sub(1)?)
        }
        ("ArrowRight", false) if edges.at_end && !event.shift_key() => {
            rows.get(row)?.get(column + 1).copied()
        }
        ("Home", false) if edges.at_start && !event.shift_key() => at(row, 0),
        ("End", false) if edges.at_end && !event.shift_key() => rows.get(row)?.last().copied(),
        ("Home", true) => at(0, 0),
        ("End", true) => rows.last()?.last().copied(),
        _ => None,
    }
}

/// Where the caret stands. A text that is selected as a whole is at both edges.
struct Edges {
    at_start: bool,
    at_end: bool,
}

impl Edges {
    fn of(input: &HtmlInputElement) -> Self {
        let length = u32::try_from(input.value().encode_utf16().count()).unwrap_or(u32::MAX);
        let start = input.selection_start().ok().flatten().unwrap_or(0);
        let end = input.selection_end().ok().flatten().unwrap_or(length);
        let all = start == 0 && end == length;
        Self {
            at_start: all || (start == 0 && end == 0),
            at_end: all || (start == length && end == length),
        }
    }
}
