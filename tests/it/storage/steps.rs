//! The steps to undo come back with the draft they belong to, and only with it.

use nianbao::model::draft::Draft;
use nianbao::model::section::Section;
use nianbao::storage::key;
use nianbao::storage::shelf::{MemoryShelf, Shelf};
use nianbao::storage::steps::{self, LARGEST, Steps};
use nianbao::storage::store::Store;
use proptest::prelude::*;

use super::sample::{any_draft, cell, draft};

fn written(stored: &str, present: &Draft, steps: &Steps) -> String {
    steps::write(stored, present, steps.past.iter(), steps.future.iter())
}

/// States of one draft as typing makes them.
fn states() -> [Draft; 3] {
    let first = draft();
    let mut second = first.clone();
    second.set_cell(cell("proactive.rules.issued"), "22（其中修订16件）");
    let mut third = second.clone();
    third.set_prose(Section::Overview, "");
    third.organ = "云溪县".into();
    [first, second, third]
}

proptest! {
    /// Whatever the states are, also those that no typing makes, they come back as they were.
    #[test]
    fn steps_come_back_as_they_were(
        present in any_draft(),
        past in proptest::collection::vec(any_draft(), 0..4),
        future in proptest::collection::vec(any_draft(), 0..3),
    ) {
        let steps = Steps { past, future };
        let text = written("stored", &present, &steps);
        prop_assert_eq!(steps::read(&text, "stored", &present), steps);
    }
}

#[test]
fn steps_of_another_text_or_damaged_ones_are_passed_over() {
    let [first, second, third] = states();
    let steps = Steps {
        past: vec![second, first],
        future: vec![],
    };
    let text = written("stored", &third, &steps);
    assert_eq!(steps::read(&text, "stored", &third), steps);
    let half = &text[..60];
    let garbled = text.replace("第二段", "第三段");
    let newer = text.replace("\"version\":1", "\"version\":2");
    for (text, stored) in [
        (text.as_str(), "stored later"),
        (half, "stored"),
        ("", "stored"),
        ("{\"kind\":\"other\"}", "stored"),
        (&garbled, "stored"),
        (&newer, "stored"),
    ] {
        assert_eq!(
            steps::read(text, stored, &third),
            Steps::default(),
            "{text}"
        );
    }
}

/// A step of typing is little; a whole draft is not written for it.
#[test]
fn a_step_is_as_small_as_what_was_typed() {
    let [first, second, third] = states();
    let steps = Steps {
        past: vec![second, first],
        future: vec![],
    };
    let text = written("stored", &third, &steps);
    assert!(text.len() < 320, "{} bytes: {text}", text.len());
}

/// Many steps in a long text: the furthest ones are left out.
#[test]
fn steps_take_no_more_than_they_may() {
    let mut states = vec![draft()];
    for step in 0..300 {
        let mut next = states[step].clone();
        next.set_prose(Section::Overview, format!("{step}{}", "字".repeat(3000)));
        states.push(next);
    }
    let present = states.pop().unwrap();
    states.reverse();
    let steps = Steps {
        past: states,
        future: vec![],
    };
    let text = written("stored", &present, &steps);
    assert!(text.len() < LARGEST + 300, "{}", text.len());
    let kept = steps::read(&text, "stored", &present).past;
    assert!(kept.len() > 20 && kept.len() < 300, "{}", kept.len());
    assert_eq!(kept, steps.past[..kept.len()]);
}

#[test]
fn the_store_keeps_the_steps_of_one_draft() {
    let store = Store::new(MemoryShelf::default());
    let [first, second, third] = states();
    store.create("a", &third, 10, "w").unwrap();
    store.create("b", &third, 10, "w").unwrap();
    let past = [second, first];
    store
        .put_steps("a", &third, past.iter(), std::iter::empty())
        .unwrap();
    assert_eq!(store.steps("a", &third).past, past);
    assert_eq!(store.steps("b", &third), Steps::default());
    assert_eq!(store.steps("c", &third), Steps::default());
    assert_eq!(store.list().unwrap().len(), 2);
    store.save("a", &third, 1, 20, "other window").unwrap();
    assert_eq!(store.steps("a", &third), Steps::default());
    store.shelf().remove(key::STEPS).unwrap();
    assert_eq!(store.steps("a", &third), Steps::default());
}
