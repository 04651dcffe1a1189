//! Checks of the three tables: every cell a number, every identity kept, every figure plausible.

pub mod all_zero;
pub mod blank_cells;
pub mod carried_forward_exceeds_received;
pub mod column_total_differs;
pub mod fees_in_yuan;
pub mod in_force_too_few;
pub mod other_handling_high;
pub mod review_total_differs;
pub mod row_total_differs;
pub mod rules_not_competent;
pub mod sides_differ;
mod stated_total;
pub mod unreadable_number;
