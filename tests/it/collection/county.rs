//! A made-up county with units and reports, for all tests of the collection.

use std::sync::Arc;

use nianbao::collection::submission::Submission;
use nianbao::collection::unit::Unit;
use nianbao::collection::unknown::Unknown;
use nianbao::collection::whole::Collection;
use nianbao::model::cell::Cell;
use nianbao::model::draft::Draft;
use nianbao::model::level::Level;
use nianbao::model::year::ReportYear;

use crate::chance::Chance;

/// When everything is received that a test hands in.
pub const NOW: &str = "2026-01-18T09:12:00";

/// A county without units.
pub fn empty() -> Collection {
    Collection {
        id: "c1".to_owned(),
        organ: "云溪县人民政府".to_owned(),
        level: Some(Level::County),
        year: ReportYear::new(2025),
        deadline: "2026-01-26".to_owned(),
        ..Collection::default()
    }
}

/// A county with so many departments, 云溪县甲字第一局 and so on.
pub fn with_units(count: usize) -> Collection {
    let mut county = empty();
    for at in 1..=count {
        let mut unit = Unit::new(format!("u{at}"), format!("云溪县第{at}局"));
        unit.level = Some(Level::Department);
        county.roster.push(unit);
    }
    county
}

/// A report with every figure that is typed, from 0 to a bound.
pub fn report(organ: &str, chance: &mut Chance, bound: u64) -> Draft {
    let mut draft = Draft::default();
    draft.organ = organ.into();
    draft.level = Some(Level::Department);
    draft.year = "2025".into();
    for cell in Cell::all().filter(|cell| !cell.is_total()) {
        draft.set_cell(cell, chance.below(bound + 1).to_string());
    }
    draft
}

/// Hands a report in as the unit's first version, past all placing.
pub fn hand_in(county: &mut Collection, unit: &str, report: Draft) {
    county.submissions.push(Submission {
        unit: unit.to_owned(),
        version: 1,
        current: true,
        received: NOW.to_owned(),
        file: format!("{unit}.json"),
        guessed: Vec::new(),
        blanks_as_zero: None,
        undecided: false,
        report: Arc::new(report),
        unknown: Unknown::default(),
    });
}
