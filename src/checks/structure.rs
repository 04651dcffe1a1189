//! Checks of the report's frame: its fields, title, period, sections and headings.

pub mod date_unreadable;
pub mod field_missing;
pub mod heading_differs;
pub mod heading_in_prose;
pub mod level_does_not_fit;
pub mod numbering_broken;
pub mod old_format;
pub mod published_late;
pub mod section_empty;
pub mod table_in_prose;
pub mod title_not_standard;
pub mod wrong_period;
