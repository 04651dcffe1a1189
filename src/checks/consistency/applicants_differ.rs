//! X3: the applicants in prose are not those of section three.

use super::comparison;
use crate::checks::check::{Check, Code, Finding, Severity, Subject};

#[doc = include_str!("applicants_differ.md")]
pub struct ApplicantsDiffer;

impl Check for ApplicantsDiffer {
    fn code(&self) -> Code {
        Code("X3")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn title(&self) -> &'static str {
        "申请人类别与第三部分不一致"
    }

    fn explanation(&self) -> &'static str {
        include_str!("applicants_differ.md")
    }

    fn compares_prose(&self) -> bool {
        true
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        comparison::compare(self.code(), self.severity(), subject, found);
    }
}
