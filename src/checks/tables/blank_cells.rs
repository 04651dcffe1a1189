//! T5: cells are not filled in.

use crate::checks::cause;
use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::cell::Cell;
use crate::model::sheet::Value;
use crate::model::table::Table;

/// How many blank cells a message names one by one.
const NAMED: usize = 3;

#[doc = include_str!("blank_cells.md")]
pub struct BlankCells;

impl Check for BlankCells {
    fn code(&self) -> Code {
        Code("T5")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn title(&self) -> &'static str {
        "还有空格未填"
    }

    fn explanation(&self) -> &'static str {
        include_str!("blank_cells.md")
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        for table in Table::ALL {
            let blank: Vec<Cell> = Cell::all()
                .filter(|cell| cell.table() == table && !cell.is_total())
                .filter(|cell| subject.sheet.stated(*cell) == Value::Blank)
                .collect();
            if blank.is_empty() {
                continue;
            }
            let named: Vec<String> = blank
                .iter()
                .take(NAMED)
                .map(|cell| format!("“{}”的“{}”", cell.row_label(), cell.column_label()))
                .collect();
            let rest = if blank.len() > NAMED { "等" } else { "" };
            let message = format!(
                "{}的表还有 {} 格未填：{}{rest}。没有的填 0。",
                table.section().name(),
                blank.len(),
                named.join("、")
            );
            let cause = (table == Table::Applications)
                .then(|| cause::of_blanks(subject.sheet))
                .flatten();
            found.push(Finding::new(self, Severity::Error, blank, message).because(cause));
        }
    }
}
