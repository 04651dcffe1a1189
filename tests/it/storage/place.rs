//! Where somebody was is kept for the draft it was in.

use nianbao::model::location::Location;
use nianbao::model::section::Section;
use nianbao::storage::key;
use nianbao::storage::place::Place;
use nianbao::storage::shelf::{MemoryShelf, Shelf};
use nianbao::storage::store::Store;

#[test]
fn a_place_comes_back_for_its_own_draft() {
    let store = Store::new(MemoryShelf::default());
    assert_eq!(store.place("a"), None);
    let cell = Location::from_address("applications.newly_received.natural_person");
    for focus in [None, cell, Some(Section::Overview.into())] {
        let place = Place {
            draft: "a".to_owned(),
            focus,
            scrolled: 1234,
        };
        store.put_place(&place).expect("memory keeps it");
        assert_eq!(store.place("a"), Some(place));
        assert_eq!(store.place("b"), None);
    }
}

#[test]
fn what_is_no_place_is_passed_over() {
    let store = Store::new(MemoryShelf::default());
    for text in ["", "a", "a\nx", "a\noverview\nfar"] {
        store
            .shelf()
            .put(key::PLACE, text)
            .expect("memory keeps it");
        assert_eq!(store.place("a"), None, "{text:?}");
    }
}
