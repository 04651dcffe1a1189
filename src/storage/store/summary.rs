//! The lines of the list of drafts.

use crate::model::draft::Draft;
use crate::model::number;
use crate::storage::envelope::{Envelope, StoredError};

/// One line of the list of drafts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftSummary {
    /// The draft's identifier.
    pub id: String,
    /// The publishing organ as typed.
    pub organ: String,
    /// The year as typed.
    pub year: String,
    /// The title that is printed; blank while organ or year are.
    pub title: String,
    /// When it was saved, in milliseconds since 1970; unknown when it cannot be read.
    pub saved_at: Option<u64>,
    /// Its revision; unknown when it cannot be read.
    pub revision: Option<u64>,
    /// How many of the 166 typed cells are filled in.
    pub filled: usize,
    /// Whether it can be opened.
    pub state: SummaryState,
}

/// Whether a stored draft can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SummaryState {
    /// It can.
    Sound,
    /// It cannot, for this reason; only its raw text can be had.
    Damaged(StoredError),
    /// A newer version wrote it.
    Newer {
        /// The version it has.
        version: u64,
    },
}

impl DraftSummary {
    pub(super) fn read(id: &str, text: &str) -> Self {
        let unreadable = |state| Self {
            id: id.to_owned(),
            organ: String::new(),
            year: String::new(),
            title: String::new(),
            saved_at: None,
            revision: None,
            filled: 0,
            state,
        };
        match Envelope::read_for(id, Some(text)) {
            Ok(Envelope { stamp, draft }) => Self {
                organ: draft.organ.to_string(),
                year: draft.year.to_string(),
                title: draft.shown_title(),
                saved_at: Some(stamp.saved_at),
                revision: Some(stamp.revision),
                filled: filled(&draft),
                ..unreadable(SummaryState::Sound)
            },
            Err(StoredError::Newer { version }) => unreadable(SummaryState::Newer { version }),
            Err(error) => unreadable(SummaryState::Damaged(error)),
        }
    }
}

/// How many cells are filled in, totals not counted.
fn filled(draft: &Draft) -> usize {
    draft
        .cells()
        .filter(|(cell, text)| !cell.is_total() && !number::is_blank(text))
        .count()
}
