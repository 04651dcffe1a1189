//! Moving house: everything arrives, nothing there is written over, and a second time changes nothing.

use std::collections::BTreeMap;

use nianbao::model::draft::Draft;
use nianbao::model::section::Section;
use nianbao::storage::archive::{Archive, Merged};
use nianbao::storage::backup::BackupError;
use nianbao::storage::change::Change;
use nianbao::storage::envelope::{self, Envelope};
use nianbao::storage::key;
use nianbao::storage::shelf::{Shelf, ShelfError};
use nianbao::storage::snapshots::Snapshot;
use nianbao::storage::stamp::Lineage;
use nianbao::storage::stamp::Stamp;
use nianbao::storage::store::{SaveError, Store};

use super::faulty::FaultyShelf;
use super::sample;

type Home = Store<std::rc::Rc<FaultyShelf>>;

const NEWER: &str = r#"{"kind":"nianbao.stored","version":9,"anything":true}"#;
const CUT: &str = r#"{"kind":"nianbao.stored","version":1,"id":"#;

fn home() -> Home {
    Store::new(std::rc::Rc::default())
}

fn draft(prose: &str) -> Draft {
    let mut draft = sample::draft();
    draft.set_prose(Section::Preamble, prose);
    draft
}

fn snapshot(id: &str, at: u64, prose: &str) -> (String, String) {
    let stamp = Stamp {
        id: id.to_owned(),
        revision: 1,
        saved_at: at,
        window: "w".to_owned(),
        upon: Lineage::default(),
    };
    let text = envelope::write(&stamp, &draft(prose));
    (Snapshot::of(id, at, &text).key, text)
}

/// A house with a draft, a deleted one, one of a newer version, a damaged one, one put aside, and snapshots.
fn old_house() -> Archive {
    let store = home();
    store.create("a", &draft("一"), 10, "w").unwrap();
    store.create("b", &draft("二"), 20, "w").unwrap();
    store.delete("b", 30, "w").unwrap();
    store.shelf().put("nianbao.draft.new", NEWER).unwrap();
    store.shelf().put("nianbao.draft.cut", CUT).unwrap();
    store.keep_aside("a", " [\"坏\"] ").unwrap();
    store.set_words("错→对").unwrap();
    store.set_last("a").unwrap();
    store.shelf().put("excalidraw", "{}").unwrap();
    Archive::of(&store, vec![snapshot("a", 5, "零"), snapshot("b", 6, "旧")]).unwrap()
}

fn merge(archive: &Archive, store: &Home) -> Merged {
    let mut ids = 0;
    let new_id = || {
        ids += 1;
        format!("new{ids}")
    };
    archive.merge_into(store, new_id, 100, "w2")
}

fn contents(store: &Home) -> BTreeMap<String, String> {
    store.shelf().contents().into_iter().collect()
}

#[test]
fn a_file_comes_back_as_it_was_written() {
    let archive = old_house();
    assert_eq!(archive.texts.len(), 7);
    let file = archive.write();
    assert_eq!(Archive::read(&file), Some(Ok(archive)));
    assert!(file.lines().count() > 7);
    // People and programs alike can read it.
    let read: serde_json::Value = serde_json::from_str(&file).unwrap();
    assert_eq!(read["texts"][0]["key"], "nianbao.damaged.a.1");
}

#[test]
fn everything_arrives_in_an_empty_house() {
    let archive = old_house();
    let store = home();
    let done = merge(&archive, &store);
    assert_eq!((done.added, done.beside, done.same), (2, 0, 0));
    assert_eq!((done.unreadable, done.snapshots, done.failed), (3, 2, None));
    let there = contents(&store);
    for (key, text) in &archive.texts[..archive.texts.len() - 2] {
        // What cannot be read does not take the place of a draft.
        let key = if key == "nianbao.draft.cut" {
            "nianbao.damaged.cut.1"
        } else {
            key
        };
        assert_eq!(there.get(key), Some(text), "{key}");
    }
    let snapshots: Vec<_> = archive.texts[archive.texts.len() - 2..].to_vec();
    let put: Vec<_> = done.changes[2..].iter().flatten().map(pair).collect();
    assert_eq!(put, snapshots);
}

fn pair(change: &Change) -> (String, String) {
    match change {
        Change::Put { key, text } => (key.clone(), text.clone()),
        Change::Replace { .. } | Change::Move { .. } | Change::Remove { .. } => {
            panic!("{change:?}")
        }
    }
}

#[test]
fn reading_a_file_twice_changes_nothing_the_second_time() {
    let archive = old_house();
    let store = home();
    merge(&archive, &store);
    let once = contents(&store);
    let again = merge(&archive, &store);
    assert_eq!(contents(&store), once);
    assert_eq!((again.added, again.same), (0, 2));
    // Nor does it in the house that the draft has become two in.
    let store = home();
    store.create("a", &draft("别的"), 10, "w").unwrap();
    merge(&archive, &store);
    let once = contents(&store);
    let again = merge(&archive, &store);
    assert_eq!(contents(&store), once);
    assert_eq!((again.added, again.same), (0, 2));
}

#[test]
fn the_same_draft_with_another_content_becomes_two() {
    let archive = old_house();
    for deleted in [false, true] {
        let store = home();
        store.create("a", &draft("别的"), 10, "w").unwrap();
        if deleted {
            store.delete("a", 20, "w").unwrap();
        }
        let before = contents(&store);
        let done = merge(&archive, &store);
        assert_eq!((done.added, done.beside), (2, 1));
        for (key, text) in before {
            assert_eq!(contents(&store).get(&key), Some(&text));
        }
        assert_eq!(store.open("new1").unwrap().draft, draft("一"));
        // Its history goes with it, under its new name.
        let (key, text) = pair(&done.changes[2][0]);
        assert!(key.starts_with("nianbao.snapshot.new1.5."), "{key}");
        let kept = Envelope::read_for("new1", Some(&text)).unwrap();
        assert_eq!(kept.draft, draft("零"));
    }
}

/// A deleted draft that differs from the one that is here arrives as a deleted one.
#[test]
fn what_was_deleted_stays_deleted() {
    let archive = old_house();
    let store = home();
    store.create("b", &draft("还在"), 10, "w").unwrap();
    let done = merge(&archive, &store);
    assert_eq!(done.beside, 1);
    assert_eq!(store.open("b").unwrap().draft, draft("还在"));
    assert_eq!(store.deleted().unwrap()[0].id, "new1");
    assert_eq!(store.list().unwrap().len(), 3);
}

#[test]
fn what_has_no_room_is_told_and_the_rest_stays() {
    let archive = old_house();
    let store = home();
    store.create("c", &draft("原有"), 10, "w").unwrap();
    let before = contents(&store);
    store.shelf().room.set(Some(store.shelf().taken() + 100));
    let done = merge(&archive, &store);
    assert_eq!(done.failed, Some(SaveError::Shelf(ShelfError::Full)));
    for (key, text) in before {
        assert_eq!(contents(&store).get(&key), Some(&text));
    }
}

/// Storage fails at each write of the run: what was there stays, what was read in is whole, and the next time brings the
/// rest and nothing twice.
#[test]
fn a_failure_at_any_write_loses_nothing() {
    let archive = old_house();
    for puts in 0..8 {
        let store = home();
        store.create("a", &draft("别的"), 10, "w").unwrap();
        let before = contents(&store);
        store.shelf().puts_left.set(Some(puts));
        let first = merge(&archive, &store);
        let failed = first.failed.is_some();
        store.shelf().puts_left.set(None);
        for (key, text) in &before {
            assert_eq!(contents(&store).get(key), Some(text), "{puts}");
        }
        let again = archive.merge_into(&store, || format!("later{puts}"), 200, "w2");
        assert_eq!(again.failed, None, "{puts}");
        let drafts = store.list().unwrap().len() + store.deleted().unwrap().len();
        // The one that was there, the same draft as the file has it, the deleted one, the one of a newer version.
        assert_eq!(drafts, 4, "{puts}, failed at first: {failed}");
        assert_eq!(store.aside().unwrap().len(), 2, "{puts}");
    }
}

#[test]
fn other_files_and_newer_ones_are_told_apart() {
    assert_eq!(Archive::read(""), None);
    assert_eq!(Archive::read("{\"kind\":\"nianbao.draft\"}"), None);
    let file = old_house().write();
    let newer = file.replacen("\"version\":1", "\"version\":2", 1);
    let refused = Some(Err(BackupError::Newer { version: 2 }));
    assert_eq!(Archive::read(&newer), refused);
    let damaged = file.replacen("\"key\":", "\"kex\":", 1);
    assert!(matches!(
        Archive::read(&damaged),
        Some(Err(BackupError::Damaged(_)))
    ));
    assert_eq!(key::draft("a"), "nianbao.draft.a");
}
