//! S5: a numbered list skips or repeats a number.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::checks::numbering;
use crate::model::section::Section;

#[doc = include_str!("numbering_broken.md")]
pub struct NumberingBroken;

impl Check for NumberingBroken {
    fn code(&self) -> Code {
        Code("S5")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "序号重复或跳号"
    }

    fn explanation(&self) -> &'static str {
        include_str!("numbering_broken.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        for section in Section::ALL {
            for (before, after) in numbering::breaks(subject.plain(section)) {
                let message = format!(
                    "{}的序号有重复或者跳号：“{before}”之后是“{after}”。请改正，并看看中间是不是漏了一段。",
                    section.name()
                );
                found.push(Finding::new(self, Severity::Warning, [section], message));
            }
        }
    }
}
