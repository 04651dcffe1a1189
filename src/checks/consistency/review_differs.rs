//! X4: reconsideration and litigation in prose are not those of section four.

use super::comparison;
use crate::checks::check::{Check, Code, Finding, Severity, Subject};

#[doc = include_str!("review_differs.md")]
pub struct ReviewDiffers;

impl Check for ReviewDiffers {
    fn code(&self) -> Code {
        Code("X4")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn title(&self) -> &'static str {
        "复议诉讼与第四部分不一致"
    }

    fn explanation(&self) -> &'static str {
        include_str!("review_differs.md")
    }

    fn compares_prose(&self) -> bool {
        true
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        comparison::compare(self.code(), self.severity(), subject, found);
    }
}
