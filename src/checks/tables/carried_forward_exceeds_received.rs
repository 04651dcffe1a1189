//! T11: more applications are carried forward than were newly received.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::cell::Cell;
use crate::model::count::Count;
use crate::model::table::applications::{Applicant, Row};

#[doc = include_str!("carried_forward_exceeds_received.md")]
pub struct CarriedForwardExceedsReceived;

impl Check for CarriedForwardExceedsReceived {
    fn code(&self) -> Code {
        Code("T11")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "结转下年度多于本年新收"
    }

    fn explanation(&self) -> &'static str {
        include_str!("carried_forward_exceeds_received.md")
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let cell = |row| Cell::Applications(row, Applicant::Total);
        let count = |row| subject.sheet.value(cell(row)).count().map(Count::get);
        let (Some(received), Some(forward)) =
            (count(Row::NewlyReceived), count(Row::CarriedForward))
        else {
            return;
        };
        if forward > received {
            let message = format!(
                "第三部分本年新收 {received} 件，结转下年度却有 {forward} 件：多出的是上年结转、一年仍未办结的，请核对。"
            );
            let places = [Row::CarriedForward, Row::NewlyReceived].map(cell);
            found.push(Finding::new(self, Severity::Warning, places, message));
        }
    }
}
