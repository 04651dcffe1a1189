//! Reads HTML: what elements and texts come to as paragraphs and tables.
//!
//! Whoever has a parser walks through what it parsed and tells this reader of each element and text; the page has the
//! browser's own parser, the tests another one. Nothing of the markup is kept but texts and spans.

mod lists;

use lists::Lists;

use super::found::NoteKind;
use super::grid::{Grid, SpanCell};
use super::material::{Block, LINE_BREAKS, MOST_ROWS, Material};

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
    lists: Lists,
    /// How many open elements keep their line breaks.
    keeps_breaks: usize,
    select: Option<Select>,
    /// The note that is being read aside.
    aside: Option<Aside>,
    /// Notes by their names, and the blocks that refer to them.
    notes: Vec<(String, Material)>,
    references: Vec<(String, usize)>,
    /// Whether the line is a remark of somebody and no text of the report.
    is_comment: bool,
}

/// A choice in a form: what it shows is the chosen line, or else the first.
#[derive(Debug, Default)]
struct Select {
    lines: Vec<(bool, String)>,
}

/// A footnote at the end of a page from Word.
#[derive(Debug)]
struct Aside {
    name: String,
    depth: usize,
    reader: Box<MarkupReader>,
}

/// Elements whose inside says nothing of a report: what is not shown, what is clicked, what leads elsewhere.
const LEFT_OUT: [&str; 20] = [
    "head", "script", "style", "noscript", "template", "iframe", "frameset", "object", "embed",
    "svg", "math", "button", "audio", "video", "canvas", "img", "map", "nav", "footer", "del",
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
        if let Some(aside) = &mut self.aside {
            let wanted = aside.reader.begin(name, attribute);
            aside.depth += usize::from(wanted);
            return wanted;
        }
        if LEFT_OUT.contains(&name) {
            return false;
        }
        if name == "br" {
            self.break_line();
            return false;
        }
        if name == "input" {
            self.input(attribute);
            return false;
        }
        let style = attribute("style").unwrap_or_default();
        if !matches!(name, "b" | "strong" | "font" | "o:p")
            && (attribute("hidden").is_some() || is_hidden(&style))
        {
            return false;
        }
        if let Some(wanted) = self.of_word(name, &style, attribute) {
            return wanted;
        }
        if let Some(select) = &mut self.select {
            if name == "option" {
                let chosen = attribute("selected").is_some();
                select.lines.push((chosen, String::new()));
            }
            return true;
        }
        if name == "select" {
            self.select = Some(Select::default());
            return true;
        }
        if IN_LINE.contains(&name) {
            // The mark of a note beside a figure is no digit of it.
            if name == "sup" && self.tables.last().is_some_and(|table| table.cell.is_some()) {
                self.line.push(" ");
            }
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
            "ol" => self.lists.begin(&style, attribute),
            "ul" | "menu" => self.lists.begin_unnumbered(),
            "li" if self.lists.count(attribute) => {
                let remark = (NoteKind::Numbering, String::new());
                self.material.remarks.push(remark);
            }
            "pre" | "textarea" => self.keeps_breaks += 1,
            _ => {}
        }
        true
    }

    fn text(&mut self, text: &str) {
        if let Some(aside) = &mut self.aside {
            aside.reader.text(text);
            return;
        }
        if let Some(select) = &mut self.select {
            if let Some((_, line)) = select.lines.last_mut() {
                line.push_str(text);
            }
            return;
        }
        if !text.trim().is_empty()
            && let Some(label) = self.lists.label()
        {
            self.line.push(&label);
        }
        let keeps = self.keeps_breaks > 0;
        // A line feed is a space like others; Word's own line breaks are none.
        let ends =
            |c: char| LINE_BREAKS.contains(&c) && (keeps || !matches!(c, '\n' | '\r' | '\u{c}'));
        for (at, part) in text.split(ends).enumerate() {
            if at > 0 {
                self.break_line();
            }
            self.line.push(part);
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(mut aside) = self.aside.take() {
            if aside.depth > 0 {
                aside.reader.end(name);
                aside.depth -= 1;
                self.aside = Some(aside);
                return;
            }
            self.notes.push((aside.name, aside.reader.finish()));
            return;
        }
        if self.select.is_some() {
            if name == "select" {
                self.end_select();
            }
            return;
        }
        if IN_LINE.contains(&name) {
            return;
        }
        self.break_line();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = false,
            "td" | "th" | "tr" => self.end_cell(),
            "table" => self.end_table(),
            "ol" | "ul" | "menu" => self.lists.end(),
            "li" => drop(self.lists.label()),
            "pre" | "textarea" => self.keeps_breaks = self.keeps_breaks.saturating_sub(1),
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
        self.put_notes();
        self.material
    }

    /// Puts each note behind the block that refers to it.
    fn put_notes(&mut self) {
        let references = std::mem::take(&mut self.references);
        for (name, note) in std::mem::take(&mut self.notes).into_iter().rev() {
            let at = references.iter().find(|(own, _)| *own == name);
            let at = at.map_or(self.material.blocks.len(), |(_, at)| at + 1);
            let lines: Vec<String> = note
                .blocks
                .into_iter()
                .filter_map(|block| match block {
                    Block::Paragraph(paragraph) => Some(paragraph.text),
                    Block::Table(_) => None,
                })
                .collect();
            let text = lines.concat();
            if text.is_empty() {
                continue;
            }
            self.material
                .remarks
                .push((NoteKind::Footnote, text.clone()));
            let marked = text.starts_with(['注', '*', '※']);
            let text = if marked {
                text
            } else {
                format!("注：{text}")
            };
            let at = at.min(self.material.blocks.len());
            let mut own = Material::default();
            own.push_text(&text, false);
            self.material.blocks.splice(at..at, own.blocks);
        }
    }

    /// Adds what was read elsewhere: as paragraphs and tables, or within a table as lines of the cell.
    pub(super) fn append(&mut self, other: Material) {
        self.break_line();
        let is_within = self
            .tables
            .iter()
            .any(|table| table.cell.is_some() && !table.arranges);
        for block in other.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    self.line.push(&paragraph.text);
                    let heading = std::mem::replace(&mut self.heading, paragraph.heading);
                    self.break_line();
                    self.heading = heading;
                }
                Block::Table(grid) if !is_within => self.material.push_table(grid),
                Block::Table(grid) => {
                    for place in grid.rows().iter().flatten() {
                        self.line.push(&place.text);
                        self.break_line();
                    }
                }
            }
        }
        self.material.remarks.extend(other.remarks);
    }

    /// What an input shows, where a table has it for a figure.
    fn input(&mut self, attribute: &dyn Fn(&str) -> Option<String>) {
        let kind = attribute("type").unwrap_or_default().to_ascii_lowercase();
        let shows = matches!(
            kind.as_str(),
            "" | "text" | "number" | "tel" | "search" | "date" | "email" | "url" | "month"
        );
        let in_cell = self.tables.last().is_some_and(|table| table.cell.is_some());
        let hidden = attribute("hidden").is_some()
            || attribute("style").is_some_and(|style| is_hidden(&style));
        if shows && in_cell && !hidden {
            self.line.push(&attribute("value").unwrap_or_default());
        }
    }

    fn end_select(&mut self) {
        let lines = self.select.take().map(|select| select.lines);
        let lines = lines.unwrap_or_default();
        let chosen = lines.iter().rfind(|(chosen, _)| *chosen);
        if let Some((_, line)) = chosen.or_else(|| lines.first()) {
            self.line.push(line.trim());
        }
    }

    /// Notes and comments as Word puts them into a page or the clipboard: whether the inside is wanted, if it is such.
    fn of_word(
        &mut self,
        name: &str,
        style: &str,
        attribute: &dyn Fn(&str) -> Option<String>,
    ) -> Option<bool> {
        let class = || attribute("class").unwrap_or_default().to_ascii_lowercase();
        if style.contains("mso-element:comment")
            || class().contains("msocomment")
            || class().contains("msocom")
        {
            if style.contains("mso-element:comment") {
                self.comment();
            }
            return Some(false);
        }
        if name == "a" {
            let points = |prefix: &str| {
                ["href", "id", "name"]
                    .into_iter()
                    .filter_map(attribute)
                    .any(|text| text.trim_start_matches('#').starts_with(prefix))
            };
            // Google's comments: a mark in the text, and the remark behind all of it.
            if points("cmnt_ref")
                && points("cmnt")
                && attribute("href").is_some_and(|to| to.starts_with("#cmnt_ref"))
            {
                self.is_comment = true;
            }
            if points("cmnt") {
                return Some(false);
            }
            // LibreOffice's notes.
            if class().contains("sdfootnote") || class().contains("sdendnote") {
                let to = attribute("href").unwrap_or_default();
                let id = to.trim_start_matches('#').trim_end_matches("sym");
                self.references
                    .push((id.to_owned(), self.material.blocks.len()));
                return Some(false);
            }
            if let Some(at) = style.find("note-id:") {
                let id = style.get(at + "note-id:".len()..).unwrap_or_default();
                let id = id.split(';').next().unwrap_or_default().trim().to_owned();
                self.references.push((id, self.material.blocks.len()));
                return Some(false);
            }
        }
        let of_libre_office = || {
            let id = attribute("id").unwrap_or_default();
            let kinds = ["sdfootnote", "sdendnote"];
            kinds.iter().any(|kind| {
                let number = id.strip_prefix(kind);
                number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
            })
        };
        if style.contains("mso-element:footnote") && !style.contains("-list")
            || name == "div" && of_libre_office()
            || style.contains("mso-element:endnote") && !style.contains("-list")
        {
            self.break_line();
            self.aside = Some(Aside {
                name: attribute("id").unwrap_or_default(),
                depth: 0,
                reader: Box::default(),
            });
            return Some(true);
        }
        None
    }

    fn comment(&mut self) {
        let remark = (NoteKind::Comment, String::new());
        if !self.material.remarks.contains(&remark) {
            self.material.remarks.push(remark);
        }
    }

    /// Says whether what is being read is a heading.
    pub(super) fn set_heading(&mut self, heading: bool) {
        self.heading = heading;
    }

    /// Ends a line: within a cell the next line goes on in the cell, elsewhere the line was a paragraph.
    fn break_line(&mut self) {
        let line = self.line.take();
        if std::mem::take(&mut self.is_comment) {
            self.comment();
            return;
        }
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
    [
        "display:none",
        "mso-hide:all",
        "visibility:hidden",
        "visibility:collapse",
    ]
    .iter()
    .any(|hides| style.contains(hides))
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
