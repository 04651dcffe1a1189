//! What one place of a printed table holds; shared by editor, preview and every export.

use crate::model::cell::Cell;

/// One place of a printed table, with how many columns and rows it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// What is printed there.
    pub content: Content,
    /// Columns covered, at least 1.
    pub columns: usize,
    /// Rows covered, at least 1.
    pub rows: usize,
}

/// What is printed in one place of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A heading of the columns below it.
    ColumnHead(&'static str),
    /// A heading of the rows to its right.
    RowHead(&'static str),
    /// A heading over a group of rows, across the whole table.
    Band(&'static str),
    /// A figure.
    Figure(Cell),
}

impl Slot {
    pub(super) const fn column_head(label: &'static str) -> Self {
        Self::new(Content::ColumnHead(label))
    }

    pub(super) const fn row_head(label: &'static str) -> Self {
        Self::new(Content::RowHead(label))
    }

    pub(super) const fn band(label: &'static str) -> Self {
        Self::new(Content::Band(label))
    }

    pub(super) const fn figure(cell: Cell) -> Self {
        Self::new(Content::Figure(cell))
    }

    const fn new(content: Content) -> Self {
        Self {
            content,
            columns: 1,
            rows: 1,
        }
    }

    pub(super) const fn columns(mut self, columns: usize) -> Self {
        self.columns = columns;
        self
    }

    pub(super) const fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// The figure's cell, when a figure stands here.
    #[must_use]
    pub const fn cell(self) -> Option<Cell> {
        match self.content {
            Content::Figure(cell) => Some(cell),
            Content::ColumnHead(_) | Content::RowHead(_) | Content::Band(_) => None,
        }
    }
}
