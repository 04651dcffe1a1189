//! S1: an official heading stands a second time, inside the prose of a section.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::checks::heading;
use crate::model::section::Section;

#[doc = include_str!("heading_in_prose.md")]
pub struct HeadingInProse;

impl Check for HeadingInProse {
    fn code(&self) -> Code {
        Code("S1")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn title(&self) -> &'static str {
        "正文里又出现一级标题"
    }

    fn explanation(&self) -> &'static str {
        include_str!("heading_in_prose.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        for section in Section::ALL {
            let mut lines = subject.draft.prose(section).lines();
            let doubled = lines.find(|line| heading::is_official(line));
            if let Some(line) = doubled {
                found.push(Finding::new(
                    self,
                    Severity::Error,
                    [section],
                    format!(
                        "{}的正文里有一行“{}”。一级标题由格式固定，导出时会重复。请把它下面的文字移到相应部分，删去这一行。",
                        section.name(),
                        line.trim()
                    ),
                ));
                continue;
            }
            let mut lines = subject.plain(section).lines();
            if let Some(line) = lines.find(|line| heading::is_foreign(line)) {
                let message = format!(
                    "{}的正文里有一行“{line}”，与报告六个部分的序号同级。下面的标题一般用“（一）”。",
                    section.name()
                );
                found.push(Finding::new(self, Severity::Hint, [section], message));
            }
        }
    }
}
