//! Y25: several figures are those of last year.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::cell::Cell;
use crate::model::location::Location;
use crate::model::sheet::Sheet;
use crate::model::table::applications::{Applicant, Row};
use crate::model::table::proactive::Figure;

/// The fewest figures that are hardly the same by chance.
const FEWEST: usize = 3;
/// Smaller figures often stay the same.
const SMALLEST: u64 = 5;
/// The most figures that a message names.
const NAMED: usize = 3;

#[doc = include_str!("figures_repeated.md")]
pub struct FiguresRepeated;

impl Check for FiguresRepeated {
    fn code(&self) -> Code {
        Code("Y25")
    }

    fn severity(&self) -> Severity {
        Severity::Hint
    }

    fn title(&self) -> &'static str {
        "几个不为零的数与上年相同"
    }

    fn explanation(&self) -> &'static str {
        include_str!("figures_repeated.md")
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let Some(last) = subject.last_year else {
            return;
        };
        let told: Vec<Cell> = Cell::all().filter(is_counted_anew).collect();
        let value = |sheet: &Sheet, cell: &Cell| {
            let count = sheet.value(*cell).count()?;
            Some(count.get()).filter(|count| *count >= SMALLEST)
        };
        let known = told
            .iter()
            .filter(|cell| value(subject.sheet, cell).is_some());
        let known: Vec<&Cell> = known.collect();
        let same = known
            .iter()
            .copied()
            .filter(|cell| value(subject.sheet, cell) == value(&last.sheet, cell));
        let same: Vec<&Cell> = same.collect();
        if same.len() < FEWEST || same.len() * 2 < known.len() {
            return;
        }
        let names: Vec<String> = same.iter().take(NAMED).map(|cell| cell.name()).collect();
        let message = format!(
            "有 {} 个不为零的数与上年报告完全相同：{}等，请核对是不是上年的数没有改。",
            same.len(),
            names.join("、")
        );
        let places = same.into_iter().map(|cell| Location::from(*cell));
        found.push(Finding::new(self, self.severity(), places, message));
    }
}

/// Whether a figure is counted anew each year: a total of section three or four, or a number of decisions. What is in
/// force stays in force, and what was carried over is last year's.
fn is_counted_anew(cell: &Cell) -> bool {
    match cell {
        Cell::Applications(row, column) => {
            *column == Applicant::Total && !matches!(row, Row::CarriedOver)
        }
        Cell::Review(..) => cell.is_total(),
        Cell::Proactive(figure) => {
            matches!(
                figure,
                Figure::Licensing | Figure::Penalty | Figure::Compulsion | Figure::Fees
            )
        }
    }
}
