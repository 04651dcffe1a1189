//! Whether what localStorage has of a draft is known to be the newest.

use nianbao::model::draft::Draft;
use nianbao::model::section::Section;
use nianbao::storage::shelf::MemoryShelf;
use nianbao::storage::stamp::Stamp;
use nianbao::storage::store::Store;
use nianbao::storage::window::newest::{Farewell, Newest, Whereabouts, to_show, whereabouts};

fn stamp() -> Stamp {
    let first = Stamp::first("a", 1000, "w1");
    first.next(2000, "w1").next(3000, "w2")
}

fn farewell() -> Farewell {
    let left = Farewell {
        stamp: stamp(),
        at: 100_000,
    };
    let read = Farewell::read(&left.to_string()).unwrap();
    assert_eq!(read.at, left.at);
    read
}

#[test]
fn a_draft_is_known_when_the_surviving_copy_has_answered_or_it_was_begun_here() {
    let mut newest = Newest::default();
    assert!(!newest.is_known("a") && newest.is_awaited() && !newest.is_late());
    newest.go_on_with("b");
    assert!(newest.is_known("b") && !newest.is_known("a"));
    newest.waited();
    assert!(!newest.is_known("a") && !newest.is_awaited() && newest.is_late());
    newest.answered();
    assert!(newest.is_known("a") && !newest.is_late() && !newest.is_awaited());
}

#[test]
fn a_page_that_was_loaded_again_in_its_tab_has_what_was_written_last() {
    // The navigation begins, then the page before goes away.
    for began in [90_001, 99_000, 100_000] {
        assert!(farewell().vouches(&stamp(), began), "{began}");
    }
}

/// A start after a crash, or with a clock that was set back meanwhile, whatever the browser has restored of the tab.
#[test]
fn a_navigation_that_began_later_or_long_before_proves_nothing() {
    for began in [0, 90_000, 100_001, 104_000, 9_000_000] {
        assert!(!farewell().vouches(&stamp(), began), "{began}");
    }
}

#[test]
fn a_farewell_vouches_for_no_other_state() {
    let others = [
        stamp().next(4000, "w2"),
        Stamp::first("a", 3000, "w2"),
        Stamp {
            id: "b".to_owned(),
            ..stamp()
        },
        Stamp {
            window: "w3".to_owned(),
            ..stamp()
        },
        Stamp {
            saved_at: 3001,
            ..stamp()
        },
    ];
    for other in others {
        assert!(!farewell().vouches(&other, 99_000), "{other:?}");
    }
    for text in ["", "1", "1 2 3", "x 3 3000 a w2", "100000 3 3000 a"] {
        assert_eq!(Farewell::read(text), None, "{text}");
    }
}

#[test]
fn what_was_typed_is_found_where_it_is() {
    let store = Store::new(MemoryShelf::default());
    let mut draft = Draft::default();
    draft.set_prose(Section::Overview, "这里");
    let seen = store.create("a", &draft, 1, "w").unwrap().stamp;
    assert_eq!(whereabouts(&store, &seen, &draft), Whereabouts::Here);
    store.save("a", &Draft::default(), 1, 2, "other").unwrap();
    assert_eq!(whereabouts(&store, &seen, &draft), Whereabouts::Nowhere);
    let own = store.create("b", &draft, 3, "w").unwrap().stamp;
    assert_eq!(whereabouts(&store, &seen, &draft), Whereabouts::Apart(own));
}

#[test]
fn after_a_crash_the_draft_that_was_saved_last_is_shown() {
    let restored = ["b".to_owned(), "c".to_owned()];
    // localStorage has forgotten that another draft was opened.
    assert_eq!(to_show(Some("a"), false, Some("b"), &restored), Some("b"));
    assert_eq!(to_show(None, false, Some("b"), &restored), Some("b"));
    // What the user has opened or looks at since stays, in its newest state.
    assert_eq!(to_show(Some("a"), true, Some("b"), &restored), None);
    assert_eq!(to_show(Some("c"), true, Some("b"), &restored), Some("c"));
    // The draft that was saved last was not lost.
    assert_eq!(to_show(Some("a"), false, Some("a"), &restored), None);
    assert_eq!(to_show(Some("c"), false, Some("a"), &restored), Some("c"));
}
