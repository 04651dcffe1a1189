//! Y1: what was carried over differs from what last year's report carried forward.

use crate::checks::check::{Check, Code, Finding, FixKind, Severity, Subject};
use crate::model::cell::Cell;
use crate::model::count::Count;
use crate::model::location::Location;
use crate::model::sheet::Sheet;
use crate::model::table::applications::{Applicant, Row};

#[doc = include_str!("carried_over_differs.md")]
pub struct CarriedOverDiffers;

impl Check for CarriedOverDiffers {
    fn code(&self) -> Code {
        Code("Y1")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn title(&self) -> &'static str {
        "上年结转与上年年报不衔接"
    }

    fn explanation(&self) -> &'static str {
        include_str!("carried_over_differs.md")
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let Some(last) = subject.last_year else {
            return;
        };
        let mut columns = false;
        for column in Applicant::ALL {
            let cell = Cell::Applications(Row::CarriedOver, column);
            // The total is told only when no column tells more.
            if column == Applicant::Total && columns {
                continue;
            }
            let now = subject.sheet.value(cell).count().map(Count::get);
            let (Some(now), Some(before)) = (now, forwarded(&last.sheet, column)) else {
                continue;
            };
            if now == before {
                continue;
            }
            columns = true;
            let message = format!(
                "第三部分“{}”列上年结转写的是 {now}，上年年报的结转下年度继续办理是 {before}，相差 {}。",
                column.label(),
                now.abs_diff(before)
            );
            let finding = Finding::new(self, Severity::Error, [cell], message);
            found.push(if column == Applicant::Total {
                finding
            } else {
                let edit = (Location::from(cell), before.to_string());
                finding.mended_by(FixKind::TakeLastYear, vec![edit])
            });
        }
    }
}

/// What last year's report carried forward in a column. A blank is nothing there when the total of
/// the row says so, since some reports leave zeros out; else it is not known.
fn forwarded(last: &Sheet, column: Applicant) -> Option<u64> {
    let count = |column| {
        let cell = Cell::Applications(Row::CarriedForward, column);
        last.value(cell).count().map(Count::get)
    };
    count(column).or_else(|| {
        let stated = last.stated(Cell::Applications(Row::CarriedForward, Applicant::Total));
        let sum: u64 = Applicant::parts().filter_map(count).sum();
        (stated.count()?.get() == sum).then_some(0)
    })
}
