//! Snapshots are thinned: minutes, hours, days; and they keep within their budget.

use nianbao::model::cell::{Cell, CellMap};
use nianbao::model::draft::PreviousYear;
use nianbao::model::section::Section;
use nianbao::model::year::ReportYear;
use nianbao::storage::envelope;
use nianbao::storage::key::{self, Key};
use nianbao::storage::snapshots::{BUDGET, SPACING, Snapshot, is_due, superfluous};
use nianbao::storage::stamp::Lineage;
use nianbao::storage::stamp::Stamp;

use super::sample;

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
/// Some morning.
const START: u64 = 20_000 * DAY;

/// Saves every half minute from eight to five on so many days, tidied up after each snapshot; returns what is kept.
fn worked(days: u64, size: u64, budget: u64) -> (Vec<Snapshot>, u64) {
    let mut kept: Vec<Snapshot> = Vec::new();
    let mut now = START;
    for day in 0..days {
        let mut kept_at = None;
        for half_minute in 0..9 * 120 {
            now = START + day * DAY + half_minute * MINUTE / 2;
            if !is_due(kept_at, now) {
                continue;
            }
            kept_at = Some(now);
            kept.push(Snapshot {
                key: key::snapshot("a", now, size),
                id: "a".to_owned(),
                at: now,
                size,
            });
            let gone = superfluous(&kept, budget);
            kept.retain(|snapshot| !gone.contains(&snapshot.key));
        }
    }
    (kept, now)
}

#[test]
fn old_snapshots_lie_further_apart() {
    let (kept, now) = worked(20, 1, BUDGET);
    let within = |from: u64, to: u64| {
        kept.iter()
            .filter(|snapshot| (from..to).contains(&(now - snapshot.at)))
            .count()
    };
    assert_eq!(within(0, HOUR), 30);
    assert_eq!(within(HOUR, 9 * HOUR), 48);
    assert_eq!(within(DAY + HOUR, 2 * DAY), 8);
    assert_eq!(within(8 * DAY, 20 * DAY), 12);
    // The last state of a day is the one that stays.
    let first = kept.first().unwrap();
    assert!(first.at - START > 8 * HOUR, "{first:?}");
}

/// A season of work, every day: few enough to be listed.
#[test]
fn a_season_leaves_a_list_that_can_be_read() {
    let (kept, _) = worked(90, 1, BUDGET);
    assert!(kept.len() < 250, "{}", kept.len());
}

#[test]
fn the_oldest_go_first_when_the_budget_is_used_up() {
    let size = 50_000;
    let (kept, now) = worked(60, size, BUDGET);
    let used: u64 = kept.iter().map(|snapshot| snapshot.size).sum();
    assert!(used <= BUDGET && used > BUDGET - 3 * size, "{used}");
    let (all, _) = worked(60, 1, BUDGET);
    let newest: Vec<u64> = all.iter().rev().map(|snapshot| snapshot.at).collect();
    let still: Vec<u64> = kept.iter().rev().map(|snapshot| snapshot.at).collect();
    assert_eq!(still, newest[..still.len()]);
    assert!(now - kept.first().unwrap().at > 10 * DAY);
}

/// The longest report among the published ones at hand has 3 320 characters with its tables; here are twice as many in
/// prose alone, every figure of both years, and a season's history.
#[test]
fn a_long_report_with_its_history_takes_what_is_said() {
    let mut draft = sample::draft();
    let mut last = sample::draft();
    for draft in [&mut draft, &mut last] {
        for cell in Cell::all() {
            draft.set_cell(cell, "1234");
        }
        for section in [Section::Overview, Section::ProblemsAndImprovements] {
            draft.set_prose(section, "政府信息公开工作。".repeat(370));
        }
    }
    let prose = Section::ALL.map(|section| last.prose(section).clone());
    let cells = CellMap::from_fn(|cell| last.cell(cell).clone());
    let year = ReportYear::new(2024);
    draft.previous_year = Some(PreviousYear { year, cells, prose }.into());
    let stamp = Stamp {
        id: "0e15ec40dd36b7fd".to_owned(),
        revision: 1,
        saved_at: START,
        window: "0e15ec40dd36b7fd".to_owned(),
        upon: Lineage::default(),
    };
    let text = envelope::write(&stamp, &draft);
    let units = text.encode_utf16().count();
    let (kept, _) = worked(60, text.len() as u64, BUDGET);
    let used: u64 = kept.iter().map(|snapshot| snapshot.size).sum();
    println!(
        "stored: {} bytes, {units} UTF-16 units; {} snapshots: {used} bytes",
        text.len(),
        kept.len()
    );
    assert!(units < 40_000, "{units}");
    assert!(used <= BUDGET);
    assert!(kept.len() > 60, "{}", kept.len());
}

#[test]
fn every_draft_is_thinned_by_itself() {
    let one = |id: &str, at| Snapshot::of(id, at, "text");
    let all = [one("a", START), one("b", START + 1), one("a", START + 2)];
    assert_eq!(superfluous(&all, BUDGET), [all[0].key.clone()]);
    assert_eq!(
        superfluous(&all, 4),
        [all[1].key.clone(), all[0].key.clone()]
    );
}

/// Two rounds of annual reports, one a day.
#[test]
fn no_more_days_are_kept_than_two_years_have() {
    let days = 0..900;
    let all: Vec<Snapshot> = days
        .map(|day| Snapshot::of("a", START + day * DAY, "text"))
        .collect();
    let gone = superfluous(&all, BUDGET);
    assert!(all.len() - gone.len() >= 730, "{} are gone", gone.len());
    assert_eq!(gone.last(), Some(&all[0].key));
}

/// Seven states of a morning, and two more when the clock says something else. Whatever it says, and whatever it says
/// after that, all nine are there.
#[test]
fn a_wrong_clock_takes_no_snapshot() {
    for wrong in [
        START + 3 * 365 * DAY,
        START + 41 * DAY,
        START - 14 * 365 * DAY,
        1,
    ] {
        let mut kept: Vec<Snapshot> = Vec::new();
        let mut keep = |at: u64| {
            kept.push(Snapshot::of("a", at, "text"));
            kept.sort_by_key(|snapshot| snapshot.at);
            let gone = superfluous(&kept, BUDGET);
            assert!(gone.is_empty(), "{gone:?} are gone when it is {at}");
        };
        let right = (0..7).map(|number| START + number * 3 * MINUTE);
        let then = [0, 3].map(|minutes| wrong + minutes * MINUTE);
        let right_again = (10..20).map(|number| START + number * 3 * MINUTE);
        right.chain(then).chain(right_again).for_each(&mut keep);
    }
}

/// Years of work, then a PC that did not know the time for a morning: what it kept is as good as any other.
#[test]
fn a_morning_without_the_time_is_kept_when_it_is_known_again() {
    let (mut kept, now) = worked(90, 1, BUDGET);
    let morning =
        (0..7).map(|number| Snapshot::of("a", 40 * 365 * DAY + number * 3 * MINUTE, "text"));
    let morning: Vec<Snapshot> = morning.collect();
    kept.splice(0..0, morning.clone());
    kept.push(Snapshot::of("a", now + 3 * MINUTE, "text"));
    let gone = superfluous(&kept, BUDGET);
    assert!(
        morning.iter().all(|one| !gone.contains(&one.key)),
        "{gone:?}"
    );
}

#[test]
fn a_key_tells_draft_time_and_size() {
    let snapshot = Snapshot::of("a.b", 12, "文字");
    assert_eq!(snapshot.key, "nianbao.snapshot.a.b.12.6");
    assert_eq!(Snapshot::of_key(&snapshot.key), Some(snapshot.clone()));
    let keys = [
        "nianbao.draft.a",
        "nianbao.snapshot.a.x.6",
        &snapshot.key,
        "other",
    ];
    let keys = keys.map(str::to_owned);
    assert_eq!(Snapshot::among(&keys), [snapshot]);
    assert_eq!(Key::read("nianbao.snapshot.a.x.6"), None);
    assert!(is_due(None, START));
    assert!(!is_due(Some(START), START + SPACING - 1));
    assert!(is_due(Some(START), START + SPACING));
    // A clock that went back says nothing of the time since.
    assert!(is_due(Some(START), START - 1));
}
