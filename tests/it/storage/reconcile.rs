//! Bringing the two copies into line: whatever happened to either, nothing readable is lost.

use std::collections::BTreeMap;

use nianbao::model::draft::Draft;
use nianbao::storage::envelope::{self, Stamp};
use nianbao::storage::key;
use nianbao::storage::reconcile::{Reconciled, reconcile};
use nianbao::storage::shelf::{MemoryShelf, Shelf};
use nianbao::storage::store::Store;
use nianbao::storage::surviving::Change;

const ID: &str = "d1";

/// A stored text whose draft is called `organ`.
fn text(organ: &str, revision: u64, saved_at: u64) -> String {
    let mut draft = Draft::default();
    draft.organ = organ.into();
    let stamp = Stamp {
        id: ID.to_owned(),
        revision,
        saved_at,
        window: "w".to_owned(),
    };
    envelope::write(&stamp, &draft)
}

/// Both places, texts under keys.
struct Places {
    store: Store<MemoryShelf>,
    surviving: BTreeMap<String, String>,
}

impl Places {
    fn of(local: &[(String, String)], surviving: &[(String, String)]) -> Self {
        let shelf = MemoryShelf::default();
        for (key, text) in local {
            shelf.put(key, text).unwrap();
        }
        Self {
            store: Store::new(shelf),
            surviving: surviving.iter().cloned().collect(),
        }
    }

    fn reconcile(&mut self) -> Reconciled {
        let pairs: Vec<(String, String)> = self.surviving.clone().into_iter().collect();
        let mut number = 0;
        let new_id = || {
            number += 1;
            format!("new{number}")
        };
        let done = reconcile(&self.store, &pairs, new_id, 99, "w").unwrap();
        for change in &done.changes {
            match change {
                Change::Put { key, text } | Change::Replace { key, text } => {
                    self.surviving.insert(key.clone(), text.clone());
                }
                Change::Remove { key } => {
                    self.surviving.remove(key);
                }
            }
        }
        done
    }

    /// The organs of all drafts in localStorage, open and deleted, and the texts put aside.
    fn contents(&self) -> Vec<String> {
        let mut contents = Vec::new();
        for draft in self.store.list().unwrap() {
            contents.push(draft.organ);
        }
        for draft in self.store.deleted().unwrap() {
            contents.push(draft.organ);
        }
        for aside in self.store.aside().unwrap() {
            contents.extend(self.store.aside_text(&aside).unwrap());
        }
        contents
    }

    fn organ(&self) -> String {
        self.store.open(ID).unwrap().draft.organ.to_string()
    }
}

fn draft(text: String) -> (String, String) {
    (key::draft(ID), text)
}

fn deleted(text: String) -> (String, String) {
    (key::deleted(ID), text)
}

#[test]
fn what_a_crash_took_from_local_storage_comes_back() {
    for local in [vec![], vec![draft(text("旧", 3, 30))]] {
        let mut places = Places::of(&local, &[draft(text("新", 5, 50))]);
        let done = places.reconcile();
        assert_eq!(places.organ(), "新");
        assert_eq!(done.restored, [ID]);
        assert_eq!(done.changes, []);
    }
}

#[test]
fn a_surviving_copy_that_lags_behind_is_brought_up_to_date() {
    for surviving in [vec![], vec![draft(text("旧", 3, 30))]] {
        let mut places = Places::of(&[draft(text("新", 5, 50))], &surviving);
        let done = places.reconcile();
        assert_eq!(places.organ(), "新");
        assert_eq!(done.restored, [""; 0]);
        assert_eq!(places.surviving[&key::draft(ID)], text("新", 5, 50));
    }
}

#[test]
fn a_damaged_text_gives_way_to_a_sound_one_and_is_kept_aside() {
    let damaged = "{\"kind\":\"nianbao.stored\",\"ver".to_owned();
    for (local, surviving) in [
        (damaged.clone(), text("好", 5, 50)),
        (text("好", 5, 50), damaged.clone()),
    ] {
        let mut places = Places::of(&[draft(local)], &[draft(surviving)]);
        places.reconcile();
        assert_eq!(places.organ(), "好");
        assert!(places.contents().contains(&damaged));
        assert_eq!(places.surviving[&key::draft(ID)], text("好", 5, 50));
    }
}

#[test]
fn two_texts_of_which_none_is_the_earlier_become_two_drafts() {
    let mut places = Places::of(&[draft(text("甲", 5, 50))], &[draft(text("乙", 5, 60))]);
    let done = places.reconcile();
    assert_eq!(done.forked, ["new1"]);
    let mut contents = places.contents();
    contents.sort();
    assert_eq!(contents, ["乙", "甲"]);
}

#[test]
fn a_deletion_holds_unless_it_was_taken_back_later() {
    let mut places = Places::of(&[deleted(text("删", 6, 60))], &[draft(text("删", 5, 50))]);
    places.reconcile();
    assert!(places.store.list().unwrap().is_empty());
    assert_eq!(places.contents(), ["删"]);
    assert!(!places.surviving.contains_key(&key::draft(ID)));

    let mut places = Places::of(&[deleted(text("删", 6, 60))], &[draft(text("回", 7, 70))]);
    places.reconcile();
    assert_eq!(places.organ(), "回");
}

#[test]
fn a_draft_is_never_taken_away_by_a_deletion_that_only_the_copy_knows() {
    let mut places = Places::of(&[draft(text("在", 5, 50))], &[deleted(text("在", 6, 60))]);
    places.reconcile();
    assert_eq!(places.organ(), "在");
}

#[test]
fn what_a_newer_version_wrote_is_left_alone() {
    let newer = text("将来", 9, 90).replace("\"version\":1", "\"version\":2");
    for (local, surviving) in [
        (newer.clone(), text("今", 5, 50)),
        (text("今", 5, 50), newer.clone()),
    ] {
        let mut places = Places::of(&[draft(local.clone())], &[draft(surviving.clone())]);
        let done = places.reconcile();
        assert_eq!(done, Reconciled::default());
        assert_eq!(places.store.raw(ID).unwrap().unwrap(), local);
        assert_eq!(places.surviving[&key::draft(ID)], surviving);
    }
}

/// Every pair of states of the two places: afterwards each readable draft is still to be had, and a
/// second run finds nothing more to do.
#[test]
fn no_pair_of_states_loses_a_readable_draft() {
    let states: Vec<Vec<(String, String)>> = vec![
        vec![],
        vec![draft(text("一", 1, 10))],
        vec![draft(text("二", 2, 20))],
        vec![draft(text("另二", 2, 25))],
        vec![draft("garbled".to_owned())],
        vec![draft(String::new())],
        vec![deleted(text("删", 3, 30))],
        vec![draft(text("二", 2, 20)), deleted(text("删", 3, 30))],
    ];
    for (here, local) in states.iter().enumerate() {
        for (there, surviving) in states.iter().enumerate() {
            let mut places = Places::of(local, surviving);
            places.reconcile();
            let contents = places.contents();
            // An earlier state of what is still there may go; a later or different one may not.
            let latest = local.iter().chain(surviving).filter_map(|(_, text)| {
                let stamp = Stamp::read_for(ID, Some(text)).ok()?;
                Some((stamp.revision, stamp.saved_at, text))
            });
            if let Some((_, _, text)) = latest.max() {
                let envelope = envelope::Envelope::read_for(ID, Some(text)).unwrap();
                let organ = envelope.draft.organ.to_string();
                let copied = places.surviving.values().any(|kept| kept == text);
                assert!(
                    contents.contains(&organ) || copied,
                    "state {here} with {there}: {organ} is gone, left: {contents:?}"
                );
            }
            let before = places.contents();
            let again = places.reconcile();
            assert_eq!(again.restored, [""; 0], "state {here} with {there}");
            assert_eq!(again.forked, [""; 0], "state {here} with {there}");
            assert_eq!(places.contents(), before, "state {here} with {there}");
        }
    }
}
