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

/// A version of the stored shape, with the one before it.
pub trait Version: Sized {
    /// Its number.
    const NUMBER: u64;

    /// The version before it; [`BeforeTheFirst`] for the first.
    type Before: Version;

    /// Reads an object whose kind and version were already taken out.
    ///
    /// # Errors
    /// The first damaged field.
    fn read(object: Object) -> Result<Self, Damage>;

    /// Takes over what the version before says; it guesses nothing and loses nothing.
    ///
    /// # Errors
    /// A field that the version before could read, but that nothing can be made of.
    fn follow(before: Self::Before) -> Result<Self, Damage>;
}

/// What stands before the first version, of which there is nothing.
#[derive(Clone, Copy, Debug)]
pub enum BeforeTheFirst {}

impl Version for BeforeTheFirst {
    const NUMBER: u64 = 0;
    type Before = Self;

    fn read(_: Object) -> Result<Self, Damage> {
        Err(Damage::here(Expected::Number).inside("version"))
    }

    fn follow(before: Self) -> Result<Self, Damage> {
        match before {}
    }
}

/// Reads a draft in the stored shape of any version.
///
/// # Errors
/// Says what the object is instead, or which of its fields is damaged.
pub fn read(object: Object) -> Result<Draft, SavedError> {
    Ok(read_as::<v1::Saved>(object)?.into_draft()?)
}

/// Reads a stored draft of any version up to this one, and leads it here, version by version.
///
/// # Errors
/// As [`read`]; a version after this one is newer.
pub fn read_as<V: Version>(mut object: Object) -> Result<V, SavedError> {
    let kind = kind(&mut object)?;
    if kind.as_deref() != Some(KIND) {
        return Err(SavedError::NotOurs { kind });
    }
    let version = version(&mut object)?;
    if version > V::NUMBER {
        return Err(SavedError::Newer { version });
    }
    Ok(lead(version, object)?)
}

fn lead<V: Version>(version: u64, object: Object) -> Result<V, Damage> {
    if version == V::NUMBER {
        V::read(object)
    } else {
        V::follow(lead(version, object)?)
    }
}

/// Takes out what an object says it is; `None` when it does not say so in a text.
///
/// # Errors
/// It says so twice.
pub(crate) fn kind(object: &mut Object) -> Result<Option<String>, Damage> {
    Ok(object.take("kind")?.and_then(|raw| json::text(&raw).ok()))
}

/// Takes out the version of an object of ours.
///
/// # Errors
/// There is none, or it is no number.
pub(crate) fn version(object: &mut Object) -> Result<u64, Damage> {
    object
        .take_as("version", json::number)?
        .ok_or_else(|| Damage::here(Expected::Present).inside("version"))
}
