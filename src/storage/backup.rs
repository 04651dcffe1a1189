//! The backup file: one draft, written by 备份 and read by 恢复, readable by hand, stable for ever.

use super::envelope;
use super::json::{self, NotObject, Object};
use super::saved::{self, SavedError};
use crate::model::draft::{Draft, UnknownValue};
use crate::storage::damage::Damage;

/// Why a file is not a backup that this version can restore; in the order in which it is found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackupError {
    /// There is nothing in it.
    Empty,
    /// It is not text in UTF-8 or UTF-16: another kind of file, or text that some program saved in
    /// an older Chinese encoding.
    NotText,
    /// It is text, but not JSON, or it ends too early; the place where reading stopped, from 1.
    NotJson {
        /// The line.
        line: usize,
        /// The column, in bytes.
        column: usize,
    },
    /// It is JSON of something else; what it says it is, when it says so.
    NotOurs {
        /// The value of `kind`.
        kind: Option<String>,
    },
    /// It was written by a newer version.
    Newer {
        /// The version it has.
        version: u64,
    },
    /// One of its fields is damaged.
    Damaged(Damage),
}

impl From<SavedError> for BackupError {
    fn from(error: SavedError) -> Self {
        match error {
            SavedError::NotJson { line, column } => Self::NotJson { line, column },
            SavedError::NotOurs { kind } => Self::NotOurs { kind },
            SavedError::Newer { version } => Self::Newer { version },
            SavedError::Damaged(damage) => Self::Damaged(damage),
        }
    }
}

impl From<NotObject> for BackupError {
    fn from(error: NotObject) -> Self {
        SavedError::from(error).into()
    }
}

/// The text of a file's bytes: UTF-8, or UTF-16 as some editors save it.
///
/// # Errors
/// The bytes are not text.
pub fn text(bytes: &[u8]) -> Result<String, BackupError> {
    let utf16 = |from: fn([u8; 2]) -> u16, rest: &[u8]| {
        let units = rest.chunks(2).map(|pair| pair.try_into().map(from));
        let units: Result<Vec<u16>, _> = units.collect();
        units
            .ok()
            .and_then(|units| String::from_utf16(&units).ok())
            .ok_or(BackupError::NotText)
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(u16::from_le_bytes, rest),
        [0xFE, 0xFF, rest @ ..] => utf16(u16::from_be_bytes, rest),
        _ => String::from_utf8(bytes.to_vec()).map_err(|_| BackupError::NotText),
    }
}

/// The backup file of a draft.
#[must_use]
pub fn write(draft: &Draft) -> String {
    saved::write_pretty(draft)
}

/// The key of the time at which a backup was saved. A draft has no such field: it is a fact about the file.
pub const SAVED_AT: &str = "saved_at";

/// The backup file of a draft, saved at a local time such as `2026-01-18T09:12:00`. Whoever gathers backups tells by it
/// which of two is newer.
#[must_use]
pub fn write_at(draft: &Draft, saved_at: &str) -> String {
    let is_time = |value: &&UnknownValue| value.path.is_empty() && value.key == SAVED_AT;
    let others = draft.unknown.iter().filter(|value| !is_time(value));
    let time = UnknownValue {
        path: Vec::new(),
        key: SAVED_AT.to_owned(),
        json: json::value(&saved_at).get().to_owned(),
    };
    let mut dated = draft.clone();
    dated.unknown = others.cloned().chain([time]).collect();
    write(&dated)
}

/// Reads a backup file.
///
/// The text of a stored draft, as it is offered for download when it is damaged, is read as well:
/// somebody may have repaired it by hand.
///
/// # Errors
/// One variant per cause; nothing is guessed for a field that is there but wrong.
pub fn read(text: &str) -> Result<Draft, BackupError> {
    if text
        .trim_matches(['\u{feff}', ' ', '\r', '\n', '\t'])
        .is_empty()
    {
        return Err(BackupError::Empty);
    }
    let object = Object::read(text)?;
    let object = envelope::contents(object).map_err(SavedError::from)?;
    Ok(saved::read(object)?)
}
