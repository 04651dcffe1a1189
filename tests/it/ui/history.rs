//! Undoing step by step.

use nianbao::model::draft::Draft;
use nianbao::model::location::Location;
use nianbao::model::section::Section;
use nianbao::ui::history::History;

const OVERVIEW: Location = Location::Section(Section::Overview);
const OTHER: Location = Location::Section(Section::OtherMatters);

/// A draft with two texts.
fn draft(overview: &str, other: &str) -> Draft {
    let mut draft = Draft::default();
    draft.set_prose(Section::Overview, overview);
    draft.set_prose(Section::OtherMatters, other);
    draft
}

#[test]
fn typing_in_one_place_is_one_step_until_a_pause() {
    let mut history = History::default();
    history.before_typing(&draft("", ""), OVERVIEW, 0);
    history.before_typing(&draft("一", ""), OVERVIEW, 1000);
    history.before_typing(&draft("一二", ""), OVERVIEW, 4000);
    let present = draft("一二三", "");
    assert_eq!(history.undo(&present), Some(draft("一二", "")));
    assert_eq!(history.undo(&draft("一二", "")), Some(draft("", "")));
    assert_eq!(history.undo(&draft("", "")), None);
    assert_eq!(history.redo(&draft("", "")), Some(draft("一二", "")));
}

#[test]
fn a_clock_that_jumps_begins_a_step_and_loses_none() {
    for later in [10, 50_000] {
        let mut history = History::default();
        history.before_typing(&draft("", ""), OVERVIEW, 5000);
        history.before_typing(&draft("一", ""), OVERVIEW, later);
        history.before_typing(&draft("一二", ""), OVERVIEW, later + 5);
        assert_eq!(history.undo(&draft("一二三", "")), Some(draft("一", "")));
        assert_eq!(history.undo(&draft("一", "")), Some(draft("", "")));
    }
}

#[test]
fn what_is_dragged_from_one_place_to_another_is_one_step() {
    let mut history = History::default();
    history.before_typing(&draft("一二", ""), OVERVIEW, 0);
    history.before_more_of_the_step(&draft("一", ""), OTHER, 5);
    assert_eq!(history.undo(&draft("一", "二")), Some(draft("一二", "")));
    assert!(!history.can_undo());
}

#[test]
fn a_new_step_forgets_what_was_undone() {
    let mut history = History::default();
    history.before_act(&draft("", ""));
    assert_eq!(history.undo(&draft("一", "")), Some(draft("", "")));
    assert!(history.can_redo());
    history.before_act(&draft("", ""));
    assert!(!history.can_redo());
}
