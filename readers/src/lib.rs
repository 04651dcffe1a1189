//! Reads old office files: bytes in; paragraphs, tables and notes in reading order out, as data or as JSON.
//!
//! What a file is, is told by its content and never by its name. A figure is read where the file's own structure is
//! whole; where two of its accounts of the same thing differ (the cells of a row and its definition, the chain of a stream
//! and its length), it is left out and noted, or the file is refused. Nothing here knows a browser, a clock or a report.

mod bytes;
mod compound;
mod excel;
mod gridded;
mod material;
mod numerals;
#[cfg(feature = "open-document")]
mod open_document;
mod rtf;
mod ruled;
mod web_archive;
mod word;

pub use material::{Block, Cell, Content, Note, NoteKind, Number, NumberFormat, Part, Refusal};

use compound::Compound;

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 32 * 1024 * 1024;

/// Turns bytes of an older encoding into text. A browser has all of them, and this crate none.
pub trait Decoder {
    /// The text of bytes in a Windows code page: 936 is GBK, 950 Big5. `None` where the page is not known.
    fn decoded(&self, code_page: u16, bytes: &[u8]) -> Option<String>;
}

/// What a file says.
///
/// # Errors
/// Why it is not read.
pub fn read(bytes: &[u8], decoder: &dyn Decoder) -> Result<Content, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.len() > LARGEST_FILE {
        return Err(Refusal::TooLarge);
    }
    if compound::is_compound(bytes) {
        return of_compound(&Compound::open(bytes)?).map(Content::Parts);
    }
    #[cfg(feature = "open-document")]
    if open_document::is_package(bytes) {
        return open_document::read(bytes).map(Content::Parts);
    }
    if web_archive::is_web_archive(bytes) {
        return web_archive::read(bytes, decoder).map(Content::Page);
    }
    if rtf::is_rtf(bytes) {
        return rtf::read(bytes, decoder).map(|part| Content::Parts(vec![part]));
    }
    Err(Refusal::Unknown)
}

/// The same as JSON: `{"Ok": …}` or `{"Err": …}`.
#[must_use]
pub fn read_to_json(bytes: &[u8], decoder: &dyn Decoder) -> String {
    let read = read(bytes, decoder);
    serde_json::to_string(&read).unwrap_or_default()
}

fn of_compound(file: &Compound<'_>) -> Result<Vec<Part>, Refusal> {
    if file.has("EncryptedPackage") {
        return Err(Refusal::Locked);
    }
    if file.has("WordDocument") {
        return word::read(file).map(|part| vec![part]);
    }
    if file.has("Workbook") || file.has("Book") {
        return excel::read(file);
    }
    // Works 4 has a stream of its own; later ones call it by a common name.
    let is_works = |bytes: &Vec<u8>| bytes.starts_with(b"CHNKWKS");
    if file.has("MatOST") || file.stream("CONTENTS")?.as_ref().is_some_and(is_works) {
        return Err(Refusal::Works);
    }
    Err(Refusal::Unknown)
}
