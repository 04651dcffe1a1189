//! From a report to what leaves the page: clipboard, file, paper.
//!
//! Every exporter takes the same [`document::Document`], and so does the preview: what is seen is
//! what is exported. Exporters do not know each other, and equal input gives equal output.

pub mod bundle;
pub mod cells;
pub mod document;
pub mod docx;
mod escape;
pub mod file_name;
pub mod html;
pub mod paper;
pub mod picture;
pub mod plain;
pub mod proof;
pub mod record;
pub mod survival;
mod widths;
pub mod xlsx;
pub mod zip;
