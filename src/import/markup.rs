//! Reads HTML: what elements and texts come to as paragraphs and tables.
//!
//! Whoever has a parser walks through what it parsed and tells this reader of each element and text; the page has the
//! browser's own parser, the tests another one. Nothing of the markup is kept but texts and spans.

use super::grid::{Grid, SpanCell};
use super::material::{MOST_ROWS, Material};

/// The attribute of a cell that goes on with the cell above; HTML has none like it.
pub(super) const JOINS_ABOVE: &str = "joins-above";

/// Takes elements and texts in document order.
pub trait Sink {
    /// An element begins. Its attributes can be asked for by name. Returns whether anything inside is wanted; where
    /// it is not, the inside is left out and no [`end`](Self::end) follows.
    fn begin(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool;
    /// A text.
    fn text(&mut self, text: &str);
    /// An element whose inside was wanted ends.
    fn end(&mut self, name: &str);
}

/// The reader of HTML. Names of elements come in lower case.
#[derive(Debug, Default)]
pub struct MarkupReader {
    material: Material,
    line: Line,
    heading: bool,
    tables: Vec<OpenTable>,
}

/// Elements whose inside says nothing of a report: what is not shown, what is clicked, what leads elsewhere.
const LEFT_OUT: [&str; 23] = [
    "head", "script", "style", "noscript", "template", "iframe", "frameset", "object", "embed",
    "svg", "math", "select", "textarea", "button", "input", "audio", "video", "canvas", "img",
    "map", "nav", "footer", "del",
];

/// Elements that run within a line and are never hidden to a purpose; all others begin a line of their own.
const IN_LINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "ins", "label",
    "mark", "o:p", "q", "s", "small", "span", "strong", "sub", "sup", "u", "wbr",
];

/// A table whose end has not come yet.
#[derive(Debug, Default)]
struct OpenTable {
    rows: Vec<Vec<SpanCell>>,
    /// The cell that is being read, with its spans.
    cell: Option<SpanCell>,
    /// Whether it only arranges the page: there is a table inside, and its own cells are paragraphs.
    arranges: bool,
}

impl Sink for MarkupReader {
    fn begin(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
        if LEFT_OUT.contains(&name) {
            return false;
        }
        if name == "br" {
            self.break_line();
            return false;
        }
        if !matches!(name, "b" | "strong" | "font" | "o:p")
            && (attribute("hidden").is_some()
                || attribute("style").is_some_and(|style| is_hidden(&style)))
        {
            return false;
        }
        if IN_LINE.contains(&name) {
            return true;
        }
        self.break_line();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = true,
            "table" => self.begin_table(),
            "tr" => {
                self.end_cell();
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            "td" | "th" => {
                self.end_cell();
                if let Some(table) = self.tables.last_mut() {
                    let span = |name| {
                        attribute(name)
                            .and_then(|text| text.trim().parse().ok())
                            .unwrap_or(1)
                    };
                    let mut cell = SpanCell::spanning("", span("colspan"), span("rowspan"));
                    cell.joins_above = attribute(JOINS_ABOVE).is_some();
                    table.cell = Some(cell);
                }
            }
            _ => {}
        }
        true
    }

    fn text(&mut self, text: &str) {
        self.line.push(text);
    }

    fn end(&mut self, name: &str) {
        if IN_LINE.contains(&name) {
            return;
        }
        self.break_line();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = false,
            "td" | "th" | "tr" => self.end_cell(),
            "table" => self.end_table(),
            _ => {}
        }
    }
}

impl MarkupReader {
    /// What was read.
    #[must_use]
    pub fn finish(mut self) -> Material {
        self.break_line();
        while !self.tables.is_empty() {
            self.end_table();
        }
        self.material
    }

    /// Says whether what is being read is a heading.
    pub(super) fn set_heading(&mut self, heading: bool) {
        self.heading = heading;
    }

    /// Ends a line: within a cell the next line goes on in the cell, elsewhere the line was a paragraph.
    fn break_line(&mut self) {
        let line = self.line.take();
        let table = self.tables.last_mut().filter(|table| !table.arranges);
        match table.and_then(|table| table.cell.as_mut()) {
            Some(cell) => {
                if !line.is_empty() {
                    if !cell.text.is_empty() {
                        cell.text.push('\n');
                    }
                    cell.text.push_str(&line);
                }
            }
            None => self.material.push_text(&line, self.heading),
        }
    }

    fn begin_table(&mut self) {
        let outer = self
            .tables
            .last_mut()
            .filter(|table| table.cell.is_some() && !table.arranges);
        if let Some(outer) = outer {
            outer.arranges = true;
            for cell in std::mem::take(&mut outer.rows)
                .into_iter()
                .flatten()
                .chain(outer.cell.clone())
            {
                self.material.push_text(&cell.text, false);
            }
        }
        self.tables.push(OpenTable::default());
    }

    fn end_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        if let Some(cell) = table.cell.take()
            && !table.arranges
        {
            match table.rows.last_mut() {
                Some(row) => row.push(cell),
                None => table.rows.push(vec![cell]),
            }
        }
    }

    fn end_table(&mut self) {
        self.end_cell();
        let Some(mut table) = self.tables.pop() else {
            return;
        };
        if table.arranges {
            return;
        }
        if table.rows.len() > MOST_ROWS {
            table.rows.truncate(MOST_ROWS);
            self.material.cut_short = true;
        }
        self.material.push_table(Grid::from_spans(table.rows));
    }
}

/// Whether a style attribute hides its element, as Word and portals do.
fn is_hidden(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    style.contains("display:none") || style.contains("mso-hide:all")
}

/// A line being put together, with runs of white space made one space.
#[derive(Debug, Default)]
struct Line {
    text: String,
    /// The white space since the last visible character.
    space: Space,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Space {
    #[default]
    None,
    Blank,
    /// A space that no line is broken at.
    Wanted,
    /// The markup was broken here, which says nothing between two Chinese characters.
    Break,
}

impl Line {
    fn push(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' | '\r' if self.space != Space::Wanted => self.space = Space::Break,
                ' ' | '\t' | '\u{c}' if self.space == Space::None => self.space = Space::Blank,
                '\u{a0}' => self.space = Space::Wanted,
                ' ' | '\t' | '\u{c}' | '\n' | '\r' => {}
                c => {
                    let last = self.text.chars().next_back();
                    let broken =
                        self.space == Space::Break && last.is_some_and(is_wide) && is_wide(c);
                    if self.space != Space::None && !broken && last.is_some() {
                        self.text.push(' ');
                    }
                    self.space = Space::None;
                    self.text.push(c);
                }
            }
        }
    }

    fn take(&mut self) -> String {
        self.space = Space::None;
        std::mem::take(&mut self.text)
    }
}

/// Whether a character is written without spaces around it.
const fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}
