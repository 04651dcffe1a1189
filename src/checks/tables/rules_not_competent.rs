//! T7: an organ of county level or below states rules, which it has no power to make.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::cell::Cell;
use crate::model::level::Level;
use crate::model::sheet::Value;
use crate::model::table::proactive::{Documents, Figure};

/// Words that have the character for a county, a district or a township in them and name none.
const NO_COUNTIES: [&str; 7] = ["自治区", "特区", "地区", "城乡", "乡村", "城镇", "社区"];

#[doc = include_str!("rules_not_competent.md")]
pub struct RulesNotCompetent;

impl Check for RulesNotCompetent {
    fn code(&self) -> Code {
        Code("T7")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "县级及以下机关填了规章"
    }

    fn explanation(&self) -> &'static str {
        include_str!("rules_not_competent.md")
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let stated: Vec<Cell> = Documents::ALL
            .into_iter()
            .map(|column| Cell::Proactive(Figure::Rules(column)))
            .filter(|cell| matches!(subject.sheet.value(*cell), Value::Count(n) if n.get() > 0))
            .collect();
        if let Some(first) = stated.first()
            && is_county_or_below(subject.draft.level, &subject.draft.organ)
        {
            let message = format!(
                "{}填的是 {}。县级及以下机关不能制定规章，这一行一般是 0；行政规范性文件填在下一行。",
                first.name(),
                subject.draft.cell(*first).trim()
            );
            found.push(Finding::new(self, Severity::Warning, stated, message));
        }
    }
}

/// Whether the organ is certainly no government that may make rules, nor a part of one. A department
/// may belong to any level; its name tells when it names a county, a district or a township.
fn is_county_or_below(level: Option<Level>, organ: &str) -> bool {
    let named = || {
        let organ = NO_COUNTIES
            .iter()
            .fold(organ.to_owned(), |rest, word| rest.replace(word, ""));
        organ.contains(['县', '旗', '区', '镇', '乡']) || organ.contains("街道")
    };
    match level {
        Some(Level::Township | Level::County) => true,
        Some(Level::City | Level::Province) => false,
        Some(Level::Department | Level::GovernmentOffice) | None => named(),
    }
}
