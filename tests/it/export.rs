//! What leaves the page: documents, markup, plain text, file names.

/// The blocks of a report and of a draft.
mod document;
/// The Word file, part by part.
mod docx;
/// Names of downloaded files.
mod file_name;
/// Whole exports against files that somebody has read.
mod golden;
/// The markup, piece by piece.
mod html;
/// The manual for publishing.
mod manual;
/// What an office program makes of the files.
mod office;
/// The clipboard's plain text.
mod plain;
/// The published page against the report.
mod proof;
/// What is exported, read by the import's own reader.
mod read_back;
/// The check record.
mod record;
/// Whatever a report holds comes back from its markup.
pub mod round_trip;
/// Paper, simulated editors, bundles, pictures.
mod ways;
/// The spreadsheet, part by part.
mod xlsx;
/// Several files in one.
mod zip;
