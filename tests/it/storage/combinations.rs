//! Bringing the two copies into line: whatever is in the four places of a draft, nothing is lost.

use std::collections::BTreeMap;
use std::rc::Rc;

use nianbao::model::draft::Draft;
use nianbao::model::section::Section;
use nianbao::storage::change::Change;
use nianbao::storage::envelope::{self, Envelope};
use nianbao::storage::reconcile::{Reconciled, reconcile};
use nianbao::storage::shelf::{Shelf, ShelfError};
use nianbao::storage::stamp::Lineage;
use nianbao::storage::stamp::Stamp;
use nianbao::storage::store::{SaveError, Store};

use super::faulty::FaultyShelf;
use super::surviving;

const DRAFT: &str = "nianbao.draft.a";
const DELETED: &str = "nianbao.deleted.a";

/// A text of the draft `a`, its content told by its stamp.
fn text(revision: u64, saved_at: u64) -> String {
    let stamp = Stamp {
        id: "a".to_owned(),
        revision,
        saved_at,
        window: "w".to_owned(),
        upon: Lineage::default(),
    };
    envelope::write(&stamp, &content(revision, saved_at))
}

fn content(revision: u64, saved_at: u64) -> Draft {
    let mut draft = Draft::default();
    draft.set_prose(Section::Preamble, format!("{revision} {saved_at}"));
    draft
}

fn damaged() -> String {
    text(6, 60).replace("6 60", "6 6")
}

fn newer() -> String {
    text(6, 60).replacen("\"version\":1", "\"version\":2", 1)
}

/// Everything that can be in a place: an earlier state, the newest, one that was saved later in spite
/// of a lower revision, a damaged one, one of the newest revision but saved earlier, one of a newer
/// version.
fn all() -> [Option<String>; 7] {
    [
        None,
        Some(text(5, 50)),
        Some(text(6, 60)),
        Some(text(4, 70)),
        Some(damaged()),
        Some(text(6, 59)),
        Some(newer()),
    ]
}

/// How many of [`all`] the tests go through that repeat every repair several times.
const MAIN: usize = 5;

/// The two places.
struct Places {
    store: Store<Rc<FaultyShelf>>,
    surviving: BTreeMap<String, String>,
    ids: u32,
}

impl Places {
    fn new(local: [Option<String>; 2], surviving: [Option<String>; 2]) -> Self {
        let shelf = Rc::new(FaultyShelf::default());
        let keyed = |texts: [Option<String>; 2]| {
            let pairs = [DRAFT, DELETED].into_iter().zip(texts);
            pairs.filter_map(|(key, text)| Some((key.to_owned(), text?)))
        };
        for (key, text) in keyed(local) {
            shelf.put(&key, &text).unwrap();
        }
        Self {
            store: Store::new(shelf),
            surviving: keyed(surviving).collect(),
            ids: 0,
        }
    }

    fn of(texts: &[Option<String>; 4]) -> Self {
        let [draft, deleted, there, deleted_there] = texts.clone();
        Self::new([draft, deleted], [there, deleted_there])
    }

    fn local(&self) -> BTreeMap<String, String> {
        self.store.shelf().contents().into_iter().collect()
    }

    /// Reconciles; the changes of the surviving copy are still to be made.
    fn reconcile(&mut self) -> Reconciled {
        let surviving: Vec<_> = self.surviving.clone().into_iter().collect();
        let ids = &mut self.ids;
        let new_id = || {
            *ids += 1;
            format!("new{ids}")
        };
        reconcile(&self.store, &surviving, new_id, 100, "w").unwrap()
    }

    /// Does what the surviving copy does with changes.
    fn apply(&mut self, changes: &[Vec<Change>]) {
        for change in changes.iter().flatten() {
            if let Change::Replace { key, seen, .. } = change {
                assert_eq!(self.surviving.get(key), seen.as_ref());
            }
        }
        for group in changes {
            surviving::apply(&mut self.surviving, group).unwrap();
        }
    }

    /// Every text that is somewhere, under whatever key.
    fn texts(&self) -> Vec<String> {
        let local = self.local().into_values();
        local.chain(self.surviving.values().cloned()).collect()
    }
}

/// A text was not lost: it is still somewhere, or its content is a draft, or a later state is there.
#[track_caller]
fn assert_not_lost(text: &str, places: &Places, context: &str) {
    let texts = places.texts();
    if texts.iter().any(|kept| kept == text) {
        return;
    }
    let lost = Envelope::read_for("a", Some(text)).unwrap_or_else(|_| panic!("{context}: {text}"));
    let kept = texts.iter().any(|kept| {
        let later = Envelope::read_for("a", Some(kept)).is_ok_and(|kept| {
            lost.stamp.revision < kept.stamp.revision && lost.stamp.saved_at <= kept.stamp.saved_at
        });
        later || Envelope::read(Some(kept)).is_ok_and(|kept| kept.draft == lost.draft)
    });
    assert!(kept, "{context}: {text}");
}

/// Calls with each combination of the first `kinds` of [`all`] in the four places.
fn each(kinds: usize, mut check: impl FnMut(&[Option<String>; 4], &str)) {
    let all = all();
    for number in 0..kinds.pow(4) {
        let index = |place| number / kinds.pow(place) % kinds;
        let indexes = [0, 1, 2, 3].map(index);
        let texts = indexes.map(|index| all[index].clone());
        check(
            &texts,
            &format!("local and surviving, draft and deleted: {indexes:?}"),
        );
    }
}

#[test]
fn nothing_is_lost_and_both_places_agree_afterwards() {
    each(all().len(), |texts, context| {
        let mut places = Places::of(texts);
        let before = (places.local(), places.surviving.clone());
        let done = places.reconcile();
        assert_eq!(done.failed, [], "{context}");
        if texts.contains(&Some(newer())) {
            assert_eq!(
                (places.local(), places.surviving.clone()),
                before,
                "{context}"
            );
            assert_eq!(done.newer, [("a".to_owned(), 2)], "{context}");
            assert!(done.changes.is_empty(), "{context}");
            return;
        }
        for text in texts.iter().flatten() {
            assert_not_lost(text, &places, context);
        }
        places.apply(&done.changes);
        for text in texts.iter().flatten() {
            assert_not_lost(text, &places, context);
        }
        let sound = texts.iter().flatten().any(|text| *text != damaged());
        let (local, surviving) = (places.local(), places.surviving.clone());
        for key in [DRAFT, DELETED] {
            let pair = [local.get(key), surviving.get(key)];
            let undecided = pair.contains(&Some(&damaged()));
            assert!(!sound || undecided || pair[0] == pair[1], "{context} {key}");
        }
        let again = places.reconcile();
        assert_eq!(again, Reconciled::default(), "{context}");
        assert_eq!(
            (places.local(), places.surviving.clone()),
            (local, surviving),
            "{context}"
        );
    });
}

/// The page dies, or storage fails, at any write, and the changes of the surviving copy are never
/// made: the next start finds everything.
#[test]
fn an_interrupted_repair_loses_nothing() {
    each(MAIN, |texts, context| {
        for puts in 1..3 {
            let mut places = Places::of(texts);
            places.store.shelf().puts_left.set(Some(puts));
            places.reconcile();
            for text in texts.iter().flatten() {
                assert_not_lost(text, &places, context);
            }
            places.store.shelf().puts_left.set(None);
            let first = places.reconcile();
            places.apply(&first.changes);
            for text in texts.iter().flatten() {
                assert_not_lost(text, &places, context);
            }
            assert!(places.reconcile().changes.is_empty(), "{context}");
        }
    });
}

/// IndexedDB fails at every start: no more copies are made of what was kept at the first.
#[test]
fn repairs_that_are_never_made_do_not_pile_up() {
    each(MAIN, |texts, context| {
        let mut places = Places::of(texts);
        places.reconcile();
        let once = places.local();
        places.reconcile();
        assert_eq!(places.local(), once, "{context}");
    });
}

#[test]
fn a_crash_takes_nothing_from_what_was_typed() {
    let mut places = Places::new([Some(text(3, 30)), None], [Some(text(9, 90)), None]);
    let done = places.reconcile();
    assert_eq!(done.restored, ["a"]);
    assert_eq!(places.store.open("a").unwrap().draft, content(9, 90));
    assert_eq!(done.changes, Vec::<Vec<Change>>::new());
}

/// Typed, deleted, and then the power went: localStorage is back where it was before all that.
#[test]
fn a_deletion_outlives_a_crash_with_what_was_typed_before() {
    let mut places = Places::new([Some(text(3, 30)), None], [None, Some(text(9, 90))]);
    let done = places.reconcile();
    assert_eq!(done.restored, Vec::<String>::new());
    assert_eq!(places.store.list().unwrap(), []);
    let text = places.local()[DELETED].clone();
    let deleted = Envelope::read_for("a", Some(&text)).unwrap();
    assert_eq!(deleted.draft, content(9, 90));
}

#[test]
fn taking_back_outlives_a_crash() {
    let mut places = Places::new([None, Some(text(3, 30))], [Some(text(4, 40)), None]);
    let done = places.reconcile();
    assert_eq!(done.restored, ["a"]);
    assert_eq!(places.store.open("a").unwrap().draft, content(4, 40));
    assert_eq!(places.store.deleted().unwrap(), []);
}

#[test]
fn what_was_written_apart_becomes_two_drafts() {
    let mut places = Places::new([Some(text(4, 70)), None], [Some(text(6, 60)), None]);
    let done = places.reconcile();
    assert_eq!(done.forked, ["new1"]);
    assert_eq!(places.store.open("a").unwrap().draft, content(6, 60));
    assert_eq!(places.store.open("new1").unwrap().draft, content(4, 70));
    places.apply(&done.changes);
    assert_eq!(places.surviving.len(), 2);
}

#[test]
fn a_damaged_text_is_kept_before_it_is_replaced() {
    for (local, surviving) in [(damaged(), text(6, 60)), (text(6, 60), damaged())] {
        let mut places = Places::new([Some(local), None], [Some(surviving), None]);
        let done = places.reconcile();
        assert_eq!(done.aside, ["nianbao.damaged.a.1"]);
        assert_eq!(places.local()["nianbao.damaged.a.1"], damaged());
        assert_eq!(places.local()[DRAFT], text(6, 60));
    }
}

/// There is no room for the repair of one draft: it is named, and the others are brought into line.
#[test]
fn one_failure_does_not_keep_the_others_from_being_repaired() {
    let mut places = Places::new([Some(text(1, 10)), None], [Some(text(9, 90)), None]);
    let small = Stamp {
        id: "b".to_owned(),
        revision: 1,
        saved_at: 10,
        window: "w".to_owned(),
        upon: Lineage::default(),
    };
    let small = envelope::write(&small, &Draft::default());
    places
        .surviving
        .insert("nianbao.draft.b".to_owned(), small.clone());
    let large = text(9, 90).replace("\"window\":\"w\"", "\"window\":\"w\" ");
    places
        .surviving
        .insert(DRAFT.to_owned(), large + &" ".repeat(9999));
    let room = places.store.shelf().taken() + small.len() + 100;
    places.store.shelf().room.set(Some(room));
    let done = places.reconcile();
    let full = SaveError::Shelf(ShelfError::Full);
    assert_eq!(done.failed, [("a".to_owned(), full)]);
    assert_eq!(done.restored, ["b"]);
    assert_eq!(places.local()[DRAFT], text(1, 10));
    assert_eq!(places.local()["nianbao.draft.b"], small);
}

/// Another window writes between reading and repairing: its text stays.
#[test]
fn a_repair_names_what_it_saw() {
    let mut places = Places::new([Some(text(6, 60)), None], [Some(text(5, 50)), None]);
    let done = places.reconcile();
    assert_eq!(
        done.changes,
        [[Change::Replace {
            key: DRAFT.to_owned(),
            seen: Some(text(5, 50)),
            text: Some(text(6, 60)),
        }]]
    );
}
