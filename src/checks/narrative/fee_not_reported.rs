//! N4: section six does not say whether an information handling fee was charged.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::section::Section;

/// The first year whose report must state the fee: 国办函〔2020〕109号 applies from 2021.
const FIRST_YEAR: u16 = 2021;

#[doc = include_str!("fee_not_reported.md")]
pub struct FeeNotReported;

impl Check for FeeNotReported {
    fn code(&self) -> Code {
        Code("N4")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn title(&self) -> &'static str {
        "第六部分未报告信息处理费"
    }

    fn explanation(&self) -> &'static str {
        include_str!("fee_not_reported.md")
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let before = |year: crate::model::year::ReportYear| year.get() < FIRST_YEAR;
        if subject.draft.report_year().is_some_and(before) {
            return;
        }
        let prose: String = subject
            .draft
            .prose(Section::OtherMatters)
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        if !prose.is_empty() && !mentions_fee(&prose) {
            found.push(Finding::new(
                self,
                Severity::Error,
                [Section::OtherMatters],
                "第六部分没有报告信息处理费的收取情况；没有收取的也要写明。",
            ));
        }
    }
}

/// Real reports call it 信息处理费, 信息公开处理费, 信息公开收费, or say 不收取任何费用.
fn mentions_fee(prose: &str) -> bool {
    prose.contains("处理费")
        || prose.contains("收费")
        || (prose.contains("收取") && prose.contains("费用"))
}
