//! The page: shows the draft, forwards what the user does, computes nothing of its own.

pub mod app;

mod backup_file;
pub mod board;
pub mod browser;
mod by_hand;
mod cabinet;
mod components;
mod deeds;
mod derived;
mod desk;
mod dropping;
mod exported;
pub mod history;
pub mod importing;
pub mod mends;
mod notices;
mod pages;
mod painters;
mod restoring;
pub mod selection;
mod view;
mod wording;
