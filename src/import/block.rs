//! A block pasted into one of the tables of the editor: which text goes to which figure.
//!
//! Rows go by their labels and columns by their heads, by the same recogniser as whole reports. Only what has neither
//! goes by its place in the block. Words that are no label of the table are named and never counted as a place.

mod heads;
mod labels;

use std::collections::HashMap;

use heads::Heads;
use labels::{Columns, Named, RowPlace};

use super::grid::{Grid, Place};
use super::material::{MOST_ROWS, trimmed};
use super::span::{self, Kind, one_line};
use crate::model::cell::Cell;
use crate::model::draft::Draft;
use crate::model::number;
use crate::model::sheet::{Sheet, Value};
use crate::model::table::Table;

/// What a pasted block comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// The figures to change, in the order in which they were met; a blank text clears the figure.
    pub edits: Vec<(Cell, String)>,
    /// The totals that the block states; the page computes its own.
    pub stated: Vec<(Cell, String)>,
    /// How many texts fell on computed totals and were dropped.
    pub skipped_totals: usize,
    /// How many rows of the block were the form's head or one of its bands and were left out.
    pub skipped_head_rows: usize,
    /// The texts for which the table has no place, in reading order.
    pub did_not_fit: Vec<String>,
    /// The rows whose label is none of the table's, with their texts.
    pub unknown_rows: Vec<String>,
    /// The heads that are none of the table's, of columns that have texts.
    pub unknown_heads: Vec<String>,
    /// The labels that are only nearly one of the table's, with the row they were taken for.
    pub like_labels: Vec<String>,
    /// The figures that the block has twice with different texts, which are left as they are.
    pub twice: Vec<(Cell, String)>,
    /// How many more tables were copied with it, none of which was looked at.
    pub other_tables: usize,
    /// The table that its labels belong to, when nothing of it belongs to this one.
    pub belongs_to: Option<Table>,
}

/// A total of the block that is not what its parts add up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// Which total.
    pub cell: Cell,
    /// What the block says.
    pub stated: String,
    /// What the parts add up to.
    pub computed: String,
}

/// Lays a block over the figures of the table in which the given figure stands, the block's upper
/// left corner on that figure.
///
/// A row whose label is one of the table's goes to the row of that label, wherever the block was pasted, and a column
/// whose head is one of the table's to the column of that head. Rows without a label follow the row above, columns
/// without any heads go by their order. A computed total takes the place of a clipboard text without being changed. A
/// figure across several columns takes as many clipboard columns, when the further ones are blank or repeat the first,
/// as an expanded merged cell does.
///
/// `None` when the clipboard is no block but a single text, which is pasted as any text is.
#[must_use]
pub fn fill(start: Cell, grid: &Grid) -> Option<Filled> {
    if grid.rows().len() <= 1 && grid.columns() <= 1 {
        return None;
    }
    let table = start.table();
    let rows: Vec<&[Place]> = grid
        .rows()
        .iter()
        .take(MOST_ROWS)
        .map(Vec::as_slice)
        .collect();
    let places = table.places();
    let (top, left) = places
        .iter()
        .enumerate()
        .find_map(|(row, cells)| Some((row, cells.iter().position(|cell| *cell == start)?)))
        .unwrap_or_default();
    let width = places.iter().map(Vec::len).max().unwrap_or(0);
    let columns = Columns::of(table, &rows, grid.columns(), width - left);
    let mut laying = Laying {
        table,
        places: &places,
        // A labelled block as wide as the table begins where the table begins.
        left: if columns.labels > 0 && grid.columns() - columns.labels >= width {
            0
        } else {
            left
        },
        columns,
        heads: Heads::new(start),
        next: Some(top),
        filled: Filled::default(),
        taken: HashMap::new(),
    };
    for row in rows {
        laying.row(row);
    }
    Some(laying.finish())
}

/// The same of several tables that were copied together: the one of which least is without a place.
#[must_use]
pub fn fill_from(start: Cell, grids: &[Grid]) -> Option<Filled> {
    let filled = grids
        .iter()
        .filter_map(|grid| Some((fill(start, grid)?, grid)));
    // Of two that bring the same the first counts.
    let (mut best, grid) = filled.rev().max_by_key(|(filled, _)| {
        let without_place =
            filled.unknown_rows.len() + filled.unknown_heads.len() + filled.did_not_fit.len();
        let pasted = filled.pasted();
        (pasted > 0, std::cmp::Reverse(without_place), pasted)
    })?;
    best.other_tables = grids.len() - 1;
    if best.pasted() == 0 {
        best.belongs_to = Table::ALL.into_iter().find(|other| {
            let first = other.places().first().and_then(|row| row.first().copied());
            let there = first.and_then(|first| fill(first, grid));
            *other != start.table()
                && there.is_some_and(|there| there.pasted() > 0 && there.unknown_rows.is_empty())
        });
    }
    Some(best)
}

impl Filled {
    /// How many figures have a text in the block. What is blank there is not counted.
    #[must_use]
    pub fn pasted(&self) -> usize {
        let filled = |(_, text): &&(Cell, String)| !number::is_blank(text);
        self.edits.iter().filter(filled).count()
    }

    /// The totals that are not what their parts add up to in the draft after the paste.
    #[must_use]
    pub fn differing_totals(&self, after: &Draft) -> Vec<Differing> {
        let sheet = Sheet::read(after);
        let differing = self.stated.iter().filter_map(|(cell, text)| {
            let computed = sheet.computed(*cell)?;
            (Value::read(*cell, text).count() != Some(computed)).then(|| Differing {
                cell: *cell,
                stated: text.clone(),
                computed: computed.to_string(),
            })
        });
        differing.collect()
    }
}

/// A block being laid.
struct Laying<'a> {
    table: Table,
    places: &'a [Vec<Cell>],
    /// The column at which a row without heads begins.
    left: usize,
    columns: Columns,
    heads: Heads,
    /// The row for figures without a label; none after a row that has no place.
    next: Option<usize>,
    filled: Filled,
    /// The texts that figures have got.
    taken: HashMap<Cell, String>,
}

impl Laying<'_> {
    fn row(&mut self, row: &[Place]) {
        let data = row.get(self.columns.labels..).unwrap_or_default();
        if row.iter().all(|place| number::is_blank(&place.text)) && self.columns.labels > 0 {
            return;
        }
        let named = self.columns.named(self.table, row);
        if self.heads.take(self.table, row, &self.columns, &named) {
            self.filled.skipped_head_rows += 1;
            return;
        }
        self.heads.end_of_heads();
        let lost = self.columns.lost(self.table, row);
        self.filled.did_not_fit.extend(lost);
        let is_blank = data.iter().all(|place| number::is_blank(&place.text));
        let at = match named {
            Named::Nothing => self.next,
            Named::Group if is_blank => return,
            Named::Row(place, like) => {
                if let Some(like) = like.filter(|_| !is_blank) {
                    self.filled.like_labels.push(like);
                }
                Some(self.row_of(place))
            }
            Named::Group | Named::Unknown => {
                self.next = None;
                if !is_blank {
                    self.filled.unknown_rows.push(said(row));
                }
                return;
            }
        };
        let Some(at) = at else {
            if !is_blank {
                self.filled.unknown_rows.push(said(row));
            }
            return;
        };
        self.next = Some(at + 1);
        if self.heads.are_there() {
            self.by_heads(at, data);
        } else {
            let cells = self.places.get(at).and_then(|cells| cells.get(self.left..));
            self.by_order(cells.unwrap_or_default(), data);
        }
    }

    /// The printed row of figures that a label stands beside.
    fn row_of(&self, place: RowPlace) -> usize {
        let first = |cells: &Vec<Cell>| cells.first().copied();
        let at = self
            .places
            .iter()
            .position(|cells| first(cells).is_some_and(|cell| place.holds(cell)));
        at.unwrap_or(self.places.len())
    }

    fn by_heads(&mut self, at: usize, data: &[Place]) {
        let row = self.places.get(at).map_or(&[][..], Vec::as_slice);
        let mut before: Option<(Cell, u32, String)> = None;
        for (column, place) in data.iter().enumerate() {
            let text = one_line(&place.text);
            let head = self.heads.above(column + self.columns.labels);
            let cell = head.and_then(|head| head.cell(row));
            match cell {
                Some(cell) => {
                    let again = before.as_ref().is_some_and(|(own, number, said)| {
                        *own == cell && (*number == place.cell || text.is_empty() || *said == text)
                    });
                    if !again {
                        self.put(cell, &text);
                        before = Some((cell, place.cell, text));
                    }
                }
                None if text.is_empty() => {}
                None => match self.heads.unknown(column + self.columns.labels) {
                    Some(unknown) => {
                        if !self.filled.unknown_heads.contains(&unknown) {
                            self.filled.unknown_heads.push(unknown);
                        }
                    }
                    None => self.filled.did_not_fit.push(text),
                },
            }
        }
    }

    fn by_order(&mut self, cells: &[Cell], data: &[Place]) {
        let mut cells = cells.iter().copied();
        // The figure that the text before this one went to.
        let mut before: Option<(Cell, String)> = None;
        for place in data {
            let text = one_line(&place.text);
            let cell = cells.next();
            let continues = before
                .as_ref()
                .filter(|(figure, _)| cell == Some(*figure))
                .map(|(_, first)| first.clone());
            match (cell, continues) {
                (Some(_), Some(first)) if text.is_empty() || text == first => {}
                (Some(cell), None) => {
                    self.put(cell, &text);
                    before = Some((cell, text));
                }
                _ if text.is_empty() => {}
                _ => self.filled.did_not_fit.push(text),
            }
        }
    }

    fn put(&mut self, cell: Cell, text: &str) {
        if let Some(before) = self.taken.get(&cell) {
            if before != text && !text.is_empty() {
                self.filled.twice.push((cell, format!("{before} / {text}")));
            }
            return;
        }
        if !text.is_empty() {
            self.taken.insert(cell, text.to_owned());
        }
        if !cell.is_total() {
            self.filled.edits.push((cell, text.to_owned()));
        } else if !text.is_empty() {
            self.filled.stated.push((cell, text.to_owned()));
            self.filled.skipped_totals += 1;
        }
    }

    fn finish(self) -> Filled {
        let mut filled = self.filled;
        let twice: Vec<Cell> = filled.twice.iter().map(|(cell, _)| *cell).collect();
        let once = |(cell, _): &(Cell, String)| !twice.contains(cell);
        filled.edits.retain(once);
        filled.stated.retain(once);
        // A figure that stands there once with a text and once blank has the text.
        let texts = self.taken;
        let mut seen: Vec<Cell> = Vec::new();
        filled.edits.retain(|(cell, text)| {
            let outdone = text.is_empty() && texts.contains_key(cell);
            let again = seen.contains(cell);
            seen.push(*cell);
            !outdone && !again || !text.is_empty()
        });
        filled
    }
}

/// A row as it is named to somebody.
fn said(row: &[Place]) -> String {
    let spans: Vec<_> = row
        .iter()
        .enumerate()
        .map(|(column, place)| span::of_text(trimmed(&place.text), column))
        .filter(|span| span.kind != Kind::Blank)
        .collect();
    span::original(&spans)
}
