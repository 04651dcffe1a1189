//! A second, empty page in the same browser: the clipboard is filled and emptied there, and exports are read there.

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::json;

use crate::browser::Page;
use crate::probe;
use crate::wait::{self, PATIENCE};

/// A place for a text over the whole page.
const AREA: &str = "<textarea id=target style='width:90%;height:500px'></textarea>";

/// A point of that place.
const PLACE: (f64, f64) = (60.0, 60.0);

/// What a paste finds on the clipboard.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Clipboard {
    /// As `text/plain`.
    pub text: String,
    /// As `text/html`; empty if there is none.
    pub html: String,
}

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
        self.offer(AREA, Some(text), html)?;
        self.page
            .keys(&["x".parse()?, "Control+a".parse()?, "Control+c".parse()?])?;
        let done: bool = probe::ask(self.page(), "hasCopied", &json!([]))?;
        ensure!(done, "the browser did not let the scratch page copy");
        Ok(())
    }

    /// Pastes the clipboard into an editable element, as a portal's editor would get it, and reads the result.
    pub fn paste_and_read(&mut self) -> Result<Reading> {
        self.paste_into("<div id=target contenteditable=true style='min-height:500px'></div>")?;
        probe::ask(self.page(), "readPasted", &json!([]))
    }

    /// Pastes the clipboard into a plain text box and returns what arrived.
    pub fn paste_as_text(&mut self) -> Result<String> {
        self.paste_into(AREA)?;
        probe::ask(self.page(), "valueOfTarget", &json!([]))
    }

    /// What is on the clipboard, as a paste finds it.
    pub fn clipboard(&mut self) -> Result<Clipboard> {
        self.paste_into(AREA)?;
        let pasted: Option<Clipboard> = probe::ask(self.page(), "pasted", &json!([]))?;
        pasted.context("the scratch page was told of no paste")
    }

    /// Reads a document or a piece of one from its source.
    pub fn read_markup(&mut self, source: &str) -> Result<Reading> {
        probe::ask(self.page(), "readMarkup", &json!([source]))
    }

    fn paste_into(&mut self, markup: &str) -> Result<()> {
        self.offer(markup, None, None)?;
        self.page.press(&"Control+v".parse()?)
    }

    /// Shows a place for texts and clicks into it; with what its copying puts on the clipboard.
    fn offer(&mut self, markup: &str, text: Option<&str>, html: Option<&str>) -> Result<()> {
        self.page.bring_to_front()?;
        let _: () = probe::ask(self.page(), "offerScratch", &json!([markup, text, html]))?;
        wait::until("the scratch page to have the focus", PATIENCE, || {
            self.page.click_at(PLACE.0, PLACE.1)?;
            let there: bool = probe::ask(self.page(), "targetHasFocus", &json!([]))?;
            Ok(there.then_some(()))
        })
    }
}
