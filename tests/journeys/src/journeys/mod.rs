//! The journeys, in the order in which they are walked.

use anyhow::Result;

use crate::stage::{Form, Stage};

/// One walk through the product, from an empty profile to a checked end.
pub struct Journey {
    /// Its name on the command line and in the report.
    pub name: &'static str,
    /// What it proves, in one line.
    pub about: &'static str,
    /// The forms of the page in which it is walked.
    pub forms: &'static [Form],
    /// The walk itself.
    pub run: fn(&mut Stage) -> Result<()>,
}

/// All journeys.
pub const ALL: &[Journey] = &[];
