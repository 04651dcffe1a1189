//! From a report to what leaves the page: clipboard, file, paper.
//!
//! Every exporter takes the same [`document::Document`], and so does the preview: what is seen is
//! what is exported. Exporters do not know each other, and equal input gives equal output.

pub mod document;
pub mod file_name;
pub mod html;
pub mod plain;
