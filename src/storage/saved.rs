//! The stored shape of a draft: which version a text has, and the way from there to a draft.
//!
//! A version is frozen once it was released. A new one gets a file of its own beside [`v1`], and
//! the old one a step that leads to it.

pub mod v1;

use super::damage::{Damage, Expected};
use super::json::{self, NotObject, Object, Raw};
use crate::model::draft::Draft;

/// What a stored draft says it is.
pub const KIND: &str = "nianbao.draft";

/// The version that is written.
pub const VERSION: u64 = v1::VERSION;

/// Why a text is not a draft that this version can read; in the order in which it is found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SavedError {
    /// It is not JSON; the place where reading stopped, counted from 1.
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

impl From<NotObject> for SavedError {
    fn from(error: NotObject) -> Self {
        match error {
            NotObject::Syntax { line, column } => Self::NotJson { line, column },
            NotObject::Other => Self::NotOurs { kind: None },
        }
    }
}

impl From<Damage> for SavedError {
    fn from(damage: Damage) -> Self {
        Self::Damaged(damage)
    }
}

/// A draft in the stored shape, as compact JSON.
#[must_use]
pub fn write(draft: &Draft) -> Raw {
    json::value(&v1::Saved::from_draft(draft))
}

/// A draft in the stored shape, laid out for people, with a line end after it.
#[must_use]
pub fn write_pretty(draft: &Draft) -> String {
    let mut text = json::pretty(&v1::Saved::from_draft(draft));
    text.push('\n');
    text
}

/// Reads a draft in the stored shape of any version.
///
/// # Errors
/// Says what the object is instead, or which of its fields is damaged.
pub fn read(mut object: Object) -> Result<Draft, SavedError> {
    let kind = kind(&mut object)?;
    if kind.as_deref() != Some(KIND) {
        return Err(SavedError::NotOurs { kind });
    }
    match version(&mut object)? {
        v1::VERSION => Ok(v1::Saved::read(object)?.into_draft()?),
        newer if newer > VERSION => Err(SavedError::Newer { version: newer }),
        _ => Err(Damage::here(Expected::Number).inside("version").into()),
    }
}

/// Takes out what an object says it is; `None` when it does not say so in a text.
///
/// # Errors
/// It says so twice.
pub(super) fn kind(object: &mut Object) -> Result<Option<String>, Damage> {
    Ok(object.take("kind")?.and_then(|raw| json::text(&raw).ok()))
}

/// Takes out the version of an object of ours.
///
/// # Errors
/// There is none, or it is no number.
pub(super) fn version(object: &mut Object) -> Result<u64, Damage> {
    object
        .take_as("version", json::number)?
        .ok_or_else(|| Damage::here(Expected::Present).inside("version"))
}
