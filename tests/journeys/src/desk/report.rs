//! The report on the desk: its cells, its prose, its fields.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Desk, cell, prose};
use crate::cells::Figures;

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

    /// Runs a composition of an input method in an element: each state for a moment, then the result.
    pub fn compose(&mut self, at: &str, states: &[&str], result: &str) -> Result<Composition> {
        self.ask("compose", &json!([at, states, result]))
    }
}
