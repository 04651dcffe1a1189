//! What the button of a mend says, and when a mend that writes a number into prose is offered.

use nianbao::checks::check::{Finding, Fix};
use nianbao::model::draft::Draft;
use nianbao::model::section::Section;
use nianbao::ui::mends;

use crate::checks::case;

/// The findings of X1 about an overview, with 12 applications in the table.
fn found(prose: &str) -> Vec<Finding> {
    let mut draft = Draft::default();
    draft.year = "2025".into();
    for (pattern, text) in [
        ("applications.newly_received.*", "0"),
        ("applications.newly_received.natural_person", "12"),
        ("applications.newly_received.total", "12"),
        ("applications.carried_over.*", "0"),
    ] {
        case::set(&mut draft, pattern, text);
    }
    draft.set_prose(Section::Overview, prose);
    let mut found = case::findings(&draft);
    found.retain(|finding| finding.code.0 == "X1");
    found
}

fn label(fix: &Option<Fix>) -> Option<String> {
    fix.as_ref().map(mends::label)
}

#[test]
fn a_number_that_would_be_written_is_shown_beside_the_old_one() {
    for (prose, expected) in [
        ("全年收到申请13件。", "改用表中的数：13 → 12"),
        ("全年收到申请１３件。", "改用表中的数：１３ → 12"),
        ("全年收到申请十三件。", "改用表中的数：十三 → 12"),
    ] {
        let found = found(prose);
        let labels: Vec<_> = found.iter().map(|finding| label(&finding.fix)).collect();
        assert_eq!(labels, [Some(expected.to_owned())], "{prose}");
    }
}

#[test]
fn nothing_is_offered_where_another_number_has_the_only_reading() {
    let found = found("全年收到申请12件，共受理申请13件。");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found.iter().all(|finding| finding.fix.is_none()));
}
