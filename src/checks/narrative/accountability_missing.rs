//! N3: a government's report does not tell the results of assessment, public appraisal and accountability.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::checks::text;
use crate::model::level::Level;
use crate::model::section::Section;

/// What a government must report, and words that speak of it.
const RESULTS: [(&str, &[&str]); 3] = [
    ("工作考核", &["考核", "考评", "绩效"]),
    (
        "社会评议",
        &[
            "评议",
            "社会评价",
            "公众评价",
            "群众评价",
            "满意度测评",
            "满意度调查",
            "满意度评价",
            "第三方评估",
        ],
    ),
    ("责任追究结果", &["追究", "问责", "追责"]),
];

#[doc = include_str!("accountability_missing.md")]
pub struct AccountabilityMissing;

impl Check for AccountabilityMissing {
    fn code(&self) -> Code {
        Code("N3")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn title(&self) -> &'static str {
        "未写考核、评议和责任追究结果"
    }

    fn explanation(&self) -> &'static str {
        include_str!("accountability_missing.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let text = subject.plain(Section::Overview);
        let weight = match subject.draft.level {
            Some(Level::County | Level::City | Level::Province) => Severity::Error,
            // That these are governments in this sense is read into the article.
            Some(Level::Township | Level::GovernmentOffice) => Severity::Hint,
            Some(Level::Department) | None => return,
        };
        let elsewhere = |words: &[&str]| {
            Section::ALL
                .into_iter()
                .any(|section| text::has(subject.plain(section), words))
        };
        let missing: Vec<&str> = RESULTS
            .into_iter()
            .filter(|(_, words)| !elsewhere(words))
            .map(|(result, _)| result)
            .collect();
        if text.is_empty() || missing.is_empty() {
            return;
        }
        // One or two that are not found may be told in other words.
        let severity = if missing.len() < RESULTS.len() {
            weight.max(Severity::Warning)
        } else {
            weight
        };
        let message = format!(
            "全文没有写到{}，请在第一部分监督保障方面补写；没有发生的也要写明。",
            missing.join("、")
        );
        found.push(Finding::new(self, severity, [Section::Overview], message));
    }
}
