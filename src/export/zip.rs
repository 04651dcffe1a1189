//! Several files in one, as ZIP: what a `.docx` and an `.xlsx` are, and what goes up as an attachment.
//!
//! Files are stored as they are. A compressor would cost more in the page than it saves in files of some hundred
//! kilobytes. Sizes and checksums stand before the data, so that programs that read from front to back are served as
//! well; the time is the earliest that the format knows, so that equal files give equal bytes.
//! (PKWARE APPNOTE 6.3, without encryption, splitting and the 64-bit extension.)

/// 1980-01-01, the first day of the format's calendar.
const DAY: u16 = 1 << 5 | 1;

/// Version 2.0 of the format can read this.
const VERSION: u16 = 20;

/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;

/// A file to be packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name, with `/` between folders.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Entry {
    /// A file of text.
    #[must_use]
    pub fn text(name: &str, text: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            bytes: text.into().into_bytes(),
        }
    }
}

/// The files as one, in the order given. Together they are smaller than 4 GiB and fewer than 65,536.
#[must_use]
pub fn pack(entries: &[Entry]) -> Vec<u8> {
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    for entry in entries {
        let offset = size(archive.len());
        let common = common(entry);
        archive.extend(b"PK\x03\x04");
        archive.extend(&common);
        archive.extend(entry.name.as_bytes());
        archive.extend(&entry.bytes);
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&common);
        // No comment, first part, no attributes.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(entry.name.as_bytes());
    }
    let (count, start, length) = (
        short(entries.len()),
        size(archive.len()),
        size(directory.len()),
    );
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend(count.to_le_bytes());
    archive.extend(count.to_le_bytes());
    archive.extend(length.to_le_bytes());
    archive.extend(start.to_le_bytes());
    // No comment.
    archive.extend([0; 2]);
    archive
}

/// What stands before the data and in the directory alike.
fn common(entry: &Entry) -> Vec<u8> {
    let bytes = size(entry.bytes.len()).to_le_bytes();
    let mut common = Vec::new();
    common.extend(VERSION.to_le_bytes());
    common.extend(FLAGS.to_le_bytes());
    // Stored, at midnight.
    common.extend([0; 4]);
    common.extend(DAY.to_le_bytes());
    common.extend(checksum(&entry.bytes).to_le_bytes());
    common.extend(bytes);
    common.extend(bytes);
    common.extend(short(entry.name.len()).to_le_bytes());
    // No further fields.
    common.extend([0; 2]);
    common
}

/// CRC-32 (IEEE 802.3), bit by bit: a table of its remainders would be larger than all of this file.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            sum >> 1 ^ if sum & 1 == 1 { 0xEDB8_8320 } else { 0 }
        })
    })
}

fn size(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

fn short(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
