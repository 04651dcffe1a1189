//! Bringing the two copies of the drafts into line at start, after whatever happened last time.
//!
//! localStorage may have lost the last seconds in a crash, either place may have been cleared or
//! damaged. The newest text that verifies wins; nothing readable is thrown away: what cannot be told
//! to be an earlier state becomes a draft of its own, what cannot be read is kept aside.

use std::collections::BTreeSet;

use super::copies::{self, Other, Side, Verdict};
use super::envelope::{Envelope, Stamp};
use super::key::{self, Key};
use super::shelf::{Shelf, ShelfError};
use super::store::{SaveError, Store};
use super::surviving::Change;

/// What was brought into line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// The drafts that localStorage lacked or had in an earlier state, and has now.
    pub restored: Vec<String>,
    /// The drafts that were made of texts that differ without one being the earlier.
    pub forked: Vec<String>,
    /// What the surviving copy has to change to agree.
    pub changes: Vec<Change>,
}

/// Brings localStorage into line with the surviving copy and says what that copy has to change.
///
/// `new_id` makes identifiers for drafts that turn out to be two; `now` and `window` stamp them.
///
/// # Errors
/// localStorage refuses; what was repaired until then stays repaired.
pub fn reconcile<S: Shelf>(
    store: &Store<S>,
    surviving: &[(String, String)],
    mut new_id: impl FnMut() -> String,
    now: u64,
    window: &str,
) -> Result<Reconciled, ShelfError> {
    let shelf = store.shelf();
    let mut done = Reconciled::default();
    let local_keys = shelf.keys()?;
    let ids: BTreeSet<String> = local_keys
        .iter()
        .chain(surviving.iter().map(|(key, _)| key))
        .filter_map(|key| match Key::read(key)? {
            Key::Draft(id) | Key::Deleted(id) => Some(id.to_owned()),
            Key::Damaged { .. } => None,
        })
        .collect();
    for id in ids {
        let (draft, deleted) = (key::draft(&id), key::deleted(&id));
        let there = |key: &str| {
            let found = surviving.iter().find(|(known, _)| known == key);
            found.map(|(_, text)| text.as_str())
        };
        let here = shelf.get(&draft)?;
        let deleted_here = shelf.get(&deleted)?;
        match (&here, &deleted_here, there(&draft), there(&deleted)) {
            // Deleted here: the other place follows, unless it knows that it was taken back later.
            (None, Some(text), Some(copy), _) => {
                if revision(&id, copy) > revision(&id, text) {
                    shelf.put(&draft, copy)?;
                    shelf.remove(&deleted)?;
                    done.restored.push(id);
                } else {
                    done.changes.push(replace(&deleted, text));
                    done.changes.push(Change::Remove { key: draft });
                }
            }
            (None, Some(text), None, None) => done.changes.push(replace(&deleted, text)),
            (None, None, None, Some(copy)) => shelf.put(&deleted, copy)?,
            (None, Some(_), None, Some(_)) | (None, None, None, None) => {}
            // There is a draft here or there, and none deleted here: a draft is never taken away.
            (_, _, copy, deleted_there) => {
                // What was deleted may be a later state than the draft; then it becomes one itself.
                let later = deleted_there.filter(|text| {
                    let others = [here.as_deref(), copy].into_iter().flatten();
                    others
                        .clone()
                        .all(|other| revision(&id, other) < revision(&id, text))
                        && others.clone().all(|other| !same_draft(&id, other, text))
                });
                if let Some(text) = later {
                    fork(store, &id, text, &mut new_id, now, window, &mut done)?;
                }
                let verdict = copies::choose(&id, here.as_deref(), copy);
                let newcomer = Newcomer {
                    id: &mut new_id,
                    now,
                    window,
                };
                settle(
                    store,
                    &id,
                    &verdict,
                    here.as_deref(),
                    copy,
                    newcomer,
                    &mut done,
                )?;
                if deleted_there.is_some() {
                    done.changes.push(Change::Remove { key: deleted });
                }
            }
        }
    }
    Ok(done)
}

/// What a draft that turns out to be two needs.
struct Newcomer<'a, F> {
    id: &'a mut F,
    now: u64,
    window: &'a str,
}

fn settle<S: Shelf, F: FnMut() -> String>(
    store: &Store<S>,
    id: &str,
    verdict: &Verdict,
    here: Option<&str>,
    copy: Option<&str>,
    newcomer: Newcomer<'_, F>,
    done: &mut Reconciled,
) -> Result<(), ShelfError> {
    let Verdict::Wins { side, other } = verdict else {
        return Ok(());
    };
    let (winner, loser) = match side {
        Side::Local => (here, copy),
        Side::Surviving => (copy, here),
    };
    let Some(winner) = winner else {
        return Ok(());
    };
    match (other, loser) {
        (Other::Forked(_), Some(loser)) => {
            fork(
                store,
                id,
                loser,
                newcomer.id,
                newcomer.now,
                newcomer.window,
                done,
            )?;
        }
        (Other::Damaged(_), Some(loser)) => {
            store.keep_aside(id, loser).map_err(refusal)?;
        }
        (Other::Missing | Other::Older(_) | Other::Forked(_) | Other::Damaged(_), _) => {}
    }
    let draft = key::draft(id);
    match side {
        Side::Local => done.changes.push(replace(&draft, winner)),
        Side::Surviving => {
            store.shelf().put(&draft, winner)?;
            done.restored.push(id.to_owned());
        }
    }
    Ok(())
}

/// Makes a draft of its own of a text that is not simply an earlier state of another.
fn fork<S: Shelf>(
    store: &Store<S>,
    id: &str,
    text: &str,
    new_id: &mut impl FnMut() -> String,
    now: u64,
    window: &str,
    done: &mut Reconciled,
) -> Result<(), ShelfError> {
    if let Ok(envelope) = Envelope::read_for(id, Some(text)) {
        let new = new_id();
        let saved = store.create(&new, &envelope.draft, now, window);
        let saved = saved.map_err(refusal)?;
        done.changes.push(replace(&key::draft(&new), &saved.text));
        done.forked.push(new);
    }
    Ok(())
}

fn same_draft(id: &str, one: &str, other: &str) -> bool {
    let draft = |text| Envelope::read_for(id, Some(text)).map(|envelope| envelope.draft);
    draft(one).is_ok_and(|one| draft(other).is_ok_and(|other| one == other))
}

fn replace(key: &str, text: &str) -> Change {
    Change::Replace {
        key: key.to_owned(),
        text: text.to_owned(),
    }
}

/// The revision of a text; zero for one that cannot be read, which then never wins.
fn revision(id: &str, text: &str) -> u64 {
    Stamp::read_for(id, Some(text)).map_or(0, |stamp| stamp.revision)
}

/// Why the shelf refused; a new identifier meets nothing that could be in conflict with it.
fn refusal(error: SaveError) -> ShelfError {
    match error {
        SaveError::Shelf(error) => error,
        SaveError::Conflict(_)
        | SaveError::Deleted(_)
        | SaveError::Unreadable(_)
        | SaveError::NotKept { .. } => ShelfError::Other("NotKept".to_owned()),
    }
}
