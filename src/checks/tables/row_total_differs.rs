//! T1: a stated 总计 of a row in section three differs from its six applicants (identity R1).

use super::stated_total;
use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::cell::Cell;
use crate::model::table::applications::{Applicant, Row};

#[doc = include_str!("row_total_differs.md")]
pub struct RowTotalDiffers;

impl Check for RowTotalDiffers {
    fn code(&self) -> Code {
        Code("T1")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn title(&self) -> &'static str {
        "总计列与各类申请人之和不符"
    }

    fn explanation(&self) -> &'static str {
        include_str!("row_total_differs.md")
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        for row in Row::ALL {
            let total = Cell::Applications(row, Applicant::Total);
            let parts = total.parts().unwrap_or_default();
            stated_total::compare(self, subject, total, parts, found);
        }
    }
}
