//! Tests of storage: backup files, stored texts, the store and its two copies.

mod archive;
mod backup;
mod combinations;
mod copies;
mod envelope;
mod faulty;
mod migration;
mod reminder;
mod sample;
mod snapshots;
mod steps;
mod store;
mod windows;
mod words;
