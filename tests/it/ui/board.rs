//! What the page shows of a draft: totals, marks, progress.

use nianbao::checks::check::Severity;
use nianbao::model::draft::Draft;
use nianbao::model::location::Location;
use nianbao::model::section::Section;
use nianbao::ui::board::{Board, Deriver, Face};

use crate::sample::{self, cell};

fn board(draft: &Draft) -> Board {
    Deriver::default().board(draft)
}

fn face<'a>(board: &'a Board, address: &str) -> &'a Face {
    board.faces.get(cell(address))
}

#[test]
fn an_empty_draft_waits_for_every_figure_and_marks_none() {
    let board = board(&Draft::default());
    let waiting = |section| {
        let progress = board.section(section);
        (progress.filled, progress.places)
    };
    assert_eq!(board.blank_cells, 166);
    assert_eq!(waiting(Section::ProactiveDisclosure), (0, 10));
    assert_eq!(waiting(Section::Applications), (0, 144));
    assert_eq!(waiting(Section::Review), (0, 12));
    assert_eq!(waiting(Section::Overview), (0, 1));
    // The preamble is free.
    assert_eq!(waiting(Section::Preamble), (0, 0));
    assert!(!board.is_clean());
    assert!(board.faces.iter().all(|(_, face)| face.mark.is_none()));
}

#[test]
fn a_total_shows_what_its_parts_come_to_and_is_never_blank() {
    let mut draft = Draft::default();
    for (address, text) in [
        ("applications.newly_received.natural_person", "3"),
        ("applications.newly_received.other", "4"),
    ] {
        draft.set_text(cell(address).into(), text);
    }
    let board = board(&draft);
    let total = face(&board, "applications.newly_received.total");
    assert_eq!((&*total.text, total.blank), ("7", false));
    assert_eq!(board.blank_cells, 164);
    assert_eq!(board.section(Section::Applications).filled, 2);
}

#[test]
fn a_text_that_is_no_number_is_marked_where_it_stands() {
    let mut draft = sample::draft();
    let place = cell("applications.newly_received.natural_person");
    draft.set_text(place.into(), "三件");
    let board = board(&draft);
    let shown = board.faces.get(place);
    assert_eq!((&*shown.text, shown.mark), ("三件", Some(Severity::Error)));
    assert!(!shown.blank);
    let progress = board.section(Section::Applications);
    assert!(progress.errors > 0);
    let first = board.findings.first().expect("a finding");
    assert_eq!(first.severity, Severity::Error);
}

#[test]
fn fields_count_as_three_places() {
    let mut draft = Draft::default();
    assert_eq!(board(&draft).fields.filled, 0);
    draft.organ = "示例县教育局".into();
    draft.year = "2025".into();
    let fields = board(&draft).fields;
    assert_eq!((fields.filled, fields.places), (2, 3));
}

/// While figures are typed the comparison of prose with them stays as it was; the rest follows at once.
#[test]
fn the_comparison_with_prose_may_follow_later() {
    let mut draft = Draft::default();
    draft.year = "2025".into();
    draft.set_prose(Section::Overview, "2025年，本机关新收政府信息公开申请5件。");
    for place in Location::all() {
        if let Location::Cell(figure) = place
            && !figure.is_total()
        {
            draft.set_text(place, "0");
        }
    }
    let compares = |board: &Board| {
        board
            .findings
            .iter()
            .any(|finding| finding.code.to_string() == "X1")
    };
    let mut deriver = Deriver::default();
    let mut five = draft.clone();
    five.set_text(
        cell("applications.newly_received.natural_person").into(),
        "5",
    );
    assert!(!compares(&deriver.board(&five)));
    let soon = deriver.but_comparison(&draft);
    assert!(!compares(&soon), "the comparison was made at once");
    assert_eq!(&*face(&soon, "applications.newly_received.total").text, "0");
    assert!(compares(&deriver.board(&draft)));
}
