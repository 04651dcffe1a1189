//! The live checks: what a county office would send a report back for, found while typing.
//!
//! One file a check; `registry.rs` lists them all. A check reads the draft and returns findings;
//! it never fails and changes nothing.

pub mod cause;
pub mod check;
pub mod reading;
pub mod registry;

mod consistency;
mod narrative;
mod structure;
mod tables;
