//! The report on the desk: its cells, its prose, its fields.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::json;

use super::{Desk, prose};
use crate::cells::Figures;

/// What came of a composition of an input method.
#[derive(Debug)]
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

/// What became of an element that is being watched.
#[derive(Deserialize)]
struct Watched {
    writes: Vec<String>,
    says: String,
    same: bool,
}

/// A pause in typing.
const PAUSE: Duration = Duration::from_millis(400);

impl Desk {
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

    /// Fills cells, each by a click and its keys.
    pub fn fill_cells(&mut self, figures: &Figures) -> Result<()> {
        for (address, text) in figures {
            self.type_into_cell(address, text)?;
        }
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

    /// Clicks into a section's prose and types over what is there, all of it at once, as an input method or a paste would.
    pub fn type_prose(&mut self, section: &str, text: &str) -> Result<()> {
        self.type_over(section, &prose(section), text)
    }

    fn type_over(&mut self, section: &str, selector: &str, text: &str) -> Result<()> {
        self.enter(section, selector)?;
        self.select_all()?;
        if text.is_empty() {
            return self.press("Delete");
        }
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
        let selector = format!("[data-field=\"{name}\"]");
        if self.count(&format!("select{selector}"))? > 0 {
            if self.count_seen(&selector)? == 0 {
                self.go_to("report")?;
            }
            return self.choose_option(&selector, text);
        }
        self.type_over("report", &selector, text)
    }

    /// Composes with an input method in an element, at its caret: each state for a moment, then the result.
    pub fn compose(&mut self, at: &str, states: &[&str], result: &str) -> Result<Composition> {
        if self.count(&format!("{at}:focus"))? == 0 {
            self.click(at)?;
        }
        let _: () = self.ask("watchWrites", &json!([at]))?;
        let mut seen = Vec::new();
        for state in states {
            self.page.compose(state)?;
            // Long enough for a saving or checking that waits for a pause in typing.
            std::thread::sleep(PAUSE);
            seen.push(
                self.ask::<Watched>("watchedWrites", &json!([at, false]))?
                    .says,
            );
        }
        let during: Watched = self.ask("watchedWrites", &json!([at, true]))?;
        self.page.insert_text(result)?;
        let after: Watched = self.ask("watchedWrites", &json!([at, true]))?;
        Ok(Composition {
            writes: during.writes,
            seen,
            last: after.says,
            same: after.same,
        })
    }
}
