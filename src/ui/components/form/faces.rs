//! What the cells show: their figures, and the marks of findings.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use crate::checks::check::Severity;
use crate::model::cell::Cell;
use crate::ui::board::{Board, Face};
use crate::ui::browser::dom;

/// The inputs of all cells, once they were looked up.
#[derive(Default)]
pub struct Faces {
    inputs: Vec<(Cell, HtmlInputElement)>,
}

impl Faces {
    /// Shows what differs from before; everything at first.
    pub fn paint(&mut self, form: &Element, before: Option<&Board>, board: &Board) {
        let first = self.inputs.is_empty();
        if first {
            self.inputs = inputs(form);
        }
        let before = before.filter(|_| !first);
        for (cell, input) in &self.inputs {
            let face = board.faces.get(*cell);
            let shown = before.map(|before| before.faces.get(*cell));
            if shown != Some(face) {
                show(input, shown, face);
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
fn show(input: &HtmlInputElement, before: Option<&Face>, face: &Face) {
    // Writing the same text again would disturb an input method that is composing.
    if before.is_none_or(|before| before.text != face.text) && input.value() != *face.text {
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
