//! Snapshots: earlier states of a draft, kept by themselves and thinned as they grow old.
//!
//! A snapshot is the stored text as it stood before a save replaced it, under a key of its own in the copy that
//! survives: nothing is ever written over, each proves by itself that it is whole, and every version that can read
//! drafts can read snapshots. Which of them go is told by how many there are and how far they lie apart, never by how old
//! the clock says they are: a clock that is wrong for a day would take with it what was kept in years. Whole texts take more room than what changed between them would, but one that is damaged
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

/// So many of a draft's snapshots, from the newest back, lie at least so far apart, in milliseconds; of each such span the
/// last is kept. The numbers are those of work without a pause: an hour, a day of eight hours, a week of such days; whoever
/// pauses keeps more. The last line is two rounds of annual reports.
const THINNING: [(usize, u64); 4] = [(30, SPACING), (48, 10 * MINUTE), (56, HOUR), (730, DAY)];

/// No clock that is right says less: the form of these reports is of 2021. A snapshot with an earlier time is one of a PC
/// that did not know the time, and how old it is nobody knows; it counts as new.
const FORM_SINCE: u64 = 18_628 * DAY;

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

/// Whether the state before a save is to be kept, given when one was kept last in this window, if one was. A clock that
/// went back tells nothing about the time since.
#[must_use]
pub fn is_due(kept_at: Option<u64>, now: u64) -> bool {
    let since = |kept| now.checked_sub(kept);
    kept_at.and_then(since).is_none_or(|since| since >= SPACING)
}

/// The keys of the snapshots that are to go: those between two that stay, and the oldest beyond the budget.
///
/// `all` has the oldest first. The spans lie where they lie, so that what stays today stays until so many have come after
/// it that a longer span counts.
#[must_use]
pub fn superfluous(all: &[Snapshot], budget: u64) -> Vec<String> {
    // For each draft how many stay, and the span in which the last one was seen: the first of a span, from the newest
    // back, is its last.
    let mut drafts: Vec<(&str, usize, u64, u64)> = Vec::new();
    let (dated, undated): (Vec<_>, Vec<_>) = all.iter().partition(|one| one.at >= FORM_SINCE);
    let mut used = 0;
    let mut gone = Vec::new();
    for snapshot in undated.into_iter().rev().chain(dated.into_iter().rev()) {
        let id = snapshot.id.as_str();
        let at = drafts.iter().position(|(known, ..)| *known == id);
        let at = at.unwrap_or_else(|| {
            drafts.push((id, 0, 0, 0));
            drafts.len() - 1
        });
        if let Some((_, kept, last_span, last)) = drafts.get_mut(at)
            && let Some(span) = span(*kept)
        {
            let here = snapshot.at / span;
            if *kept == 0 || (*last_span, *last) != (span, here) {
                (*last_span, *last) = (span, here);
                used += snapshot.size;
                if used <= budget {
                    *kept += 1;
                    continue;
                }
            }
        }
        gone.push(snapshot.key.clone());
    }
    gone
}

/// How far a snapshot lies from the next one when so many newer ones stay; none is kept beyond the last span.
fn span(newer: usize) -> Option<u64> {
    let mut reach = 0;
    THINNING.into_iter().find_map(|(many, span)| {
        reach += many;
        (newer < reach).then_some(span)
    })
}
