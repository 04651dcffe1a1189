//! What the cells show: their figures, and the marks of findings.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use crate::checks::check::Severity;
use crate::model::cell::Cell;
use crate::ui::board::{Board, Face};
use crate::ui::browser::dom;

/// The inputs of all cells.
pub struct Faces {
    inputs: Vec<(Cell, HtmlInputElement)>,
}

impl Faces {
    /// Those of a form.
    pub fn of(form: &Element) -> Self {
        Self {
            inputs: inputs(form),
        }
    }

    /// Shows what differs from before; everything at first.
    pub fn paint(&mut self, before: Option<&Board>, board: &Board) {
        for (cell, input) in &self.inputs {
            let face = board.faces.get(*cell);
            let shown = before.map(|before| before.faces.get(*cell));
            if shown != Some(face) {
                show(*cell, input, shown, face);
            }
        }
    }
}

/// The inputs of all cells.
pub fn inputs(form: &Element) -> Vec<(Cell, HtmlInputElement)> {
    // The cells are in the order of the printed tables, which is that of the form.
    let inputs = Cell::all().zip(dom::all(form, "[data-cell]"));
    inputs
        .filter_map(|(cell, input)| Some((cell, input.dyn_into().ok()?)))
        .collect()
}

/// Shows what has changed in a cell; nothing was shown before at first.
fn show(cell: Cell, input: &HtmlInputElement, before: Option<&Face>, face: &Face) {
    // Writing the same text again would disturb an input method that is composing. Nobody types in a total.
    if before.is_none_or(|before| before.text != face.text)
        && (cell.is_total() || input.value() != *face.text)
    {
        dom::replace_value(input, &face.text);
    }
    // Attributes and classes of these constant names are always accepted.
    if before.and_then(|face| face.mark) != face.mark {
        let classes = input.class_list();
        let changed = |mark: Severity| {
            let is = face.mark == Some(mark);
            let was = before.is_some_and(|face| face.mark == Some(mark));
            (is != was).then_some(is)
        };
        if let Some(invalid) = changed(Severity::Error) {
            let _ = input.set_attribute("aria-invalid", if invalid { "true" } else { "false" });
            let _ = classes.toggle_with_force("has-error", invalid);
        }
        if let Some(doubtful) = changed(Severity::Warning) {
            let _ = classes.toggle_with_force("has-warning", doubtful);
        }
    }
    if before.is_some_and(|face| face.blank) != face.blank {
        let _ = input.class_list().toggle_with_force("is-blank", face.blank);
    }
}
