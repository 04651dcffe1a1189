//! What is selected in a table: one figure, or a rectangle of them, with the one that is typed in; and where a key leads.

use crate::model::cell::Cell;
use crate::model::location::Location;
use crate::model::table::Table;

/// A rectangle of figures of one table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The figure that is typed in. It lies in the rectangle.
    active: Cell,
    /// The corner that stays when the rectangle is made larger or smaller.
    corner: Cell,
    /// The corner that moves.
    head: Cell,
}

/// A figure in a rectangle, and how many printed columns of it lie there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The figure.
    pub cell: Cell,
    /// Its columns in the rectangle, at least 1.
    pub columns: usize,
}

/// A way that a key leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the row above.
    Up,
    /// To the row below.
    Down,
    /// To the column before.
    Left,
    /// To the column after.
    Right,
}

/// First and last row, first and last column, by their numbers.
#[derive(Clone, Copy)]
struct Bounds {
    rows: (usize, usize),
    columns: (usize, usize),
}

impl Selection {
    /// One figure.
    pub const fn of(cell: Cell) -> Self {
        Self {
            active: cell,
            corner: cell,
            head: cell,
        }
    }

    /// All figures of the table, totals included; typing goes on where it was.
    pub fn whole_table(active: Cell) -> Self {
        let places = active.table().places();
        let mut all = places.iter().flatten();
        let first = all.next().copied().unwrap_or(active);
        Self {
            active,
            corner: first,
            head: all.next_back().copied().unwrap_or(active),
        }
    }

    /// The figure that is typed in.
    pub const fn active(&self) -> Cell {
        self.active
    }

    /// The corner that moves.
    pub const fn head(&self) -> Cell {
        self.head
    }

    /// Whether it is one figure.
    pub fn is_one(&self) -> bool {
        self.corner == self.head
    }

    /// The rectangle from the corner that stays to a figure; as it is for one of another table.
    pub fn extended_to(self, head: Cell) -> Self {
        if head.table() == self.active.table() {
            Self { head, ..self }
        } else {
            self
        }
    }

    /// The rectangle one step larger or smaller; as it is at the table's edge.
    pub fn extended(self, direction: Direction) -> Self {
        neighbour(self.head, direction).map_or(self, |head| self.extended_to(head))
    }

    /// Typing goes on at the next figure of the rectangle, down the columns and at their end from the beginning; totals are
    /// passed over.
    pub fn going_on(self, backwards: bool) -> Self {
        let rows = self.rows();
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let down = (0..width).flat_map(|at| rows.iter().filter_map(move |row| row.get(at)));
        let mut typed: Vec<Cell> = down
            .map(|part| part.cell)
            .filter(|cell| !cell.is_total())
            .collect();
        if backwards {
            typed.reverse();
        }
        let now = typed.iter().position(|cell| *cell == self.active);
        let next = now.map_or(0, |now| now + 1);
        let next = typed.get(next).or_else(|| typed.first());
        Self {
            active: next.copied().unwrap_or(self.active),
            ..self
        }
    }

    /// The figures, row by row.
    pub fn rows(&self) -> Vec<Vec<Part>> {
        let places = self.active.table().places();
        let Bounds { rows, columns } = self.bounds(&places);
        let rows = places.iter().take(rows.1 + 1).skip(rows.0);
        rows.map(|row| {
            let mut parts: Vec<Part> = Vec::new();
            for cell in row.iter().take(columns.1 + 1).skip(columns.0) {
                match parts.last_mut() {
                    Some(last) if last.cell == *cell => last.columns += 1,
                    _ => parts.push(Part {
                        cell: *cell,
                        columns: 1,
                    }),
                }
            }
            parts
        })
        .collect()
    }

    /// The figures, in printed order.
    pub fn cells(&self) -> Vec<Cell> {
        let rows = self.rows();
        rows.iter().flatten().map(|part| part.cell).collect()
    }

    /// Whether a figure lies in it.
    pub fn contains(&self, cell: Cell) -> bool {
        cell.table() == self.active.table() && self.cells().contains(&cell)
    }

    /// How many rows and columns it has, for those who hear it.
    pub fn extent(&self) -> (usize, usize) {
        let places = self.active.table().places();
        let Bounds { rows, columns } = self.bounds(&places);
        (rows.1 - rows.0 + 1, columns.1 - columns.0 + 1)
    }

    /// What clears its figures; the totals stay.
    pub fn cleared(&self) -> Vec<(Location, String)> {
        self.filled_with("")
    }

    /// What fills its figures with one text; the totals stay.
    pub fn filled_with(&self, text: &str) -> Vec<(Location, String)> {
        let typed = self.cells().into_iter().filter(|cell| !cell.is_total());
        typed.map(|cell| (cell.into(), text.to_owned())).collect()
    }

    /// What fills its figures with those of its first row, or a single row with the figures above it; the totals stay.
    pub fn filled_down(&self, text: impl Fn(Cell) -> String) -> Vec<(Location, String)> {
        let places = self.active.table().places();
        let Bounds { rows, columns } = self.bounds(&places);
        let source = if rows.0 == rows.1 {
            rows.0.checked_sub(1)
        } else {
            Some(rows.0)
        };
        let Some(source) = source.and_then(|source| places.get(source)) else {
            return Vec::new();
        };
        let first = if rows.0 == rows.1 { rows.0 } else { rows.0 + 1 };
        let mut edits: Vec<(Location, String)> = Vec::new();
        for row in places.iter().take(rows.1 + 1).skip(first) {
            let pairs = row.iter().zip(source);
            for (cell, from) in pairs.take(columns.1 + 1).skip(columns.0) {
                let place = Location::from(*cell);
                if !cell.is_total() && edits.last().is_none_or(|(last, _)| *last != place) {
                    edits.push((place, text(*from)));
                }
            }
        }
        edits
    }

    fn bounds(&self, places: &[Vec<Cell>]) -> Bounds {
        let (a, b) = (bounds(places, self.corner), bounds(places, self.head));
        Bounds {
            rows: (a.rows.0.min(b.rows.0), a.rows.1.max(b.rows.1)),
            columns: (a.columns.0.min(b.columns.0), a.columns.1.max(b.columns.1)),
        }
    }
}

/// Where a figure stands among the places of its table.
fn bounds(places: &[Vec<Cell>], cell: Cell) -> Bounds {
    let found = places.iter().enumerate().find_map(|(at, row)| {
        let first = row.iter().position(|known| *known == cell)?;
        let last = row.iter().rposition(|known| *known == cell)?;
        Some(Bounds {
            rows: (at, at),
            columns: (first, last),
        })
    });
    found.unwrap_or(Bounds {
        rows: (0, 0),
        columns: (0, 0),
    })
}

/// The figure next to another one, totals included.
fn neighbour(cell: Cell, direction: Direction) -> Option<Cell> {
    let places = cell.table().places();
    let Bounds { rows, columns } = bounds(&places, cell);
    let (row, column) = match direction {
        Direction::Up => (rows.0.checked_sub(1)?, columns.0),
        Direction::Down => (rows.1 + 1, columns.0),
        Direction::Left => (rows.0, columns.0.checked_sub(1)?),
        Direction::Right => (rows.0, columns.1 + 1),
    };
    places.get(row)?.get(column).copied()
}

/// The next figure in a direction that is typed; totals are passed over.
pub fn next_typed(from: Cell, direction: Direction) -> Option<Cell> {
    let mut next = neighbour(from, direction)?;
    while next.is_total() {
        next = neighbour(next, direction)?;
    }
    Some(next)
}

/// Where Enter leads from a figure: down the column, at its end to the beginning of the next one; backwards the other way.
/// `None` at the last figure of the table.
pub fn next_in_column(from: Cell, backwards: bool) -> Option<Cell> {
    let (onwards, aside) = if backwards {
        (Direction::Up, Direction::Left)
    } else {
        (Direction::Down, Direction::Right)
    };
    next_typed(from, onwards).or_else(|| {
        let beside = next_typed(from, aside)?;
        let places = beside.table().places();
        let column = bounds(&places, beside).columns.0;
        let column = places.iter().filter_map(|row| row.get(column));
        first_or_last(column, backwards)
    })
}

/// The figure of the row below that stands under another one: where Enter leads after Tab, as in a spreadsheet. `None` at
/// the last row.
pub fn below_in_column_of(row_of: Cell, column_of: Cell) -> Option<Cell> {
    let places = row_of.table().places();
    let row = bounds(&places, row_of).rows.0;
    let column = bounds(&places, column_of).columns.0;
    let under = places.get(row)?.get(column)?;
    next_typed(*under, Direction::Down)
}

/// The first or last typed figure of a figure's row.
pub fn end_of_row(cell: Cell, last: bool) -> Option<Cell> {
    let places = cell.table().places();
    let row = places.get(bounds(&places, cell).rows.0)?;
    first_or_last(row.iter(), last)
}

/// The first or last typed figure of a table.
pub fn end_of_table(table: Table, last: bool) -> Option<Cell> {
    first_or_last(table.places().iter().flatten(), last)
}

fn first_or_last<'a>(cells: impl DoubleEndedIterator<Item = &'a Cell>, last: bool) -> Option<Cell> {
    let mut typed = cells.filter(|cell| !cell.is_total()).copied();
    if last {
        typed.next_back()
    } else {
        typed.next()
    }
}
