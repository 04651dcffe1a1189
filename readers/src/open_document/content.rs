//! The content: paragraphs and tables of a text, the sheets of a spreadsheet.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::gridded::{Gridded, MOST_COLUMNS};
use crate::material::{Cell, NoteKind, Part};
use crate::ruled::MOST_ROWS;

use super::styles::{Styles, attribute};

/// So many sheets are looked at.
const MOST_SHEETS: usize = 50;

/// Elements may be so deep within each other.
const DEEPEST: usize = 500;

/// Reads the content.
pub(super) struct Content<'a> {
    styles: &'a Styles,
    open: Vec<String>,
    /// How many open elements are inside of one that is left out.
    left_out: usize,
    parts: Vec<Part>,
    part: Part,
    is_sheet: bool,
    is_known: bool,
    hidden_sheets: Vec<String>,
    /// Tables within each other.
    tables: usize,
    grid: Gridded,
    sheet_hidden: bool,
    row: Row,
    rows: usize,
    columns: usize,
    cell: Option<Found>,
    text: String,
    heading: bool,
    /// Whether each open span is hidden; whether each open list has numbers.
    spans: Vec<bool>,
    hidden: String,
    lists: Vec<bool>,
    /// The text of a box or note, and what it is.
    aside: Option<(NoteKind, String, usize)>,
}

/// A row being read.
#[derive(Default)]
struct Row {
    repeated: usize,
    hidden: bool,
    column: usize,
    cells: Vec<(usize, Found)>,
}

/// A cell being read.
#[derive(Clone, Default)]
struct Found {
    text: String,
    columns: usize,
    rows: usize,
    repeated: usize,
    covered: bool,
    value: Option<String>,
    has_formula: bool,
}

impl<'a> Content<'a> {
    pub(super) fn new(styles: &'a Styles) -> Self {
        Self {
            styles,
            open: Vec::new(),
            left_out: 0,
            parts: Vec::new(),
            part: Part::default(),
            is_sheet: false,
            is_known: false,
            hidden_sheets: Vec::new(),
            tables: 0,
            grid: Gridded::default(),
            sheet_hidden: false,
            row: Row::default(),
            rows: 0,
            columns: 0,
            cell: None,
            text: String::new(),
            heading: false,
            spans: Vec::new(),
            hidden: String::new(),
            lists: Vec::new(),
            aside: None,
        }
    }

    /// Reads a part; `None` when it is no XML.
    pub(super) fn read(&mut self, xml: &str) -> Option<()> {
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event().ok()? {
                Event::Start(start) => {
                    self.begin(&start);
                    self.open.push(start.local_name().as_ref().to_owned());
                    (self.open.len() <= DEEPEST).then_some(())?;
                }
                Event::Empty(start) => {
                    self.begin(&start);
                    self.end(start.local_name().as_ref());
                }
                Event::End(_) => {
                    let name = self.open.pop()?;
                    self.end(&name);
                }
                Event::Text(text) => self.put(&text.xml10_content()),
                Event::CData(text) => self.put(&text.xml10_content()),
                Event::GeneralRef(entity) => {
                    let known = entity.resolve_char_ref().ok().flatten().map(String::from);
                    let named = || resolve_predefined_entity(&entity).map(str::to_owned);
                    self.put(&known.or_else(named)?);
                }
                Event::Eof => return self.open.is_empty().then_some(()),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }

    /// What was read; `None` when it was neither a text nor a spreadsheet.
    pub(super) fn finish(mut self) -> Option<Vec<Part>> {
        if !self.is_known {
            return None;
        }
        if !self.is_sheet {
            self.parts.push(self.part);
        }
        if let Some(first) = self.parts.first_mut() {
            for name in self.hidden_sheets {
                first.note(NoteKind::HiddenSheet, 0, 0, &name);
            }
        }
        Some(self.parts)
    }

    fn begin(&mut self, start: &BytesStart<'_>) {
        if self.left_out > 0 {
            self.left_out += 1;
            return;
        }
        let number = |name: &str| attribute(start, name)?.parse::<usize>().ok();
        let count = |name: &str| number(name).unwrap_or(1).max(1);
        match start.local_name().as_ref() {
            "text" | "spreadsheet" if self.open.last().is_some_and(|open| open == "body") => {
                self.is_known = true;
                self.is_sheet = start.local_name().as_ref() == "spreadsheet";
            }
            // Deleted text, styles, forms, and what a program looks up.
            "tracked-changes" | "automatic-styles" | "forms" | "scripts" | "font-face-decls"
            | "note-citation" | "ruby-text" | "shapes" | "named-expressions"
            | "database-ranges" | "desc" | "title" => {
                self.left_out = 1;
            }
            "annotation" => self.begin_aside(NoteKind::Comment),
            "note" => self.begin_aside(NoteKind::Footnote),
            "text-box" | "custom-shape" => self.begin_aside(NoteKind::TextBox),
            "table" => self.begin_table(start),
            "table-column" => {
                let repeated = count("number-columns-repeated").min(MOST_COLUMNS * 64);
                if self.tables == 1 && is_collapsed(start) {
                    self.grid
                        .hide_columns(self.columns + 1, self.columns + repeated);
                }
                self.columns += repeated;
            }
            "table-row" if self.tables == 1 => {
                self.row = Row {
                    repeated: count("number-rows-repeated"),
                    hidden: is_collapsed(start),
                    ..Row::default()
                };
            }
            "table-cell" | "covered-table-cell" if self.tables == 1 => {
                let kind = attribute(start, "value-type");
                let is_number = kind.as_deref() == Some("float");
                self.cell = Some(Found {
                    text: String::new(),
                    columns: count("number-columns-spanned"),
                    rows: count("number-rows-spanned"),
                    repeated: count("number-columns-repeated"),
                    covered: start.local_name().as_ref() == "covered-table-cell",
                    value: attribute(start, "value").filter(|_| is_number),
                    has_formula: attribute(start, "formula").is_some(),
                });
            }
            "h" => self.heading = true,
            "span" => {
                let style = attribute(start, "style-name").unwrap_or_default();
                self.spans.push(self.styles.hidden_texts.contains(&style));
            }
            "list" => {
                let style = attribute(start, "style-name");
                let own = style.map(|style| self.styles.numbered_lists.contains(&style));
                let around = self.lists.last().copied().unwrap_or(false);
                self.lists.push(own.unwrap_or(around));
            }
            "s" => self.put(&" ".repeat(count("c").min(100))),
            "tab" => self.put(" "),
            "line-break" => self.put("\n"),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.left_out > 0 {
            self.left_out -= 1;
            return;
        }
        match name {
            "p" | "h" => self.end_paragraph(),
            "span" => {
                self.spans.pop();
            }
            "list" => {
                self.lists.pop();
            }
            "annotation" | "note" | "text-box" | "custom-shape" => self.end_aside(),
            "table-cell" | "covered-table-cell" if self.tables == 1 => {
                if let Some(cell) = self.cell.take() {
                    let column = self.row.column + 1;
                    self.row.column += cell.repeated.min(MOST_COLUMNS * 64);
                    self.row.cells.push((column, cell));
                }
            }
            "table-row" if self.tables == 1 => self.end_row(),
            "table" => self.end_table(),
            _ => {}
        }
    }

    fn put(&mut self, text: &str) {
        let in_paragraph = self.open.iter().any(|open| open == "p" || open == "h");
        if self.left_out > 0 || !in_paragraph {
            return;
        }
        if let Some((_, aside, _)) = &mut self.aside {
            aside.push_str(text);
        } else if self.spans.contains(&true) {
            self.hidden.push_str(text);
        } else {
            self.text.push_str(text);
        }
    }

    fn begin_aside(&mut self, kind: NoteKind) {
        match &mut self.aside {
            Some((_, _, depth)) => *depth += 1,
            None => self.aside = Some((kind, String::new(), 1)),
        }
    }

    fn end_aside(&mut self) {
        if let Some((_, _, depth)) = &mut self.aside {
            *depth -= 1;
        }
        if let Some((kind, text, _)) = self.aside.take_if(|(_, _, depth)| *depth == 0)
            && !text.trim().is_empty()
        {
            self.part.note(kind, 0, 0, &text);
        }
    }

    fn end_paragraph(&mut self) {
        if let Some((_, aside, _)) = &mut self.aside {
            aside.push(' ');
            return;
        }
        let text = std::mem::take(&mut self.text);
        let heading = std::mem::take(&mut self.heading);
        let hidden = std::mem::take(&mut self.hidden);
        if !hidden.trim().is_empty() {
            self.part.note(NoteKind::HiddenText, 0, 0, &hidden);
        }
        if self.lists.last() == Some(&true) && !text.trim().is_empty() {
            self.part.note(NoteKind::Numbering, 0, 0, &text);
        }
        match &mut self.cell {
            Some(cell) => {
                if !cell.text.is_empty() && !text.is_empty() {
                    cell.text.push('\n');
                }
                cell.text.push_str(&text);
            }
            None if self.tables == 0 => self.part.push_text(&text, heading),
            None => {}
        }
    }

    fn begin_table(&mut self, start: &BytesStart<'_>) {
        self.tables += 1;
        if self.tables > 1 {
            let table = self.part.tables() + 1;
            self.part
                .note(NoteKind::NestedTable, table, self.rows + 1, "");
            return;
        }
        self.grid = Gridded::default();
        self.rows = 0;
        self.columns = 0;
        if self.is_sheet {
            let style = attribute(start, "style-name").unwrap_or_default();
            self.sheet_hidden = self.styles.hidden_tables.contains(&style);
            self.part = Part {
                name: attribute(start, "name").unwrap_or_default(),
                ..Part::default()
            };
        }
    }

    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        let is_empty = row
            .cells
            .iter()
            .all(|(_, cell)| cell.text.trim().is_empty());
        // Empty rows down to the end of the sheet are one that is repeated.
        let repeated = if is_empty || self.grid.is_full() {
            1
        } else {
            row.repeated.min(MOST_ROWS)
        };
        for at in 1..=repeated {
            let number = self.rows + at;
            if row.hidden {
                self.grid.hide_row(number);
            }
            for (column, cell) in &row.cells {
                self.put_cell((number, *column), cell);
            }
        }
        self.rows = self.rows.saturating_add(row.repeated);
    }

    fn put_cell(&mut self, at: (usize, usize), cell: &Found) {
        let (row, column) = at;
        if cell.columns > 1 || cell.rows > 1 {
            let last = (
                row + cell.rows.min(MOST_ROWS) - 1,
                column + cell.columns.min(MOST_COLUMNS) - 1,
            );
            self.grid.merge(at, last);
        }
        let text = cell.text.trim();
        if cell.has_formula && text.is_empty() && cell.value.is_none() {
            self.grid.lacks_result(at);
        }
        if let Some(value) = &cell.value
            && text.replace(',', "").parse::<f64>().ok() != value.parse().ok()
        {
            let said = format!("{} {text} {value}", Gridded::name(at));
            let table = self.part.tables() + 1;
            self.part.note(NoteKind::ShownOtherwise, table, row, &said);
        }
        // What another cell covers is not shown.
        if cell.covered && !text.is_empty() {
            let said = format!("{} {text}", Gridded::name(at));
            let table = self.part.tables() + 1;
            self.part.note(NoteKind::Hidden, table, row, &said);
            return;
        }
        for number in 0..cell.repeated.min(MOST_COLUMNS) {
            let cell = Cell::spanning(cell.text.clone(), 1, 1);
            self.grid.put((row, column + number), cell);
        }
    }

    fn end_table(&mut self) {
        self.tables = self.tables.saturating_sub(1);
        if self.tables > 0 {
            return;
        }
        let grid = std::mem::take(&mut self.grid);
        if !self.is_sheet {
            grid.finish(&mut self.part);
            return;
        }
        let mut part = std::mem::take(&mut self.part);
        grid.finish(&mut part);
        if self.parts.len() >= MOST_SHEETS {
            if let Some(last) = self.parts.last_mut() {
                last.cut_short = true;
            }
        } else if !self.sheet_hidden {
            self.parts.push(part);
        } else if part.tables() > 0 {
            self.hidden_sheets.push(part.name);
        }
    }
}

/// Whether a row or column is hidden, by hand or by a filter.
fn is_collapsed(start: &BytesStart<'_>) -> bool {
    attribute(start, "visibility").is_some_and(|how| how != "visible")
}
