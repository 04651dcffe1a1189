//! Whether what localStorage says of a draft is known to be the newest.
//!
//! A browser writes localStorage to its disk seconds late, minutes late where it was written often, and after a crash or a
//! power failure gives back a state of before, whole and consistent. The surviving copy then has what was saved since, and
//! is the only one to know. So what was opened from localStorage may be looked at, and nothing is typed over it until that
//! copy has answered.
//!
//! Why no mark of a clean close in localStorage proves anything: it would have to be taken away when editing begins, and the
//! taking away is late on disk like every other write there. Killed before that, the browser gives back the mark together
//! with the text that it vouches for, exactly what a clean close leaves, while the surviving copy has what was typed since.
//! No page is told when localStorage has reached the disk, so that no order of writes helps; cookies, histories and the
//! storage of a tab are restored by the same rules.
//!
//! What proves it is that the browser has not ended since: as long as it runs, what it says of localStorage is what was
//! written there last, whether that is on disk or not. A page that is loaded again in its tab can know that: the page before
//! it left a [`Farewell`] in the tab when it went away, and the navigation that brought the new one had begun by then. A
//! navigation does not outlive its browser.

use std::collections::BTreeSet;
use std::fmt;

use crate::model::draft::Draft;
use crate::storage::shelf::Shelf;
use crate::storage::stamp::Stamp;
use crate::storage::store::Store;

/// What is known of the drafts until the surviving copy has answered, and after that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Newest {
    answered: bool,
    late: bool,
    known: BTreeSet<String>,
    unrestored: BTreeSet<String>,
}

impl Newest {
    /// Whether a draft that was opened from localStorage may be typed in.
    #[must_use]
    pub fn is_known(&self, id: &str) -> bool {
        self.known.contains(id) || (self.answered && !self.unrestored.contains(id))
    }

    /// The surviving copy has answered, or there is none.
    pub const fn answered(&mut self) {
        self.answered = true;
    }

    /// Of these drafts it has a text that localStorage has no room for.
    pub fn not_restored(&mut self, ids: impl IntoIterator<Item = String>) {
        self.unrestored = ids.into_iter().collect();
    }

    /// It had time enough to answer.
    pub const fn waited(&mut self) {
        self.late = true;
    }

    /// Whether it has not answered although it had time enough.
    #[must_use]
    pub const fn is_late(&self) -> bool {
        self.late && !self.answered
    }

    /// Whether it is still expected to answer soon.
    #[must_use]
    pub const fn is_awaited(&self) -> bool {
        !self.late && !self.answered
    }

    /// A draft was begun here, was vouched for, or is what the user wants to go on with although a newer text may come.
    pub fn go_on_with(&mut self, id: &str) {
        self.known.insert(id.to_owned());
    }
}

/// What a page leaves in its tab when it goes away with everything saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Farewell {
    /// The state that it has saved last.
    pub stamp: Stamp,
    /// When it went away, in milliseconds since 1970.
    pub at: u64,
}

/// A navigation that began longer before the page went away is no reload of it, but a clock that was set back meanwhile.
const RELOADED_WITHIN: u64 = 10_000;

impl Farewell {
    /// Reads what was left.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(5, ' ');
        let at = parts.next()?.parse().ok()?;
        let revision = parts.next()?.parse().ok()?;
        let saved_at = parts.next()?.parse().ok()?;
        let (id, window) = (parts.next()?, parts.next()?);
        let stamp = Stamp {
            revision,
            saved_at,
            ..Stamp::first(id, saved_at, window)
        };
        Some(Self { stamp, at })
    }

    /// Whether a page whose navigation began then has, in this state, what was written last.
    #[must_use]
    pub fn vouches(&self, stored: &Stamp, navigation_began: u64) -> bool {
        let told = |stamp: &Stamp| {
            (
                stamp.id.clone(),
                stamp.revision,
                stamp.saved_at,
                stamp.window.clone(),
            )
        };
        let meanwhile = self.at.checked_sub(navigation_began);
        told(stored) == told(&self.stamp)
            && meanwhile.is_some_and(|meanwhile| meanwhile < RELOADED_WITHIN)
    }
}

impl fmt::Display for Farewell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Stamp {
            id,
            revision,
            saved_at,
            window,
            upon: _,
        } = &self.stamp;
        write!(f, "{} {revision} {saved_at} {id} {window}", self.at)
    }
}

/// Where the text of a window is after both copies were brought into line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// Under the draft's name.
    Here,
    /// In a draft of its own: what the surviving copy had goes on under the name.
    Apart(Stamp),
    /// In neither: the next save has to find out.
    Nowhere,
}

/// Where what a window has saved last is now.
pub fn whereabouts<S: Shelf>(store: &Store<S>, seen: &Stamp, draft: &Draft) -> Whereabouts {
    if store.stamp(&seen.id).is_ok_and(|stamp| stamp == *seen) {
        return Whereabouts::Here;
    }
    match store.twin(&seen.id, draft) {
        Ok(Some(twin)) => store
            .stamp(&twin)
            .map_or(Whereabouts::Nowhere, Whereabouts::Apart),
        Ok(None) | Err(_) => Whereabouts::Nowhere,
    }
}

/// Which restored draft is to be shown after both copies were brought into line, of those that a crash had taken from
/// localStorage: what is open, in its newer state, or the draft that was saved last of all. After a crash localStorage may
/// not know any more which draft was open last, so that `open` is an earlier one; what the user has `chosen` since the
/// page began stays.
#[must_use]
pub fn to_show<'a>(
    open: Option<&str>,
    chosen: bool,
    saved_last: Option<&'a str>,
    restored: &'a [String],
) -> Option<&'a str> {
    let is_restored = |id: &&str| restored.iter().any(|restored| restored == id);
    let saved_last = saved_last.filter(is_restored).filter(|_| !chosen);
    saved_last.or_else(|| {
        let open = open?;
        restored.iter().map(String::as_str).find(|id| *id == open)
    })
}
