//! The county to try the page with has the troubles that are planted in it, and no others.

use nianbao::checks::check::Severity;
use nianbao::collection::board::{Board, Reported};
use nianbao::collection::example::{self, planted};
use nianbao::collection::figures::{Basis, Contribution};
use nianbao::collection::file;
use nianbao::collection::placing::{Incoming, Places, Placing};
use nianbao::collection::reviewing::Reviewing;
use nianbao::collection::submission::Why;
use nianbao::collection::sum::{State, Sums, figures_of};
use nianbao::collection::whole::{Collection, ReviewState};
use nianbao::model::cell::Cell;

use crate::sample::cell;

fn id(place: usize) -> String {
    format!("u{place}")
}

fn board(county: &Collection) -> (Board, Reviewing) {
    let mut reviewing = Reviewing::default();
    for unit in reviewing.pending(county) {
        reviewing.check(county, &unit);
    }
    (Board::of(county, &reviewing), reviewing)
}

#[test]
fn only_the_planted_reports_have_errors() {
    let county = example::county("c1");
    let (board, reviewing) = board(&county);
    assert_eq!(board.rows.len(), 60);
    let planted = [
        planted::BLANK,
        planted::PLACEHOLDER,
        planted::ANNOTATED,
        planted::WRONG_TOTAL,
        planted::NOT_RECONCILED,
    ];
    for (row, place) in board.rows.iter().zip(1..) {
        let Some(counts) = row.findings else {
            continue;
        };
        let findings = &reviewing.get(county.current(&row.unit).expect("a report"));
        let errors: Vec<_> = findings
            .expect("checked")
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| (finding.code, finding.message.as_str()))
            .collect();
        // What counts as 0 here is still blank in the unit's own report.
        let own_blanks = place == planted::COUNTED_AS_ZERO || place == planted::FORCED_ZEROS;
        let expected = planted.contains(&place) || own_blanks;
        assert_eq!(counts.errors > 0, expected, "place {place}: {errors:?}");
    }
    let yuan = board
        .row(&id(planted::FEES_IN_YUAN))
        .and_then(|row| row.findings);
    assert!(yuan.is_some_and(|counts| counts.warnings > 0));
}

#[test]
fn the_board_shows_every_state() {
    let county = example::county("c1");
    let (board, _) = board(&county);
    let reported = |place: usize| board.rows[place - 1].reported;
    assert_eq!(reported(planted::MISSING[0]), Reported::Missing);
    assert_eq!(reported(planted::SHORT_NAME), Reported::Missing);
    assert_eq!(reported(planted::UNREADABLE), Reported::Unreadable);
    assert_eq!(reported(planted::LATE), Reported::Late);
    assert_eq!(reported(planted::UNDECIDED), Reported::Conflict);
    assert_eq!(reported(planted::CORRECTED), Reported::Received);
    assert_eq!(board.rows[planted::CORRECTED - 1].changed, 3);
    let review = |place: usize| board.rows[place - 1].review;
    assert_eq!(review(planted::NOT_RECONCILED), ReviewState::Returned);
    assert_eq!(review(planted::ACCEPTED[0]), ReviewState::Accepted);
    let tallies = board.tallies;
    assert_eq!(
        (tallies.expected, tallies.received, tallies.excluded),
        (58, 55, 2)
    );
    assert_eq!(
        (tallies.on_time, tallies.returned, tallies.accepted),
        (54, 1, 2)
    );
    assert!(!county.returns[0].findings.is_empty());
}

#[test]
fn the_sums_show_every_state() {
    let county = example::county("c1");
    let sums = Sums::of(&county);
    let lacks = |address: &str| {
        let sum = sums.get(cell(address));
        (sum.missing, sum.blank, sum.unreadable)
    };
    assert_eq!(lacks("proactive.licensing.decisions"), (3, 1, 0));
    assert_eq!(lacks("proactive.compulsion.decisions"), (3, 0, 1));
    assert_eq!(lacks("proactive.normative_documents.in_force"), (3, 0, 1));
    assert_eq!(lacks("proactive.rules.issued"), (3, 0, 0));
    let contributes = |place: usize, address: &str| {
        let own = county.current(&id(place)).expect("a report");
        figures_of(own).get(cell(address))
    };
    assert_eq!(
        contributes(planted::COUNTED_AS_ZERO, "proactive.rules.issued"),
        Contribution::Figure(0, Basis::CountedAsZero)
    );
    assert_eq!(
        contributes(planted::FORCED_ZEROS, "review.reconsideration.upheld"),
        Contribution::Figure(0, Basis::ForcedZero)
    );
    // Once the three that are lacking are excluded, what is final is final.
    let mut county = county.clone();
    for place in [
        planted::MISSING[0],
        planted::SHORT_NAME,
        planted::UNREADABLE,
    ] {
        county.exclude(
            &id(place),
            Some(nianbao::collection::unit::Exclusion::Other),
        );
    }
    let sums = Sums::of(&county);
    let of = |state| {
        Cell::all()
            .filter(|cell| sums.state(*cell) == state)
            .count()
    };
    assert_eq!(
        (of(State::Final), of(State::Open), of(State::Errors)),
        (196, 3, 1)
    );
}

#[test]
fn what_waits_would_not_be_placed_by_itself() {
    let county = example::county("c1");
    let places = Places::of(&county);
    for one in &county.unplaced {
        let Some(report) = &one.report else {
            assert_eq!(one.why, Why::Unreadable);
            continue;
        };
        let incoming = Incoming {
            organ: &report.organ,
            year: report.report_year(),
            level: report.level,
            file: &one.file,
            ..Incoming::default()
        };
        let Placing::Ask { why, candidates } = places.place(&incoming) else {
            panic!("{} is placed", one.file);
        };
        assert_eq!(why, one.why, "{}", one.file);
        assert!(!candidates.is_empty(), "{}", one.file);
    }
    assert_eq!(county.unplaced.len(), 4);
    // And what is placed would be, but for the government's own office.
    for submission in &county.submissions {
        let incoming = Incoming {
            organ: &submission.report.organ,
            year: submission.report.report_year(),
            level: submission.report.level,
            file: &submission.file,
            ..Incoming::default()
        };
        let placed = places.place(&incoming) == Placing::Unit(submission.unit.clone());
        assert_eq!(placed, submission.unit != "u1", "{}", submission.file);
    }
}

#[test]
fn the_county_is_the_same_each_time_and_comes_back_from_its_file() {
    let county = example::county("c1");
    assert_eq!(example::county("c1"), county);
    assert_eq!(file::read(&file::write(&county)), Ok(county));
}
