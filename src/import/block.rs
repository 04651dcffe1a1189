//! A block pasted into one of the tables of the editor: which text goes to which figure.

use std::collections::HashSet;

use crate::model::amount::Amount;
use crate::model::cell::Cell;
use crate::model::number::{self, NumberError};
use crate::model::table::Table;
use crate::model::table::layout::Content;

use super::grid::{Grid, Place};
use super::span::one_line;

/// What a pasted block comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// The figures to change, in printed order; a blank text clears the figure.
    pub edits: Vec<(Cell, String)>,
    /// How many texts fell on computed totals and were dropped.
    pub skipped_totals: usize,
    /// How many rows of the block were the form's head or one of its bands and were left out.
    pub skipped_head_rows: usize,
    /// The texts for which the table has no place, in reading order.
    pub did_not_fit: Vec<String>,
}

/// Lays a block over the figures of the table in which the given figure stands, the block's upper
/// left corner on that figure.
///
/// People copy the form's head and its row labels along with the figures; both are left out first. A row whose label is
/// one of the table's goes to the row of that label, wherever the block was pasted; rows without one follow the row above.
/// A computed total takes the place of a clipboard text without being changed. A figure across
/// several columns takes as many clipboard columns, when the further ones are blank or repeat the
/// first, as an expanded merged cell does.
///
/// `None` when the clipboard is no block but a single text, which is pasted as any text is.
#[must_use]
pub fn fill(start: Cell, grid: &Grid) -> Option<Filled> {
    if grid.rows().len() <= 1 && grid.columns() <= 1 {
        return None;
    }
    let labels = Labels::of(start.table());
    let is_head_row = |row: &&Vec<Place>| labels.is_head_row(row);
    let rows: Vec<&Vec<Place>> = grid.rows().iter().filter(|row| !is_head_row(row)).collect();
    let mut filled = Filled {
        skipped_head_rows: grid.rows().len() - rows.len(),
        ..Filled::default()
    };
    let places = figure_places(start.table());
    let (top, left) = places
        .iter()
        .enumerate()
        .find_map(|(row, cells)| Some((row, cells.iter().position(|cell| *cell == start)?)))
        .unwrap_or_default();
    let width = places.iter().map(Vec::len).max().unwrap_or(0) - left;
    let label_columns = labels.leading_columns(&rows, grid.columns(), width);
    let mut next = top;
    for row in rows {
        let mut named = row
            .iter()
            .take(label_columns)
            .filter_map(|place| labels.row(&place.text));
        let at = named.next_back().unwrap_or(next);
        next = at + 1;
        let cells = places.get(at).and_then(|cells| cells.get(left..));
        let texts: Vec<String> = row
            .iter()
            .skip(label_columns)
            .map(|place| one_line(&place.text))
            .collect();
        filled.lay_row(cells.unwrap_or_default(), texts.iter().map(String::as_str));
    }
    Some(filled)
}

impl Filled {
    fn lay_row<'a>(&mut self, cells: &[Cell], texts: impl Iterator<Item = &'a str>) {
        let mut cells = cells.iter().copied();
        // The figure that the text before this one went to.
        let mut before: Option<(Cell, &str)> = None;
        for text in texts {
            let cell = cells.next();
            let continues = before.filter(|(figure, _)| cell == Some(*figure));
            match (cell, continues) {
                (Some(_), Some((_, first))) if text.is_empty() || text == first => {}
                (Some(cell), None) => {
                    before = Some((cell, text));
                    if !cell.is_total() {
                        self.edits.push((cell, text.to_owned()));
                    } else if !text.is_empty() {
                        self.skipped_totals += 1;
                    }
                }
                _ if text.is_empty() => {}
                _ => self.did_not_fit.push(text.to_owned()),
            }
        }
    }
}

/// The rows of figures with one entry for each printed column, so that a figure across three
/// columns stands three times.
fn figure_places(table: Table) -> Vec<Vec<Cell>> {
    let rows = table.layout().into_iter().map(|slots| {
        let places = slots.into_iter().filter_map(|slot| {
            slot.cell()
                .map(|cell| std::iter::repeat_n(cell, slot.columns))
        });
        places.flatten().collect::<Vec<_>>()
    });
    rows.filter(|cells| !cells.is_empty()).collect()
}

/// The labels of a printed table, in comparable form.
struct Labels {
    /// Those of columns and bands.
    heads: HashSet<String>,
    /// Those to the left of figures.
    rows: HashSet<String>,
    /// The label next to the figures, for each row of figures.
    next_to_figures: Vec<Option<String>>,
}

impl Labels {
    fn of(table: Table) -> Self {
        let mut labels = Self {
            heads: HashSet::new(),
            rows: HashSet::new(),
            next_to_figures: Vec::new(),
        };
        for row in table.layout() {
            if row.iter().any(|slot| slot.cell().is_some()) {
                let label = row.iter().rev().find_map(|slot| match slot.content {
                    Content::RowHead(label) => Some(comparable(label)),
                    Content::ColumnHead(_) | Content::Band(_) | Content::Figure(_) => None,
                });
                labels.next_to_figures.push(label);
            }
        }
        for slot in table.layout().into_iter().flatten() {
            match slot.content {
                Content::ColumnHead(label) | Content::Band(label) => {
                    labels.heads.insert(comparable(label));
                }
                Content::RowHead(label) => {
                    labels.rows.insert(comparable(label));
                }
                Content::Figure(_) => {}
            }
        }
        labels
    }

    /// The row of figures that a label stands next to.
    fn row(&self, text: &str) -> Option<usize> {
        let text = comparable(text);
        let labels = &self.next_to_figures;
        labels
            .iter()
            .position(|label| label.as_ref() == Some(&text))
    }

    /// Whether all texts of the row are labels, not only those of a row whose figures are blank.
    fn is_head_row(&self, row: &[Place]) -> bool {
        let mut has_head = false;
        for place in row.iter().filter(|place| !number::is_blank(&place.text)) {
            let text = comparable(&place.text);
            if self.heads.contains(&text) {
                has_head = true;
            } else if !self.rows.contains(&text) {
                return false;
            }
        }
        has_head
    }

    /// How many columns on the left belong to the row labels and not to the figures, of which the
    /// table has so many columns from the start.
    fn leading_columns(&self, rows: &[&Vec<Place>], columns: usize, width: usize) -> usize {
        let filled = |at: usize| {
            rows.iter().filter_map(move |row| {
                row.get(at)
                    .map(|place| &*place.text)
                    .filter(|text| !number::is_blank(text))
            })
        };
        let is_blank = |at: usize| filled(at).next().is_none();
        let has_label = |at: usize| filled(at).any(|text| self.rows.contains(&comparable(text)));
        let has_number = |at: usize| filled(at).any(is_like_number);
        let labels = (0..columns)
            .take_while(|at| is_blank(*at) || (has_label(*at) && !has_number(*at)))
            .filter(|at| !is_blank(*at))
            .last()
            .map_or(0, |last| last + 1);
        if labels == 0 {
            return 0;
        }
        // Plain text has blanks where a label across several columns continues. They are told from
        // blank figures by the width of the block.
        let continuing = (labels..columns)
            .take_while(|at| is_blank(*at) && columns - at > width)
            .count();
        labels + continuing
    }
}

/// Whether somebody meant the text as a number, well written or not.
fn is_like_number(text: &str) -> bool {
    !matches!(
        Amount::read(text),
        Ok(None) | Err(NumberError::NotDigits | NumberError::Placeholder)
    )
}

/// A label without white space and with one form of each punctuation mark, as copies of the form
/// differ in both.
fn comparable(label: &str) -> String {
    label
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '(' => '（',
            ')' => '）',
            ':' => '：',
            '、' | '，' | ',' | '．' => '.',
            '"' | '”' | '＂' => '“',
            c => c,
        })
        .collect()
}
