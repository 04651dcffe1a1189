//! A sheet of cells that know their places: what is shown of it becomes a table, what is hidden is noted.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::material::{Cell, NoteKind, Part};
use crate::ruled::MOST_ROWS;

/// The most columns of a sheet that are looked at.
pub(crate) const MOST_COLUMNS: usize = 256;

/// The most ranges of merged cells; a sheet has some dozen.
const MOST_MERGED: usize = 20_000;

/// The most places that merged cells may cover, one upon another; a sheet has room for fewer.
const MOST_COVERED: usize = 4_000_000;

/// A row and a column, counted from 1.
pub(crate) type At = (usize, usize);

/// The cells of a sheet.
#[derive(Default)]
pub(crate) struct Gridded {
    cells: BTreeMap<At, Cell>,
    rows: BTreeSet<usize>,
    hidden_rows: BTreeSet<usize>,
    hidden_columns: Vec<(usize, usize)>,
    /// The rows that are shown, when all others are not.
    shown_rows: Option<BTreeSet<usize>>,
    /// First and last cells.
    merged: Vec<(At, At)>,
    without_result: BTreeSet<At>,
    cut_short: bool,
}

impl Gridded {
    /// Puts a cell in its place, unless there is one. A cell without text needs none.
    pub(crate) fn put(&mut self, at: At, cell: Cell) {
        self.without_result.remove(&at);
        if cell.text.trim().is_empty() || self.cells.contains_key(&at) {
            return;
        }
        let (row, column) = at;
        let is_new = !self.rows.contains(&row);
        if column > MOST_COLUMNS || is_new && self.rows.len() >= MOST_ROWS {
            self.cut_short = true;
            return;
        }
        self.rows.insert(row);
        self.cells.insert(at, cell);
    }

    /// Whether no further rows are taken.
    pub(crate) fn is_full(&self) -> bool {
        self.rows.len() >= MOST_ROWS
    }

    /// Says that a formula has no result, until one is put there.
    pub(crate) fn lacks_result(&mut self, at: At) {
        self.without_result.insert(at);
    }

    pub(crate) fn hide_row(&mut self, row: usize) {
        self.hidden_rows.insert(row);
    }

    pub(crate) fn hide_columns(&mut self, first: usize, last: usize) {
        self.hidden_columns.push((first, last));
    }

    /// Hides all rows but these.
    pub(crate) fn hide_rows_beside(&mut self, shown: impl Iterator<Item = usize>) {
        self.shown_rows = Some(shown.collect());
    }

    /// Merges the cells from the first one to the last one.
    pub(crate) fn merge(&mut self, first: At, last: At) {
        if self.merged.len() < MOST_MERGED {
            self.merged.push((first, last));
        }
    }

    /// The name of a cell: `B12`.
    pub(crate) fn name((row, column): At) -> String {
        format!("{}{row}", letters(column))
    }

    /// Notes something of a cell that is shown.
    pub(crate) fn note(&self, part: &mut Part, kind: NoteKind, at: At) {
        if !self.is_hidden_row(at.0) && !self.is_hidden_column(at.1) {
            part.note(kind, part.tables() + 1, at.0, &Self::name(at));
        }
    }

    fn is_hidden_row(&self, row: usize) -> bool {
        let others = self.shown_rows.as_ref();
        self.hidden_rows.contains(&row) || others.is_some_and(|shown| !shown.contains(&row))
    }

    fn is_hidden_column(&self, column: usize) -> bool {
        let mut ranges = self.hidden_columns.iter();
        ranges.any(|(first, last)| (*first..=*last).contains(&column))
    }

    /// Adds to a part what is shown, and notes what is not.
    pub(crate) fn finish(self, part: &mut Part) {
        part.cut_short |= self.cut_short;
        for at in &self.without_result {
            self.note(part, NoteKind::NoResult, *at);
        }
        self.note_hidden(part);
        let rows: Vec<usize> = self.rows.iter().copied().collect();
        let rows: Vec<usize> = rows
            .into_iter()
            .filter(|row| !self.is_hidden_row(*row))
            .collect();
        let last = self.cells.keys().map(|(_, column)| *column).max();
        let columns: Vec<usize> = (1..=last.unwrap_or(0))
            .filter(|column| !self.is_hidden_column(*column))
            .collect();
        let (spans, covered) = self.spans(part, &rows, &columns);
        let mut table = Vec::new();
        for row in &rows {
            let mut cells = Vec::new();
            for column in &columns {
                let at = (*row, *column);
                let (from, columns, rows) = match spans.get(&at) {
                    Some(span) => *span,
                    None if covered.contains(&at) => continue,
                    None => (at, 1, 1),
                };
                let mut cell = self.cells.get(&from).cloned();
                let cell = cell.take().unwrap_or_else(|| Cell::spanning("", 1, 1));
                cells.push(Cell {
                    columns,
                    rows,
                    ..cell
                });
            }
            table.push(cells);
        }
        part.push_table(table);
    }

    /// The merged cells among the rows and columns that are shown: where each stands, where its text does, and what it
    /// covers. One that would hide a text, or lies upon another one, is none.
    #[expect(clippy::type_complexity, reason = "named where it is taken apart")]
    fn spans(
        &self,
        part: &mut Part,
        rows: &[usize],
        columns: &[usize],
    ) -> (HashMap<At, (At, usize, usize)>, HashSet<At>) {
        let mut spans = HashMap::new();
        let mut covered: HashSet<At> = HashSet::new();
        let mut looked_at = 0;
        for (first, last) in &self.merged {
            let own_rows = within(rows, first.0, last.0);
            let own_columns = within(columns, first.1, last.1);
            let (Some(top), Some(left)) = (own_rows.first(), own_columns.first()) else {
                continue;
            };
            looked_at += own_rows.len() * own_columns.len();
            if looked_at > MOST_COVERED {
                self.note(part, NoteKind::OddMerge, (*top, *left));
                break;
            }
            let places = own_rows
                .iter()
                .flat_map(|row| own_columns.iter().map(|column| (*row, *column)));
            let places: Vec<At> = places.collect();
            let is_odd = places
                .iter()
                .any(|at| covered.contains(at) || at != first && self.cells.contains_key(at));
            if is_odd {
                self.note(part, NoteKind::OddMerge, (*top, *left));
                continue;
            }
            spans.insert((*top, *left), (*first, own_columns.len(), own_rows.len()));
            covered.extend(places);
        }
        (spans, covered)
    }

    fn note_hidden(&self, part: &mut Part) {
        for row in self.rows.iter().filter(|row| self.is_hidden_row(**row)) {
            let cells = self.cells.range((*row, 0)..(*row + 1, 0));
            let texts: Vec<&str> = cells.map(|(_, cell)| cell.text.trim()).collect();
            part.note(NoteKind::Hidden, part.tables() + 1, *row, &texts.join(" "));
        }
        let mut columns: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for ((row, column), cell) in &self.cells {
            if !self.is_hidden_row(*row) && self.is_hidden_column(*column) {
                columns.entry(*column).or_default().push(cell.text.trim());
            }
        }
        for (column, texts) in columns {
            let said = format!("{} {}", letters(column), texts.join(" "));
            part.note(NoteKind::Hidden, part.tables() + 1, 0, &said);
        }
    }
}

/// Those of an ordered list that lie within a range.
fn within(list: &[usize], first: usize, last: usize) -> Vec<usize> {
    let from = list.partition_point(|at| *at < first);
    let own = list.iter().skip(from).take_while(|at| **at <= last);
    own.copied().collect()
}

/// The letters of a column.
fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().collect()
}
