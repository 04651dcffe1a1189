//! The keeper of a window's drafts, event by event; `windows.rs` drives it through any interleaving.

use std::rc::Rc;

use nianbao::model::draft::Draft;
use nianbao::model::section::Section;
use nianbao::storage::change::Change;
use nianbao::storage::copies::Refusal;
use nianbao::storage::key;
use nianbao::storage::shelf::{Shelf, ShelfError};
use nianbao::storage::store::Store;
use nianbao::storage::surviving::SurvivingError;
use nianbao::storage::window::keeper::{
    Effect, Event, Keeper, News, OnDesk, Outcome, Status, Timer, Trouble,
};

use super::faulty::FaultyShelf;

/// A window with its desk.
struct Page {
    keeper: Keeper<Rc<FaultyShelf>>,
    draft: Draft,
    changes: u64,
    now: u64,
}

impl Page {
    fn new(store: Store<Rc<FaultyShelf>>) -> Self {
        store.is_proven(1).unwrap();
        Self {
            keeper: Keeper::new(store, "here".to_owned(), None),
            draft: Draft::default(),
            changes: 0,
            now: 1000,
        }
    }

    /// A page with a new draft, and the surviving copy open.
    fn editing() -> Self {
        let mut page = Self::new(Store::new(Rc::default()));
        page.deal(Event::Start);
        page.deal(Event::Connected(Vec::new()));
        let begun = page.deal(Event::Begin(Box::default()));
        assert!(begun.done);
        page.apply_all(begun.effects);
        page
    }

    fn deal(&mut self, event: Event<'_>) -> Outcome {
        self.now += 10;
        let desk = OnDesk {
            draft: &self.draft,
            changes: self.changes,
            listed: false,
        };
        let mut number = self.now;
        self.keeper.deal(event, desk, self.now, &mut || {
            number += 1;
            format!("draft{number}")
        })
    }

    fn type_text(&mut self, text: &str) {
        self.draft.set_prose(Section::Overview, text);
        self.changes += 1;
        self.deal(Event::Typed);
    }

    /// The surviving copy makes everything that it is asked for.
    fn apply_all(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Apply(ticket, _) = effect {
                let next = self.deal(Event::Applied(ticket, Ok(())));
                self.apply_all(next.effects);
            }
        }
    }

    fn status(&self) -> Status {
        self.keeper.status(self.changes)
    }

    fn survives(&self) -> Option<bool> {
        match self.status() {
            Status::Saved { survives, .. } => Some(survives),
            Status::Saving | Status::Unsaved | Status::Checking | Status::ReadOnly => None,
        }
    }
}

/// What the surviving copy is asked for, with its ticket.
fn asked(outcome: &Outcome) -> Vec<(u32, &[Change])> {
    let mut asked = Vec::new();
    for effect in &outcome.effects {
        if let Effect::Apply(ticket, changes) = effect {
            asked.push((*ticket, changes.as_slice()));
        }
    }
    asked
}

fn ticket(outcome: &Outcome) -> u32 {
    asked(outcome)[0].0
}

fn says(outcome: &Outcome, wanted: fn(&News) -> bool) -> bool {
    let mut news = outcome.effects.iter();
    news.any(|effect| matches!(effect, Effect::Say(news) if wanted(news)))
}

#[test]
fn nothing_is_called_saved_before_the_surviving_copy_has_it() {
    let mut page = Page::editing();
    assert_eq!(page.survives(), Some(true));
    page.type_text("一");
    assert_eq!(page.status(), Status::Saving);
    let saved = page.deal(Event::Passed(Timer::Rest));
    assert_eq!(page.status(), Status::Saving);
    page.deal(Event::Applied(ticket(&saved), Ok(())));
    assert_eq!(page.survives(), Some(true));
}

#[test]
fn a_text_that_did_not_arrive_is_called_saved_here_only_until_a_later_one_does() {
    let mut page = Page::editing();
    page.type_text("一");
    let saved = page.deal(Event::Save);
    let failed = page.deal(Event::Applied(ticket(&saved), Err(SurvivingError::Full)));
    page.apply_all(failed.effects);
    assert_eq!(page.survives(), Some(false));
    assert_eq!(page.keeper.under_way().len(), 1);
    page.type_text("二");
    let saved = page.deal(Event::Save);
    page.apply_all(saved.effects);
    assert_eq!(page.survives(), Some(true));
    assert_eq!(page.keeper.under_way(), []);
}

#[test]
fn what_was_saved_while_the_copy_was_being_opened_survives_once_it_is_there() {
    let store = Store::new(Rc::default());
    let first = store.create("a", &Draft::default(), 1, "nobody").unwrap();
    store.set_last("a").unwrap();
    let mut page = Page::new(store);
    page.deal(Event::Start);
    assert_eq!(page.status(), Status::Checking);
    assert!(page.status().is_locked());
    page.deal(Event::GoOn);
    page.type_text("一");
    page.deal(Event::Save);
    assert_eq!(page.status(), Status::Saving, "it may still answer");
    page.deal(Event::Passed(Timer::Connecting));
    assert_eq!(page.survives(), Some(false));
    let kept = vec![(key::draft("a"), first.text)];
    let connected = page.deal(Event::Connected(kept));
    assert_eq!(page.status(), Status::Saving);
    page.apply_all(connected.effects);
    assert_eq!(page.survives(), Some(true));
}

/// Another window has written meanwhile, so that the repair is passed over: that it was made says nothing of the text.
#[test]
fn what_was_saved_while_the_copy_was_being_opened_is_under_way_until_it_is_carried() {
    let store = Store::new(Rc::default());
    let first = store.create("a", &Draft::default(), 1, "nobody").unwrap();
    store.set_last("a").unwrap();
    let mut page = Page::new(store);
    page.deal(Event::Start);
    page.deal(Event::GoOn);
    page.type_text("一");
    page.deal(Event::Save);
    let connected = page.deal(Event::Connected(vec![(key::draft("a"), first.text)]));
    let repaired = page.deal(Event::Applied(ticket(&connected), Ok(())));
    assert!(
        page.keeper
            .under_way()
            .iter()
            .any(|(id, text)| id == "a" && text.contains("一"))
    );
    page.apply_all(repaired.effects);
    assert_eq!(page.keeper.under_way(), []);
}

#[test]
fn a_lost_copy_takes_the_word_back_and_is_opened_again() {
    let mut page = Page::editing();
    let lost = page.deal(Event::Lost);
    assert!(lost.effects.contains(&Effect::Connect));
    assert_eq!(page.survives(), Some(false));
    // What the lost connection says late is of no interest.
    assert_eq!(page.deal(Event::Applied(99, Ok(()))).effects, []);
    let connected = page.deal(Event::Connected(Vec::new()));
    page.apply_all(connected.effects);
    assert_eq!(page.survives(), Some(true));
}

#[test]
fn a_save_that_is_refused_says_so_until_something_is_stored() {
    let mut page = Page::editing();
    page.keeper.store().shelf().room.set(Some(0));
    page.type_text("一");
    assert!(!page.deal(Event::Save).done);
    assert_eq!(page.status(), Status::Unsaved);
    assert!(matches!(page.keeper.trouble(), Some(Trouble::NotSaved(_))));
    let left = page.deal(Event::Begin(Box::default()));
    assert!(!left.done);
    assert!(says(&left, |news| *news == News::CannotLeave));
    page.keeper.store().shelf().room.set(None);
    let saved = page.deal(Event::Save);
    page.apply_all(saved.effects);
    assert_eq!(page.survives(), Some(true));
    assert_eq!(page.keeper.trouble(), None);
}

/// Deleted with what is typed and not stored, that could not be taken back.
#[test]
fn a_draft_that_cannot_be_saved_is_not_deleted() {
    let mut page = Page::editing();
    let id = page.keeper.open_id().unwrap().to_owned();
    page.type_text("一");
    page.keeper.store().shelf().room.set(Some(0));
    let deleted = page.deal(Event::Delete(&id));
    assert!(!deleted.done);
    assert!(says(&deleted, |news| *news == News::CannotLeave));
    assert_eq!(page.keeper.open_id(), Some(&*id));
}

#[test]
fn without_storage_everything_is_unsaved_and_can_be_typed() {
    let error = Some(ShelfError::Forbidden);
    let mut keeper = Keeper::new(Store::new(FaultyShelf::default()), "here".to_owned(), error);
    let draft = Draft::default();
    let desk = OnDesk {
        draft: &draft,
        changes: 0,
        listed: false,
    };
    let began = keeper.deal(Event::Begin(Box::default()), desk, 1, &mut || {
        "a".to_owned()
    });
    assert!(began.done);
    assert_eq!(keeper.status(0), Status::Unsaved);
    assert!(matches!(keeper.trouble(), Some(Trouble::NoStorage(_))));
}

/// Switching tabs saves, which ends the wait for typing to rest; once that ended the taking over as well.
#[test]
fn saving_does_not_end_a_taking_over() {
    let mut page = Page::editing();
    let took = page.deal(Event::TakeOver);
    let waits = |effect: &Effect| matches!(effect, Effect::Wait(Timer::GivesWay, _));
    assert!(took.effects.iter().any(waits));
    let saved = page.deal(Event::Save);
    assert!(!saved.effects.contains(&Effect::Cancel(Timer::GivesWay)));
}

/// What became a draft of its own and is still under way is left for the next start, as any other text.
#[test]
fn a_parted_draft_that_is_under_way_is_left_when_the_page_goes_away() {
    let mut page = Page::editing();
    let id = page.keeper.open_id().unwrap().to_owned();
    page.type_text("这里");
    let mut other = Draft::default();
    other.set_prose(Section::Overview, "那里");
    let shelf = Rc::clone(page.keeper.store().shelf());
    Store::new(shelf).save(&id, &other, 1, 5, "there").unwrap();
    let saved = page.deal(Event::Save);
    assert!(says(&saved, |news| matches!(
        news,
        News::Apart { deleted: false, .. }
    )));
    page.deal(Event::Leave);
    let left = page.keeper.store().left().unwrap();
    let parted: Vec<_> = left.iter().filter(|left| left.id != id).collect();
    assert_eq!(parted.len(), 1);
    assert!(parted[0].text.contains("这里"));
}

/// Two states of one draft that are both under way are both left.
#[test]
fn what_was_refused_and_what_was_saved_after_it_are_both_left() {
    let mut page = Page::editing();
    page.type_text("一");
    let saved = page.deal(Event::Save);
    let stamp = page.keeper.session().unwrap().seen().clone();
    let refusal = Refusal::NotEarlier(stamp);
    page.deal(Event::Applied(
        ticket(&saved),
        Err(SurvivingError::Refused(refusal)),
    ));
    page.type_text("一二");
    page.deal(Event::Save);
    page.deal(Event::Leave);
    assert_eq!(page.keeper.store().left().unwrap().len(), 2);
}

#[test]
fn the_changes_of_one_connection_are_made_one_after_the_other() {
    let mut page = Page::editing();
    page.type_text("一");
    let first = page.deal(Event::Save);
    page.type_text("二");
    let second = page.deal(Event::Save);
    assert_eq!((asked(&first).len(), asked(&second).len()), (1, 0));
    // Of a third, which comes before the second is asked for, only the later is carried; an earlier state goes first.
    page.type_text("三");
    page.deal(Event::Save);
    let earlier = page.deal(Event::Applied(ticket(&first), Ok(())));
    let next = page.deal(Event::Applied(ticket(&earlier), Ok(())));
    let (last, changes) = asked(&next)[0];
    assert!(format!("{changes:?}").contains("三"));
    assert_eq!(asked(&page.deal(Event::Applied(last, Ok(())))), []);
}

#[test]
fn cleared_data_are_noticed_and_stored_again() {
    let mut page = Page::editing();
    page.type_text("一");
    let saved = page.deal(Event::Save);
    page.apply_all(saved.effects);
    let shelf = page.keeper.store().shelf();
    for key in shelf.keys().unwrap() {
        shelf.set(&key, None);
    }
    let seen = page.deal(Event::Passed(Timer::Beat));
    assert!(says(&seen, |news| *news == News::Cleared));
    assert!(seen.effects.contains(&Effect::KeepWords));
    assert!(seen.effects.contains(&Effect::Compare));
    let id = page.keeper.open_id().unwrap();
    assert!(page.keeper.store().open(id).is_ok());
}
