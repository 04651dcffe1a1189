//! Y2: documents in force differ from last year's plus issued minus repealed.

use crate::checks::cause::Cause;
use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::cell::Cell;
use crate::model::count::Count;
use crate::model::sheet::Sheet;
use crate::model::table::proactive::{Documents, Figure};

#[doc = include_str!("stock_does_not_roll.md")]
pub struct StockDoesNotRoll;

impl Check for StockDoesNotRoll {
    fn code(&self) -> Code {
        Code("Y2")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "现行有效件数与上年不衔接"
    }

    fn explanation(&self) -> &'static str {
        include_str!("stock_does_not_roll.md")
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let Some(last) = subject.last_year else {
            return;
        };
        for figure in [Figure::Rules, Figure::NormativeDocuments] {
            let cell = |column| Cell::Proactive(figure(column));
            let count = |sheet: &Sheet, column| sheet.value(cell(column)).count().map(Count::get);
            let now = |column| count(subject.sheet, column);
            let (Some(issued), Some(repealed), Some(in_force), Some(before)) = (
                now(Documents::Issued),
                now(Documents::Repealed),
                now(Documents::InForce),
                count(&last.sheet, Documents::InForce),
            ) else {
                continue;
            };
            if before + issued == in_force + repealed {
                continue;
            }
            let places = [Documents::InForce, Documents::Issued, Documents::Repealed].map(cell);
            let message = format!(
                "第二部分“{}”现行有效写的是 {in_force}；上年现行有效 {before}，加本年制发 {issued}，减本年废止 {repealed}，应为 {}。清理、失效等使件数变化的，请在正文里说明。",
                cell(Documents::InForce).row_label(),
                i128::from(before) + i128::from(issued) - i128::from(repealed)
            );
            let unchanged = (in_force == before).then(|| {
                let text = "现行有效件数与上年相同，可能没有更新。".to_owned();
                Cause::of(cell(Documents::InForce), text)
            });
            found.push(Finding::new(self, Severity::Warning, places, message).because(unchanged));
        }
    }
}
