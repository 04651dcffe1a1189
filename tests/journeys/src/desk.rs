//! The product's page in the words of somebody who works at it.
//!
//! Knows the stable names of the page and nothing of how it looks. Everything that takes time is waited for.

mod drafts;
mod findings;
mod hand;
mod report;

use std::time::Duration;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::browser::{Page, PageLog};
use crate::keys::Chord;
use crate::probe;
use crate::wait::{self, PATIENCE};

pub use findings::Finding;
pub use report::Composition;

/// One window of the product.
pub struct Desk {
    page: Box<dyn Page>,
    url: String,
}

/// After so long a person clicks once more.
const AGAIN: Duration = Duration::from_secs(3);

/// Where the focus is.
#[derive(Clone, Debug, Deserialize)]
pub struct Focus {
    /// The element's name in capitals.
    pub tag: String,
    /// The cell's address, or empty.
    pub cell: String,
    /// The prose section, or empty.
    pub section: String,
    /// The report's field, or empty.
    pub field: String,
    /// Where the selection of the text begins.
    pub start: Option<usize>,
    /// Where the selection of the text ends.
    pub end: Option<usize>,
    /// How long the text is.
    pub length: usize,
    /// Whether one can type there.
    pub editable: bool,
}

impl Desk {
    /// Takes a page on which the product is to be opened.
    pub fn on(page: Box<dyn Page>, url: &str) -> Self {
        Self {
            page,
            url: url.to_owned(),
        }
    }

    /// Opens the product and waits until it answers.
    pub fn open(&mut self) -> Result<()> {
        self.load()?;
        self.wait_ready()
    }

    /// Loads the product's page, whatever comes of it.
    pub fn load(&mut self) -> Result<()> {
        let url = self.url.clone();
        self.page.navigate(&url)
    }

    /// Opens another copy of the page and waits until it answers.
    pub fn open_copy(&mut self, url: &str) -> Result<()> {
        url.clone_into(&mut self.url);
        self.open()
    }

    /// Loads the page again and waits until it answers.
    pub fn reload(&mut self) -> Result<()> {
        self.page.reload()?;
        self.wait_ready()
    }

    fn wait_ready(&mut self) -> Result<()> {
        self.wait("the page to be ready", |desk| {
            Ok((desk.count("body[data-ready=\"true\"]")? == 1).then_some(()))
        })
    }

    /// The page itself.
    pub fn page(&mut self) -> &mut dyn Page {
        self.page.as_mut()
    }

    /// What the page did besides answering.
    pub fn log(&mut self) -> Result<&mut PageLog> {
        self.page.log()
    }

    /// Asks one of the functions of `probe.js`.
    pub fn ask<T: serde::de::DeserializeOwned>(&mut self, name: &str, with: &Value) -> Result<T> {
        probe::ask(self.page.as_mut(), name, with)
    }

    /// Waits for something about this page.
    pub fn wait<T>(
        &mut self,
        what: &str,
        mut question: impl FnMut(&mut Self) -> Result<Option<T>>,
    ) -> Result<T> {
        wait::until(what, PATIENCE, || question(self))
    }

    /// All the text that is seen.
    pub fn body_text(&mut self) -> Result<String> {
        self.ask("bodyText", &json!([]))
    }

    /// How many elements the selector finds.
    pub fn count(&mut self, selector: &str) -> Result<usize> {
        self.ask("count", &json!([selector]))
    }

    /// How many of the elements that the selector finds are seen.
    pub fn count_seen(&mut self, selector: &str) -> Result<usize> {
        self.ask("countSeen", &json!([selector]))
    }

    /// Clicks the control that does something.
    pub fn act(&mut self, verb: &str) -> Result<()> {
        self.click(&action(verb))
    }

    /// Whether a control is seen.
    pub fn offers(&mut self, verb: &str) -> Result<bool> {
        Ok(self.count_seen(&action(verb))? > 0)
    }

    /// Does something that may ask for a confirmation, confirms it, and waits for what it leads to.
    pub fn act_until<T>(
        &mut self,
        verb: &str,
        what: &str,
        mut done: impl FnMut(&mut Self) -> Result<Option<T>>,
    ) -> Result<T> {
        self.act(verb)?;
        self.wait(&format!("{what} after {verb}"), |desk| {
            if desk.offers("confirm")? {
                desk.act("confirm")?;
            }
            done(desk)
        })
    }

    /// Starts a new draft, whose cells are blank.
    pub fn new_draft(&mut self) -> Result<()> {
        self.act_until("new-draft", "blank cells", |desk| {
            let texts = desk.cell_texts()?;
            let blank = texts.values().all(String::is_empty);
            Ok((texts.len() == 200 && blank && !desk.offers("confirm")?).then_some(()))
        })
    }

    /// Fills the blank cells with zeros.
    pub fn fill_zero(&mut self) -> Result<()> {
        self.act_until("fill-zero", "no blank cell", |desk| {
            let filled = desk.cell_texts()?.values().all(|text| !text.is_empty());
            Ok(filled.then_some(()))
        })
    }

    /// Brings a section, or the report's fields (`report`), into view where the page has a way to it.
    pub fn go_to(&mut self, section: &str) -> Result<()> {
        let selector = format!("[data-goto=\"{section}\"]");
        if self.count_seen(&selector)? > 0 {
            self.click(&selector)?;
        }
        Ok(())
    }

    /// Clicks into a cell and has its text selected, as Tab would do.
    pub fn focus_cell(&mut self, address: &str) -> Result<()> {
        let table = address.split('.').next().unwrap_or_default();
        self.enter(table, &cell(address))?;
        self.select_all()
    }

    /// Clicks into a place of a section where one types.
    pub fn enter(&mut self, section: &str, selector: &str) -> Result<()> {
        if self.count_seen(selector)? == 0 {
            self.go_to(section)?;
        }
        let focused = format!("{selector}:focus");
        self.wait(&format!("the focus in {selector}"), |desk| {
            desk.click(selector)?;
            // Where a page that has just opened puts the focus elsewhere, a person clicks once more.
            let there = wait::until("the focus", AGAIN, || {
                Ok((desk.count(&focused)? == 1).then_some(()))
            });
            Ok(there.is_ok().then_some(()))
        })
    }

    /// Selects all the text where the focus is, unless it is selected or there is none.
    pub fn select_all(&mut self) -> Result<()> {
        let focus = self.focused()?;
        let all = focus.start == Some(0) && focus.end == Some(focus.length);
        if focus.editable && focus.length > 0 && !all {
            self.press("Control+a")?;
        }
        Ok(())
    }

    /// Where the focus is.
    pub fn focused(&mut self) -> Result<Focus> {
        self.ask("focused", &json!([]))
    }

    /// Waits until the focus is in a cell.
    pub fn wait_focus(&mut self, address: &str) -> Result<()> {
        let mut last = String::new();
        let there = self.wait(&format!("the focus in {address}"), |desk| {
            last = desk.focused()?.cell;
            Ok((last == address).then_some(()))
        });
        there.with_context(|| format!("the focus is in {last:?}"))
    }

    /// Types a text where the focus is: key by key, and what has no key as an input method brings it.
    pub fn type_keys(&mut self, text: &str) -> Result<()> {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let is_key = first.is_ascii();
            let end = rest.find(|character: char| character.is_ascii() != is_key);
            let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
            if is_key {
                let chords: Vec<Chord> = part.chars().map(Chord::of_char).collect();
                self.page.keys(&chords)?;
            } else {
                self.page.insert_text(part)?;
            }
            rest = after;
        }
        Ok(())
    }

    /// Presses a key or a combination like `Control+z`.
    pub fn press(&mut self, keys: &str) -> Result<()> {
        self.page.press(&keys.parse()?)
    }

    /// Pastes the clipboard where the focus is.
    pub fn paste(&mut self) -> Result<()> {
        self.press("Control+v")
    }

    /// Goes into a cell and types over what is there.
    pub fn type_into_cell(&mut self, address: &str, text: &str) -> Result<()> {
        self.focus_cell(address)?;
        self.type_keys(text)
    }

    /// The requests to the network since the log was last cleared. The page's own data does not count, nor does the
    /// icon that a browser looks for by itself.
    pub fn requests(&mut self) -> Result<Vec<String>> {
        let requests = self.log()?.requests.iter();
        Ok(requests
            .filter(|url| !url.starts_with("data:") && !url.starts_with("blob:"))
            .filter(|url| !url.ends_with("/favicon.ico"))
            .cloned()
            .collect())
    }
}

/// Selector of a cell.
pub fn cell(address: &str) -> String {
    format!("[data-cell=\"{address}\"]")
}

/// Selector of a section's prose.
pub fn prose(section: &str) -> String {
    format!("[data-section=\"{section}\"]")
}

/// Selector of a control.
pub fn action(verb: &str) -> String {
    format!("[data-action=\"{verb}\"]")
}
