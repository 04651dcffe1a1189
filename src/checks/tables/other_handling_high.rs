//! T9: more than a fifth of the outcomes are 其他处理.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::checks::text;
use crate::model::cell::Cell;
use crate::model::count::Count;
use crate::model::section::Section;
use crate::model::table::applications::{Applicant, Group, Row};

/// Below so many outcomes a share says nothing.
const FEWEST: u64 = 10;
/// Words that explain why applications were closed in this way.
const REASONS: &[&str] = &[
    "撤回",
    "撤销申请",
    "不补正",
    "未补正",
    "不缴",
    "未缴",
    "未按期缴",
    "未按时缴",
];

#[doc = include_str!("other_handling_high.md")]
pub struct OtherHandlingHigh;

impl Check for OtherHandlingHigh {
    fn code(&self) -> Code {
        Code("T9")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "其他处理占比偏高"
    }

    fn explanation(&self) -> &'static str {
        include_str!("other_handling_high.md")
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let cell = |row| Cell::Applications(row, Applicant::Total);
        let count = |row| subject.sheet.value(cell(row)).count().map_or(0, Count::get);
        let all: u64 = Row::outcomes().map(count).sum();
        let rows: Vec<Row> = Group::OtherHandling.rows().collect();
        let other: u64 = rows.iter().copied().map(count).sum();
        // The texts are looked at last: the figures answer most often, and at every keystroke.
        let explained = || {
            [Section::Overview, Section::Applications]
                .into_iter()
                .any(|section| text::has(subject.plain(section), REASONS))
        };
        if all < FEWEST || other * 5 <= all || explained() {
            return;
        }
        let message = format!(
            "第三部分办理结果共 {all} 件，其中“{}” {other} 件，占 {}%。占比偏高，请核对，并在正文里说明原因。",
            Group::OtherHandling.label(),
            other * 100 / all
        );
        let places = rows.into_iter().map(cell);
        found.push(Finding::new(self, Severity::Warning, places, message));
    }
}
