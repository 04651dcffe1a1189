//! Checks against last year's report, where the draft has it.

pub mod carried_over_differs;
pub mod contact_differs;
pub mod figure_jumps;
pub mod figure_left_over;
pub mod figures_repeated;
pub mod previous_year_missing;
pub mod previous_year_wrong;
pub mod stock_does_not_roll;
pub mod text_repeated;
