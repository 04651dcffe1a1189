//! Opens the packages that Word and Excel files are: zip archives of XML parts.
//!
//! A part is unpacked into memory up to a limit, so that a small file which unpacks to gigabytes does no harm.

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use rawzip::{CompressionMethod, ZipArchive, ZipSliceArchive};

use super::markup::Sink;

/// The most bytes a part may unpack to. The text of the longest reports is a hundredth of it.
const MOST_BYTES: usize = 24 * 1024 * 1024;

/// The most entries an archive may list.
const MOST_ENTRIES: usize = 4096;

/// Parses a text as XML and tells a reader of it; the page has the browser's own parser for that. Names come without
/// their prefix, those of attributes with it. Returns whether the text is XML to its end.
pub type ParseXml<'a> = &'a mut dyn FnMut(&str, &mut dyn Sink) -> bool;

/// Why a file could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackageError {
    /// It is no such package, or one that is damaged, encrypted, or packed in a way that these programs do not use.
    Damaged,
    /// It unpacks to more than is read.
    TooLarge,
}

/// An opened package.
pub struct Package<'a> {
    archive: ZipSliceArchive<&'a [u8]>,
}

impl<'a> Package<'a> {
    /// Opens a package.
    ///
    /// # Errors
    /// When it is no zip archive.
    pub fn open(bytes: &'a [u8]) -> Result<Self, PackageError> {
        let archive = ZipArchive::from_slice(bytes).map_err(|_| PackageError::Damaged)?;
        Ok(Self { archive })
    }

    /// The text of a part; `None` when the package has none of that name.
    ///
    /// # Errors
    /// When the part is damaged or too large.
    pub fn part(&self, name: &str) -> Result<Option<String>, PackageError> {
        let mut entries = self.archive.entries();
        for _ in 0..MOST_ENTRIES {
            let Some(entry) = entries.next_entry().map_err(|_| PackageError::Damaged)? else {
                return Ok(None);
            };
            if entry.file_path().as_ref() != name.as_bytes() {
                continue;
            }
            let method = entry.compression_method();
            let packed = self
                .archive
                .get_entry(entry.wayfinder())
                .map_err(|_| PackageError::Damaged)?;
            let bytes = if method == CompressionMethod::STORE {
                packed.data().to_vec()
            } else if method == CompressionMethod::DEFLATE {
                let unpacked = decompress_to_vec_with_limit(packed.data(), MOST_BYTES);
                unpacked.map_err(|error| {
                    if error.status == TINFLStatus::HasMoreOutput {
                        PackageError::TooLarge
                    } else {
                        PackageError::Damaged
                    }
                })?
            } else {
                return Err(PackageError::Damaged);
            };
            if bytes.len() > MOST_BYTES {
                return Err(PackageError::TooLarge);
            }
            if packed.claim_verifier().crc != rawzip::crc32(&bytes) {
                return Err(PackageError::Damaged);
            }
            let text = String::from_utf8(bytes).map_err(|_| PackageError::Damaged)?;
            return Ok(Some(text));
        }
        Err(PackageError::TooLarge)
    }

    /// Lets a reader read a part. Returns whether there is one.
    pub(super) fn read(
        &self,
        name: &str,
        parse: ParseXml<'_>,
        sink: &mut dyn Sink,
    ) -> Result<bool, PackageError> {
        let Some(text) = self.part(name)? else {
            return Ok(false);
        };
        if parse(&text, sink) {
            Ok(true)
        } else {
            Err(PackageError::Damaged)
        }
    }
}
