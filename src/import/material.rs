//! What was pasted or opened, whatever it came from: paragraphs and tables in reading order.
//!
//! Each reader of a source makes this of it, and everything after them works on this alone.

use super::found::NoteKind;
use super::grid::Grid;
use crate::checks::characters;

/// The most rows of a table that are looked at. The longest official table has 28.
pub const MOST_ROWS: usize = 2000;

/// What ends a line: Word and Excel write more than one kind.
pub const LINE_BREAKS: [char; 7] = [
    '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}',
];

/// Foreign material in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Material {
    /// Its paragraphs and tables.
    pub blocks: Vec<Block>,
    /// Whether something at the end was left out, since there was too much.
    pub cut_short: bool,
    /// What a reader has to say about it, with the text or place that it is about.
    pub remarks: Vec<(NoteKind, String)>,
}

/// A part of the material.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A line of prose.
    Paragraph(Paragraph),
    /// A table.
    Table(Grid),
}

/// A line of prose, without white space around it; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The text, without line breaks.
    pub text: String,
    /// Whether the source itself marks it as a heading.
    pub heading: bool,
}

impl Block {
    /// The table, when it is one.
    #[must_use]
    pub fn into_table(self) -> Option<Grid> {
        match self {
            Self::Table(grid) => Some(grid),
            Self::Paragraph(_) => None,
        }
    }
}

impl Material {
    /// Adds a paragraph, unless there is nothing to be seen in it. Line breaks end a paragraph.
    pub fn push_text(&mut self, text: &str, heading: bool) {
        for line in text
            .split(LINE_BREAKS)
            .map(trimmed)
            .filter(|line| !line.is_empty())
        {
            self.blocks.push(Block::Paragraph(Paragraph {
                text: line.to_owned(),
                heading,
            }));
        }
    }

    /// The first characters of its first line.
    #[must_use]
    pub fn beginning(&self) -> String {
        const SHOWN: usize = 60;
        let first = self.blocks.iter().find_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
            Block::Table(grid) => grid
                .rows()
                .iter()
                .flatten()
                .map(|place| &*place.text)
                .next(),
        });
        first.unwrap_or_default().chars().take(SHOWN).collect()
    }

    /// Adds a table, unless it has no places.
    pub fn push_table(&mut self, grid: Grid) {
        if grid.columns() > 0 {
            self.blocks.push(Block::Table(grid));
        }
    }
}

/// A text without white space and invisible characters around it.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || characters::is_invisible(c))
}
