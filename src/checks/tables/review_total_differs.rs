//! T4: a stated 总计 in section four differs from its four outcomes (identity R4).

use super::stated_total;
use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::cell::Cell;
use crate::model::table::review::{Outcome, Procedure};

#[doc = include_str!("review_total_differs.md")]
pub struct ReviewTotalDiffers;

impl Check for ReviewTotalDiffers {
    fn code(&self) -> Code {
        Code("T4")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn title(&self) -> &'static str {
        "复议、诉讼总计与各项结果之和不符"
    }

    fn explanation(&self) -> &'static str {
        include_str!("review_total_differs.md")
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        for group in Procedure::ALL {
            let total = Cell::Review(group, Outcome::Total);
            let parts = total.parts().unwrap_or_default();
            stated_total::compare(self, subject, total, parts, found);
        }
    }
}
