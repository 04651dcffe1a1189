//! Reads Word files: the paragraphs and tables of the main part, as they read with all changes accepted.

use super::markup::{JOINS_ABOVE, MarkupReader, Sink};
use super::material::Material;
use super::package::{Package, PackageError, ParseXml};

/// The part with the text.
const DOCUMENT: &str = "word/document.xml";

/// The material of a package; `None` when it is no Word file.
///
/// # Errors
/// When the package is damaged or too large.
pub fn read(package: &Package<'_>, parse: ParseXml<'_>) -> Result<Option<Material>, PackageError> {
    let mut reader = DocumentReader::default();
    let is_word = package.read(DOCUMENT, parse, &mut reader)?;
    Ok(is_word.then(|| reader.markup.finish()))
}

/// Tells the reader of HTML what Word's elements mean.
#[derive(Debug, Default)]
struct DocumentReader {
    markup: MarkupReader,
    /// Whether a run's text is being read; white space between elements is none.
    in_text: bool,
    /// The cell that has begun, until its properties are known.
    cell: Option<CellProperties>,
    /// Whether the paragraph is a heading.
    heading: bool,
}

#[derive(Debug, Default)]
struct CellProperties {
    columns: Option<String>,
    joins: bool,
}

/// What is not part of the text: deleted and moved text, codes of fields, old properties, a second form of drawings.
const LEFT_OUT: [&str; 10] = [
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "delInstrText",
    "rPrChange",
    "pPrChange",
    "tblPrChange",
    "Fallback",
    "ruby",
];

const NO_ATTRIBUTES: &dyn Fn(&str) -> Option<String> = &|_| None;

impl Sink for DocumentReader {
    fn begin(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
        if LEFT_OUT.contains(&name) {
            return false;
        }
        match name {
            "p" => {
                self.begin_cell();
                self.markup.begin("p", NO_ATTRIBUTES);
            }
            "t" => self.in_text = true,
            "tab" | "ptab" => self.markup.text(" "),
            "br" | "cr" => {
                self.markup.begin("br", NO_ATTRIBUTES);
            }
            "noBreakHyphen" => self.markup.text("-"),
            "tbl" => {
                self.begin_cell();
                self.markup.begin("table", NO_ATTRIBUTES);
            }
            "tr" => {
                self.markup.begin("tr", NO_ATTRIBUTES);
            }
            "gridBefore" => {
                let columns = attribute("w:val");
                self.markup
                    .begin("td", &|name| columns.clone().filter(|_| name == "colspan"));
                self.markup.end("td");
            }
            "tc" => self.cell = Some(CellProperties::default()),
            "gridSpan" => {
                if let Some(cell) = &mut self.cell {
                    cell.columns = attribute("w:val");
                }
            }
            "vMerge" => {
                if let Some(cell) = &mut self.cell {
                    cell.joins = attribute("w:val").is_none_or(|how| how != "restart");
                }
            }
            "pStyle" => {
                self.heading = attribute("w:val")
                    .is_some_and(|style| style.to_ascii_lowercase().starts_with("heading"));
            }
            "outlineLvl" => {
                self.heading = attribute("w:val").is_some_and(|level| level.as_str() < "9")
            }
            _ => {}
        }
        self.markup.set_heading(self.heading);
        true
    }

    fn text(&mut self, text: &str) {
        if self.in_text {
            self.markup.text(text);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => {
                self.markup.end("p");
                self.heading = false;
                self.markup.set_heading(false);
            }
            "t" => self.in_text = false,
            "tc" => {
                self.begin_cell();
                self.markup.end("td");
            }
            "tr" => self.markup.end("tr"),
            "tbl" => self.markup.end("table"),
            _ => {}
        }
    }
}

impl DocumentReader {
    /// Begins the cell whose properties have been read.
    fn begin_cell(&mut self) {
        if let Some(cell) = self.cell.take() {
            self.markup.begin("td", &|name| match name {
                "colspan" => cell.columns.clone(),
                JOINS_ABOVE => cell.joins.then(String::new),
                _ => None,
            });
        }
    }
}
