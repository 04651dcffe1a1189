//! S4: a heading in the prose is nearly an official one.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::checks::heading;
use crate::model::section::Section;

#[doc = include_str!("heading_differs.md")]
pub struct HeadingDiffers;

impl Check for HeadingDiffers {
    fn code(&self) -> Code {
        Code("S4")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "一级标题与统一格式不一致"
    }

    fn explanation(&self) -> &'static str {
        include_str!("heading_differs.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        for section in Section::ALL {
            for line in subject.plain(section).lines() {
                let Some(official) = heading::misspelt(line) else {
                    continue;
                };
                let message = format!(
                    "{}的正文里有一行“{line}”，统一格式的标题是“{official}”。一级标题由格式固定，请删去这一行。",
                    section.name()
                );
                found.push(Finding::new(self, Severity::Warning, [section], message));
            }
        }
    }
}
