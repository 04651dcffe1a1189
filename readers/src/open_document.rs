//! OpenDocument texts and spreadsheets (ISO/IEC 26300): a zip archive whose part `content.xml` says everything.

mod content;
mod styles;

use miniz_oxide::inflate::decompress_to_vec_with_limit;
use rawzip::{CompressionMethod, Crc32, ZipArchive};

use crate::material::{Part, Refusal};

use content::Content;
use styles::Styles;

/// The most bytes that a part may unpack to.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// The most entries that an archive may list.
const MOST_ENTRIES: usize = 8192;

/// Whether bytes begin as a zip archive of OpenDocument does: its first entry says what it is.
pub(crate) fn is_package(bytes: &[u8]) -> bool {
    const KIND: &[u8] = b"application/vnd.oasis.opendocument.";
    let head = bytes.get(..160).unwrap_or(bytes);
    bytes.starts_with(b"PK\x03\x04") && head.windows(KIND.len()).any(|own| own == KIND)
}

/// The material of a package: one part of a text, the sheets of a spreadsheet.
///
/// # Errors
/// When it is damaged, locked, or something else.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Part>, Refusal> {
    let manifest = unpacked(bytes, "META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Refusal::Locked);
    }
    let content = unpacked(bytes, "content.xml")?.ok_or(Refusal::Damaged)?;
    let mut styles = Styles::default();
    if let Some(others) = unpacked(bytes, "styles.xml")? {
        styles.read(&others).ok_or(Refusal::Damaged)?;
    }
    styles.read(&content).ok_or(Refusal::Damaged)?;
    let mut reader = Content::new(&styles);
    reader.read(&content).ok_or(Refusal::Damaged)?;
    reader.finish().ok_or(Refusal::Unknown)
}

/// A part as text; `None` when there is none of that name.
fn unpacked(bytes: &[u8], name: &str) -> Result<Option<String>, Refusal> {
    let archive = ZipArchive::from_slice(bytes).map_err(|_| Refusal::CutShort)?;
    let mut entries = archive.entries();
    let mut count = 0;
    while let Some(entry) = entries.next_entry().map_err(|_| Refusal::Damaged)? {
        count += 1;
        if count > MOST_ENTRIES {
            return Err(Refusal::TooLarge);
        }
        if entry.file_path().as_ref() != name.as_bytes() {
            continue;
        }
        if entry.flags().is_encrypted() {
            return Err(Refusal::Locked);
        }
        let method = entry.compression_method();
        let packed = archive.get_entry(entry.wayfinder());
        let packed = packed.map_err(|_| Refusal::Damaged)?;
        let plain = if method == CompressionMethod::STORE {
            packed.data().to_vec()
        } else if method == CompressionMethod::DEFLATE {
            decompress_to_vec_with_limit(packed.data(), MOST_BYTES).map_err(|_| Refusal::Damaged)?
        } else {
            return Err(Refusal::Damaged);
        };
        let mut sum = Crc32::new();
        sum.update(&plain);
        if packed.claim_verifier().crc != sum.checksum() {
            return Err(Refusal::Damaged);
        }
        return String::from_utf8(plain)
            .map(Some)
            .map_err(|_| Refusal::Damaged);
    }
    Ok(None)
}
