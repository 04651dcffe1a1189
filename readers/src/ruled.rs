//! Tables whose cells are told by where their edges stand, as Word's old formats write them: a grid is made of the edges.

use std::collections::{BTreeMap, HashMap};

use crate::material::{Cell, NoteKind, Part};

/// Edges as near to each other as this, in twentieths of a point, are one edge: a hand that draws them misses by as much.
const NEAR: i32 = 40;

/// The most rows of a table that are looked at.
pub(crate) const MOST_ROWS: usize = 2000;

/// A row of a table as it stands in the file.
#[derive(Debug)]
pub(crate) enum Row {
    /// One that agrees with its definition: its edges from left to right, and its cells, one fewer.
    Whole(Vec<i32>, Vec<RuledCell>),
    /// One that does not, with its text.
    Damaged(String),
}

/// A cell between two edges.
#[derive(Clone, Debug)]
pub(crate) struct RuledCell {
    pub(crate) text: String,
    /// Whether it goes on with the cell on its left.
    pub(crate) joins_left: bool,
    pub(crate) vertical: Vertical,
}

/// How a cell is merged with the cells above and below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vertical {
    /// Not at all.
    Alone,
    /// It is the first one.
    First,
    /// It goes on with the cell above.
    Continued,
}

/// A cell between two columns of the grid.
struct Placed {
    left: usize,
    right: usize,
    text: String,
    vertical: Vertical,
}

/// Adds a table of such rows to a part.
pub(crate) fn push(part: &mut Part, mut rows: Vec<Row>) {
    if rows.len() > MOST_ROWS {
        rows.truncate(MOST_ROWS);
        part.cut_short = true;
    }
    let table = part.tables() + 1;
    for (at, row) in rows.iter_mut().enumerate() {
        join_left(row, |text| {
            part.note(NoteKind::OddMerge, table, at + 1, text)
        });
    }
    let columns = Columns::of(&rows);
    let mut grid: Vec<Vec<Cell>> = Vec::new();
    // Where the merged cells that may go on begin, by their columns.
    let mut open: HashMap<(usize, usize), (usize, usize)> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        let placed = match columns.placed(row) {
            Ok(placed) => placed,
            Err(text) => {
                part.note(NoteKind::DamagedRow, table, at + 1, &text);
                grid.push(Vec::new());
                // Where its merged cells began or ended is not known.
                open.clear();
                continue;
            }
        };
        if rows.len() > 1 && columns.is_odd(row) {
            part.note(NoteKind::OddRow, table, at + 1, &text_of(row));
        }
        let mut cells = Vec::new();
        let mut still_open = HashMap::new();
        let mut column = 0;
        for cell in placed {
            if cell.left > column {
                cells.push(Cell::spanning("", cell.left - column, 1));
            }
            column = cell.right;
            let between = (cell.left, cell.right);
            if cell.vertical == Vertical::Continued {
                let begun = open.get(&between).filter(|_| cell.text.trim().is_empty());
                if let Some((top, index)) = begun
                    && let Some(first) = grid.get_mut(*top).and_then(|row| row.get_mut(*index))
                {
                    first.rows = at - top + 1;
                    still_open.insert(between, (*top, *index));
                    continue;
                }
                part.note(NoteKind::OddMerge, table, at + 1, &cell.text);
            }
            if cell.vertical == Vertical::First {
                // A blank one that begins where another could go on was perhaps meant to.
                if cell.text.trim().is_empty() && open.contains_key(&between) {
                    part.note(NoteKind::OddMerge, table, at + 1, "");
                }
                still_open.insert(between, (at, cells.len()));
            }
            cells.push(Cell::spanning(cell.text, cell.right - cell.left, 1));
        }
        open = still_open;
        grid.push(cells);
    }
    part.push_table(grid);
}

/// Lets cells go on with those on their left. A text that would be hidden by that is told.
fn join_left(row: &mut Row, mut hides: impl FnMut(&str)) {
    let Row::Whole(edges, cells) = row else {
        return;
    };
    let mut kept_edges: Vec<i32> = edges.first().copied().into_iter().collect();
    let mut kept: Vec<RuledCell> = Vec::new();
    for (cell, right) in cells.drain(..).zip(edges.iter().skip(1)) {
        if cell.joins_left && !kept.is_empty() {
            if !cell.text.trim().is_empty() {
                hides(&cell.text);
            }
            kept_edges.pop();
        } else {
            kept.push(cell);
        }
        kept_edges.push(*right);
    }
    *cells = kept;
    *edges = kept_edges;
}

fn text_of(row: &Row) -> String {
    match row {
        Row::Whole(_, cells) => {
            let texts: Vec<&str> = cells.iter().map(|cell| cell.text.trim()).collect();
            texts.join(" ")
        }
        Row::Damaged(text) => text.clone(),
    }
}

/// The edges of a whole table, those near to each other as one.
struct Columns {
    /// For each edge the column that begins there, and how many rows have it.
    edges: BTreeMap<i32, usize>,
    rows_with: HashMap<usize, usize>,
}

impl Columns {
    fn of(rows: &[Row]) -> Self {
        let own = |row: &Row| match row {
            Row::Whole(edges, _) => edges.clone(),
            Row::Damaged(_) => Vec::new(),
        };
        let all: BTreeMap<i32, usize> = rows.iter().flat_map(own).map(|edge| (edge, 0)).collect();
        let mut columns = Self {
            edges: all,
            rows_with: HashMap::new(),
        };
        let mut number = 0;
        let mut before: Option<i32> = None;
        for (edge, column) in &mut columns.edges {
            if before.is_some_and(|before| edge.saturating_sub(before) > NEAR) {
                number += 1;
            }
            before = Some(*edge);
            *column = number;
        }
        for row in rows {
            for column in columns.of_row(row) {
                *columns.rows_with.entry(column).or_default() += 1;
            }
        }
        columns
    }

    fn of_row(&self, row: &Row) -> Vec<usize> {
        let edges = match row {
            Row::Whole(edges, _) => edges.as_slice(),
            Row::Damaged(_) => &[],
        };
        let columns = edges.iter().filter_map(|edge| self.edges.get(edge));
        columns.copied().collect()
    }

    /// The cells of a row between its columns; its text when they have no room there.
    fn placed(&self, row: &Row) -> Result<Vec<Placed>, String> {
        let Row::Whole(_, cells) = row else {
            return Err(text_of(row));
        };
        let columns = self.of_row(row);
        let mut placed = Vec::new();
        let sides = columns.iter().zip(columns.iter().skip(1));
        for (cell, (left, right)) in cells.iter().zip(sides) {
            if left < right {
                placed.push(Placed {
                    left: *left,
                    right: *right,
                    text: cell.text.clone(),
                    vertical: cell.vertical,
                });
            } else if left > right || !cell.text.trim().is_empty() {
                return Err(text_of(row));
            }
        }
        Ok(placed)
    }

    /// Whether a row has an edge that no other row has.
    fn is_odd(&self, row: &Row) -> bool {
        let columns = self.of_row(row);
        columns
            .iter()
            .any(|column| self.rows_with.get(column).is_none_or(|rows| *rows < 2))
    }
}
