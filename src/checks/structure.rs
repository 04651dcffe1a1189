//! Checks of the report's frame: its fields, title, period, sections and headings.

pub mod date_unreadable;
pub mod field_missing;
pub mod heading_in_prose;
pub mod section_empty;
pub mod title_not_standard;
pub mod wrong_period;
