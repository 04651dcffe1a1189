//! Checks of what the prose says and how much of it there is.

pub mod fee_not_reported;
pub mod overview_too_long;
