//! Tests of the readers: files that other programs wrote, and what becomes of them when they are damaged.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail"
)]

mod agreement;
mod damage;
mod decoder;
mod flat;
mod foreign;
mod official;
mod reading;
mod tables;
mod unseen;
