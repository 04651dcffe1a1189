//! The dialog of the import: what is brought, looked at and chosen.

use nianbao::import::found::Found;
use nianbao::import::open::{Refused, Report};
use nianbao::import::taking::Purpose;
use nianbao::model::draft::Draft;
use nianbao::ui::importing::state::{Act, Brought, State};

use crate::sample;

fn piece(name: &str, report: Result<Found, Refused>) -> Brought {
    Brought {
        name: name.to_owned(),
        report: report.map(|found| Report {
            part: String::new(),
            found,
            draft: None,
        }),
    }
}

fn full(name: &str) -> Brought {
    piece(name, Ok(Found::of_draft(&sample::draft())))
}

fn looked_at(state: &State, draft: &Draft) -> Option<String> {
    let shown = state.shown(draft)?;
    Some(shown.brought.get(shown.looked_at)?.name.clone())
}

fn open(purpose: Option<Purpose>) -> State {
    let mut state = State::default();
    state.act(Act::Open(purpose));
    state
}

#[test]
fn the_first_piece_that_says_something_is_looked_at() {
    let draft = Draft::default();
    let mut state = open(None);
    state.act(Act::Read);
    assert!(state.shown(&draft).expect("open").reading);
    state.act(Act::Bring(vec![
        piece("坏的.docx", Err(Refused::Damaged)),
        piece("空的.html", Ok(Found::default())),
        full("年报.docx"),
    ]));
    assert!(!state.shown(&draft).expect("open").reading);
    assert_eq!(looked_at(&state, &draft).as_deref(), Some("年报.docx"));
    // What comes later does not take the place of what is being looked at.
    state.act(Act::Read);
    state.act(Act::Bring(vec![full("另一份.docx")]));
    assert_eq!(looked_at(&state, &draft).as_deref(), Some("年报.docx"));
}

#[test]
fn a_piece_that_was_not_read_can_be_looked_at_and_is_not_to_be_taken() {
    let draft = Draft::default();
    let mut state = open(None);
    state.act(Act::Bring(vec![
        full("年报.docx"),
        piece("坏的.docx", Err(Refused::Damaged)),
    ]));
    state.act(Act::LookAt(1));
    let shown = state.shown(&draft).expect("open");
    assert!(shown.report.is_none());
}

#[test]
fn a_chosen_purpose_counts_before_the_likely_one() {
    let draft = Draft::default();
    let mut state = open(None);
    state.act(Act::Bring(vec![full("年报.docx")]));
    let purpose = |state: &State| {
        state
            .shown(&Draft::default())
            .and_then(|shown| shown.purpose)
    };
    let likely = purpose(&state).expect("a likely purpose");
    let other = if likely == Purpose::Previous {
        Purpose::Current
    } else {
        Purpose::Previous
    };
    state.act(Act::Purpose(other));
    assert_eq!(purpose(&state), Some(other));
    let (_, choice) = state.shown(&draft).expect("open").report.expect("a report");
    assert_eq!((choice.purpose, choice.tables_only), (other, false));
}

#[test]
fn after_the_last_piece_the_dialog_closes() {
    let draft = Draft::default();
    let mut state = open(None);
    state.act(Act::Bring(vec![
        full("一.docx"),
        piece("坏的.docx", Err(Refused::Damaged)),
        full("二.docx"),
    ]));
    state.act(Act::Carry(true));
    state.next_piece();
    assert_eq!(looked_at(&state, &draft).as_deref(), Some("二.docx"));
    state.next_piece();
    assert!(!state.is_shown());
    assert!(state.shown(&draft).is_none());
}

/// Who compares does not write with the next piece; any other choice was made for one piece.
#[test]
fn only_comparing_is_kept_for_the_next_piece() {
    for (purpose, kept) in [(Purpose::Compare, true), (Purpose::Previous, false)] {
        let mut state = open(Some(purpose));
        state.act(Act::Bring(vec![full("一.docx"), full("二.docx")]));
        let draft = sample::draft();
        assert_eq!(
            state.shown(&draft).and_then(|shown| shown.purpose),
            Some(purpose)
        );
        state.next_piece();
        let now = state.shown(&draft).and_then(|shown| shown.purpose);
        assert_eq!(now == Some(purpose), kept, "{now:?}");
    }
}

/// A reading that began before everything was put away is over, however late it ends.
#[test]
fn putting_away_ends_the_readings_under_way() {
    let mut state = open(None);
    let began = state.reading();
    state.act(Act::Read);
    state.act(Act::StartOver);
    assert_ne!(state.reading(), began);
    assert!(!state.shown(&Draft::default()).expect("open").reading);
    let began = state.reading();
    state.act(Act::Close);
    assert_ne!(state.reading(), began);
    let began = state.reading();
    state.act(Act::Open(None));
    assert_ne!(state.reading(), began);
}
