//! What the page says about the report: findings, whether it is saved, announcements.

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::json;

use super::Desk;

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

impl Desk {
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
}
