//! Y21: something was carried over and last year's report is not at hand.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::cell::Cell;
use crate::model::count::Count;
use crate::model::table::applications::{Applicant, Row};

#[doc = include_str!("previous_year_missing.md")]
pub struct PreviousYearMissing;

impl Check for PreviousYearMissing {
    fn code(&self) -> Code {
        Code("Y21")
    }

    fn severity(&self) -> Severity {
        Severity::Hint
    }

    fn title(&self) -> &'static str {
        "上年结转无从核对"
    }

    fn explanation(&self) -> &'static str {
        include_str!("previous_year_missing.md")
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let over = Cell::Applications(Row::CarriedOver, Applicant::Total);
        let count = subject.sheet.value(over).count().map_or(0, Count::get);
        if count > 0 && subject.draft.previous_year.is_none() {
            let message = format!(
                "第三部分上年结转 {count} 件。导入上年年报以后，可以核对它与上年的结转数是否一致。"
            );
            found.push(Finding::new(self, Severity::Hint, [over], message));
        }
    }
}
