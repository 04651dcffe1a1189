//! Two processes saved at the same moment: whatever is where, each text is kept, and no more than once.

use std::collections::BTreeMap;
use std::rc::Rc;

use nianbao::model::draft::Draft;
use nianbao::model::section::Section;
use nianbao::storage::envelope::{self, Envelope};
use nianbao::storage::shelf::Shelf;
use nianbao::storage::stamp::Stamp;
use nianbao::storage::store::{SaveError, Store};
use nianbao::storage::window::parting::{Parted, part};

use super::faulty::FaultyShelf;
use super::surviving;

const KEY: &str = "nianbao.draft.a";

fn content(stamp: &Stamp) -> Draft {
    let mut draft = Draft::default();
    let said = format!("{} {}", stamp.window, stamp.revision);
    draft.set_prose(Section::Preamble, said);
    draft
}

fn text(stamp: &Stamp) -> String {
    envelope::write(stamp, &content(stamp))
}

struct Case {
    store: Store<Rc<FaultyShelf>>,
    there: BTreeMap<String, String>,
}

impl Case {
    fn new(here: &Stamp, there: &Stamp) -> Self {
        let shelf = Rc::new(FaultyShelf::default());
        shelf.put(KEY, &text(here)).unwrap();
        let there = BTreeMap::from([(KEY.to_owned(), text(there))]);
        let store = Store::new(shelf);
        Self { store, there }
    }

    fn part(&mut self, refused: &Stamp) -> Result<Parted, SaveError> {
        let there: Vec<_> = self.there.clone().into_iter().collect();
        let new = || "b".to_owned();
        let parted = part(&self.store, "a", &text(refused), &there, new, 90, "w")?;
        surviving::apply(&mut self.there, &parted.changes).unwrap();
        Ok(parted)
    }

    fn here(&self, id: &str) -> Draft {
        self.store.open(id).unwrap().draft
    }

    fn there(&self, id: &str) -> Option<Draft> {
        let text = self.there.get(&format!("nianbao.draft.{id}"))?;
        Some(Envelope::read_for(id, Some(text)).unwrap().draft)
    }
}

fn branches() -> (Stamp, Stamp, Stamp) {
    let base = Stamp::first("a", 1, "u");
    (
        base.clone(),
        base.next(2, "v"),
        base.next(3, "w").next(4, "w"),
    )
}

#[test]
fn what_was_written_over_becomes_a_draft_of_its_own() {
    let (_, one, other) = branches();
    let mut case = Case::new(&other, &one);
    assert_eq!(case.part(&other).unwrap().drafts.len(), 1);
    assert_eq!(case.here("a"), content(&other));
    assert_eq!(case.there("a"), Some(content(&other)));
    assert_eq!(case.here("b"), content(&one));
    assert_eq!(case.there("b"), Some(content(&one)));
    assert_eq!(case.part(&other), Ok(Parted::default()));
}

/// The other window may have kept it first; here it is told all the same.
#[test]
fn what_another_draft_says_already_is_told_and_not_kept_twice() {
    let (_, one, other) = branches();
    let mut case = Case::new(&other, &one);
    case.store.create("c", &content(&one), 80, "v").unwrap();
    let parted = case.part(&other).unwrap();
    assert!(parted.apart && parted.drafts.is_empty(), "{parted:?}");
    assert_eq!(case.there("a"), Some(content(&other)));
}

#[test]
fn what_is_nowhere_but_was_refused_becomes_a_draft_of_its_own() {
    let (_, one, other) = branches();
    let mut case = Case::new(&one, &one);
    assert_eq!(case.part(&other).unwrap().drafts.len(), 1);
    assert_eq!(case.here("a"), content(&one));
    assert_eq!(case.here("b"), content(&other));
}

/// A window that gave way hears that its last text is refused, because who took over was quicker.
#[test]
fn what_others_have_gone_on_with_is_kept_already() {
    let (base, one, _) = branches();
    for here in [&base, &one] {
        let mut case = Case::new(here, &one);
        assert_eq!(case.part(&base), Ok(Parted::default()));
    }
}

#[test]
fn without_room_the_surviving_copy_stays_as_it_is() {
    let (_, one, other) = branches();
    let mut case = Case::new(&other, &one);
    case.store.shelf().room.set(Some(0));
    assert!(matches!(case.part(&other), Err(SaveError::Shelf(_))));
    assert_eq!(case.there("a"), Some(content(&one)));
}
