//! All files of a report in one, for a portal's attachments and for the archives.

use super::document::Document;
use super::zip::{self, Entry};
use super::{docx, file_name, html, plain, xlsx};

/// The page, the Word file, the spreadsheet and the plain text, each under the report's name.
#[must_use]
pub fn bytes(document: &Document) -> Vec<u8> {
    let entry = |extension: &str, bytes: Vec<u8>| Entry {
        name: file_name::of_document(document, extension),
        bytes,
    };
    // The mark and the line ends that old editors on Windows need.
    let text = format!("\u{feff}{}", plain::text(document).replace('\n', "\r\n"));
    zip::pack(&[
        entry("html", html::page(document).into_bytes()),
        entry("docx", docx::bytes(document)),
        entry("xlsx", xlsx::bytes(document)),
        entry("txt", text.into_bytes()),
    ])
}
