//! What is seen between two gestures.

use anyhow::Result;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::browser::{Page, Point};

/// What has to run in every document before the page's own scripts.
pub fn eyes() -> String {
    format!("(function () {{\n{}\n}})();", include_str!("look.js"))
}

/// What kind of thing can be pressed.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A cell of a table.
    Cell,
    /// Another place for a text.
    Text,
    /// Anything else.
    Control,
}

/// Something that can be pressed.
#[derive(Clone, Debug, Deserialize)]
pub struct Control {
    /// Its name, the same in every run.
    pub name: String,
    x: f64,
    y: f64,
    /// Its kind.
    pub kind: Kind,
}

impl Control {
    /// A point of it.
    pub fn point(&self) -> Point {
        Point {
            x: self.x,
            y: self.y,
        }
    }
}

/// What is seen.
#[derive(Clone, Debug, Deserialize)]
pub struct Look {
    /// What the page says when it has stopped; empty while it runs.
    pub crashed: String,
    /// Whether the page answers.
    pub ready: bool,
    /// What the page says about the draft's safety.
    pub status: String,
    /// How many elements say so.
    pub statuses: usize,
    /// Whether a report is open.
    pub editor: bool,
    /// Whether a dialog lies over the page.
    pub modal: bool,
    /// What has the focus; empty if nothing has it.
    pub focus: String,
    /// Whether one can type there.
    pub typable: bool,
    /// Whether a file input has asked for a chooser since the last look.
    pub asked: bool,
    /// How what is stored differs from what is seen, where it is called saved.
    pub unlike: String,
    /// What can be pressed; nothing if that was not asked for.
    controls: Option<Vec<Control>>,
}

impl Look {
    /// Looks at a page, and at all that can be pressed there.
    pub fn at(page: &mut dyn Page) -> Result<Self> {
        ask(page, "look(true)")
    }

    /// Looks at a page in passing; what can be pressed is taken from an earlier look, and may have moved away.
    pub fn passing(page: &mut dyn Page, earlier: Self) -> Result<Self> {
        let mut look: Self = ask(page, "look(false)")?;
        look.controls = earlier.controls;
        Ok(look)
    }

    /// What can be pressed.
    pub fn controls(&self) -> &[Control] {
        self.controls.as_deref().unwrap_or_default()
    }

    /// Where something is that has this name.
    pub fn find(&self, name: &str) -> Option<Point> {
        let control = self.controls().iter().find(|control| control.name == name);
        control.map(Control::point)
    }
}

/// The report as it stands on the screen.
pub fn report(page: &mut dyn Page) -> Result<Value> {
    ask(page, "report()")
}

/// How what is stored differs from a report that was seen; empty if a stored draft is that report.
pub fn unlike_stored(page: &mut dyn Page, report: &Value) -> Result<String> {
    ask(page, &format!("unlikeStored({report})"))
}

fn ask<T: DeserializeOwned>(page: &mut dyn Page, what: &str) -> Result<T> {
    // As a text: the protocols carry it alike, and quicker than a value.
    let question = format!("JSON.stringify(window.journeysEyes.{what})");
    crate::probe::told(page.evaluate(&question)?)
}
