//! N4: section six does not say whether an information handling fee was charged.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::checks::text;
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

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let before = |year: crate::model::year::ReportYear| year.get() < FIRST_YEAR;
        if subject.draft.report_year().is_some_and(before) {
            return;
        }
        let text = subject.plain(Section::OtherMatters);
        if text.is_empty() || reports_fee(&without_titles(text)) {
            return;
        }
        let (severity, message) = if text.contains("处理费") {
            (
                Severity::Warning,
                "第六部分提到了信息处理费的办法，没有写收取的情况；没有收取的也要写明。",
            )
        } else {
            (
                Severity::Error,
                "第六部分没有报告信息处理费的收取情况；没有收取的也要写明。",
            )
        };
        found.push(Finding::new(
            self,
            severity,
            [Section::OtherMatters],
            message,
        ));
    }
}

/// Whether a text speaks of the fee: as 信息处理费 or 信息公开处理费, or of charging at all in a
/// sentence that is about information or says that nothing was charged. The administrative fees of
/// section two and lists of fees for enterprises are something else.
fn reports_fee(text: &str) -> bool {
    text::sentences(text).any(|sentence| {
        let about = || {
            let other = [
                "事业性收费",
                "涉企收费",
                "乱收费",
                "收费标准",
                "收费目录",
                "收费项目",
                "收费公示",
            ];
            let own = other
                .iter()
                .fold(sentence.to_owned(), |rest, fee| rest.replace(fee, ""));
            let charges = own.contains("收费") || own.contains("收取") && own.contains('费');
            charges
                && text::has(
                    &own,
                    &["信息", "申请", "检索", "未", "没有", "无", "不", "零"],
                )
        };
        sentence.contains("处理费") || about()
    })
}

/// The text without the names of documents: the name of the rules on the fee reports nothing.
fn without_titles(text: &str) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            _ if depth == 0 => rest.push(c),
            _ => {}
        }
    }
    rest
}
