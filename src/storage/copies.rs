//! Which of a draft's two copies counts: the one in localStorage, which is written at once, or the
//! one in IndexedDB, which survives a crash. The newest that verifies wins, the other is repaired.

use super::envelope::{Envelope, StoredError};
use super::key::Key;
use super::stamp::Stamp;

/// One of the two places a draft is kept in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// localStorage.
    Local,
    /// IndexedDB, the copy that survives a crash.
    Surviving,
}

/// What two copies of one draft amount to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Neither place has one.
    Absent,
    /// Both are the same.
    Agreed,
    /// One counts; the other is to be replaced by it.
    Wins {
        /// The place of the one that counts.
        side: Side,
        /// What is in the other place.
        other: Other,
    },
    /// At least one was written by a newer version: nothing may be written, neither here nor there.
    Newer {
        /// The version it has.
        version: u64,
        /// Where there is a copy that can be shown, although it may not be the newest.
        readable: Option<Side>,
    },
    /// None can be read; both stay as they are until somebody decides.
    Unreadable {
        /// What is wrong in localStorage.
        local: StoredError,
        /// What is wrong in IndexedDB.
        surviving: StoredError,
    },
}

/// What is in the place of the copy that does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Other {
    /// Nothing.
    Missing,
    /// An earlier revision.
    Older(Stamp),
    /// A sound draft that is not an earlier state of the one that counts: both were written upon the
    /// same state. It must become a draft of its own before it is replaced.
    Forked(Stamp),
    /// A text that cannot be read. It must be kept aside before it is replaced.
    Damaged(StoredError),
}

impl Side {
    /// The other place.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Local => Self::Surviving,
            Self::Surviving => Self::Local,
        }
    }
}

/// Decides between the two stored texts of a draft.
#[must_use]
pub fn choose(id: &str, local: Option<&str>, surviving: Option<&str>) -> Verdict {
    let read = |text| Envelope::read_for(id, text).map(|envelope| envelope.stamp);
    match (read(local), read(surviving)) {
        (Err(StoredError::Absent), Err(StoredError::Absent)) => Verdict::Absent,
        (Ok(_), Ok(_)) if local == surviving => Verdict::Agreed,
        (Ok(here), Ok(there)) => between(here, there),
        (Ok(_), Err(error)) => against(Side::Local, error),
        (Err(error), Ok(_)) => against(Side::Surviving, error),
        (Err(here), Err(there)) => match here.newer().max(there.newer()) {
            Some(version) => Verdict::Newer {
                version,
                readable: None,
            },
            None => Verdict::Unreadable {
                local: here,
                surviving: there,
            },
        },
    }
}

/// Two sound copies that differ. The higher revision wins, at the same revision the later one.
fn between(local: Stamp, surviving: Stamp) -> Verdict {
    let order = |stamp: &Stamp| (stamp.revision, stamp.saved_at);
    let (side, winner, loser) = if order(&local) >= order(&surviving) {
        (Side::Local, local, surviving)
    } else {
        (Side::Surviving, surviving, local)
    };
    // What was saved later is no earlier state, whatever it says.
    let earlier = winner.follows(&loser) && loser.saved_at <= winner.saved_at;
    let other = if earlier {
        Other::Older(loser)
    } else {
        Other::Forked(loser)
    };
    Verdict::Wins { side, other }
}

/// A sound copy against one that is not.
fn against(sound: Side, error: StoredError) -> Verdict {
    match error {
        StoredError::Absent => Verdict::Wins {
            side: sound,
            other: Other::Missing,
        },
        StoredError::Newer { version } => Verdict::Newer {
            version,
            readable: Some(sound),
        },
        damaged @ (StoredError::NotJson { .. }
        | StoredError::NotOurs { .. }
        | StoredError::Checksum
        | StoredError::OtherDraft { .. }
        | StoredError::Invalid(_)) => Verdict::Wins {
            side: sound,
            other: Other::Damaged(damaged),
        },
    }
}

/// Why a text may not be put over what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is a state that the text was not written upon.
    NotEarlier(Stamp),
    /// What is there cannot be read, or a newer version wrote it.
    Unreadable(StoredError),
    /// The text itself is not a draft of that key.
    Unsound(StoredError),
}

/// Whether a text may be put under a key: a draft only over a state that it was written upon, or over
/// nothing. Two windows write to the copy that survives, and their writes may overtake each other.
///
/// # Errors
/// Says what is in the way.
pub fn may_put(key: &str, there: Option<&str>, text: &str) -> Result<(), Refusal> {
    let Some(Key::Draft(id) | Key::Deleted(id)) = Key::read(key) else {
        return Ok(());
    };
    let new = Stamp::read_for(id, Some(text)).map_err(Refusal::Unsound)?;
    match Stamp::read_for(id, there) {
        Err(StoredError::Absent) => Ok(()),
        Err(error) => Err(Refusal::Unreadable(error)),
        Ok(_) if there == Some(text) => Ok(()),
        Ok(old) if new.follows(&old) => Ok(()),
        Ok(old) => Err(Refusal::NotEarlier(old)),
    }
}
