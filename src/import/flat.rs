//! Documents and workbooks in one XML text each, as Word and Excel write them for other programs.

use super::docx;
use super::markup::Sink;
use super::material::Material;
use super::xlsx::{self, Part};
use super::xml::NotXml;

/// A document.
///
/// # Errors
/// When the text is no XML.
pub fn document(text: &str) -> Result<Material, NotXml> {
    docx::read_flat(text)
}

/// A workbook.
///
/// # Errors
/// When the text is no XML.
pub fn workbook(text: &str) -> Result<Vec<Part>, NotXml> {
    xlsx::read_flat(text)
}

/// Tells a reader only of what is within some elements.
pub(super) struct Within<'a> {
    names: &'a [&'a str],
    sink: &'a mut dyn Sink,
    depth: usize,
}

impl<'a> Within<'a> {
    pub(super) fn new(names: &'a [&'a str], sink: &'a mut dyn Sink) -> Self {
        Self {
            names,
            sink,
            depth: 0,
        }
    }
}

impl Sink for Within<'_> {
    fn begin(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
        if self.depth == 0 && !self.names.contains(&name) {
            return true;
        }
        let wanted = self.sink.begin(name, attribute);
        self.depth += usize::from(wanted);
        wanted
    }

    fn text(&mut self, text: &str) {
        if self.depth > 0 {
            self.sink.text(text);
        }
    }

    fn end(&mut self, name: &str) {
        if self.depth > 0 {
            self.sink.end(name);
            self.depth -= 1;
        }
    }
}
