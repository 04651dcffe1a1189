//! Every key under which something is stored in the browser, in one place.
//!
//! All pages that are opened from files share one localStorage, so that every key begins with the
//! product's own prefix. There is no key that lists the drafts: the list is read from the keys, so
//! that the two cannot disagree.

/// What every key begins with.
pub const PREFIX: &str = "nianbao.";

/// The identifier of the draft to reopen.
pub const LAST: &str = "nianbao.last";

/// Written, read and removed to find out whether the browser stores anything.
pub const PROBE: &str = "nianbao.probe";

/// Since when the browser has kept what this page stores, in milliseconds since 1970.
pub const SINCE: &str = "nianbao.since";

/// The office's own word list, as it was written.
pub const WORDS: &str = "nianbao.words";

/// What a page leaves in its tab when it goes away, for the page that is loaded in its place.
pub const FAREWELL: &str = "nianbao.farewell";

/// The steps to undo and redo of the draft that was open last.
pub const STEPS: &str = "nianbao.steps";

/// Where somebody was in the draft that was open last.
pub const PLACE: &str = "nianbao.place";

/// The channel through which the windows of the page speak to each other.
pub const CHANNEL: &str = "nianbao.windows";

/// The IndexedDB database of the copy that survives a crash; its records have the same keys.
pub const DATABASE: &str = "nianbao";

/// The only table of [`DATABASE`].
pub const DATABASE_TABLE: &str = "texts";

const DRAFT: &str = "nianbao.draft.";
const DELETED: &str = "nianbao.deleted.";
const DAMAGED: &str = "nianbao.damaged.";
const SNAPSHOT: &str = "nianbao.snapshot.";
const BACKUP: &str = "nianbao.backup.";
const LEFT: &str = "nianbao.left.";
const OVERDUE: &str = "nianbao.overdue.";
const WINDOW: &str = "nianbao.window.";

/// What a key stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key<'a> {
    /// A draft.
    Draft(&'a str),
    /// A deleted draft, until it is taken back or erased.
    Deleted(&'a str),
    /// A text that could not be read, kept as it was found.
    Damaged {
        /// The draft it belonged to.
        id: &'a str,
        /// Its number, from 1.
        number: u32,
    },
    /// An earlier state of a draft.
    Snapshot {
        /// The draft.
        id: &'a str,
        /// When it was saved, in milliseconds since 1970.
        at: u64,
        /// How many bytes it has, so that the room they all take can be told without reading them.
        size: u64,
    },
}

impl<'a> Key<'a> {
    /// What a stored key stands for; `None` for anything that is not a draft in some state.
    #[must_use]
    pub fn read(key: &'a str) -> Option<Self> {
        if let Some(id) = key.strip_prefix(DRAFT) {
            return Some(Self::Draft(id));
        }
        if let Some(id) = key.strip_prefix(DELETED) {
            return Some(Self::Deleted(id));
        }
        if let Some(snapshot) = key.strip_prefix(SNAPSHOT) {
            let (rest, size) = snapshot.rsplit_once('.')?;
            let (id, at) = rest.rsplit_once('.')?;
            let (at, size) = (at.parse().ok()?, size.parse().ok()?);
            return Some(Self::Snapshot { id, at, size });
        }
        let (id, number) = key.strip_prefix(DAMAGED)?.rsplit_once('.')?;
        let number = number.parse().ok()?;
        Some(Self::Damaged { id, number })
    }
}

/// The key of a draft.
#[must_use]
pub fn draft(id: &str) -> String {
    format!("{DRAFT}{id}")
}

/// The key of a deleted draft.
#[must_use]
pub fn deleted(id: &str) -> String {
    format!("{DELETED}{id}")
}

/// The key of a text that could not be read.
#[must_use]
pub fn damaged(id: &str, number: u32) -> String {
    format!("{DAMAGED}{id}.{number}")
}

/// The key of an earlier state of a draft.
#[must_use]
pub fn snapshot(id: &str, at: u64, size: u64) -> String {
    format!("{SNAPSHOT}{id}.{at}.{size}")
}

/// The key of what a window that went away had saved of a draft and not yet carried to the surviving copy. It may have
/// saved more than one state, `number` tells them apart.
#[must_use]
pub fn left(id: &str, window: &str, number: usize) -> String {
    format!("{LEFT}{id}.{window}~{number}")
}

/// The draft of such a key.
#[must_use]
pub fn left_of(key: &str) -> Option<&str> {
    Some(key.strip_prefix(LEFT)?.rsplit_once('.')?.0)
}

/// The key of what the clock said when a deleted draft was found too old.
#[must_use]
pub fn overdue(id: &str) -> String {
    format!("{OVERDUE}{id}")
}

/// The draft of such a key.
#[must_use]
pub fn overdue_of(key: &str) -> Option<&str> {
    key.strip_prefix(OVERDUE)
}

/// The key of the revision of which the last backup file was taken.
#[must_use]
pub fn backup(id: &str) -> String {
    format!("{BACKUP}{id}")
}

/// The key through which the windows that have a draft open speak to each other.
#[must_use]
pub fn window(id: &str) -> String {
    format!("{WINDOW}{id}")
}
