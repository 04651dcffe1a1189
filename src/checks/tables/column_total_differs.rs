//! T2: a stated （七）总计 in section three differs from its 21 outcomes (identity R2).

use super::stated_total;
use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::cell::Cell;
use crate::model::table::applications::{Applicant, Row};

#[doc = include_str!("column_total_differs.md")]
pub struct ColumnTotalDiffers;

impl Check for ColumnTotalDiffers {
    fn code(&self) -> Code {
        Code("T2")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn title(&self) -> &'static str {
        "（七）总计与各项办理结果之和不符"
    }

    fn explanation(&self) -> &'static str {
        include_str!("column_total_differs.md")
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        for column in Applicant::ALL {
            let total = Cell::Applications(Row::HandledTotal, column);
            stated_total::compare(self, subject, total, Cell::outcomes_of(column), found);
        }
    }
}
