//! The product's page in the words of somebody who works at it.
//!
//! Knows the stable names of the page and nothing of how it looks. Everything that takes time is waited for.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::browser::{Page, PageLog};
use crate::cells::{self, Figures};
use crate::keys::Chord;
use crate::probe;
use crate::wait::{self, PATIENCE};

/// One window of the product.
pub struct Desk {
    page: Box<dyn Page>,
    url: String,
}

/// A finding as the panel shows it.
#[derive(Clone, Debug, Deserialize)]
pub struct Finding {
    /// The check's code.
    pub code: String,
    /// `error`, `warning` or `hint`.
    pub severity: String,
    /// The places it is about, the first one being where a click leads.
    pub locations: Vec<String>,
    /// What it says.
    pub text: String,
}

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
}

/// What came of a composition of an input method.
#[derive(Debug, Deserialize)]
pub struct Composition {
    /// What the page wrote into the element while the composition was going on.
    pub writes: Vec<String>,
    /// The element's value after each state of the composition.
    pub seen: Vec<String>,
    /// The element's value at the end.
    pub last: String,
    /// Whether the element is still the one that was there before.
    pub same: bool,
}

#[derive(Deserialize)]
struct ClickPoint {
    trouble: Option<String>,
    #[serde(default)]
    opens: bool,
    #[serde(default)]
    x: f64,
    #[serde(default)]
    y: f64,
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
        let url = self.url.clone();
        self.page.navigate(&url)?;
        self.wait_ready()
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

    /// How many elements the selector finds.
    pub fn count(&mut self, selector: &str) -> Result<usize> {
        self.ask("count", &json!([selector]))
    }

    /// How many of the elements that the selector finds are seen.
    pub fn count_seen(&mut self, selector: &str) -> Result<usize> {
        self.ask("countSeen", &json!([selector]))
    }

    /// Clicks the first seen element with the mouse. What is folded away in a `<details>` is unfolded first.
    pub fn click(&mut self, selector: &str) -> Result<()> {
        wait::until(&format!("a click on {selector}"), PATIENCE, || {
            let point: ClickPoint = self.ask("clickPoint", &json!([selector]))?;
            if let Some(trouble) = point.trouble {
                bail!("{selector}: {trouble}");
            }
            self.page.click_at(point.x, point.y)?;
            Ok((!point.opens).then_some(()))
        })
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

    /// Puts the focus into a cell, with its text selected as Tab would do.
    pub fn focus_cell(&mut self, address: &str) -> Result<()> {
        let table = address.split('.').next().unwrap_or_default();
        self.focus(table, &cell(address), true)
    }

    fn focus(&mut self, section: &str, selector: &str, select: bool) -> Result<()> {
        if self.count_seen(selector)? == 0 {
            self.go_to(section)?;
        }
        wait::until(&format!("the focus in {selector}"), PATIENCE, || {
            let there: bool = self.ask("focusOn", &json!([selector, select]))?;
            Ok(there.then_some(()))
        })
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

    /// Types a text key by key where the focus is.
    pub fn type_keys(&mut self, text: &str) -> Result<()> {
        for character in text.chars() {
            if character.is_ascii() {
                self.page.press(&Chord::of_char(character))?;
            } else {
                self.page.insert_text(&character.to_string())?;
            }
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

    /// What a cell says.
    pub fn cell_value(&mut self, address: &str) -> Result<String> {
        self.cell_texts()?
            .remove(address)
            .with_context(|| format!("there is no cell {address}"))
    }

    /// What all the cells say.
    pub fn cell_texts(&mut self) -> Result<BTreeMap<String, String>> {
        self.ask("textsBy", &json!(["data-cell"]))
    }

    /// Fills many cells at once: not key by key, but with the same events.
    pub fn set_cells(&mut self, figures: &Figures) -> Result<()> {
        let pairs: Vec<(String, &String)> = figures
            .iter()
            .map(|(address, text)| (cell(address), text))
            .collect();
        self.set_values(&json!([pairs]))
    }

    fn set_values(&mut self, pairs: &Value) -> Result<()> {
        let missing: Vec<String> = self.ask("setValues", pairs)?;
        ensure!(missing.is_empty(), "these take no input: {missing:?}");
        Ok(())
    }

    /// Waits until cells say what they should.
    pub fn wait_cells(&mut self, expected: &Figures) -> Result<()> {
        let mut wrong = Vec::new();
        let agreed = self.wait("the cells' figures", |desk| {
            let texts = desk.cell_texts()?;
            wrong = expected
                .iter()
                .filter(|(address, text)| texts.get(*address) != Some(*text))
                .map(|(address, text)| format!("{address}: {:?}, not {text:?}", texts.get(address)))
                .collect();
            Ok(wrong.is_empty().then_some(()))
        });
        wrong.truncate(8);
        agreed.with_context(|| wrong.join("; "))
    }

    /// Waits until one cell says what it should.
    pub fn wait_cell(&mut self, address: &str, text: &str) -> Result<()> {
        self.wait_cells(&Figures::from([(address.to_owned(), text.to_owned())]))
    }

    /// What the prose sections say.
    pub fn prose(&mut self) -> Result<BTreeMap<String, String>> {
        self.ask("textsBy", &json!(["data-section"]))
    }

    /// Replaces a section's prose at once, with the events of typing.
    pub fn set_prose(&mut self, section: &str, text: &str) -> Result<()> {
        self.set_values(&json!([[[prose(section), text]]]))
    }

    /// Goes into a section's prose and types over what is there.
    pub fn type_prose(&mut self, section: &str, text: &str) -> Result<()> {
        self.focus(section, &prose(section), true)?;
        self.page.insert_text(text)
    }

    /// What one of the report's fields says.
    pub fn field(&mut self, name: &str) -> Result<String> {
        let mut fields: BTreeMap<String, String> = self.ask("textsBy", &json!(["data-field"]))?;
        fields
            .remove(name)
            .with_context(|| format!("there is no field {name}"))
    }

    /// Fills one of the report's fields.
    pub fn set_field(&mut self, name: &str, text: &str) -> Result<()> {
        self.set_values(&json!([[[format!("[data-field=\"{name}\"]"), text]]]))
    }

    /// All the findings.
    pub fn findings(&mut self) -> Result<Vec<Finding>> {
        self.ask("findings", &json!([]))
    }

    /// The findings that stand in the way of a clean export.
    pub fn errors(&mut self) -> Result<Vec<Finding>> {
        let mut findings = self.findings()?;
        findings.retain(|finding| finding.severity == "error");
        Ok(findings)
    }

    /// Waits for an error about a cell.
    pub fn wait_error_at(&mut self, address: &str) -> Result<Finding> {
        self.wait(&format!("an error about {address}"), |desk| {
            let errors = desk.errors()?;
            Ok(errors
                .into_iter()
                .find(|error| error.locations.iter().any(|place| place == address)))
        })
    }

    /// Waits until no error is left; says which ones are if there are.
    pub fn wait_no_error(&mut self) -> Result<()> {
        let mut left = Vec::new();
        let gone = self.wait("the errors to go", |desk| {
            left = desk.errors()?;
            Ok(left.is_empty().then_some(()))
        });
        gone.with_context(|| format!("still there: {left:?}"))
    }

    /// Whether the draft is safe, as the page says.
    pub fn status(&mut self) -> Result<String> {
        let mut statuses: Vec<String> =
            self.ask("attributes", &json!(["[data-status]", "data-status"]))?;
        ensure!(
            statuses.len() == 1,
            "{} elements say a status",
            statuses.len()
        );
        Ok(statuses.pop().unwrap_or_default())
    }

    /// Waits until the page says this status.
    pub fn wait_status(&mut self, wanted: &str) -> Result<()> {
        let mut last = String::new();
        let said = self.wait(&format!("the status {wanted}"), |desk| {
            last = desk.status()?;
            Ok((last == wanted).then_some(()))
        });
        said.with_context(|| format!("the status is {last:?}"))
    }

    /// What the page announces at the moment.
    pub fn messages(&mut self) -> Result<Vec<String>> {
        self.ask("messages", &json!([]))
    }

    /// Waits for an announcement that contains one of the words.
    pub fn wait_message(&mut self, words: &[&str]) -> Result<String> {
        let mut last = Vec::new();
        let said = self.wait(&format!("a message with one of {words:?}"), |desk| {
            last = desk.messages()?;
            let found = last
                .iter()
                .find(|text| words.iter().any(|word| text.contains(word)));
            Ok(found.cloned())
        });
        said.with_context(|| format!("the page says {last:?}"))
    }

    /// Runs a composition of an input method in an element: each state for a moment, then the result.
    pub fn compose(&mut self, at: &str, states: &[&str], result: &str) -> Result<Composition> {
        self.ask("compose", &json!([at, states, result]))
    }

    /// Chooses a file in a file input.
    pub fn set_file(&mut self, selector: &str, file: PathBuf) -> Result<()> {
        wait::until(
            &format!("a place for a file at {selector}"),
            PATIENCE,
            || {
                self.page.set_files(selector, std::slice::from_ref(&file))?;
                Ok(Some(()))
            },
        )
    }

    /// The drafts that can be opened from here.
    pub fn drafts(&mut self) -> Result<Vec<String>> {
        self.ask(
            "attributes",
            &json!(["[data-action=\"open-draft\"]", "data-draft"]),
        )
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

/// The typed figures, and the blanks as zeros, with every total.
pub fn filled_up(typed: &Figures) -> Figures {
    let mut figures = typed.clone();
    for cell in cells::all().into_iter().filter(|cell| !cell.computed) {
        figures
            .entry(cell.address)
            .or_insert_with(|| "0".to_owned());
    }
    cells::with_totals(&figures)
}
