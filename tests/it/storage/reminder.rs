//! When the user is reminded to take a backup file.

use nianbao::storage::key;
use nianbao::storage::reminder::Reminder;
use nianbao::storage::shelf::{MemoryShelf, Shelf};
use nianbao::storage::store::Store;

use super::faulty::FaultyShelf;

const HOUR: u64 = 60 * 60 * 1000;

#[track_caller]
fn due(revision: u64, backed_up: u64, put_off: u64, proven: bool) -> Option<u64> {
    Reminder::due(revision, backed_up, put_off, proven).map(|reminder| reminder.saves)
}

#[test]
fn many_saves_without_a_backup_are_a_reason() {
    assert_eq!(due(299, 0, 0, true), None);
    assert_eq!(due(300, 0, 0, true), Some(300));
    assert_eq!(due(399, 100, 0, true), None);
    assert_eq!(due(400, 100, 0, true), Some(300));
}

#[test]
fn a_browser_that_may_forget_is_a_reason_to_be_early() {
    assert_eq!(due(79, 0, 0, false), None);
    assert_eq!(due(80, 0, 0, false), Some(80));
}

#[test]
fn a_reminder_that_was_put_off_comes_again_and_counts_all() {
    assert_eq!(due(449, 0, 150, true), None);
    assert_eq!(due(450, 0, 150, true), Some(450));
    // A backup after that counts from the backup.
    assert_eq!(due(550, 260, 150, true), None);
    assert_eq!(due(560, 260, 150, true), Some(300));
}

#[test]
fn a_draft_of_an_older_revision_than_its_backup_is_no_reason() {
    assert_eq!(due(3, 200, 0, false), None);
}

#[test]
fn a_browser_is_proven_once_it_gives_the_mark_back_after_half_a_day() {
    let store = Store::new(MemoryShelf::default());
    assert_eq!(store.is_proven(HOUR), Ok(false));
    assert_eq!(store.is_proven(12 * HOUR), Ok(false));
    assert_eq!(store.is_proven(13 * HOUR), Ok(true));
    // A clock that was put back proves nothing.
    assert_eq!(store.is_proven(0), Ok(false));
}

#[test]
fn an_unreadable_mark_is_set_anew() {
    let shelf = MemoryShelf::default();
    shelf.put(key::SINCE, "昨天").unwrap();
    let store = Store::new(shelf);
    assert_eq!(store.is_proven(HOUR), Ok(false));
    assert_eq!(store.is_proven(13 * HOUR), Ok(true));
}

#[test]
fn a_backup_is_noted_for_its_draft_alone() {
    let store = Store::new(MemoryShelf::default());
    store.note_backup("a", 7).unwrap();
    assert_eq!(store.backed_up("a"), Ok(7));
    assert_eq!(store.backed_up("b"), Ok(0));
    assert!(store.list().unwrap().is_empty());
}

#[test]
fn a_shelf_that_refuses_is_not_proven() {
    let shelf = FaultyShelf::default();
    shelf.forbidden.set(true);
    assert!(Store::new(shelf).is_proven(HOUR).is_err());
}
