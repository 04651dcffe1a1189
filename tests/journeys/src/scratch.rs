//! A second, empty page in the same browser: the clipboard is filled and emptied there, and exports are read there.

use anyhow::{Result, ensure};
use serde::Deserialize;
use serde_json::json;

use crate::browser::Page;
use crate::probe;

/// The scratch page.
pub struct Scratch {
    page: Box<dyn Page>,
}

/// What a reader finds in an exported report.
#[derive(Debug, Deserialize)]
pub struct Reading {
    /// The document's title; empty for what was pasted.
    pub title: String,
    /// All the text.
    pub text: String,
    /// The blocks outside tables, in order.
    pub blocks: Vec<Block>,
    /// The tables; a cell that spans several places says its text in each of them.
    pub tables: Vec<Grid>,
}

/// One block of text.
#[derive(Debug, Deserialize)]
pub struct Block {
    /// The element's name in lower case.
    pub tag: String,
    /// Its text without the indent.
    pub text: String,
}

/// A table as rows of places.
pub type Grid = Vec<Vec<String>>;

impl Reading {
    /// How many rows and columns each table has.
    pub fn sizes(&self) -> Vec<(usize, usize)> {
        self.tables
            .iter()
            .map(|rows| (rows.len(), rows.iter().map(Vec::len).max().unwrap_or(0)))
            .collect()
    }

    /// What stands at a place of a table.
    pub fn place(&self, table: usize, row: usize, column: usize) -> Option<&str> {
        let text = self.tables.get(table)?.get(row)?.get(column)?;
        Some(text.as_str())
    }

    /// Whether a block of its own has exactly this text.
    pub fn has_block(&self, text: &str) -> bool {
        self.blocks.iter().any(|block| block.text == text)
    }
}

impl Scratch {
    /// Makes a page the scratch page.
    pub fn on(page: Box<dyn Page>) -> Self {
        Self { page }
    }

    /// The page itself.
    pub fn page(&mut self) -> &mut dyn Page {
        self.page.as_mut()
    }

    /// Puts a text, and a markup if given, on the clipboard by a real copy.
    pub fn copy(&mut self, text: &str, html: Option<&str>) -> Result<()> {
        self.page.bring_to_front()?;
        let question = probe::expression("putOnClipboard", &json!([text, html]));
        let done = self.page.evaluate_as_gesture(&question)?;
        ensure!(
            done == true,
            "the browser did not let the scratch page copy"
        );
        Ok(())
    }

    /// Pastes the clipboard into an editable element, as a portal's editor would get it, and reads the result.
    pub fn paste_and_read(&mut self) -> Result<Reading> {
        self.paste_into("<div id=target contenteditable=true></div>")?;
        probe::ask(self.page(), "readPasted", &json!([]))
    }

    /// Pastes the clipboard into a plain text box and returns what arrived.
    pub fn paste_as_text(&mut self) -> Result<String> {
        self.paste_into("<textarea id=target></textarea>")?;
        probe::ask(self.page(), "valueOfTarget", &json!([]))
    }

    /// Reads a document or a piece of one from its source.
    pub fn read_markup(&mut self, source: &str) -> Result<Reading> {
        probe::ask(self.page(), "readMarkup", &json!([source]))
    }

    fn paste_into(&mut self, markup: &str) -> Result<()> {
        self.page.bring_to_front()?;
        let ready: bool = probe::ask(self.page(), "offerPasteTarget", &json!([markup]))?;
        ensure!(ready, "the scratch page did not get the focus");
        self.page.press(&"Control+v".parse()?)
    }
}
