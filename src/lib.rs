//! 年报编制器: an in-browser builder of the 政府信息公开工作年度报告, the annual report on
//! government information disclosure that every Chinese administrative organ publishes.
//!
//! Layers, each of which may use those to its left and nothing to its right:
//!
//! ```text
//! model  ←  checks  ←  import, export, storage  ←  collection  ←  ui
//! ```
//!
//! `tests/it/layers.rs` holds the code to this picture; `docs/dev/decisions.md` gives the reasons.

pub mod checks;
pub mod collection;
pub mod export;
pub mod import;
pub mod model;
pub mod storage;
pub mod ui;
