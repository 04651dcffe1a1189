//! N1: section one has more than 1,000 characters.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::prose;
use crate::model::section::Section;

/// 篇幅原则上不超过一千字 (国办公开办函〔2021〕30号, on section one).
pub const MOST_CHARACTERS: usize = 1000;

#[doc = include_str!("overview_too_long.md")]
pub struct OverviewTooLong;

impl Check for OverviewTooLong {
    fn code(&self) -> Code {
        Code("N1")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "总体情况超过一千字"
    }

    fn explanation(&self) -> &'static str {
        include_str!("overview_too_long.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let length = prose::length(subject.draft.prose(Section::Overview));
        if length > MOST_CHARACTERS {
            found.push(Finding::new(
                self,
                Severity::Warning,
                [Section::Overview],
                format!(
                    "总体情况有 {length} 字，比“原则上不超过一千字”多 {} 字。",
                    length - MOST_CHARACTERS
                ),
            ));
        }
    }
}
