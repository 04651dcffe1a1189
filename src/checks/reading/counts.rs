//! What a number counts: for each table the ways in which prose tells its figures.

mod applications;
mod carried;
mod outcomes;
mod proactive;
mod review;

pub(super) use proactive::{decisions, fees};
