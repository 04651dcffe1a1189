//! What is stored around a draft in the browser: whose it is, which revision, and a checksum, so
//! that each copy proves by itself that it is whole.

use serde::Serialize;

use super::damage::{Damage, Expected};
use super::json::{self, NotObject, Object, Raw};
use super::saved::{self, SavedError};
use super::stamp::{Lineage, Stamp};
use crate::model::draft::Draft;
use crate::model::fingerprint;

/// What a stored draft's envelope says it is.
pub const KIND: &str = "nianbao.stored";

/// The version of the envelope that is written.
pub const VERSION: u64 = 1;

/// A stored draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Which draft it is, when it was written and by whom.
    pub stamp: Stamp,
    /// The draft.
    pub draft: Draft,
}

/// Why a stored text is not a draft that this version can read; in the order in which it is found
/// out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoredError {
    /// Nothing is stored.
    Absent,
    /// It is not JSON, or it ends too early; the place where reading stopped, counted from 1.
    NotJson {
        /// The line.
        line: usize,
        /// The column, in bytes.
        column: usize,
    },
    /// It is JSON of another program; what it says it is, when it says so.
    NotOurs {
        /// The value of `kind`.
        kind: Option<String>,
    },
    /// It was written by a newer version.
    Newer {
        /// The version it has.
        version: u64,
    },
    /// It is not what was written: the checksum differs.
    Checksum,
    /// It is a sound draft, but of another identifier than its key says.
    OtherDraft {
        /// The identifier inside.
        id: String,
    },
    /// A field of the envelope or of the draft is damaged.
    Invalid(Damage),
}

impl StoredError {
    /// The version that wrote it, when it is newer than this one.
    #[must_use]
    pub fn newer(&self) -> Option<u64> {
        if let Self::Newer { version } = self {
            Some(*version)
        } else {
            None
        }
    }
}

impl From<NotObject> for StoredError {
    fn from(error: NotObject) -> Self {
        SavedError::from(error).into()
    }
}

impl From<Damage> for StoredError {
    fn from(damage: Damage) -> Self {
        Self::Invalid(damage)
    }
}

impl From<SavedError> for StoredError {
    fn from(error: SavedError) -> Self {
        match error {
            SavedError::NotJson { line, column } => Self::NotJson { line, column },
            SavedError::NotOurs { kind } => Self::NotOurs { kind },
            SavedError::Newer { version } => Self::Newer { version },
            SavedError::Damaged(damage) => Self::Invalid(damage),
        }
    }
}

/// The stored shape of an envelope.
#[derive(Serialize)]
struct Saved<'a> {
    kind: &'static str,
    version: u64,
    id: &'a str,
    revision: u64,
    saved_at: u64,
    window: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    upon: &'a str,
    checksum: String,
    draft: Raw,
}

/// An envelope whose checksum is right, its draft not yet read.
struct Sealed {
    stamp: Stamp,
    draft: Raw,
}

/// The text to store for a draft.
#[must_use]
pub fn write(stamp: &Stamp, draft: &Draft) -> String {
    let draft = saved::write(draft);
    let saved = Saved {
        kind: KIND,
        version: VERSION,
        id: &stamp.id,
        revision: stamp.revision,
        saved_at: stamp.saved_at,
        window: &stamp.window,
        upon: stamp.upon.as_str(),
        checksum: checksum(stamp, draft.get()),
        draft,
    };
    json::value(&saved).get().to_owned()
}

impl Envelope {
    /// Reads a stored text.
    ///
    /// # Errors
    /// One variant per cause.
    pub fn read(text: Option<&str>) -> Result<Self, StoredError> {
        let Sealed { stamp, draft } = Sealed::read(text)?;
        let object = Object::of(&draft).map_err(|damage| damage.inside("draft"))?;
        let draft = saved::read(object).map_err(|error| match error {
            SavedError::Damaged(damage) => StoredError::Invalid(damage.inside("draft")),
            other @ (SavedError::NotJson { .. }
            | SavedError::NotOurs { .. }
            | SavedError::Newer { .. }) => other.into(),
        })?;
        Ok(Self { stamp, draft })
    }

    /// Reads a stored text that must be the draft of an identifier.
    ///
    /// # Errors
    /// One variant per cause.
    pub fn read_for(id: &str, text: Option<&str>) -> Result<Self, StoredError> {
        let envelope = Self::read(text)?;
        envelope.stamp.must_be(id)?;
        Ok(envelope)
    }
}

impl Stamp {
    /// Reads only the stamp of a stored text, which must be the draft of an identifier. The checksum
    /// is compared, the draft not read: enough to decide who may write, and quick enough for doing
    /// so at every save.
    ///
    /// # Errors
    /// One variant per cause.
    pub fn read_for(id: &str, text: Option<&str>) -> Result<Self, StoredError> {
        let Sealed { stamp, draft } = Sealed::read(text)?;
        let mut object = Object::of(&draft).map_err(|damage| damage.inside("draft"))?;
        let version = saved::version(&mut object).map_err(|damage| damage.inside("draft"))?;
        if version > saved::VERSION {
            return Err(StoredError::Newer { version });
        }
        stamp.must_be(id)?;
        Ok(stamp)
    }

    fn must_be(&self, id: &str) -> Result<(), StoredError> {
        if self.id == id {
            Ok(())
        } else {
            Err(StoredError::OtherDraft {
                id: self.id.clone(),
            })
        }
    }
}

impl Sealed {
    fn read(text: Option<&str>) -> Result<Self, StoredError> {
        let mut object = Object::read(text.ok_or(StoredError::Absent)?)?;
        let kind = saved::kind(&mut object)?;
        if kind.as_deref() != Some(KIND) {
            return Err(StoredError::NotOurs { kind });
        }
        let version = saved::version(&mut object)?;
        if version > VERSION {
            return Err(StoredError::Newer { version });
        }
        let missing = |key: &str| Damage::here(Expected::Present).inside(key);
        let mut text = |key: &str| object.take_as(key, json::text)?.ok_or_else(|| missing(key));
        let (id, window, stated) = (text("id")?, text("window")?, text("checksum")?);
        let upon = object.take_as("upon", json::text)?.unwrap_or_default();
        let mut number = |key: &str| {
            object
                .take_as(key, json::number)?
                .ok_or_else(|| missing(key))
        };
        let stamp = Stamp {
            revision: number("revision")?,
            saved_at: number("saved_at")?,
            id,
            window,
            upon: Lineage::read(upon),
        };
        let draft = object.take("draft")?.ok_or_else(|| missing("draft"))?;
        if stated != checksum(&stamp, draft.get()) {
            return Err(StoredError::Checksum);
        }
        Ok(Self { stamp, draft })
    }
}

/// The draft's object inside an envelope, whatever its checksum says; any other object as it is.
pub(super) fn contents(mut object: Object) -> Result<Object, Damage> {
    let is_envelope = object
        .iter()
        .any(|(key, value)| key == "kind" && json::text(value).is_ok_and(|kind| kind == KIND));
    if !is_envelope {
        return Ok(object);
    }
    object
        .take_as("draft", Object::of)?
        .ok_or_else(|| Damage::here(Expected::Present).inside("draft"))
}

/// FNV-1a over everything that matters, 64 bits as 16 hexadecimal digits: any single changed byte
/// changes it.
fn checksum(stamp: &Stamp, draft: &str) -> String {
    let Stamp {
        id,
        revision,
        saved_at,
        window,
        upon,
    } = stamp;
    let mut header = format!("{id}\n{revision}\n{saved_at}\n{window}\n");
    // A blank one is not written, so that the texts without it are those that were stored before there was one.
    if !upon.as_str().is_empty() {
        header += upon.as_str();
        header.push('\n');
    }
    fingerprint::of(header.bytes().chain(draft.bytes()))
}
