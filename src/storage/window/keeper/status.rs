//! Whether the open draft is safe, and what keeps it from being safe.

use crate::storage::envelope::StoredError;
use crate::storage::shelf::ShelfError;
use crate::storage::store::SaveError;

/// What is known of the open draft's safety.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Storage has it, read back and found equal.
    Saved {
        /// When it was written, in milliseconds since 1970.
        at: u64,
        /// Whether the copy that survives a crash has it too.
        survives: bool,
    },
    /// It was changed a moment ago and is about to be written, or is on its way to the copy that survives a crash.
    Saving,
    /// No storage has it.
    Unsaved,
    /// It is not known to be the newest text, and may only be looked at until it is.
    Checking,
    /// It may only be looked at here.
    ReadOnly,
}

impl Status {
    /// The stable identifier in the page.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Saved { .. } => "saved",
            Self::Saving => "saving",
            Self::Unsaved => "unsaved",
            Self::Checking => "checking",
            Self::ReadOnly => "readonly",
        }
    }

    /// Whether the draft may only be looked at.
    #[must_use]
    pub const fn is_locked(self) -> bool {
        matches!(self, Self::Checking | Self::ReadOnly)
    }
}

/// A trouble with keeping drafts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The browser forbids storage, or it failed the probe; drafts live as long as the page.
    NoStorage(ShelfError),
    /// The last save failed; what was stored before is still there.
    NotSaved(SaveError),
    /// Another window is editing the draft.
    EditedElsewhere,
    /// Another window was editing the draft and does not answer any more.
    EditorSilent,
    /// Another window was editing the draft and has gone away.
    EditorGone,
    /// The copy that may have a newer text of the draft does not answer.
    NotCompared,
    /// The copy that answered late has another text of the draft than what was typed meanwhile.
    OtherFound {
        /// The draft with that text.
        id: String,
    },
    /// Another window has deleted the draft.
    DeletedElsewhere,
    /// A stored draft cannot be opened.
    Unreadable {
        /// Which.
        id: String,
        /// Why.
        error: StoredError,
    },
}
