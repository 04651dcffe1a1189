//! The store: what it keeps, and that no failure destroys what was there before.

use std::rc::Rc;

use nianbao::model::draft::Draft;
use nianbao::model::section::Section;
use nianbao::storage::envelope::{self, StoredError};
use nianbao::storage::key;
use nianbao::storage::shelf::{Shelf, ShelfError};
use nianbao::storage::stamp::Lineage;
use nianbao::storage::stamp::Stamp;
use nianbao::storage::store::{KEPT_DELETED, OpenError, SaveError, Store, SummaryState};
use proptest::prelude::*;

use super::faulty::FaultyShelf;
use super::sample::{self, cell};

const NEWER: &str = r#"{"kind":"nianbao.stored","version":9,"anything":true}"#;

fn store() -> Store<Rc<FaultyShelf>> {
    Store::new(Rc::new(FaultyShelf::default()))
}

/// A draft that differs from another of a different length.
fn draft(prose: &str) -> Draft {
    let mut draft = sample::draft();
    draft.set_prose(Section::Preamble, prose);
    draft
}

fn stamp(revision: u64, saved_at: u64, window: &str) -> Stamp {
    Stamp {
        id: "a".to_owned(),
        revision,
        saved_at,
        window: window.to_owned(),
        upon: Lineage::default(),
    }
}

#[test]
fn a_draft_is_saved_and_opened() {
    let store = store();
    let created = store.create("a", &draft("一"), 10, "w").unwrap();
    assert_eq!(created.stamp.revision, 1);
    let saved = store.save("a", &draft("二"), 1, 20, "w").unwrap();
    assert_eq!(saved.stamp.revision, 2);
    assert_eq!(store.raw("a").unwrap(), Some(saved.text));
    let opened = store.open("a").unwrap();
    assert_eq!(opened.draft, draft("二"));
    assert_eq!(opened.stamp, stamp(2, 20, "w"));
    assert_eq!(store.stamp("a"), Ok(stamp(2, 20, "w")));
    assert_eq!(store.open("b"), Err(OpenError::Stored(StoredError::Absent)));
}

#[test]
fn a_second_window_is_told_of_the_first() {
    let store = store();
    store.create("a", &draft("一"), 10, "first").unwrap();
    store.save("a", &draft("一二"), 1, 20, "first").unwrap();
    let before = store.shelf().contents();
    assert_eq!(
        store.save("a", &draft("三"), 1, 30, "second"),
        Err(SaveError::Conflict(stamp(2, 20, "first")))
    );
    assert_eq!(
        store.create("a", &draft("三"), 30, "second"),
        Err(SaveError::Conflict(stamp(2, 20, "first")))
    );
    assert_eq!(store.shelf().contents(), before);
}

/// An older copy that came back from somewhere is a conflict as well, not a base to write on.
#[test]
fn a_lower_revision_than_expected_is_a_conflict() {
    let store = store();
    store.create("a", &draft("一"), 10, "w").unwrap();
    assert_eq!(
        store.save("a", &draft("二"), 5, 20, "w"),
        Err(SaveError::Conflict(stamp(1, 10, "w")))
    );
}

#[test]
fn a_draft_deleted_in_another_window_is_not_stored_again() {
    let store = store();
    store.create("a", &draft("一"), 10, "w").unwrap();
    store.delete("a", 20, "other").unwrap();
    assert_eq!(
        store.save("a", &draft("二"), 1, 30, "w"),
        Err(SaveError::Deleted(stamp(1, 10, "w").next(20, "other")))
    );
    assert_eq!(store.raw("a"), Ok(None));
}

/// The browser's data were cleared while the draft was open: nothing is overwritten by storing it,
/// and the revision goes on, so that an older copy elsewhere does not count as newer.
#[test]
fn a_draft_that_vanished_is_stored_again() {
    let store = store();
    let saved = store.save("a", &draft("一"), 41, 10, "w").unwrap();
    assert_eq!(saved.stamp.revision, 42);
    assert_eq!(store.open("a").unwrap().draft, draft("一"));
}

#[test]
fn deleting_can_be_taken_back() {
    let store = store();
    store.create("a", &draft("一"), 10, "w").unwrap();
    assert_eq!(store.delete("a", 20, "w").unwrap().stamp.revision, 2);
    assert_eq!(store.list().unwrap(), []);
    assert_eq!(store.deleted().unwrap()[0].id, "a");
    assert_eq!(store.undelete("a", 30, "w").unwrap().stamp.revision, 3);
    assert_eq!(store.deleted().unwrap(), []);
    assert_eq!(store.open("a").unwrap().draft, draft("一"));
    let absent = Err(SaveError::Unreadable(StoredError::Absent));
    assert_eq!(store.undelete("a", 40, "w"), absent);
    store.delete("a", 50, "w").unwrap();
    store.erase("a").unwrap();
    assert_eq!(store.shelf().contents(), []);
    assert_eq!(store.delete("a", 60, "w"), absent);
}

#[test]
fn a_copy_is_a_draft_of_its_own() {
    let store = store();
    store.create("a", &draft("一"), 10, "w").unwrap();
    assert_eq!(
        store.duplicate("a", "b", 20, "w").unwrap().stamp.revision,
        1
    );
    store.save("b", &draft("二"), 1, 30, "w").unwrap();
    assert_eq!(store.open("a").unwrap().draft, draft("一"));
    assert_eq!(
        store.duplicate("b", "a", 40, "w"),
        Err(SaveError::Conflict(stamp(1, 10, "w")))
    );
    let absent = Err(SaveError::Unreadable(StoredError::Absent));
    assert_eq!(store.duplicate("c", "d", 40, "w"), absent);
}

#[test]
fn the_list_shows_the_latest_first_and_what_cannot_be_read_last() {
    let store = store();
    let shelf = store.shelf();
    store.create("old", &draft("一"), 10, "w").unwrap();
    store.create("new", &Draft::default(), 20, "w").unwrap();
    store.create("gone", &draft("一"), 30, "w").unwrap();
    store.delete("gone", 40, "w").unwrap();
    shelf.put("nianbao.draft.newer", NEWER).unwrap();
    shelf.put("nianbao.draft.cut", "{\"kind\":\"nian").unwrap();
    shelf.put("nianbao.draft.empty", "").unwrap();
    shelf.put("nianbao.damaged.old.1", "{").unwrap();
    shelf.put("nianbao.future", "{}").unwrap();
    shelf.put("excalidraw", "{}").unwrap();
    let list = store.list().unwrap();
    let ids: Vec<_> = list.iter().map(|summary| summary.id.as_str()).collect();
    assert_eq!(ids, ["new", "old", "cut", "empty", "newer"]);
    assert_eq!(list[0].title, "");
    assert_eq!(list[0].filled, 0);
    assert_eq!(list[1].organ, "云溪县应急管理局");
    assert_eq!(list[1].year, "2025");
    assert_eq!(
        list[1].title,
        "云溪县应急管理局2025年政府信息公开工作年度报告"
    );
    assert_eq!((list[1].saved_at, list[1].revision), (Some(10), Some(1)));
    assert_eq!(list[1].filled, 1);
    assert_eq!(list[1].state, SummaryState::Sound);
    assert!(matches!(
        list[2].state,
        SummaryState::Damaged(StoredError::NotJson { .. })
    ));
    assert!(matches!(
        list[3].state,
        SummaryState::Damaged(StoredError::NotJson { .. })
    ));
    assert_eq!(list[4].state, SummaryState::Newer { version: 9 });
}

/// Totals are computed, and white space is not a number: neither counts as filled in.
#[test]
fn only_typed_figures_count_as_filled_in() {
    let store = store();
    let mut draft = Draft::default();
    draft.set_cell(cell("proactive.rules.issued"), "0");
    draft.set_cell(cell("proactive.rules.repealed"), "　");
    draft.set_cell(cell("review.reconsideration.total"), "3");
    store.create("a", &draft, 10, "w").unwrap();
    assert_eq!(store.list().unwrap()[0].filled, 1);
}

#[test]
fn the_draft_to_reopen_is_one_that_is_there() {
    let store = store();
    assert_eq!(store.last(), Ok(None));
    store.create("a", &draft("一"), 10, "w").unwrap();
    store.set_last("a").unwrap();
    assert_eq!(store.last(), Ok(Some("a".to_owned())));
    store.delete("a", 20, "w").unwrap();
    assert_eq!(store.last(), Ok(None));
}

/// Each text that cannot be read, with what every function that writes does to it: nothing.
#[test]
fn what_cannot_be_read_is_left_alone() {
    let sound = envelope::write(&stamp(1, 10, "w"), &draft("一"));
    let garbled = sound.replace("第一段", "第二段");
    let other = sound.replace("\"id\":\"a\"", "\"id\":\"b\"");
    for text in [
        "",
        "{",
        "[]",
        "{\"kind\":\"other\"}",
        NEWER,
        &garbled,
        &other,
    ] {
        let store = store();
        store.shelf().put("nianbao.draft.a", text).unwrap();
        let before = store.shelf().contents();
        for refused in [
            store.create("a", &draft("二"), 20, "w"),
            store.save("a", &draft("二"), 1, 20, "w"),
            store.delete("a", 20, "w"),
            store.duplicate("a", "b", 20, "w"),
        ] {
            assert!(
                matches!(refused, Err(SaveError::Unreadable(_))),
                "{text} {refused:?}"
            );
        }
        assert_eq!(store.shelf().contents(), before);
        assert_eq!(store.raw("a"), Ok(Some(text.to_owned())));
        let aside = store.put_aside("a");
        if text == NEWER {
            let newer = StoredError::Newer { version: 9 };
            assert_eq!(aside, Err(SaveError::Unreadable(newer)));
            assert_eq!(store.shelf().contents(), before);
            continue;
        }
        assert_eq!(aside.unwrap(), "nianbao.damaged.a.1");
        assert_eq!(store.raw("a"), Ok(None));
        store.save("a", &draft("二"), 1, 30, "w").unwrap();
        let kept = store.aside().unwrap();
        assert_eq!(store.aside_text(&kept[0]).unwrap().as_deref(), Some(text));
        store.remove_aside(&kept[0]).unwrap();
        assert_eq!(store.aside().unwrap(), []);
    }
}

#[test]
fn a_sound_draft_is_not_put_aside() {
    let store = store();
    store.create("a", &draft("一"), 10, "w").unwrap();
    assert_eq!(
        store.put_aside("a"),
        Err(SaveError::Conflict(stamp(1, 10, "w")))
    );
}

#[test]
fn texts_put_aside_are_numbered() {
    let store = store();
    for text in ["一", "二", "三"] {
        store.keep_aside("a.b", text).unwrap();
    }
    store.keep_aside("a", "四").unwrap();
    let keys: Vec<_> = store
        .aside()
        .unwrap()
        .into_iter()
        .map(|text| text.key)
        .collect();
    let numbered = [
        "nianbao.damaged.a.b.1",
        "nianbao.damaged.a.b.2",
        "nianbao.damaged.a.b.3",
    ];
    assert_eq!(keys[0], "nianbao.damaged.a.1");
    assert_eq!(keys[1..], numbered);
}

#[test]
fn a_deleted_draft_of_a_newer_version_is_not_erased() {
    let store = store();
    store.shelf().put("nianbao.deleted.a", NEWER).unwrap();
    let newer = SaveError::Unreadable(StoredError::Newer { version: 9 });
    assert_eq!(store.erase("a"), Err(newer.clone()));
    assert_eq!(store.undelete("a", 10, "w"), Err(newer.clone()));
    assert_eq!(store.save("a", &draft("一"), 1, 10, "w"), Err(newer));
}

#[test]
fn a_forbidden_shelf_is_told() {
    let store = store();
    store.create("a", &draft("一"), 10, "w").unwrap();
    store.shelf().forbidden.set(true);
    let forbidden = || ShelfError::Forbidden;
    assert_eq!(store.list(), Err(forbidden()));
    assert_eq!(store.open("a"), Err(OpenError::Shelf(forbidden())));
    let save = store.save("a", &draft("二"), 1, 20, "w");
    assert_eq!(save, Err(SaveError::Shelf(forbidden())));
}

#[test]
fn a_full_shelf_keeps_the_old_text() {
    let store = store();
    store.create("a", &draft("一"), 10, "w").unwrap();
    store.shelf().room.set(Some(store.shelf().taken()));
    let before = store.shelf().contents();
    let long = draft(&"长".repeat(99));
    assert_eq!(
        store.save("a", &long, 1, 20, "w"),
        Err(SaveError::Shelf(ShelfError::Full))
    );
    assert_eq!(store.shelf().contents(), before);
    store.save("a", &draft("二"), 1, 20, "w").unwrap();
}

/// Where there is no room the deleted drafts make some, the one deleted first before the others, and no more of them
/// than it takes; what a newer version wrote stays.
#[test]
fn deleted_drafts_make_room_for_what_is_typed() {
    let store = store();
    for (id, at) in [("old", 1), ("new", 3), ("a", 5)] {
        store.create(id, &draft("一"), at, "w").unwrap();
    }
    store.delete("old", 2, "w").unwrap();
    store.delete("new", 4, "w").unwrap();
    store.shelf().put("nianbao.deleted.x", NEWER).unwrap();
    store.shelf().put(key::STEPS, "{}").unwrap();
    store.shelf().room.set(Some(store.shelf().taken()));
    let first = store.save("a", &draft("一二"), 1, 6, "w").unwrap();
    // The steps were worth less.
    assert_eq!(first.recycled, Vec::<String>::new());
    let second = store.save("a", &draft(&"长".repeat(99)), 2, 7, "w");
    assert_eq!(second.unwrap().recycled, ["old"]);
    let before = store.shelf().contents();
    let third = store.save("a", &draft(&"长".repeat(9999)), 3, 8, "w");
    assert_eq!(third, Err(SaveError::Shelf(ShelfError::Full)));
    // Nothing was given up in vain.
    assert_eq!(store.shelf().contents(), before);
}

const DAY: u64 = KEPT_DELETED / 30;

/// Two drafts deleted when the clock said so, and one of a newer version.
fn recycler(deleted_at: u64) -> Store<Rc<FaultyShelf>> {
    let store = store();
    for (id, at) in [("a", deleted_at), ("b", deleted_at + 10)] {
        store.create(id, &draft("一"), 1, "w").unwrap();
        store.delete(id, at, "w").unwrap();
    }
    store.shelf().put("nianbao.deleted.x", NEWER).unwrap();
    store
}

#[test]
fn deleted_drafts_go_when_they_were_too_old_for_long_enough() {
    let store = recycler(10);
    assert_eq!(store.empty_recycler(KEPT_DELETED + 9), Ok(vec![]));
    let first = KEPT_DELETED + 10;
    for days in [0, 1, 2, 3, 29] {
        assert_eq!(
            store.empty_recycler(first + days * DAY),
            Ok(vec![]),
            "{days}"
        );
    }
    let last = first + KEPT_DELETED;
    assert_eq!(store.empty_recycler(last), Ok(vec!["a".to_owned()]));
    assert_eq!(store.empty_recycler(last + DAY), Ok(vec!["b".to_owned()]));
    // What a newer version wrote is not ours, and no note is left behind.
    assert_eq!(store.deleted().unwrap().len(), 1);
    let keys = store.shelf().keys().unwrap();
    assert_eq!(keys, ["nianbao.deleted.x"]);
}

/// The clock is wrong at some starts, by any number of days, and right at the others: whatever was deleted less than
/// thirty days ago is there.
#[test]
fn a_wrong_clock_erases_no_deleted_draft() {
    let today = 20_000 * DAY;
    for wrong in [41 * DAY, 3 * 365 * DAY, 20_000 * DAY] {
        for back in [false, true] {
            let says = |day: u64| match back {
                true => (today + day * DAY).saturating_sub(wrong),
                false => today + day * DAY + wrong,
            };
            // Wrong when it was deleted, right ever after.
            let store = recycler(says(0));
            for day in 0..30 {
                let at = today + day * DAY + DAY / 2;
                assert_eq!(store.empty_recycler(at), Ok(vec![]), "{wrong} {back} {day}");
            }
            // Right when it was deleted, wrong ever after.
            let store = recycler(today);
            for day in 0..30 {
                assert_eq!(
                    store.empty_recycler(says(day)),
                    Ok(vec![]),
                    "{wrong} {back} {day}"
                );
            }
            // Wrong every other day.
            let store = recycler(today);
            for day in 0..30 {
                let at = if day % 2 == 0 {
                    says(day)
                } else {
                    today + day * DAY
                };
                assert_eq!(store.empty_recycler(at), Ok(vec![]), "{wrong} {back} {day}");
            }
        }
    }
}

#[test]
fn what_was_taken_back_and_deleted_again_has_its_thirty_days_again() {
    let store = recycler(10);
    for days in 30..60 {
        store.empty_recycler(10 + days * DAY).unwrap();
    }
    store.undelete("a", 60 * DAY, "w").unwrap();
    store.delete("a", 60 * DAY, "w").unwrap();
    let gone = store.empty_recycler(61 * DAY + 10).unwrap();
    assert_eq!(gone, ["b"]);
}

/// A page that is closed right after the deletion leaves it for the next start, which must not bring the draft back.
#[test]
fn what_was_left_on_the_way_to_being_deleted_stays_deleted() {
    let store = store();
    let draft = store.create("a", &draft("一"), 1, "w").unwrap();
    let deleted = store.delete("a", 2, "w").unwrap();
    for (text, key) in [
        (&deleted.text, "nianbao.deleted.a"),
        (&draft.text, "nianbao.draft.a"),
    ] {
        store.leave("a", "w", 0, text).unwrap();
        let left = store.left().unwrap().remove(0);
        let change = store.place_of(&left).unwrap();
        assert_eq!(change.keys().next(), Some(key));
        store.remove_left(&left).unwrap();
    }
}

/// Deleting is what a person does when there is no room: it must not need room.
#[test]
fn deleting_needs_no_room_for_a_second_text() {
    let store = store();
    store.create("a", &draft("一"), 10, "w").unwrap();
    store.shelf().room.set(Some(store.shelf().taken() + 10));
    store.delete("a", 20, "w").unwrap();
    store.undelete("a", 30, "w").unwrap();
    assert_eq!(store.open("a").unwrap().draft, draft("一"));
    // Not even the few bytes of the longer key fit.
    store.shelf().room.set(Some(store.shelf().taken()));
    let before = store.shelf().contents();
    assert_eq!(
        store.delete("a", 40, "w"),
        Err(SaveError::Shelf(ShelfError::Full))
    );
    assert_eq!(store.shelf().contents(), before);
}

/// The shelf is full, and when the old text has made room, it fails for another reason as well. This
/// takes two different failures within one deletion, and is told as the loss it is.
#[test]
fn a_deletion_that_fails_twice_is_told_as_a_loss() {
    let store = store();
    store.create("a", &draft("一"), 10, "w").unwrap();
    store.shelf().room.set(Some(store.shelf().taken() + 10));
    store.shelf().puts_left.set(Some(1));
    assert_eq!(
        store.delete("a", 20, "w"),
        Err(SaveError::NotKept { restored: false })
    );
}

/// A shelf that keeps less than it accepted is found out, and the old text put back.
#[test]
fn a_text_that_is_not_kept_is_told_and_undone() {
    let store = store();
    store.create("a", &draft(""), 10, "w").unwrap();
    let before = store.shelf().contents();
    let old = store.raw("a").unwrap().unwrap().len();
    store.shelf().cuts_at.set(Some(old + 1));
    let long = draft(&"ab".repeat(99));
    assert_eq!(
        store.save("a", &long, 1, 20, "w"),
        Err(SaveError::NotKept { restored: true })
    );
    assert_eq!(store.shelf().contents(), before);
    store.shelf().cuts_at.set(Some(3));
    assert_eq!(
        store.save("a", &draft("二"), 1, 20, "w"),
        Err(SaveError::NotKept { restored: false })
    );
    store.shelf().cuts_at.set(Some(3));
    let new = store.create("b", &draft("二"), 20, "w");
    assert_eq!(new, Err(SaveError::NotKept { restored: true }));
    assert_eq!(store.raw("b"), Ok(None));
}

/// What a person does with drafts, in any order.
#[derive(Clone, Debug)]
enum Act {
    Save(u8),
    Delete,
    Undelete,
    Duplicate,
    Reopen,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => any::<u8>().prop_map(Act::Save),
        1 => Just(Act::Delete),
        1 => Just(Act::Undelete),
        1 => Just(Act::Duplicate),
        1 => Just(Act::Reopen),
    ]
}

proptest! {
    /// Puts fail at any moment and room runs out at any size. After every act the draft, live or
    /// deleted, is one that was saved with success, and it is never a mixture or nothing.
    #[test]
    fn no_failure_loses_what_was_saved(
        acts in proptest::collection::vec((act(), any::<bool>()), 1..40),
        room in 600..4000_usize,
        good_puts in 0..40_usize,
    ) {
        let store = store();
        store.create("a", &draft("起"), 1, "w").unwrap();
        store.shelf().room.set(Some(room));
        store.shelf().puts_left.set(Some(good_puts));
        let mut saved = draft("起");
        let mut revision = 1;
        for (now, (act, recover)) in (2..).zip(acts) {
            let result = match act {
                Act::Save(length) => {
                    let next = draft(&"字".repeat(length.into()));
                    let result = store.save("a", &next, revision, now, "w");
                    if result.is_ok() {
                        saved = next;
                    }
                    result
                }
                Act::Delete => store.delete("a", now, "w"),
                Act::Undelete => store.undelete("a", now, "w"),
                Act::Duplicate => store.duplicate("a", "b", now, "w"),
                Act::Reopen => {
                    revision = store.stamp("a").map_or(revision, |stamp| stamp.revision);
                    continue;
                }
            };
            match result {
                Ok(done) if !matches!(act, Act::Duplicate) => revision = done.stamp.revision,
                // The one loss that is possible, and it is told.
                Err(SaveError::NotKept { restored: false }) => return Ok(()),
                Ok(_) | Err(_) => {}
            }
            let live = store.raw("a").unwrap();
            let deleted = store.shelf().get("nianbao.deleted.a").unwrap();
            prop_assert_eq!(live.is_some(), deleted.is_none());
            let text = live.or(deleted);
            let kept = envelope::Envelope::read_for("a", text.as_deref()).unwrap();
            prop_assert_eq!(&kept.draft, &saved);
            prop_assert_eq!(kept.stamp.revision, revision);
            if recover {
                store.shelf().puts_left.set(None);
            }
        }
    }
}
