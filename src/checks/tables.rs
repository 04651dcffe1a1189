//! Checks of the three tables: every cell a number, every identity kept.

pub mod blank_cells;
pub mod column_total_differs;
pub mod review_total_differs;
pub mod row_total_differs;
pub mod sides_differ;
mod stated_total;
pub mod unreadable_number;
