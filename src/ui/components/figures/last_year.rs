//! Last year's figures beside this year's, with the difference.

use web_sys::{Element, HtmlInputElement};

use crate::export::html::escaped;
use crate::model::cell::{Cell, CellMap};
use crate::model::draft::PreviousYear;
use crate::model::sheet::{Sheet, Value};
use crate::ui::browser::dom;

/// Last year's figures as they are shown: as published, totals computed where none were stated.
pub fn figures(last: &PreviousYear) -> CellMap<(String, Value)> {
    let sheet = Sheet::of_texts(|cell| last.cells.get(cell));
    CellMap::from_fn(|cell| match (sheet.stated(cell), sheet.computed(cell)) {
        (Value::Blank, Some(total)) => (total.to_string(), Value::Count(total)),
        (stated, _) => (last.cells.get(cell).trim().to_owned(), stated),
    })
}

/// Shows last year's figure of a cell below its input.
pub fn show(input: &HtmlInputElement, cell: Cell, last: &(String, Value), now: &str) {
    let Some(place) = input.parent_element() else {
        return;
    };
    let (text, value) = last;
    let shown = if text.is_empty() {
        "上年空".to_owned()
    } else {
        format!("上年{text}{}", difference(*value, Value::read(cell, now)))
    };
    if let Some(there) = below(&place) {
        if there.text_content().as_deref() != Some(shown.as_str()) {
            there.set_text_content(Some(&shown));
        }
        return;
    }
    let markup = format!(
        "<span class=\"nb-figures__last\" data-previous-cell=\"{cell}\">{}</span>",
        escaped(&shown)
    );
    // The place is an element of the page, which takes whatever is added at its end.
    let _ = dom::append_markup(&place, &markup);
}

/// Takes last year's figure of a cell away.
pub fn hide(input: &HtmlInputElement) {
    if let Some(there) = input.parent_element().and_then(|place| below(&place)) {
        there.remove();
    }
}

fn below(place: &Element) -> Option<Element> {
    place.query_selector("[data-previous-cell]").ok().flatten()
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
    format!("，{sign}{whole}{part}")
}
