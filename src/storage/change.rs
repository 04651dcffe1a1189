//! What is to change in the copy that survives, and what becomes of each key when what is there is known.

use super::copies::{self, Refusal};

/// One change of the copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Puts a text; where there is a draft already, only over a state that it was written upon.
    Put {
        /// Its key.
        key: String,
        /// The text.
        text: String,
    },
    /// Replaces what was seen under a key. Passed over when something else is there by now: then
    /// another window has written meanwhile, and knows better.
    Replace {
        /// The key.
        key: String,
        /// What was seen there; `None` is nothing.
        seen: Option<String>,
        /// The text to be there; `None` removes the key.
        text: Option<String>,
    },
    /// Moves a draft between its two keys, as the state that says so; only over states that it was written upon.
    Move {
        /// The key that is left.
        from: String,
        /// The key that is taken.
        to: String,
        /// The text that is put there.
        text: String,
    },
    /// Removes a key, if it is there.
    Remove {
        /// The key.
        key: String,
    },
}

/// What is done with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act<'a> {
    /// It stays as it is.
    Leave,
    /// This text is put there.
    Put(&'a str),
    /// It is removed.
    Remove,
}

impl Change {
    /// The keys that it touches.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let (first, second) = match self {
            Self::Put { key, .. } | Self::Replace { key, .. } | Self::Remove { key } => (key, None),
            Self::Move { from, to, .. } => (to, Some(from.as_str())),
        };
        std::iter::once(first.as_str()).chain(second)
    }

    /// What is done with one of its keys where a text, or nothing, is there.
    ///
    /// # Errors
    /// Says what is in the way; then nothing of the whole may be changed.
    pub fn at(&self, key: &str, there: Option<&str>) -> Result<Act<'_>, Refusal> {
        Ok(match self {
            Self::Put { text, .. } => {
                copies::may_put(key, there, text)?;
                Act::Put(text)
            }
            Self::Move { to, text, .. } => {
                copies::may_put(key, there, text)?;
                if key == to {
                    Act::Put(text)
                } else {
                    Act::Remove
                }
            }
            Self::Replace { seen, text, .. } => match text {
                _ if there != seen.as_deref() => Act::Leave,
                Some(text) => Act::Put(text),
                None => Act::Remove,
            },
            Self::Remove { .. } => Act::Remove,
        })
    }
}
