//! The text of a document, character by character: paragraphs, and the cells and rows of tables, as their marks end them.

use crate::material::{NoteKind, Part};
use crate::ruled::{self, Row, RuledCell};

use super::numbering::{Counters, Label, Numbering};
use super::pages::Runs;
use super::pieces::Stored;
use super::properties::{Characters, Paragraph};
use super::styles::Styles;

// Characters that mean something ([MS-DOC] 2.4.1).
const CELL_END: u16 = 0x07;
const LINE_END: u16 = 0x0b;
const PAGE_END: u16 = 0x0c;
const PARAGRAPH_END: u16 = 0x0d;
const COLUMN_END: u16 = 0x0e;
const FIELD_BEGIN: u16 = 0x13;
const FIELD_RESULT: u16 = 0x14;
const FIELD_END: u16 = 0x15;
const HYPHEN: u16 = 0x1e;
const SYMBOL: u16 = 0x28;
const BROKEN: u16 = 0xfffd;

/// So much is kept of a text that is not taken, in characters.
const KEPT: usize = 400;

/// Reads the text.
pub(super) struct Body<'a> {
    characters: Runs<'a>,
    paragraphs: Runs<'a>,
    styles: &'a Styles,
    numbering: &'a Numbering,
    data: &'a [u8],
    counters: Counters,
    part: Part,
    /// The paragraph that is being read, in UTF-16.
    text: Vec<u16>,
    /// Where it begins in the file.
    begins: Option<u32>,
    hidden: Vec<u16>,
    deleted: Vec<u16>,
    /// For each field around, whether its code is being read; and what that code was.
    fields: Vec<bool>,
    code: Vec<u16>,
    was_raised: bool,
    cell: String,
    cells: Vec<String>,
    rows: Vec<Row>,
    /// Whether a mark of the row that is being read contradicts its properties.
    row_damaged: bool,
    /// How many tables the paragraphs of that row say they are in: since Word 2000 they do, and all of them.
    row_depth: Option<u32>,
}

impl<'a> Body<'a> {
    pub(super) fn new(
        characters: Runs<'a>,
        paragraphs: Runs<'a>,
        styles: &'a Styles,
        numbering: &'a Numbering,
        data: &'a [u8],
    ) -> Self {
        Self {
            characters,
            paragraphs,
            styles,
            numbering,
            data,
            counters: Counters::default(),
            part: Part::default(),
            text: Vec::new(),
            begins: None,
            hidden: Vec::new(),
            deleted: Vec::new(),
            fields: Vec::new(),
            code: Vec::new(),
            was_raised: false,
            cell: String::new(),
            cells: Vec::new(),
            rows: Vec::new(),
            row_damaged: false,
            row_depth: None,
        }
    }

    /// Takes the next character.
    pub(super) fn take(&mut self, stored: &Stored<'_>) {
        let own = self.properties_of(stored);
        self.begins.get_or_insert(stored.at);
        match stored.unit {
            PARAGRAPH_END | CELL_END | PAGE_END => self.mark(stored, &own),
            FIELD_BEGIN => self.fields.push(true),
            FIELD_RESULT => {
                if let Some(in_code) = self.fields.last_mut() {
                    *in_code = false;
                }
                self.end_code();
            }
            FIELD_END => {
                self.fields.pop();
                self.end_code();
            }
            unit => self.put(unit, stored, &own),
        }
    }

    /// What was read.
    pub(super) fn finish(mut self) -> Part {
        self.end_paragraph(&Paragraph::default());
        self.end_table();
        self.part
    }

    fn properties_of(&self, stored: &Stored<'_>) -> Characters {
        let run = self.characters.at(stored.at);
        let mut own = Characters::read(run.and_then(|run| run.properties).unwrap_or_default());
        own.apply(&stored.piece.changes);
        own
    }

    fn put(&mut self, unit: u16, stored: &Stored<'_>, own: &Characters) {
        let unit = match unit {
            0x09 | 0xa0 => u16::from(b' '),
            LINE_END | COLUMN_END => u16::from(b'\n'),
            HYPHEN => u16::from(b'-'),
            // References and pictures; soft hyphens.
            0x01..=0x08 if own.special => return,
            0x1f => return,
            0x00..=0x1f => BROKEN,
            SYMBOL => own.symbol.unwrap_or(SYMBOL),
            unit => unit,
        };
        if self.fields.contains(&true) {
            push(&mut self.code, unit);
        } else if own.deleted {
            push(&mut self.deleted, unit);
        } else if self.is_hidden(stored, own) {
            push(&mut self.hidden, unit);
        } else {
            // The mark of a note beside a figure is no digit of it.
            if own.raised && !self.was_raised {
                self.text.push(u16::from(b' '));
            }
            self.text.push(unit);
        }
        self.was_raised = own.raised;
    }

    fn is_hidden(&self, stored: &Stored<'_>, own: &Characters) -> bool {
        let by_style = |number: u16| self.styles.is_hidden(number);
        let of_characters = own.style.is_some_and(by_style);
        let of_paragraph = || {
            let paragraph = self.paragraphs.at(stored.at);
            let style = paragraph.and_then(|run| run.properties?.first_chunk::<2>());
            style.is_some_and(|style| by_style(u16::from_le_bytes(*style)))
        };
        own.hidden.with_style(of_characters || of_paragraph())
    }

    fn end_code(&mut self) {
        if !self.fields.contains(&true) {
            self.code.clear();
        }
    }

    /// The mark of a paragraph, cell or row.
    fn mark(&mut self, stored: &Stored<'_>, own: &Characters) {
        if stored.unit != PARAGRAPH_END && self.fields.contains(&true) {
            // The code of a field does not go beyond a cell: this is none.
            let code = std::mem::take(&mut self.code);
            self.text.extend(code);
            self.fields.clear();
        }
        let run = self.paragraphs.at(stored.at);
        let mut paragraph = Paragraph::read(run.and_then(|run| run.properties), self.data);
        paragraph.apply(&stored.piece.changes, self.data, false);
        // The properties of a paragraph are those of all its characters, up to its mark.
        let ends = stored.at + stored.width;
        let begins = self.begins.take();
        paragraph.is_damaged |=
            run.is_none_or(|run| begins.is_some_and(|begins| run.from > begins) || run.to != ends);
        if own.deleted && stored.unit == PARAGRAPH_END && !paragraph.in_table {
            // The next paragraph goes on with it.
            return;
        }
        let in_table = paragraph.in_table || stored.unit == CELL_END;
        if !in_table {
            self.end_table();
            self.end_paragraph(&paragraph);
            return;
        }
        self.row_damaged |= !paragraph.in_table || paragraph.is_damaged;
        let is_inner = paragraph.depth > 1;
        if !is_inner {
            let depth = *self.row_depth.get_or_insert(paragraph.depth);
            self.row_damaged |= depth != paragraph.depth;
        }
        if is_inner {
            let table = self.part.tables() + 1;
            self.part
                .note(NoteKind::NestedTable, table, self.rows.len() + 1, "");
        }
        if paragraph.row_end && stored.unit == CELL_END && !is_inner {
            self.end_row(paragraph, own);
            return;
        }
        self.end_line(&paragraph);
        if stored.unit == CELL_END && !is_inner {
            self.cells.push(std::mem::take(&mut self.cell));
        }
    }

    fn end_row(&mut self, paragraph: Paragraph, own: &Characters) {
        let cells = std::mem::take(&mut self.cells);
        let rest = self.line(&paragraph);
        self.row_depth = None;
        let is_damaged = std::mem::take(&mut self.row_damaged) || !rest.trim().is_empty();
        if own.deleted {
            let text = cells.join(" ");
            self.part.note(NoteKind::DeletedText, 0, 0, &text);
            return;
        }
        let definition = paragraph.row.filter(|row| row.cells.len() == cells.len());
        self.rows.push(match definition.filter(|_| !is_damaged) {
            Some(definition) => {
                let cells = cells.into_iter().zip(definition.cells);
                let cells = cells.map(|(text, cell)| RuledCell {
                    text,
                    joins_left: cell.joins_left,
                    vertical: cell.vertical,
                });
                Row::Whole(definition.edges, cells.collect())
            }
            None => Row::Damaged(format!("{} {rest}", cells.join(" "))),
        });
    }

    fn end_table(&mut self) {
        let left = std::mem::take(&mut self.cells);
        if !left.is_empty() || !self.cell.is_empty() {
            // Cells without an end of their row.
            let cell = std::mem::take(&mut self.cell);
            self.rows
                .push(Row::Damaged(format!("{} {cell}", left.join(" "))));
        }
        self.row_damaged = false;
        self.row_depth = None;
        if !self.rows.is_empty() {
            ruled::push(&mut self.part, std::mem::take(&mut self.rows));
        }
    }

    fn end_paragraph(&mut self, paragraph: &Paragraph) {
        let line = self.line(paragraph);
        let heading = match paragraph.outline {
            Some(level) => level < 9,
            None => self.styles.is_heading(paragraph.style),
        };
        self.part.push_text(&line, heading);
    }

    /// Ends a paragraph within a cell.
    fn end_line(&mut self, paragraph: &Paragraph) {
        let line = self.line(paragraph);
        if !self.cell.is_empty() && !line.is_empty() {
            self.cell.push('\n');
        }
        self.cell.push_str(&line);
    }

    /// The text of the paragraph that has come to its end, with its number.
    fn line(&mut self, paragraph: &Paragraph) -> String {
        self.was_raised = false;
        self.part
            .note_left_out(NoteKind::HiddenText, &mut self.hidden);
        self.part
            .note_left_out(NoteKind::DeletedText, &mut self.deleted);
        let text = String::from_utf16_lossy(&std::mem::take(&mut self.text));
        if text.contains('\u{fffd}') {
            self.part.note(NoteKind::Broken, 0, 0, &text);
        }
        match self.label(paragraph) {
            Label::Unknown if !text.trim().is_empty() => {
                self.part.note(NoteKind::Numbering, 0, 0, &text);
                text
            }
            Label::Text(label) if !text.trim().is_empty() => {
                // A number that ends with a digit or letter must not run into the text.
                let runs_in = label.ends_with(|c: char| c.is_ascii_alphanumeric());
                let between = if runs_in { " " } else { "" };
                format!("{label}{between}{}", text.trim_start())
            }
            Label::Unknown | Label::Text(_) | Label::Nothing => text,
        }
    }

    fn label(&mut self, paragraph: &Paragraph) -> Label {
        let (of_style, level_of_style) = self.styles.list(paragraph.style);
        let list = paragraph.list.or(of_style).unwrap_or(0);
        // 0xf801 stands for numbers that an older Word has counted and written down.
        if list == 0 || list == 0xf801 || paragraph.row_end {
            return Label::Nothing;
        }
        let level = paragraph.level.or(level_of_style).unwrap_or(0);
        self.numbering.count(&mut self.counters, list, level)
    }
}

fn push(kept: &mut Vec<u16>, unit: u16) {
    if kept.len() < KEPT {
        kept.push(unit);
    }
}
