//! The live checks: what a county office would send a report back for, found while typing.
//!
//! One file a check; `registry.rs` lists them all. A check reads the draft and returns findings;
//! it never fails and changes nothing.

pub mod cause;
pub mod characters;
pub mod check;
pub mod digits;
pub mod dismissal;
pub mod heading;
pub mod numbering;
pub mod quoted;
pub mod reading;
pub mod registry;
pub mod similarity;
pub mod text;
pub mod word_list;

mod consistency;
mod narrative;
mod previous_year;
mod structure;
mod tables;
