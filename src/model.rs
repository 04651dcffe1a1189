//! What a report is: the official format as data, the draft as typed, the figures read from it.
//!
//! Source of the format: 国办公开办函〔2021〕30号. Every label of it stands here once, to the
//! character. The model does no input or output, asks no clock and cannot fail: whatever was typed
//! is representable.

pub mod amount;
pub mod cell;
pub mod comparison;
pub mod count;
pub mod date;
pub mod draft;
pub mod draft_mark;
pub mod fingerprint;
pub mod level;
pub mod location;
pub mod number;
pub mod prose;
pub mod report;
pub mod section;
pub mod sheet;
pub mod table;
pub mod title;
pub mod year;
