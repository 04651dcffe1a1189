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
