//! Questions to a page, asked through the functions of `probe.js`.
//!
//! The functions travel with each question instead of being installed in the page: they work in any document, and
//! the page under test never sees them.

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::browser::Page;

const FUNCTIONS: &str = include_str!("probe.js");

/// Asks one of the functions of `probe.js` with an array of arguments.
pub fn ask<T: DeserializeOwned>(
    page: &mut dyn Page,
    function: &str,
    arguments: &Value,
) -> Result<T> {
    let answer = page
        .evaluate(&expression(function, arguments))
        .with_context(|| function.to_owned())?;
    serde_json::from_value(answer).with_context(|| format!("{function}: an unexpected answer"))
}

/// The question as an expression, for the callers that need another way of evaluating it.
pub fn expression(function: &str, arguments: &Value) -> String {
    format!("(function(){{\n{FUNCTIONS}\nreturn {function}.apply(null, {arguments});\n}})()")
}

/// Reads what a script has told as JSON text, which every protocol carries alike.
pub fn told<T: DeserializeOwned>(answer: Value) -> Result<T> {
    let text = answer.as_str().context("the page has told no text")?;
    Ok(serde_json::from_str(text)?)
}
