//! Which number format each style of a cell has.

use std::collections::HashMap;

use super::number_format;
use crate::import::markup::Sink;

/// The styles of a workbook.
#[derive(Debug, Default)]
pub(super) struct Styles {
    formats: HashMap<u32, String>,
    /// The number of the format, for each style.
    of_cells: Vec<u32>,
    in_cells: bool,
}

impl Styles {
    /// The number format of a style.
    pub(super) fn format(&self, style: usize) -> &str {
        let id = self.of_cells.get(style).copied().unwrap_or(0);
        let own = self.formats.get(&id).map(String::as_str);
        own.unwrap_or_else(|| number_format::built_in(id))
    }
}

impl Sink for Styles {
    fn begin(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
        let id = || attribute("numFmtId").and_then(|id| id.parse().ok());
        match name {
            "numFmt" => self.formats.extend(id().zip(attribute("formatCode"))),
            "cellXfs" => self.in_cells = true,
            "xf" if self.in_cells => self.of_cells.push(id().unwrap_or(0)),
            // Formats of their own for what fulfils a condition.
            "dxfs" | "cellStyleXfs" => return false,
            _ => {}
        }
        true
    }

    fn text(&mut self, _: &str) {}

    fn end(&mut self, name: &str) {
        if name == "cellXfs" {
            self.in_cells = false;
        }
    }
}
