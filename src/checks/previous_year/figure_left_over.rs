//! Y23: the prose has a number that is last year's figure and none of this year's.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::checks::text;
use crate::model::cell::Cell;
use crate::model::count::Count;
use crate::model::section::Section;
use crate::model::sheet::{Sheet, Sum};
use crate::model::table::applications::{Applicant, Row};

/// Smaller numbers are equal by chance.
const SMALLEST: u64 = 20;
/// What figures of the tables are counted in.
const UNITS: [char; 4] = ['件', '项', '起', '宗'];

#[doc = include_str!("figure_left_over.md")]
pub struct FigureLeftOver;

impl Check for FigureLeftOver {
    fn code(&self) -> Code {
        Code("Y23")
    }

    fn severity(&self) -> Severity {
        Severity::Hint
    }

    fn title(&self) -> &'static str {
        "正文里疑似留有上年的数"
    }

    fn explanation(&self) -> &'static str {
        include_str!("figure_left_over.md")
    }

    fn compares_prose(&self) -> bool {
        true
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let Some(last) = subject.last_year else {
            return;
        };
        for section in [Section::Overview, Section::OtherMatters] {
            for (number, before) in numbers(subject.plain(section)) {
                let Some(cell) = cell_of(&last.sheet, number) else {
                    continue;
                };
                if has_number(subject.sheet, number) || text::has(before, text::COMPARISON) {
                    continue;
                }
                let now = subject.sheet.value(cell).count().map(Count::get);
                let Some(now) = now else { continue };
                let message = format!(
                    "{}写的“{}{number}”与上年年报{}的数相同，本年这一格是 {now}，请核对是不是上年的数。",
                    section.name(),
                    text::tail(before, 8),
                    cell.name()
                );
                let mut finding = Finding::new(self, Severity::Hint, [section], message);
                finding.locations.push(cell.into());
                found.push(finding);
            }
        }
    }
}

/// The numbers of a text with the clause before each.
fn numbers(plain: &str) -> impl Iterator<Item = (u64, &str)> {
    plain.match_indices(UNITS).filter_map(|(end, _)| {
        let before = plain.get(..end)?;
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let number = before.get(start..)?.parse().ok()?;
        let clause = before.get(..start)?;
        // The end of a decimal or of a grouped number is no number.
        if number < SMALLEST || clause.ends_with(['.', ',']) {
            return None;
        }
        let from = clause.rfind(['。', '；', '，', '\n']).unwrap_or(0);
        let clause = clause.get(from..)?;
        Some((number, clause.trim_start_matches(['。', '；', '，', '\n'])))
    })
}

/// Whether any figure is this number, or new and carried-over applications together are.
fn has_number(sheet: &Sheet, number: u64) -> bool {
    let total = |row| Cell::Applications(row, Applicant::Total);
    let received = sheet.sum([Row::NewlyReceived, Row::CarriedOver].map(total));
    received == Sum::Known(Count::from_sum(number))
        || Cell::all().any(|cell| sheet.value(cell).count().map(Count::get) == Some(number))
}

/// The first figure of section two or of a total column that is this number.
fn cell_of(sheet: &Sheet, number: u64) -> Option<Cell> {
    Cell::all().find(|cell| {
        let told = match cell {
            Cell::Proactive(_) => true,
            Cell::Applications(_, column) => *column == Applicant::Total,
            Cell::Review(..) => cell.is_total(),
        };
        told && sheet.value(*cell).count().map(Count::get) == Some(number)
    })
}
