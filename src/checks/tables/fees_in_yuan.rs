//! T10: the amount of fees looks like yuan, not 万元.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::cell::Cell;
use crate::model::level::Level;
use crate::model::sheet::{Sheet, Value};
use crate::model::table::proactive::Figure;

/// A jump by so much against last year is one of the unit.
const UNIT_SLIP: u64 = 1000;

#[doc = include_str!("fees_in_yuan.md")]
pub struct FeesInYuan;

impl Check for FeesInYuan {
    fn code(&self) -> Code {
        Code("T10")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "收费金额的单位疑似填成元"
    }

    fn explanation(&self) -> &'static str {
        include_str!("fees_in_yuan.md")
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let fees = Cell::Proactive(Figure::Fees);
        let amount = |sheet: &Sheet| match sheet.value(fees) {
            Value::Amount(amount) => amount.millionths(),
            Value::Blank | Value::Count(_) | Value::Unreadable(_) => 0,
        };
        let now = amount(subject.sheet);
        let before = subject.last_year.map_or(0, |last| amount(&last.sheet));
        let shown = subject.draft.cell(fees).trim();
        let jumped = before > 0 && now / before >= UNIT_SLIP;
        let (severity, message) = if jumped {
            let last = subject.draft.previous_year.as_ref();
            let last = last.map_or("", |last| last.cells.get(fees).trim());
            (
                Severity::Warning,
                format!(
                    "行政事业性收费填的是 {shown} 万元，上年是 {last} 万元，可能把元当成了万元。"
                ),
            )
        } else {
            let Some(usual) = most_usual(subject.draft.level) else {
                return;
            };
            // A last year's amount of the same size speaks for it.
            if before > 0 || now < usual * WAN {
                return;
            }
            let severity = if now / WAN >= usual * 10 {
                Severity::Warning
            } else {
                Severity::Hint
            };
            (
                severity,
                format!(
                    "行政事业性收费填的是 {shown} 万元，数额很大。单位是万元，请核对是不是填成了元。"
                ),
            )
        };
        found.push(Finding::new(self, severity, [fees], message));
    }
}

/// One 万元, in the unit of [`Amount::millionths`](crate::model::amount::Amount::millionths).
const WAN: u64 = 1_000_000;

/// What an organ of this kind hardly ever charges more than in a year, in 万元.
const fn most_usual(level: Option<Level>) -> Option<u64> {
    match level {
        Some(Level::Township) => Some(200),
        Some(Level::Department | Level::GovernmentOffice) | None => Some(10_000),
        Some(Level::County) => Some(50_000),
        Some(Level::City) => Some(500_000),
        Some(Level::Province) => None,
    }
}
