//! A row of a grid as its cells: what each says and which columns it covers.

use super::grid::Grid;
use super::label::folded;
use super::material::trimmed;
use crate::model::amount::Amount;
use crate::model::number::{self, NumberError};

/// A cell in one row of a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// The text in one line, without white space around it.
    pub text: String,
    /// Letters and digits of the text.
    pub folded: String,
    /// What it is.
    pub kind: Kind,
    /// The first column.
    pub start: usize,
    /// The column behind the last.
    pub end: usize,
    /// Whether the cell began in a row above.
    pub continues: bool,
    /// Whether a cell stands here at all, and the row is not merely shorter than others.
    pub covered: bool,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing visible.
    Blank,
    /// A number, or what somebody put in a number's place.
    Figure,
    /// A number with something beside it.
    NotPlain,
    /// Words.
    Words,
}

/// A text by itself, in a column of its own.
pub(super) fn of_text(text: &str, column: usize) -> Span {
    let text = one_line(text);
    Span {
        folded: folded(&text),
        kind: kind(&text),
        text,
        start: column,
        end: column + 1,
        continues: false,
        covered: true,
    }
}

/// The cells of a row.
pub(super) fn of_row(grid: &Grid, row: usize) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut before = 0;
    let places = grid.rows().get(row).map_or(&[][..], Vec::as_slice);
    for (column, place) in places.iter().enumerate() {
        if let Some(last) = spans
            .last_mut()
            .filter(|_| place.cell == before && place.cell > 0)
        {
            last.end = column + 1;
            continue;
        }
        before = place.cell;
        let above = row
            .checked_sub(1)
            .and_then(|row| grid.rows().get(row)?.get(column));
        spans.push(Span {
            continues: place.cell > 0 && above.is_some_and(|above| above.cell == place.cell),
            covered: place.cell > 0,
            ..of_text(&place.text, column)
        });
    }
    spans
}

/// The text of a cell in one line. Lines are kept apart by a space, so that two numbers do not become one; a remark in
/// brackets follows its number.
#[must_use]
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::new();
    if number::is_blank(text) {
        return line;
    }
    for part in text.lines().map(trimmed).filter(|part| !part.is_empty()) {
        let separate = line
            .chars()
            .next_back()
            .is_some_and(|c| c.is_ascii_alphanumeric())
            && !part.starts_with(['（', '(', '【', '[']);
        if separate {
            line.push(' ');
        }
        line.push_str(part);
    }
    line
}

fn kind(text: &str) -> Kind {
    match Amount::read(text) {
        Ok(None) => Kind::Blank,
        Ok(Some(_)) => Kind::Figure,
        Err(NumberError::NotDigits) => {
            let digits = text.chars().any(plain_digit);
            if digits && text.starts_with(plain_digit) {
                Kind::NotPlain
            } else {
                Kind::Words
            }
        }
        Err(
            NumberError::Placeholder
            | NumberError::Negative
            | NumberError::Fraction
            | NumberError::TooManyPlaces
            | NumberError::Grouping
            | NumberError::TooLarge,
        ) => Kind::Figure,
    }
}

/// Whether a character is a digit, half-width or full-width.
pub(super) const fn plain_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// A row as it is shown to somebody: its texts with spaces between.
pub(super) fn original(spans: &[Span]) -> String {
    let mut text = String::new();
    for span in spans.iter().filter(|span| span.kind != Kind::Blank) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.extend(span.text.chars().take(MOST_SHOWN));
        if text.chars().nth(MOST_SHOWN * 3).is_some() {
            text.push('…');
            break;
        }
    }
    text
}

/// How many characters of a cell are shown.
const MOST_SHOWN: usize = 60;
