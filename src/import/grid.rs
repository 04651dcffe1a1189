//! A rectangle of text: the common ground of pasted HTML tables and pasted plain text.

use std::sync::Arc;

/// A text in a grid, shared by all places that a merged cell covers.
pub type Text = Arc<str>;

/// Rows of places, all rows equally long.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    rows: Vec<Vec<Place>>,
}

/// One place of a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The text of the cell that covers the place.
    pub text: Text,
    /// Which cell covers the place: the cells of a grid are counted from 1 in reading order. 0 where none does.
    pub cell: u32,
}

/// A table cell as it stands in the markup, before its spans are expanded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpanCell {
    /// The cell's text.
    pub text: String,
    /// How many columns it covers; 0 counts as 1.
    pub columns: usize,
    /// How many rows it covers; 0 means all rows below, as in HTML.
    pub rows: usize,
    /// Whether it goes on with the cell above, as Word writes merged cells; its own text does not count then.
    pub joins_above: bool,
}

/// The most columns a grid has; what stands further right is dropped. The widest official table has
/// 15, and a hostile `colspan` must not fill the memory.
pub const MOST_COLUMNS: usize = 256;

impl SpanCell {
    /// A cell that covers one place.
    pub fn new(text: impl Into<String>) -> Self {
        Self::spanning(text, 1, 1)
    }

    /// A cell that covers so many columns and rows.
    pub fn spanning(text: impl Into<String>, columns: usize, rows: usize) -> Self {
        Self {
            text: text.into(),
            columns,
            rows,
            joins_above: false,
        }
    }
}

impl Grid {
    /// A grid of ragged rows: short ones are filled up with blanks.
    #[must_use]
    pub fn from_rows(rows: Vec<Vec<String>>) -> Self {
        let mut cell = 0;
        let rows = rows.into_iter().map(|row| {
            let places = row.into_iter().take(MOST_COLUMNS).map(|text| {
                cell += 1;
                Place {
                    text: text.into(),
                    cell,
                }
            });
            places.collect()
        });
        Self::levelled(rows.collect())
    }

    /// A grid of a table's markup. A merged cell's text stands in every place that it covers.
    ///
    /// Cells find their places as in a browser: each takes the first place of its row that no cell
    /// from above covers, and no cell reaches below the last row.
    #[must_use]
    pub fn from_spans(rows: Vec<Vec<SpanCell>>) -> Self {
        let height = rows.len();
        let mut places: Vec<Vec<Place>> = vec![Vec::new(); height];
        let mut number = 0;
        for (top, cells) in rows.into_iter().enumerate() {
            let mut column = 0;
            for cell in cells {
                let taken = |column: usize| {
                    let row = places.get(top);
                    row.and_then(|row| row.get(column))
                        .is_some_and(|place| place.cell > 0)
                };
                while taken(column) {
                    column += 1;
                }
                if column >= MOST_COLUMNS {
                    break;
                }
                let above = top.checked_sub(1).filter(|_| cell.joins_above);
                let above = above.and_then(|above| places.get(above)?.get(column).cloned());
                let place = above.unwrap_or_else(|| {
                    number += 1;
                    Place {
                        text: cell.text.into(),
                        cell: number,
                    }
                });
                let end = column.saturating_add(cell.columns.max(1)).min(MOST_COLUMNS);
                let depth = if cell.rows == 0 { height } else { cell.rows };
                for row in places.iter_mut().skip(top).take(depth) {
                    if row.len() < end {
                        row.resize(end, Place::uncovered());
                    }
                    let covered = row.iter_mut().take(end).skip(column);
                    for empty in covered.filter(|place| place.cell == 0) {
                        *empty = place.clone();
                    }
                }
                column = end;
            }
        }
        Self::levelled(places)
    }

    fn levelled(mut rows: Vec<Vec<Place>>) -> Self {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        for row in &mut rows {
            row.resize(columns, Place::uncovered());
        }
        Self { rows }
    }

    /// The rows from top to bottom.
    #[must_use]
    pub fn rows(&self) -> &[Vec<Place>] {
        &self.rows
    }

    /// How many columns every row has.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }

    /// The text at a place; `None` outside the grid.
    #[must_use]
    pub fn text(&self, row: usize, column: usize) -> Option<&str> {
        Some(&self.rows.get(row)?.get(column)?.text)
    }
}

impl Place {
    fn uncovered() -> Self {
        Self {
            text: "".into(),
            cell: 0,
        }
    }
}
