//! The words that a finding of the prose is about are found in the prose as typed.

use nianbao::checks::check::{Finding, FixKind, Severity};
use nianbao::checks::quoted;
use nianbao::checks::registry;
use nianbao::model::draft::Draft;
use nianbao::model::location::Location;
use nianbao::model::section::Section;

use super::case;

/// The words of the first finding of a check about the overview.
#[track_caller]
fn words(code: &str, prose: &str, figures: &[(&str, &str)]) -> Option<String> {
    let mut draft = Draft::default();
    draft.year = "2025".into();
    draft.organ = "云溪县应急管理局".into();
    for (pattern, text) in figures {
        case::set(&mut draft, pattern, text);
    }
    draft.set_prose(Section::Overview, prose);
    let about = |finding: &Finding| {
        finding.code.0 == code && finding.locations.first() == Some(&Section::Overview.into())
    };
    let found = case::findings(&draft).into_iter().find(about);
    let finding = found.unwrap_or_else(|| panic!("{code} does not fire on {prose:?}"));
    let place = quoted::words(&finding, &draft, Section::Overview)?;
    Some(prose[place].to_owned())
}

const RECEIVED: &[(&str, &str)] = &[
    ("applications.newly_received.*", "0"),
    ("applications.newly_received.natural_person", "12"),
    ("applications.carried_over.*", "0"),
];

#[test]
fn the_words_of_a_number_are_found_however_they_are_written() {
    for (prose, expected) in [
        ("全年收到申请13件。", "收到申请13件"),
        (
            "一句在前。\n全年收到申请１３件，都已办结。",
            "收到申请１３件",
        ),
        ("全年收到申请 13 件。", "收到申请 13 件"),
    ] {
        let found = words("X1", prose, RECEIVED).unwrap_or_default();
        assert!(found.contains(expected), "{found:?} in {prose:?}");
        assert!(!found.contains('。'), "{found:?}");
    }
}

#[test]
fn of_two_places_the_one_that_is_mended_is_shown() {
    let mut draft = Draft::default();
    let prose = "收到13件。又收到13件。";
    draft.set_prose(Section::Overview, prose);
    let last = prose.rfind("13").unwrap_or_default();
    let mended = format!("{}12{}", &prose[..last], &prose[last + 2..]);
    let place = Location::from(Section::Overview);
    let check = registry::CHECKS[0];
    let finding = Finding::new(check, Severity::Warning, [place], "写的是“收到13件”。")
        .mended_by(FixKind::UseFigure, vec![(place, mended)]);
    let words = quoted::words(&finding, &draft, Section::Overview).expect("words");
    assert!(words.contains(&last), "{words:?}");
    assert_eq!(&prose[words], "收到13件");
}

#[test]
fn a_quotation_that_is_not_there_selects_nothing() {
    let mut draft = Draft::default();
    draft.set_prose(Section::Overview, "全年工作平稳。");
    let check = registry::CHECKS[0];
    let place = Location::from(Section::Overview);
    let finding = Finding::new(check, Severity::Hint, [place], "没有“写明”什么。");
    assert_eq!(quoted::words(&finding, &draft, Section::Overview), None);
}
