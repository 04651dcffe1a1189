//! Two processes have saved a draft at the same moment: each of the two texts is kept.
//!
//! localStorage has no way to compare and write at once, so that one of them is written over there. The surviving copy
//! has: it refuses a text that was not written upon what it holds. Then localStorage says which of the two goes on under
//! the draft's name, and the other becomes a draft of its own.

use crate::storage::change::Change;
use crate::storage::envelope::Envelope;
use crate::storage::key;
use crate::storage::shelf::{Shelf, ShelfError};
use crate::storage::stamp::Stamp;
use crate::storage::store::{SaveError, Saved, Store};

/// What became of the texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parted {
    /// Whether there are two states of which neither was saved upon the other.
    pub apart: bool,
    /// The drafts that were made of them; none where other drafts say the same already.
    pub drafts: Vec<(String, Saved)>,
    /// What the surviving copy has to change, all of it or nothing.
    pub changes: Vec<Change>,
}

/// Keeps a text that the surviving copy has refused, and what is there, `surviving`, wherever neither is an earlier
/// state of what localStorage has. `new_id` makes identifiers; `now` and `window` stamp the drafts.
///
/// # Errors
/// There is no room for a draft of its own. The surviving copy still holds what it holds, and is to stay as it is.
pub fn part<S: Shelf>(
    store: &Store<S>,
    id: &str,
    refused: &str,
    surviving: &[(String, String)],
    mut new_id: impl FnMut() -> String,
    now: u64,
    window: &str,
) -> Result<Parted, SaveError> {
    let mut parted = Parted::default();
    let mut keep = |text: &str| {
        let Ok(Envelope { draft, .. }) = Envelope::read_for(id, Some(text)) else {
            return Ok(());
        };
        parted.apart = true;
        if store.twin(id, &draft)?.is_none() {
            let new = new_id();
            let saved = store.create(&new, &draft, now, window)?;
            parted.changes.push(Change::Put {
                key: key::draft(&new),
                text: saved.text.clone(),
            });
            parted.drafts.push((new, saved));
        }
        Ok::<_, SaveError>(())
    };
    let here = of_draft(id, &|key| store.shelf().get(key))?;
    let there = of_draft(id, &|key| {
        let found = surviving.iter().find(|(known, _)| known == key);
        Ok(found.map(|(_, text)| text.clone()))
    })?;
    for state in &there {
        // What is later there than here was saved by a window that goes on with it.
        if !state.is_in(&here) && !here.iter().any(|here| state.stamp.follows(&here.stamp)) {
            keep(&state.text)?;
        }
    }
    if let Ok(stamp) = Stamp::read_for(id, Some(refused)) {
        let text = refused.to_owned();
        let state = State {
            key: String::new(),
            text,
            stamp,
        };
        if !state.is_in(&here) && !state.is_in(&there) {
            keep(refused)?;
        }
    }
    for state in here {
        let other = there.iter().find(|other| other.key == state.key);
        if let Some(other) = other
            && other.text != state.text
            && !other.stamp.follows(&state.stamp)
        {
            parted.changes.push(Change::Replace {
                key: state.key,
                seen: Some(other.text.clone()),
                text: Some(state.text),
            });
        }
    }
    Ok(parted)
}

/// A sound text of a draft, deleted or not.
struct State {
    key: String,
    text: String,
    stamp: Stamp,
}

impl State {
    /// Whether some state is this one, or one that was saved upon it.
    fn is_in(&self, states: &[Self]) -> bool {
        states
            .iter()
            .any(|state| state.text == self.text || state.stamp.follows(&self.stamp))
    }
}

fn of_draft(
    id: &str,
    get: &dyn Fn(&str) -> Result<Option<String>, ShelfError>,
) -> Result<Vec<State>, ShelfError> {
    let mut states = Vec::new();
    for key in [key::draft(id), key::deleted(id)] {
        if let Some(text) = get(&key)?
            && let Ok(stamp) = Stamp::read_for(id, Some(&text))
        {
            states.push(State { key, text, stamp });
        }
    }
    Ok(states)
}
