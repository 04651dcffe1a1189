//! X10: all applications are said to be finished, and some are carried forward.

use super::comparison;
use crate::checks::check::{Check, Code, Finding, Severity, Subject};

#[doc = include_str!("not_all_finished.md")]
pub struct NotAllFinished;

impl Check for NotAllFinished {
    fn code(&self) -> Code {
        Code("X10")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "说全部办结而有结转"
    }

    fn explanation(&self) -> &'static str {
        include_str!("not_all_finished.md")
    }

    fn compares_prose(&self) -> bool {
        true
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        comparison::compare(self.code(), self.severity(), subject, found);
    }
}
