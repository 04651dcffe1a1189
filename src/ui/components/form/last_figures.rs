//! Last year's figures beside this year's, with the difference.

use web_sys::{Element, HtmlInputElement};

use super::faces;
use crate::export::html::escaped;
use crate::model::cell::{Cell, CellMap};
use crate::model::draft::PreviousYear;
use crate::model::sheet::{Sheet, Value};
use crate::ui::board::Board;
use crate::ui::browser::dom;

/// Last year's figures in the form, and the inputs below which they stand while they are shown.
#[derive(Default)]
pub struct Beside {
    inputs: Vec<(Cell, HtmlInputElement)>,
}

impl Beside {
    /// Shows last year's figures, and how much this year's differ.
    pub fn show(&mut self, form: &Element, last: &PreviousYear, board: &Board) {
        if self.inputs.is_empty() {
            self.inputs = faces::inputs(form);
            mark(form, true);
        }
        let figures = figures(last);
        for (cell, input) in &self.inputs {
            show(
                input,
                *cell,
                figures.get(*cell),
                &board.faces.get(*cell).text,
            );
        }
    }

    /// Takes them away.
    pub fn hide(&mut self, form: &Element) {
        for (_, input) in self.inputs.drain(..) {
            hide(&input);
        }
        mark(form, false);
    }
}

/// Makes room for last year's figures in the tables.
fn mark(form: &Element, shown: bool) {
    for table in dom::all(form, ".nb-figures") {
        // A class of this constant name is always accepted.
        let _ = table.class_list().toggle_with_force("has-last-year", shown);
    }
}

/// Last year's figures as they are shown: as published, totals computed where none were stated.
fn figures(last: &PreviousYear) -> CellMap<(String, Value)> {
    let sheet = Sheet::of_texts(|cell| last.cells.get(cell));
    CellMap::from_fn(|cell| match (sheet.stated(cell), sheet.computed(cell)) {
        (Value::Blank, Some(total)) => (total.to_string(), Value::Count(total)),
        (stated, _) => (last.cells.get(cell).trim().to_owned(), stated),
    })
}

/// Shows last year's figure of a cell below its input.
fn show(input: &HtmlInputElement, cell: Cell, last: &(String, Value), now: &str) {
    let Some(place) = input.parent_element() else {
        return;
    };
    let (text, value) = last;
    let change = difference(*value, Value::read(cell, now));
    if let Some(there) = below(&place) {
        let parts = [
            ("[data-previous-cell]", text),
            (".nb-figures__change", &change),
        ];
        for (selector, text) in parts {
            let part = there.query_selector(selector).ok().flatten();
            if let Some(part) = part.filter(|part| part.text_content().as_ref() != Some(text)) {
                part.set_text_content(Some(text));
            }
        }
        return;
    }
    let markup = format!(
        "<div class=\"nb-figures__last\" title=\"上年数和增减\"><span data-previous-cell=\"{cell}\">{}</span>\
         <span class=\"nb-figures__change\">{change}</span></div>",
        escaped(text)
    );
    // The place is an element of the page, which takes whatever is added at its end.
    let _ = dom::insert_markup(&place, None, &markup);
}

/// Takes last year's figure of a cell away.
fn hide(input: &HtmlInputElement) {
    if let Some(there) = input.parent_element().and_then(|place| below(&place)) {
        dom::remove(&there);
    }
}

fn below(place: &Element) -> Option<Element> {
    place.query_selector(".nb-figures__last").ok().flatten()
}

/// How much more or less it is than last year; nothing where one of the two is no number.
fn difference(last: Value, now: Value) -> String {
    let scaled = |value: Value| match value {
        Value::Count(count) => i128::from(count.get()) * 1_000_000,
        Value::Amount(amount) => i128::from(amount.millionths()),
        Value::Blank | Value::Unreadable(_) => i128::MIN,
    };
    let (last, now) = (scaled(last), scaled(now));
    if last == i128::MIN || now == i128::MIN || last == now {
        return String::new();
    }
    let sign = if now > last { '＋' } else { '－' };
    let size = now.abs_diff(last);
    let (whole, part) = (size / 1_000_000, size % 1_000_000);
    let part = if part == 0 {
        String::new()
    } else {
        format!(".{part:06}").trim_end_matches('0').to_owned()
    };
    format!("{sign}{whole}{part}")
}
