//! Snapshots: earlier states of a draft, kept by themselves and thinned as they grow old.
//!
//! A snapshot is the stored text as it stood before a save replaced it, under a key of its own in the copy that
//! survives: nothing is ever written over, each proves by itself that it is whole, and every version that can read
//! drafts can read snapshots. Whole texts take more room than what changed between them would, but one that is damaged
//! takes no other with it, and they can be thinned without writing the rest again.

use super::key::{self, Key};

const MINUTE: u64 = 60 * 1000;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// A state is kept no sooner than this after the one kept before it, in milliseconds.
pub const SPACING: u64 = 2 * MINUTE;

/// The most that all snapshots of all drafts take together, in bytes of UTF-8. A browser that has IndexedDB gives some
/// hundred million and more; the drafts themselves never have to make room.
pub const BUDGET: u64 = 8_000_000;

/// Of snapshots older than the first number one is kept in every span of the second, the last; both in milliseconds.
const THINNING: [(u64, u64); 4] = [
    (0, SPACING),
    (HOUR, 10 * MINUTE),
    (DAY, HOUR),
    (7 * DAY, DAY),
];

/// The oldest are kept so long, in milliseconds: two rounds of annual reports.
const OLDEST: u64 = 730 * DAY;

/// A snapshot as its key tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Its key.
    pub key: String,
    /// The draft.
    pub id: String,
    /// When the state was saved, in milliseconds since 1970.
    pub at: u64,
    /// How large it is, in bytes.
    pub size: u64,
}

impl Snapshot {
    /// The snapshot of a stored text.
    #[must_use]
    pub fn of(id: &str, at: u64, text: &str) -> Self {
        let size = text.len() as u64;
        Self {
            key: key::snapshot(id, at, size),
            id: id.to_owned(),
            at,
            size,
        }
    }

    /// The snapshot that a key stands for.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        let Some(Key::Snapshot { id, at, size }) = Key::read(key) else {
            return None;
        };
        Some(Self {
            key: key.to_owned(),
            id: id.to_owned(),
            at,
            size,
        })
    }

    /// All snapshots among keys, the oldest first.
    #[must_use]
    pub fn among<'a>(keys: impl IntoIterator<Item = &'a String>) -> Vec<Self> {
        let mut found: Vec<Self> = keys
            .into_iter()
            .filter_map(|key| Self::of_key(key))
            .collect();
        found.sort_by(|a, b| (a.at, &a.key).cmp(&(b.at, &b.key)));
        found
    }
}

/// Whether the state before a save is to be kept, given when one was kept last in this window, if one was.
#[must_use]
pub fn is_due(kept_at: Option<u64>, now: u64) -> bool {
    kept_at.is_none_or(|kept| now.saturating_sub(kept) >= SPACING)
}

/// The keys of the snapshots that are to go: those between two that stay, and the oldest beyond the budget.
///
/// `all` has the oldest first. The spans lie where they lie, whatever the time is, so that what stays today stays until
/// its whole span grows old enough for a longer one.
#[must_use]
pub fn superfluous(all: &[Snapshot], now: u64, budget: u64) -> Vec<String> {
    // For each draft the span in which the last one was seen, from the newest back: the first of a span is its last.
    let mut seen: Vec<(&str, u64, u64)> = Vec::new();
    let mut used = 0;
    let mut gone = Vec::new();
    for snapshot in all.iter().rev() {
        let age = now.saturating_sub(snapshot.at);
        let span = span(age);
        let here = (snapshot.id.as_str(), span, snapshot.at / span);
        let stays = match seen.iter_mut().find(|(id, ..)| *id == here.0) {
            Some(last) => std::mem::replace(last, here) != here,
            None => {
                seen.push(here);
                true
            }
        };
        if stays && age < OLDEST {
            used += snapshot.size;
            if used <= budget {
                continue;
            }
        }
        gone.push(snapshot.key.clone());
    }
    gone
}

fn span(age: u64) -> u64 {
    THINNING
        .into_iter()
        .rev()
        .find(|(from, _)| age >= *from)
        .map_or(SPACING, |(_, span)| span)
}
