//! F1: a field that the report cannot do without is blank or not readable.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::location::Field;

#[doc = include_str!("field_missing.md")]
pub struct FieldMissing;

impl Check for FieldMissing {
    fn code(&self) -> Code {
        Code("F1")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn title(&self) -> &'static str {
        "报告基本信息未填"
    }

    fn explanation(&self) -> &'static str {
        include_str!("field_missing.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let draft = subject.draft;
        let mut report = |severity, field: Field, message: &str| {
            found.push(Finding::new(self, severity, [field], message));
        };
        if draft.organ.trim().is_empty() {
            report(Severity::Error, Field::Organ, "未填写机关全称。");
        }
        if draft.year.trim().is_empty() {
            report(Severity::Error, Field::Year, "未填写报告年度。");
        } else if draft.report_year().is_none() {
            report(
                Severity::Error,
                Field::Year,
                "报告年度不是有效的年份，请填写四位数字，如 2025。",
            );
        }
        if draft.level.is_none() {
            report(
                Severity::Warning,
                Field::Level,
                "未选择机关类别；报送时限等要求因类别而异。",
            );
        }
    }
}
