//! What is seen between two gestures.

use anyhow::Result;
use serde::Deserialize;
use serde_json::Value;

use crate::browser::{Page, Point};

const FUNCTIONS: &str = include_str!("look.js");

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
    /// What can be pressed.
    pub controls: Vec<Control>,
}

impl Look {
    /// Looks at a page.
    pub fn at(page: &mut dyn Page) -> Result<Self> {
        Ok(serde_json::from_value(ask(page, "look")?)?)
    }

    /// Where something is that has this name.
    pub fn find(&self, name: &str) -> Option<Point> {
        let control = self.controls.iter().find(|control| control.name == name);
        control.map(Control::point)
    }
}

/// The report as it stands on the screen.
pub fn report(page: &mut dyn Page) -> Result<Value> {
    ask(page, "report")
}

fn ask(page: &mut dyn Page, function: &str) -> Result<Value> {
    // As a text: the protocols carry it alike, and quicker than a value.
    let answer = page.evaluate(&format!(
        "(function () {{\n{FUNCTIONS}\nreturn JSON.stringify({function}());\n}})()"
    ))?;
    crate::probe::told(answer)
}
