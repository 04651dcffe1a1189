//! What a key pressed in a figure means.

use leptos::ev::KeyboardEvent;
use web_sys::HtmlInputElement;

use crate::model::cell::Cell;
use crate::ui::browser::dom;
use crate::ui::selection::{self, Direction};

/// What a key does in the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Leads to another figure; to none at the edge of the table.
    To(Option<Cell>),
    /// Ends what is typed and leads to the next figure of the column.
    Onwards {
        /// Against the usual direction.
        backwards: bool,
    },
    /// Leads to the next figure of the rectangle.
    GoOn {
        /// Against the usual direction.
        backwards: bool,
    },
    /// Makes the rectangle larger or smaller.
    Extend(Direction),
    /// Selects the whole table.
    WholeTable,
    /// Selects the one figure again that is typed in.
    OneOnly,
    /// Puts the caret behind the text.
    IntoText,
    /// Clears the rectangle.
    Clear,
    /// Fills the rectangle with its first row.
    FillDown,
    /// Fills the rectangle with what is typed.
    FillAll,
}

/// Whether a key may do something besides being typed, which must not wait for a look at the table.
pub fn may_act(event: &KeyboardEvent) -> bool {
    if dom::only_types(event) {
        return false;
    }
    let key = event.key();
    matches!(
        key.as_str(),
        "Enter" | "Escape" | "Home" | "End" | "F2" | "a" | "A" | "d" | "D"
    ) || key.starts_with("Arrow")
}

/// What a key means in a figure; nothing where it is the browser's own.
///
/// Enter and the vertical arrows move between rows; the horizontal arrows, Home and End move between columns, or once the
/// text's edge is reached where the caret was put into the text; with Ctrl, Home and End lead to the table's corners. With Shift the arrows select, once the text of the
/// figure is selected as a whole. Computed figures are passed over. Tab is the browser's own.
pub fn read(
    event: &KeyboardEvent,
    cell: Cell,
    input: &HtmlInputElement,
    is_rectangle: bool,
    is_in_text: bool,
) -> Option<Move> {
    if event.is_composing() || event.alt_key() || event.meta_key() {
        return None;
    }
    let key = event.key();
    let (control, shift) = (event.ctrl_key(), event.shift_key());
    let edges = Edges::of(input);
    // What was typed over a selected figure is left by the arrows, as in a spreadsheet; who went into the text moves in it.
    let whole = is_rectangle || edges.all || !is_in_text;
    match (key.as_str(), control) {
        ("Delete" | "Backspace", false) if is_rectangle => Some(Move::Clear),
        ("Escape", false) if is_rectangle => Some(Move::OneOnly),
        ("F2", false) => Some(Move::IntoText),
        ("a" | "A", true) if whole => Some(Move::WholeTable),
        ("d" | "D", true) => Some(Move::FillDown),
        ("Enter", true) => Some(Move::FillAll),
        ("Enter", false) if is_rectangle => Some(Move::GoOn { backwards: shift }),
        ("ArrowUp", false) if shift => Some(Move::Extend(Direction::Up)),
        ("ArrowDown", false) if shift => Some(Move::Extend(Direction::Down)),
        ("ArrowLeft", false) if shift => whole.then_some(Move::Extend(Direction::Left)),
        ("ArrowRight", false) if shift => whole.then_some(Move::Extend(Direction::Right)),
        ("Enter", false) => Some(Move::Onwards { backwards: shift }),
        ("ArrowDown", false) => to(cell, Direction::Down),
        ("ArrowUp", false) => to(cell, Direction::Up),
        ("ArrowLeft", false) => (whole || edges.at_start).then(|| to(cell, Direction::Left))?,
        ("ArrowRight", false) => (whole || edges.at_end).then(|| to(cell, Direction::Right))?,
        ("Home", false) if (whole || edges.at_start) && !shift => {
            Some(Move::To(selection::end_of_row(cell, false)))
        }
        ("End", false) if (whole || edges.at_end) && !shift => {
            Some(Move::To(selection::end_of_row(cell, true)))
        }
        ("Home", true) => Some(Move::To(selection::end_of_table(cell.table(), false))),
        ("End", true) => Some(Move::To(selection::end_of_table(cell.table(), true))),
        _ => None,
    }
}

fn to(cell: Cell, direction: Direction) -> Option<Move> {
    Some(Move::To(selection::next_typed(cell, direction)))
}

/// Where the caret stands. A text that is selected as a whole is at both edges.
struct Edges {
    all: bool,
    at_start: bool,
    at_end: bool,
}

impl Edges {
    fn of(input: &HtmlInputElement) -> Self {
        let length = u32::try_from(input.value().encode_utf16().count()).unwrap_or(u32::MAX);
        let start = input.selection_start().ok().flatten().unwrap_or(0);
        let end = input.selection_end().ok().flatten().unwrap_or(length);
        Self {
            all: start == 0 && end == length,
            at_start: start == 0 && end == 0,
            at_end: start == length && end == length,
        }
    }
}
