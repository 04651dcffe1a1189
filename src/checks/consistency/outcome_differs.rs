//! X2: an outcome in prose is not that of section three.

use super::comparison;
use crate::checks::check::{Check, Code, Finding, Severity, Subject};

#[doc = include_str!("outcome_differs.md")]
pub struct OutcomeDiffers;

impl Check for OutcomeDiffers {
    fn code(&self) -> Code {
        Code("X2")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn title(&self) -> &'static str {
        "办理结果与第三部分不一致"
    }

    fn explanation(&self) -> &'static str {
        include_str!("outcome_differs.md")
    }

    fn compares_prose(&self) -> bool {
        true
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        comparison::compare(self.code(), self.severity(), subject, found);
    }
}
