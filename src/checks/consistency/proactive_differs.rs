//! X6: documents, decisions or fees in prose are not those of section two.

use super::comparison;
use crate::checks::check::{Check, Code, Finding, Severity, Subject};

#[doc = include_str!("proactive_differs.md")]
pub struct ProactiveDiffers;

impl Check for ProactiveDiffers {
    fn code(&self) -> Code {
        Code("X6")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn title(&self) -> &'static str {
        "主动公开情况与第二部分不一致"
    }

    fn explanation(&self) -> &'static str {
        include_str!("proactive_differs.md")
    }

    fn compares_prose(&self) -> bool {
        true
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        comparison::compare(self.code(), self.severity(), subject, found);
    }
}
