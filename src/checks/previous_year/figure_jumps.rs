//! Y3: a figure is more than five times last year's, or less than a fifth.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::cell::Cell;
use crate::model::count::Count;
use crate::model::sheet::Sheet;
use crate::model::table::applications::{Applicant, Row};
use crate::model::table::proactive::Figure;

/// How many times larger or smaller a figure is allowed to be.
const TIMES: u64 = 5;
/// While both figures are below this, a jump is chance.
const FEWEST: u64 = 20;

#[doc = include_str!("figure_jumps.md")]
pub struct FigureJumps;

impl Check for FigureJumps {
    fn code(&self) -> Code {
        Code("Y3")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "与上年相比变化很大"
    }

    fn explanation(&self) -> &'static str {
        include_str!("figure_jumps.md")
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let Some(last) = subject.last_year else {
            return;
        };
        for cell in [
            Cell::Proactive(Figure::Licensing),
            Cell::Proactive(Figure::Penalty),
            Cell::Proactive(Figure::Compulsion),
            Cell::Applications(Row::NewlyReceived, Applicant::Total),
        ] {
            let count = |sheet: &Sheet| sheet.value(cell).count().map(Count::get);
            let (Some(now), Some(before)) = (count(subject.sheet), count(&last.sheet)) else {
                continue;
            };
            if now.max(before) < FEWEST || now.max(before) <= now.min(before) * TIMES {
                continue;
            }
            let how = if now > before {
                "超过上年的五倍"
            } else {
                "不足上年的五分之一"
            };
            let message = format!(
                "{}本年是 {now}，上年是 {before}，{how}。请核对；数字无误的，在正文里说明原因。",
                cell.name()
            );
            found.push(Finding::new(self, Severity::Warning, [cell], message));
        }
    }
}
