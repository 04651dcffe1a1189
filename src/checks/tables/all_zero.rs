//! T21: every figure of the report is zero.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::cell::Cell;
use crate::model::sheet::Value;

#[doc = include_str!("all_zero.md")]
pub struct AllZero;

impl Check for AllZero {
    fn code(&self) -> Code {
        Code("T21")
    }

    fn severity(&self) -> Severity {
        Severity::Hint
    }

    fn title(&self) -> &'static str {
        "三张表全部是零"
    }

    fn explanation(&self) -> &'static str {
        include_str!("all_zero.md")
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let zero = |cell: &Cell| match subject.sheet.value(*cell) {
            Value::Count(count) => count.get() == 0,
            Value::Amount(amount) => amount.is_zero(),
            Value::Blank | Value::Unreadable(_) => false,
        };
        let mut cells = Cell::all();
        let first = cells.next();
        if first.as_ref().is_some_and(zero) && cells.all(|cell| zero(&cell)) {
            found.push(Finding::new(
                self,
                Severity::Hint,
                first,
                "三张表的 200 个数全部是 0，请确认没有漏填。",
            ));
        }
    }
}
