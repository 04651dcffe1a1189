//! What is read of a file, as the importers take it: paragraphs and tables in reading order, and what is to be said of them.

use serde::{Deserialize, Serialize};

/// So many things are noted of a part.
const MOST_NOTES: usize = 60;

/// So much is told of a text that was left out, in characters.
const TOLD: usize = 200;

/// What a file comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// A document, or the sheets of a workbook.
    Parts(Vec<Part>),
    /// The markup of a page that was packed in the file, for the reader of pages.
    Page(String),
}

/// A document, or one sheet of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The name of the sheet; blank for a document.
    pub name: String,
    /// Paragraphs and tables in reading order.
    pub blocks: Vec<Block>,
    /// Whether something at the end was left out, since there was too much.
    pub cut_short: bool,
    /// Whether days are counted from 1904, as old programs on the Macintosh did.
    pub from_1904: bool,
    /// What is to be said of it.
    pub notes: Vec<Note>,
}

/// A paragraph or a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A line of prose, without white space around it; never empty.
    Paragraph {
        /// The text.
        text: String,
        /// Whether the file itself marks it as a heading.
        heading: bool,
    },
    /// The rows of a table, each with the cells that begin in it, as in HTML: a cell takes the first place of its row
    /// that no cell from above covers.
    Table(Vec<Vec<Cell>>),
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its text; of a number, what is stored.
    pub text: String,
    /// How many columns it covers.
    pub columns: usize,
    /// How many rows it covers.
    pub rows: usize,
    /// What is known of it beside its text, when it is a number of a workbook: its format decides what is shown.
    pub number: Option<Number>,
}

/// How a number of a workbook is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// Its number format, as Excel writes it.
    pub format: NumberFormat,
    /// The cell as Excel names it.
    pub place: String,
}

/// A number format.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NumberFormat {
    /// One of those that have only a number, which every program knows.
    BuiltIn(u16),
    /// One that is written out.
    Code(String),
}

/// Something that is to be said of a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What it is.
    pub kind: NoteKind,
    /// The table that it is about, counted from 1 within the part; 0 for none.
    pub table: usize,
    /// The row that it is about, counted from 1; of a sheet as Excel counts. 0 for none.
    pub row: usize,
    /// The text or place that it is about.
    pub text: String,
}

/// Why something is to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoteKind {
    /// A row or column that is not shown. Not taken.
    Hidden,
    /// A sheet that is not shown. Not taken.
    HiddenSheet,
    /// Text that is not shown. Not taken.
    HiddenText,
    /// Text that was deleted while changes were tracked. Not taken.
    DeletedText,
    /// A cell shows another number than it stores. The shown one is taken.
    ShownOtherwise,
    /// A formula without a result. Not taken.
    NoResult,
    /// A footnote or endnote. Not taken.
    Footnote,
    /// Text boxes. Not taken.
    TextBox,
    /// A remark of a reader of the text. Not taken.
    Comment,
    /// A table within a cell of another one; its text stands in that cell.
    NestedTable,
    /// Numbers that a program counts by itself, in a way that is not known. Not taken.
    Numbering,
    /// Characters that could not be told; they became question marks.
    Broken,
    /// A row of a table that contradicts its own definition. Not taken; an empty row stands in its place.
    DamagedRow,
    /// A row whose columns agree with no other row of its table. Taken.
    OddRow,
    /// A merged cell that has no beginning, or covers cells that are not empty. Not merged.
    OddMerge,
    /// Texts of a workbook that no cell shows, so that a cell may show another one. Taken.
    UnusedText,
    /// Something within a sheet that is not known. Not taken.
    UnknownRecord,
}

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// There is nothing in it.
    Empty,
    /// It is larger than is read, or unpacks to more.
    TooLarge,
    /// Its inside is not as it should be.
    Damaged,
    /// Its end is missing.
    CutShort,
    /// It has a password.
    Locked,
    /// Microsoft Works wrote it.
    Works,
    /// Word 95 or older.
    OlderWord,
    /// Excel 95 or older.
    OlderExcel,
    /// Nothing that is known here.
    Unknown,
}

impl Cell {
    /// A cell that covers so many columns and rows.
    pub(crate) fn spanning(text: impl Into<String>, columns: usize, rows: usize) -> Self {
        Self {
            text: text.into(),
            columns,
            rows,
            number: None,
        }
    }
}

impl Part {
    /// Adds a paragraph, unless there is nothing to be seen in it.
    pub(crate) fn push_text(&mut self, text: &str, heading: bool) {
        for line in text.split(['\n', '\r', '\u{b}', '\u{c}']) {
            let line = line.trim();
            if !line.is_empty() {
                self.blocks.push(Block::Paragraph {
                    text: line.to_owned(),
                    heading,
                });
            }
        }
    }

    /// Adds a table, unless it has no rows.
    pub(crate) fn push_table(&mut self, rows: Vec<Vec<Cell>>) {
        if !rows.is_empty() {
            self.blocks.push(Block::Table(rows));
        }
    }

    /// How many tables there are so far.
    pub(crate) fn tables(&self) -> usize {
        let tables = self.blocks.iter();
        tables.filter(|b| matches!(b, Block::Table(_))).count()
    }

    /// Notes a text that is left out, unless there is nothing to be seen in it, and empties it.
    pub(crate) fn note_left_out(&mut self, kind: NoteKind, left_out: &mut Vec<u16>) {
        let text = String::from_utf16_lossy(&std::mem::take(left_out));
        if !text.trim().is_empty() {
            self.note(kind, 0, 0, &text);
        }
    }

    /// Notes something, once.
    pub(crate) fn note(&mut self, kind: NoteKind, table: usize, row: usize, text: &str) {
        let note = Note {
            kind,
            table,
            row,
            text: text.trim().chars().take(TOLD).collect(),
        };
        if self.notes.len() < MOST_NOTES && !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}
