//! Which draft a stored text is, and which states it was written upon, so that an earlier state is told from another
//! branch.
//!
//! Two processes that save at the same moment both pass the comparison in localStorage, and then one of them may save
//! again. By its number that second state is later than what it never saw. So each stored text says which windows wrote
//! the revisions before it.

/// Which draft a stored text is, when it was written and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The draft's identifier, the same as in its key.
    pub id: String,
    /// Counts the times it was saved, from 1; compared before each write.
    pub revision: u64,
    /// When it was saved, in milliseconds since 1970.
    pub saved_at: u64,
    /// The window that saved it.
    pub window: String,
    /// Which windows wrote the revisions before it.
    pub upon: Lineage,
}

/// How many windows are remembered; a draft is opened hundreds of times, and two windows that are open at the same time
/// are never that far apart.
const REMEMBERED: usize = 16;

/// Stands for the windows that are not remembered.
const FORGOTTEN: &str = "*";

/// The windows that wrote the revisions before those of the stamp's own window: each with its last revision, the
/// earliest first. Blank when that window wrote all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lineage(String);

impl Lineage {
    /// Takes a lineage as it is written.
    #[must_use]
    pub const fn read(text: String) -> Self {
        Self(text)
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn windows(&self) -> impl DoubleEndedIterator<Item = (&str, u64)> {
        self.0.split(',').filter_map(|window| {
            let (window, last) = window.rsplit_once(' ')?;
            Some((window, last.parse().ok()?))
        })
    }

    /// The lineage with another window that has written up to a revision.
    fn with(&self, window: &str, last: u64) -> Self {
        let mut kept: Vec<_> = self.windows().chain([(window, last)]).collect();
        if kept.len() > REMEMBERED {
            let forgotten = kept.len() - REMEMBERED;
            let last = kept.drain(..=forgotten).next_back();
            kept.insert(0, (FORGOTTEN, last.map_or(0, |(_, last)| last)));
        }
        let kept: Vec<String> = kept
            .into_iter()
            .map(|(window, last)| format!("{window} {last}"))
            .collect();
        Self(kept.join(","))
    }
}

impl Stamp {
    /// The stamp of a draft that was never stored.
    #[must_use]
    pub fn first(id: &str, now: u64, window: &str) -> Self {
        Self {
            id: id.to_owned(),
            revision: 1,
            saved_at: now,
            window: window.to_owned(),
            upon: Lineage::default(),
        }
    }

    /// A state of which nothing is known but its revision.
    #[must_use]
    pub fn forgotten(id: &str, revision: u64) -> Self {
        Self {
            revision,
            ..Self::first(id, 0, FORGOTTEN)
        }
    }

    /// The stamp of the state that a window saves upon this one.
    #[must_use]
    pub fn next(&self, now: u64, window: &str) -> Self {
        let upon = if self.window == window {
            self.upon.clone()
        } else {
            self.upon.with(&self.window, self.revision)
        };
        Self {
            id: self.id.clone(),
            revision: self.revision.saturating_add(1),
            saved_at: now,
            window: window.to_owned(),
            upon,
        }
    }

    /// Whether this state was saved upon that one, directly or with others between them.
    #[must_use]
    pub fn follows(&self, earlier: &Self) -> bool {
        let (window, since) = self.writer(earlier.revision);
        earlier.revision < self.revision
            && (window == FORGOTTEN || (window, since) == earlier.writer(earlier.revision))
    }

    /// Which window wrote a revision up to this one, and which revision it wrote first.
    fn writer(&self, revision: u64) -> (&str, u64) {
        let mut since = 1;
        for (window, last) in self.upon.windows() {
            if revision <= last {
                return (window, since);
            }
            since = last.saturating_add(1);
        }
        (&self.window, since)
    }
}
