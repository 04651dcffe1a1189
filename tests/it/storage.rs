//! Tests of storage: backup files, stored texts, the store and its two copies.

mod archive;
mod backup;
mod combinations;
mod copies;
mod envelope;
mod faulty;
mod keeper;
mod migration;
mod newest;
mod parting;
mod place;
mod process;
mod reminder;
mod sample;
mod snapshots;
mod stamp;
mod steps;
mod store;
mod surviving;
mod windows;
mod words;
mod world;
