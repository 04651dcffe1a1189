//! N7: the prose has an identity number, a mobile number or a bank card number.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::checks::digits::{self, Personal};
use crate::model::section::Section;

#[doc = include_str!("personal_data.md")]
pub struct PersonalData;

impl Check for PersonalData {
    fn code(&self) -> Code {
        Code("N7")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "正文里有个人信息"
    }

    fn explanation(&self) -> &'static str {
        include_str!("personal_data.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        for section in Section::ALL {
            for (kind, number) in digits::personal(subject.draft.prose(section)) {
                let what = match kind {
                    Personal::Identity => "身份证号码",
                    Personal::Mobile => "手机号码",
                    Personal::BankCard => "银行卡号",
                };
                // Just enough to find it, and not enough to print it in the record of checks.
                let message = format!(
                    "{}里有{what}（{}开头）。公开的报告里不应有个人信息。",
                    section.name(),
                    number.get(..3).unwrap_or_default()
                );
                found.push(Finding::new(self, Severity::Warning, [section], message));
            }
        }
    }
}
