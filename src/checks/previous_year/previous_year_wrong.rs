//! Y22: the report kept as last year's is of another year.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::location::Field;
use crate::model::year::ReportYear;

#[doc = include_str!("previous_year_wrong.md")]
pub struct PreviousYearWrong;

impl Check for PreviousYearWrong {
    fn code(&self) -> Code {
        Code("Y22")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "上年年报的年份不对"
    }

    fn explanation(&self) -> &'static str {
        include_str!("previous_year_wrong.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let previous = subject.draft.previous_year.as_ref();
        let (Some(last), Some(year)) = (
            previous
                .and_then(|previous| previous.year)
                .map(ReportYear::get),
            subject.year(),
        ) else {
            return;
        };
        if last + 1 != year {
            let message =
                format!("作为上年导入的是{last}年的年报，报告年度是{year}年，跨年的校核没有进行。");
            found.push(Finding::new(
                self,
                Severity::Warning,
                [Field::Year],
                message,
            ));
        }
    }
}
