//! X5: the prose says that there is none, and the table has some.

use super::comparison;
use crate::checks::check::{Check, Code, Finding, Severity, Subject};

#[doc = include_str!("none_claimed.md")]
pub struct NoneClaimed;

impl Check for NoneClaimed {
    fn code(&self) -> Code {
        Code("X5")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn title(&self) -> &'static str {
        "正文说没有而表中有数"
    }

    fn explanation(&self) -> &'static str {
        include_str!("none_claimed.md")
    }

    fn compares_prose(&self) -> bool {
        true
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        comparison::compare(self.code(), self.severity(), subject, found);
    }
}
