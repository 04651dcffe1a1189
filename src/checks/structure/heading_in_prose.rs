//! S1: an official heading stands a second time, inside the prose of a section.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
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

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        for section in Section::ALL {
            let doubled = subject
                .draft
                .prose(section)
                .lines()
                .find(|line| is_official_heading(line));
            if let Some(line) = doubled {
                found.push(Finding::new(
                    self,
                    Severity::Error,
                    [section],
                    format!(
                        "{}的正文里有一行“{}”。一级标题由格式固定，导出时会重复。",
                        section.name(),
                        line.trim()
                    ),
                ));
            }
        }
    }
}

/// The longer forms that the filling notes of 国办公开办函〔2021〕30号 use for sections two, four and
/// five; real reports have both.
const LONG_FORMS: [&str; 3] = [
    "二、行政机关主动公开政府信息情况",
    "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "五、政府信息公开工作存在的主要问题及改进情况",
];

/// Whether a line is one of the six headings, spaces and punctuation aside. A sub-heading such as
/// （一）总体情况 has its number in brackets and is none.
fn is_official_heading(line: &str) -> bool {
    let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphabetic()).collect() };
    let (bracketed, line) = (line.trim().starts_with(['（', '(']), letters(line));
    !bracketed
        && !line.is_empty()
        && Section::numbered()
            .filter_map(Section::heading)
            .chain(LONG_FORMS)
            .any(|heading| letters(heading) == line)
}
