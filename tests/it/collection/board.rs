//! The board, its tallies, the findings by rule, and what the office tells others.

use std::sync::Arc;

use nianbao::checks::check::{Code, Severity};
use nianbao::collection::board::{Board, Reported};
use nianbao::collection::reviewing::Reviewing;
use nianbao::collection::submission::Why;
use nianbao::collection::telling;
use nianbao::collection::unit::Exclusion;
use nianbao::collection::whole::{Collection, ReviewState};

use super::county::{self, NOW, hand_in, report, with_units};
use crate::chance::Chance;
use crate::sample::{self, cell};

fn board(county: &Collection) -> Board {
    Board::of(county, &Reviewing::default())
}

/// Sixty units of which 57 have reported: two late, one excluded besides.
fn county() -> Collection {
    let mut county = with_units(61);
    let mut chance = Chance(3);
    for at in 1..=57 {
        let draft = report(&format!("云溪县第{at}局"), &mut chance, 20);
        hand_in(&mut county, &format!("u{at}"), draft);
    }
    for at in [0, 1] {
        county.submissions[at].received = "2026-01-27T00:00:01".to_owned();
    }
    county.submissions[2].received = "2026-01-26T23:59:59".to_owned();
    county.exclude("u61", Some(Exclusion::Vertical));
    county
}

#[test]
fn acceptance_1_the_tallies_are_60_and_57_and_equal_the_rows() {
    let county = county();
    let board = board(&county);
    let tallies = board.tallies;
    assert_eq!((tallies.expected, tallies.received), (60, 57));
    assert_eq!((tallies.on_time, tallies.excluded), (55, 1));
    assert_eq!((tallies.returned, tallies.accepted), (0, 0));
    assert_eq!(board.rows.len(), 61);
    let of = |reported| {
        let rows = board.rows.iter().filter(|row| row.counted);
        rows.filter(|row| row.reported == reported).count()
    };
    assert_eq!(
        of(Reported::Received) + of(Reported::Late),
        tallies.received
    );
    assert_eq!((of(Reported::Late), of(Reported::Missing)), (2, 3));
    assert_eq!(
        board
            .rows
            .iter()
            .map(|row| row.unit.as_str())
            .collect::<Vec<_>>(),
        county
            .roster
            .iter()
            .map(|unit| unit.id.as_str())
            .collect::<Vec<_>>()
    );
}

#[test]
fn without_a_last_day_nobody_is_late_and_a_correction_makes_nobody_late() {
    let mut county = county();
    county.deadline = String::new();
    assert_eq!(board(&county).tallies.on_time, 57);
    county.deadline = "2026年1月26日".to_owned();
    assert_eq!(board(&county).tallies.on_time, 55);
    let mut second = county.submissions[3].clone();
    second.version = 2;
    second.received = "2026-02-10T09:00:00".to_owned();
    county.submissions[3].current = false;
    county.submissions.push(second);
    assert_eq!(board(&county).tallies.on_time, 55);
    assert_eq!(
        board(&county).row("u4").map(|row| row.reported),
        Some(Reported::Received)
    );
}

#[test]
fn review_goes_from_open_to_returned_to_accepted_and_begins_anew_with_a_version() {
    let mut county = with_units(2);
    let mut draft = sample::draft();
    draft.organ = "云溪县第1局".into();
    draft.set_cell(cell("applications.newly_received.other"), "50");
    hand_in(&mut county, "u1", draft.clone());
    assert!(!county.send_back("u2", "2026-01-19", &[]));
    let mut reviewing = Reviewing::default();
    reviewing.check(&county, "u1");
    let found = reviewing
        .get(&county.submissions[0])
        .expect("checked")
        .clone();
    assert!(found.counts().errors > 0);
    assert!(county.send_back("u1", "2026-01-19", &found.findings));
    let row = |county: &Collection| board(county).row("u1").expect("a row").clone();
    assert_eq!(
        (row(&county).review, row(&county).returns),
        (ReviewState::Returned, 1)
    );
    assert_eq!(board(&county).tallies.returned, 1);
    let told = &county.returns[0].findings;
    assert_eq!(told.len(), found.findings.len());
    assert!(
        told.iter()
            .any(|one| one.code == "T3" && one.location.starts_with("applications."))
    );
    // A new version.
    let mut second = county.submissions[0].clone();
    county.submissions[0].current = false;
    draft.set_cell(cell("applications.newly_received.other"), "1");
    second.version = 2;
    second.report = Arc::new(draft);
    county.submissions.push(second);
    let after = row(&county);
    assert_eq!(
        (after.review, after.returns, after.changed),
        (ReviewState::Open, 1, 1)
    );
    assert_eq!(after.versions, 2);
    // What was found in the first is not said of the second.
    assert_eq!(reviewing.get(&county.submissions[1]), None);
    assert_eq!(reviewing.pending(&county), ["u1"]);
    assert!(county.review("u1", ReviewState::Accepted, ""));
    assert_eq!(board(&county).tallies.accepted, 1);
    assert!(county.send_back("u1", "2026-01-20", &[]));
    assert_eq!(county.returns[1].round, 2);
}

#[test]
fn a_row_counts_what_is_blank_guessed_and_in_conflict_or_unreadable() {
    let mut county = with_units(4);
    let mut draft = report("云溪县第1局", &mut Chance(4), 9);
    draft.set_cell(cell("proactive.licensing.decisions"), "");
    draft.set_cell(cell("proactive.penalty.decisions"), "—");
    hand_in(&mut county, "u1", draft);
    county.submissions[0].guessed = vec![cell("proactive.rules.issued")];
    hand_in(&mut county, "u2", report("云溪县第2局", &mut Chance(5), 9));
    county.submissions[1].undecided = true;
    county.note_failure("夹/云溪县第3局.doc", Why::Unreadable, NOW);
    county.note_failure("别的.doc", Why::Unreadable, NOW);
    county.roster[2].name = "云溪县水利局".to_owned();
    county.note_failure("夹/水利局.doc", Why::Unreadable, NOW);
    let board = board(&county);
    let row = |unit: &str| board.row(unit).expect("a row");
    assert_eq!((row("u1").blank, row("u1").guessed), (1, 1));
    assert_eq!(row("u2").reported, Reported::Conflict);
    assert_eq!(row("u3").reported, Reported::Unreadable);
    assert_eq!(row("u4").reported, Reported::Missing);
    assert_eq!(board.tallies.received, 2);
    assert_eq!(row("u1").findings, None);
    // 按零计入 leaves no blank.
    assert_eq!(county.count_blanks_as_zero("u1", "电话核实"), Ok(()));
    assert_eq!(
        Board::of(&county, &Reviewing::default())
            .row("u1")
            .map(|row| row.blank),
        Some(0)
    );
}

/// Kind of organ and last year's report come from the roster, or else every backup of a bureau would be said to lack them.
#[test]
fn a_report_is_checked_as_the_roster_knows_its_unit() {
    let mut county = with_units(1);
    let mut draft = sample::draft();
    draft.organ = "云溪县第1局".into();
    draft.level = None;
    hand_in(&mut county, "u1", draft.clone());
    let codes = |county: &Collection| {
        let mut reviewing = Reviewing::default();
        reviewing.check(county, "u1");
        let found = reviewing.get(&county.submissions[0]).expect("checked");
        found
            .findings
            .iter()
            .map(|finding| finding.code)
            .collect::<Vec<_>>()
    };
    let alone = codes(&county);
    assert!(!alone.contains(&Code("F1")), "{alone:?}");
    assert!(alone.contains(&Code("Y21")), "{alone:?}");
    // Last year's report carries 8 forward where this one has 1.
    let mut last = draft.clone();
    last.year = "2024".into();
    last.set_cell(cell("applications.carried_forward.natural_person"), "8");
    county.last_year.units = vec![("u1".to_owned(), last.into())];
    let with_last = codes(&county);
    assert!(!with_last.contains(&Code("Y21")), "{with_last:?}");
    assert!(with_last.contains(&Code("Y1")), "{with_last:?}");
    // The report itself is as it was handed in.
    assert_eq!(*county.submissions[0].report, draft);
    county.roster[0].level = None;
    assert!(codes(&county).contains(&Code("F1")));
}

#[test]
fn nasty_case_an_excluded_unit_that_reports_is_checked_and_not_added() {
    let mut county = with_units(1);
    let mut draft = sample::draft();
    draft.set_cell(cell("applications.newly_received.other"), "50");
    hand_in(&mut county, "u1", draft);
    county.exclude("u1", Some(Exclusion::Dispatched));
    let mut reviewing = Reviewing::default();
    assert_eq!(reviewing.pending(&county), ["u1"]);
    reviewing.check(&county, "u1");
    let board = Board::of(&county, &reviewing);
    let row = board.row("u1").expect("a row");
    assert!(!row.counted && row.reported == Reported::Received);
    assert!(row.findings.is_some_and(|found| found.errors > 0));
    let sums = nianbao::collection::sum::Sums::of(&county);
    assert!(sums.iter().all(|(_, sum)| sum.contributing == 0));
    assert_eq!((board.tallies.received, board.tallies.excluded), (0, 1));
}

#[test]
fn findings_stand_by_unit_and_by_rule() {
    let mut county = with_units(3);
    for at in 1..=3 {
        let mut draft = sample::draft();
        draft.organ = format!("云溪县第{at}局").into();
        if at != 2 {
            draft.set_cell(cell("applications.newly_received.other"), "50");
        }
        hand_in(&mut county, &format!("u{at}"), draft);
    }
    let mut reviewing = Reviewing::default();
    for unit in reviewing.pending(&county) {
        reviewing.check(&county, &unit);
    }
    assert!(reviewing.pending(&county).is_empty());
    let rules = reviewing.by_rule(&county);
    let sides = rules
        .iter()
        .find(|rule| rule.code == Code("T3"))
        .expect("T3");
    assert_eq!(sides.severity, Severity::Error);
    let units: Vec<&str> = sides.units.iter().map(|(unit, _)| unit.as_str()).collect();
    assert_eq!(units, ["u1", "u3"]);
    let by_rule: usize = rules
        .iter()
        .flat_map(|rule| &rule.units)
        .map(|(_, count)| count)
        .sum();
    let by_unit: usize = county
        .submissions
        .iter()
        .map(|one| reviewing.get(one).expect("checked").findings.len())
        .sum();
    assert_eq!(by_rule, by_unit);
    let board = Board::of(&county, &reviewing);
    let counts = board
        .row("u1")
        .and_then(|row| row.findings)
        .expect("checked");
    assert!(counts.errors > 0 && counts.errors + counts.warnings <= by_unit);
    reviewing.forget("u1");
    assert_eq!(reviewing.pending(&county), ["u1"]);
}

#[test]
fn the_office_is_told_whom_to_call() {
    let mut county = county();
    county.roster[57].contact = "张某 5550158".to_owned();
    county.note_failure("第60.doc", Why::Unreadable, NOW);
    county.review("u5", ReviewState::Returned, "");
    let text = telling::reminder(&county, &board(&county));
    assert_eq!(
        text,
        "云溪县人民政府2025年政府信息公开工作年度报告催报名单\n\
报送截止日期：2026年1月26日\n\
未报 3 个：\n\
1. 云溪县第58局，联系人：张某 5550158\n\
2. 云溪县第59局\n\
3. 云溪县第60局\n\
已退回待重报 1 个：\n\
1. 云溪县第5局\n"
    );
    let mut all = with_units(1);
    hand_in(&mut all, "u1", report("云溪县第1局", &mut Chance(1), 1));
    assert!(telling::reminder(&all, &board(&all)).ends_with("各单位均已报送。\n"));
}

#[test]
fn what_was_published_is_told_with_names_and_numbers() {
    let text = telling::publication(&county(), &board(&county()));
    assert_eq!(
        text,
        "云溪县人民政府2025年政府信息公开工作年度报告应公布单位 60 个，已公布 57 个，其中按时公布 55 个，按时公布率 91.7%。\n\
未按时公布单位 2 个：云溪县第1局、云溪县第2局。\n\
未公布单位 3 个：云溪县第58局、云溪县第59局、云溪县第60局。\n\
已逐级汇总 57 个单位的数据。另有 1 个单位不计入汇总。\n"
    );
    let none = county::empty();
    let text = telling::publication(&none, &board(&none));
    assert!(
        text.contains("应公布单位 0 个，已公布 0 个，其中按时公布 0 个，按时公布率 无。"),
        "{text}"
    );
    let mut whole = with_units(37);
    for at in 1..=37 {
        hand_in(
            &mut whole,
            &format!("u{at}"),
            report("云溪县某局", &mut Chance(at), 1),
        );
    }
    let text = telling::publication(&whole, &board(&whole));
    assert!(
        text.contains("按时公布率 100%。\n未按时公布单位 0 个。\n"),
        "{text}"
    );
}
