//! The collection (汇总): the reports of the organs below one government, gathered, placed, reviewed and added up.
//!
//! A [`whole::Collection`] has a roster of [`unit::Unit`]s and for each of them the versions of its report,
//! [`submission::Submission`]s. [`intake`] makes reports of files, [`placing`] says whose they are, [`receiving`] puts
//! them there; [`board`] says who has reported, [`reviewing`] what was found, and [`sum`] adds up. One law holds in all of
//! it: a figure that is missing or blank is never 0, and a sum that lacks something says what it lacks.

pub mod board;
pub mod comparing;
pub mod contributor;
pub mod deciding;
pub mod example;
pub mod figures;
pub mod file;
pub mod file_name;
pub mod handing_out;
pub mod intake;
pub mod organ_key;
pub mod placing;
pub mod receiving;
pub mod reviewing;
pub mod roster;
pub mod submission;
pub mod sum;
pub mod telling;
pub mod unit;
pub mod unknown;
pub mod versions;
pub mod whole;
