//! What leaves the page: documents, markup, plain text, file names.

/// The blocks of a report and of a draft.
mod document;
/// Names of downloaded files.
mod file_name;
/// Whole exports against files that somebody has read.
mod golden;
/// The markup, piece by piece.
mod html;
/// The clipboard's plain text.
mod plain;
/// Whatever a report holds comes back from its markup.
pub mod round_trip;
