//! X1: the number of applications in prose is none of the numbers in section three.

use super::comparison;
use crate::checks::check::{Check, Code, Finding, Severity, Subject};

#[doc = include_str!("received_differs.md")]
pub struct ReceivedDiffers;

impl Check for ReceivedDiffers {
    fn code(&self) -> Code {
        Code("X1")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn title(&self) -> &'static str {
        "申请件数与第三部分不一致"
    }

    fn explanation(&self) -> &'static str {
        include_str!("received_differs.md")
    }

    fn compares_prose(&self) -> bool {
        true
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        comparison::compare(self.code(), self.severity(), subject, found);
    }
}
