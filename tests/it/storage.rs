//! Tests of storage: backup files, stored texts, the store and its two copies.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod backup;
mod copies;
mod envelope;
mod faulty;
mod sample;
mod store;
