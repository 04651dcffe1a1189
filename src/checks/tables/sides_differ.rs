//! T3: the identity printed in the head of section three's table does not hold (identity R3).

use crate::checks::cause;
use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::cell::Cell;
use crate::model::sheet::{Sheet, Sum, Value};
use crate::model::table::applications::{Applicant, Row};

#[doc = include_str!("sides_differ.md")]
pub struct SidesDiffer;

impl Check for SidesDiffer {
    fn code(&self) -> Code {
        Code("T3")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn title(&self) -> &'static str {
        "收到数与办理、结转数不相等"
    }

    fn explanation(&self) -> &'static str {
        include_str!("sides_differ.md")
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let columns = Applicant::ALL.map(|column| (column, Sides::of(subject.sheet, column)));
        // The total column is as unfinished as any of the columns that it adds up.
        let unfinished = columns
            .iter()
            .any(|(_, sides)| sides.as_ref().is_some_and(|sides| sides.open));
        for (column, sides) in columns {
            let Some(mut sides) = sides else {
                continue;
            };
            sides.open |= column == Applicant::Total && unfinished;
            if sides.received == sides.accounted {
                continue;
            }
            found.push(self.finding(subject, column, &sides));
        }
    }
}

/// Both sides of the identity in one column, while both are known.
struct Sides {
    /// 第一项加第二项
    received: u64,
    /// 第三项加第四项
    accounted: u64,
    /// Whether a blank cell on the smaller side could still make the sides equal.
    open: bool,
}

impl Sides {
    fn of(sheet: &Sheet, column: Applicant) -> Option<Self> {
        let cell = |row| Cell::Applications(row, column);
        let left = [cell(Row::NewlyReceived), cell(Row::CarriedOver)];
        let right = [cell(Row::HandledTotal), cell(Row::CarriedForward)];
        let (Sum::Known(received), Sum::Known(accounted)) = (sheet.sum(left), sheet.sum(right))
        else {
            return None;
        };
        let (received, accounted) = (received.get(), accounted.get());
        let blank = |cells: [Cell; 2]| cells.iter().any(|c| sheet.value(*c) == Value::Blank);
        // While the clerk is still typing down a column, a side that can only grow is no error.
        let open = (blank(right) && accounted < received) || (blank(left) && received < accounted);
        Some(Self {
            received,
            accounted,
            open,
        })
    }
}

impl SidesDiffer {
    fn finding(&self, subject: &Subject<'_>, column: Applicant, sides: &Sides) -> Finding {
        let (received, accounted) = (sides.received, sides.accounted);
        let difference = received.abs_diff(accounted);
        let label = column.label();
        let severity = if sides.open {
            Severity::Hint
        } else {
            Severity::Error
        };
        let message = if sides.open && received > accounted {
            format!(
                "第三部分“{label}”列收到 {received} 件，还有 {difference} 件没有填办理结果或结转。"
            )
        } else {
            format!(
                "第三部分“{label}”列：第一项加第二项是 {received}，第三项加第四项是 {accounted}，相差 {difference}。"
            )
        };
        let frame = [
            Row::NewlyReceived,
            Row::CarriedOver,
            Row::HandledTotal,
            Row::CarriedForward,
        ];
        let cells = frame
            .into_iter()
            .chain(Row::outcomes())
            .map(|row| Cell::Applications(row, column));
        let cause = (!sides.open)
            .then(|| {
                let last_year = subject.last_year.map(|last| &last.sheet);
                cause::of_sides(subject.sheet, last_year, column)
            })
            .flatten();
        // Any figure of the column may be the wrong one; the total is where it shows.
        Finding::new(self, severity, cells, message)
            .marking(Cell::Applications(Row::HandledTotal, column))
            .because(cause)
    }
}
