//! Tests of storage: backup files, stored texts, the store and its two copies.

mod backup;
mod copies;
mod envelope;
mod faulty;
mod reconcile;
mod sample;
mod store;
