//! The office's own word list is kept beside the drafts.

use std::rc::Rc;

use nianbao::storage::key::{self, Key};
use nianbao::storage::shelf::{MemoryShelf, Shelf, ShelfError};
use nianbao::storage::store::Store;

use super::faulty::FaultyShelf;
use super::sample;

#[test]
fn a_list_is_kept_as_it_was_written_and_is_no_draft() {
    let shelf = Rc::new(MemoryShelf::default());
    let store = Store::new(Rc::clone(&shelf));
    assert_eq!(store.words(), Ok(String::new()));
    let text = "# 说明\n错 → 对\n\n一→二→三";
    assert_eq!(store.set_words(text), Ok(()));
    assert_eq!(store.words().as_deref(), Ok(text));
    assert_eq!(shelf.get(key::WORDS), Ok(Some(text.to_owned())));
    assert_eq!(Key::read(key::WORDS), None);
    assert_eq!(store.list(), Ok(Vec::new()));
    store.create("a", &sample::draft(), 10, "w").unwrap();
    store.delete("a", 20, "w").unwrap();
    store.erase("a").unwrap();
    assert_eq!(store.words().as_deref(), Ok(text));
    assert_eq!(store.set_words(" \n"), Ok(()));
    assert_eq!(shelf.keys(), Ok(Vec::new()));
}

#[test]
fn a_list_that_has_no_room_leaves_the_one_before() {
    let shelf = Rc::new(FaultyShelf::default());
    let store = Store::new(Rc::clone(&shelf));
    assert_eq!(store.set_words("错→对"), Ok(()));
    shelf.room.set(Some(shelf.taken()));
    let longer = store.set_words("错→对\n别→的");
    assert_eq!(longer, Err(ShelfError::Full));
    assert_eq!(store.words().as_deref(), Ok("错→对"));
    shelf.forbidden.set(true);
    assert_eq!(store.words(), Err(ShelfError::Forbidden));
    assert_eq!(store.set_words("甲"), Err(ShelfError::Forbidden));
}
