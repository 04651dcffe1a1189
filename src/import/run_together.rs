//! Digits that ran together: the figures of a row as one number, as copying from some pages leaves them.
//!
//! They are split only where exactly one way is possible: by the sum of the row, and with it the sums of the columns, in
//! section three; by the sums of the three groups in section four; in section two, which has no sums, by the zeros that
//! no figure begins with.

use super::found::{Figure, Found, NoteKind};
use crate::model::cell::Cell;
use crate::model::number;
use crate::model::table::applications::{Applicant, Row};
use crate::model::table::proactive::Documents;
use crate::model::table::review::{Outcome, Procedure};

/// A longer run is never split: nobody could check it by eye.
const LONGEST: usize = 24;

/// A run with more ways is not worth trying.
const MOST_WAYS: usize = 40;

/// So many rows are tried together …
const MOST_ROWS: usize = 5;
/// … in so many combinations.
const MOST_COMBINATIONS: usize = 20_000;

/// Six figures and their sum.
type Way = [u64; Applicant::COUNT];

/// The only way to read a run of digits as six figures and their sum; `None` when there is none or several.
#[must_use]
pub fn split(digits: &str) -> Option<[String; Applicant::COUNT]> {
    match ways(digits).as_slice() {
        [only] => Some(only.map(|figure| figure.to_string())),
        _ => None,
    }
}

/// All ways to read a run of digits as six figures and their sum; none when there are too many.
fn ways(digits: &str) -> Vec<Way> {
    let mut found = Vec::new();
    let fits = (Applicant::COUNT..=LONGEST).contains(&digits.len());
    if fits && digits.bytes().all(|b| b.is_ascii_digit()) {
        search(digits, &mut Vec::new(), &mut found);
    }
    if found.len() > MOST_WAYS {
        found.clear();
    }
    found
}

/// Tries all ends of the figure that begins here.
fn search(rest: &str, figures: &mut Vec<u64>, found: &mut Vec<Way>) {
    let left = Applicant::COUNT - 1 - figures.len();
    if rest.len() <= left || found.len() > MOST_WAYS {
        return;
    }
    if left == 0 {
        let sum: u64 = figures.iter().sum();
        if value(rest) == Some(sum) {
            figures.push(sum);
            found.extend(Way::try_from(figures.as_slice()));
            figures.pop();
        }
        return;
    }
    for length in 1..=rest.len() - left {
        let Some((first, behind)) = rest.split_at_checked(length) else {
            return;
        };
        let Some(figure) = value(first) else {
            return;
        };
        figures.push(figure);
        search(behind, figures, found);
        figures.pop();
    }
}

/// The value of digits without a zero in front.
fn value(digits: &str) -> Option<u64> {
    if digits.len() > 1 && digits.starts_with('0') {
        return None;
    }
    digits
        .parse()
        .ok()
        .filter(|value| *value <= number::LARGEST)
}

/// The only way to read a run of digits as the fifteen figures of section four, each group with its sum; `None` when
/// there is none or several.
#[must_use]
pub fn split_review(digits: &str) -> Option<[&str; REVIEW]> {
    let fits = (REVIEW..=LONGEST).contains(&digits.len());
    if !fits || digits.bytes().any(|b| !b.is_ascii_digit()) {
        return None;
    }
    let mut found = Vec::new();
    search_groups(digits, &mut Vec::new(), 0, &mut found);
    match found.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// How many figures section four has.
const REVIEW: usize = Procedure::COUNT * Outcome::COUNT;

/// Tries all ends of the figure that begins here; the parts of its group up to here have the given sum. Two ways are
/// enough to know.
fn search_groups<'a>(
    rest: &'a str,
    figures: &mut Vec<&'a str>,
    sum: u64,
    found: &mut Vec<[&'a str; REVIEW]>,
) {
    let left = REVIEW - figures.len();
    if rest.len() < left || found.len() > 1 {
        return;
    }
    if left == 0 {
        if rest.is_empty() {
            found.extend(<[&str; REVIEW]>::try_from(figures.as_slice()));
        }
        return;
    }
    let is_total = (figures.len() + 1).is_multiple_of(Outcome::COUNT);
    for length in 1..=rest.len() {
        let Some((figure, behind)) = rest.split_at_checked(length) else {
            return;
        };
        let Some(value) = value(figure) else {
            return;
        };
        if is_total && value != sum {
            continue;
        }
        figures.push(figure);
        let sum = if is_total { 0 } else { sum + value };
        search_groups(behind, figures, sum, found);
        figures.pop();
    }
}

/// The only way to read a run of digits as the three figures of a row of section two; `None` when there are several,
/// also such that leave figures blank. Without a sum only zeros tell: no figure begins with one.
#[must_use]
pub fn split_documents(digits: &str) -> Option<[&str; Documents::ALL.len()]> {
    let third = digits
        .strip_prefix("00")
        .filter(|third| value(third).is_some())?;
    Some(["0", "0", third])
}

/// Splits the runs that stayed open where the identities of the columns allow exactly one way: the outcomes add up to
/// （七）总计, and 一 and 二 to （七）总计 and 四.
pub(super) fn settle(found: &mut Found) {
    let mut open: Vec<(usize, Row, Vec<Way>)> = Vec::new();
    for (at, note) in found.notes.iter().enumerate() {
        let digits = note.original.rsplit(' ').next().unwrap_or_default();
        if let (NoteKind::RunTogether, Some(Cell::Applications(row, _))) =
            (note.kind, note.cells.first())
        {
            open.push((at, *row, ways(digits)));
        }
    }
    let combinations = open.iter().try_fold(1_usize, |product, (_, _, ways)| {
        product.checked_mul(ways.len())
    });
    let few =
        combinations.is_some_and(|combinations| (1..=MOST_COMBINATIONS).contains(&combinations));
    if open.is_empty() || open.len() > MOST_ROWS || !few {
        return;
    }
    let mut only: Option<Vec<usize>> = None;
    let mut chosen = vec![0; open.len()];
    loop {
        let rows: Vec<(Row, Way)> = open
            .iter()
            .zip(&chosen)
            .filter_map(|((_, row, ways), way)| Some((*row, *ways.get(*way)?)))
            .collect();
        if adds_up(found, &rows) && only.replace(chosen.clone()).is_some() {
            return;
        }
        // Counts on, the first row fastest.
        let mut places = chosen.iter_mut().zip(&open);
        let counted = places.find_map(|(way, (_, _, ways))| {
            *way += 1;
            if *way < ways.len() {
                return Some(());
            }
            *way = 0;
            None
        });
        if counted.is_none() {
            break;
        }
    }
    for ((at, row, ways), way) in open.iter().zip(only.unwrap_or_default()) {
        let Some(way) = ways.get(way) else {
            continue;
        };
        for (column, figure) in Applicant::ALL.into_iter().zip(way) {
            let figure = Figure {
                text: figure.to_string(),
                guessed: true,
            };
            found
                .cells
                .set(Cell::Applications(*row, column), Some(figure));
        }
        if let Some(note) = found.notes.get_mut(*at) {
            note.kind = NoteKind::Split;
        }
    }
}

/// Whether both identities hold in every column, with these rows put in.
fn adds_up(found: &Found, rows: &[(Row, Way)]) -> bool {
    let figure = |row: Row, at: usize| -> Option<u64> {
        if let Some((_, way)) = rows.iter().find(|(own, _)| *own == row) {
            return way.get(at).copied();
        }
        let column = Applicant::ALL.get(at)?;
        match found.cells.get(Cell::Applications(row, *column)) {
            Some(figure) => value(figure.text.trim()),
            // The single row of the format of 2019 has no siblings.
            None if matches!(row, Row::NotCorrectedInTime | Row::FeeNotPaidInTime) => Some(0),
            None => None,
        }
    };
    (0..Applicant::COUNT).all(|at| {
        let outcomes: Option<u64> = Row::outcomes().map(|row| figure(row, at)).sum();
        let total = figure(Row::HandledTotal, at);
        let received = figure(Row::NewlyReceived, at).zip(figure(Row::CarriedOver, at));
        let settled = total.zip(figure(Row::CarriedForward, at));
        outcomes.is_some()
            && outcomes == total
            && received
                .zip(settled)
                .is_some_and(|((new, old), (done, left))| new + old == done + left)
    })
}
