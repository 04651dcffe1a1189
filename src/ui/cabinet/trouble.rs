//! What keeps drafts from being safe, for the banner.

use crate::storage::envelope::StoredError;
use crate::storage::shelf::ShelfError;
use crate::storage::store::SaveError;

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
