//! S7: section one, five or six has no text.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::section::Section;

#[doc = include_str!("section_empty.md")]
pub struct SectionEmpty;

impl Check for SectionEmpty {
    fn code(&self) -> Code {
        Code("S7")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn title(&self) -> &'static str {
        "文字部分空缺"
    }

    fn explanation(&self) -> &'static str {
        include_str!("section_empty.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        for section in [
            Section::Overview,
            Section::ProblemsAndImprovements,
            Section::OtherMatters,
        ] {
            if let Some(heading) = section.heading()
                && subject.draft.prose(section).trim().is_empty()
            {
                found.push(Finding::new(
                    self,
                    Severity::Error,
                    [section],
                    format!("“{heading}”还没有文字。"),
                ));
            }
        }
    }
}
