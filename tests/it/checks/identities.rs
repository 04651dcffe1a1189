//! The identities R1 to R4, computed here a second time and held against the checks.

use std::fs;
use std::path::Path;

use nianbao::checks::check::Severity;
use nianbao::model::cell::{Cell, CellMap};
use nianbao::model::draft::Draft;
use nianbao::model::location::Location;
use nianbao::model::sheet::Sheet;
use nianbao::model::table::applications::{Applicant, Row};
use nianbao::model::table::review::{Outcome, Procedure};

use super::{changed, findings};

type Figures = CellMap<u64>;

/// The codes of the identities that do not hold, over fully stated figures.
fn broken(figures: &Figures) -> Vec<&'static str> {
    let at = |row, column| *figures.get(Cell::Applications(row, column));
    let mut broken = Vec::new();
    for row in Row::ALL {
        let parts: u64 = Applicant::parts().map(|column| at(row, column)).sum();
        if parts != at(row, Applicant::Total) {
            broken.push("T1");
        }
    }
    for column in Applicant::ALL {
        let outcomes: u64 = Row::outcomes().map(|row| at(row, column)).sum();
        if outcomes != at(Row::HandledTotal, column) {
            broken.push("T2");
        }
        let received = at(Row::NewlyReceived, column) + at(Row::CarriedOver, column);
        if received != at(Row::HandledTotal, column) + at(Row::CarriedForward, column) {
            broken.push("T3");
        }
    }
    for group in Procedure::ALL {
        let parts: u64 = Outcome::parts()
            .map(|outcome| *figures.get(Cell::Review(group, outcome)))
            .sum();
        if parts != *figures.get(Cell::Review(group, Outcome::Total)) {
            broken.push("T4");
        }
    }
    broken.sort_unstable();
    broken
}

/// A draft that states all figures, totals too.
fn stated(figures: &Figures) -> Draft {
    let mut draft = changed(&[]);
    for (cell, figure) in figures.iter() {
        if !cell.is_amount() {
            draft.set_cell(cell, figure.to_string());
        }
    }
    draft
}

fn found(draft: &Draft) -> Vec<&'static str> {
    let mut codes: Vec<&'static str> = findings(draft)
        .into_iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.code.0)
        .filter(|code| ["T1", "T2", "T3", "T4"].contains(code))
        .collect();
    codes.sort_unstable();
    codes
}

fn sample_figures() -> Figures {
    let draft = changed(&[]);
    let sheet = Sheet::read(&draft);
    CellMap::from_fn(|cell| sheet.value(cell).count().map_or(0, |count| count.get()))
}

#[test]
fn every_change_of_one_figure_is_found_when_it_breaks_an_identity() {
    let sound = sample_figures();
    assert_eq!(broken(&sound), [""; 0]);
    assert_eq!(found(&stated(&sound)), [""; 0]);
    for cell in Cell::all() {
        for step in [1, 9] {
            let mut figures = sound.clone();
            figures.set(cell, sound.get(cell) + step);
            let draft = stated(&figures);
            assert_eq!(found(&draft), broken(&figures), "{cell} + {step}");
            let places = findings(&draft)
                .iter()
                .any(|finding| finding.locations.contains(&Location::Cell(cell)));
            assert!(places || broken(&figures).is_empty(), "{cell} is not named");
        }
    }
}

/// The published figures of real reports: what is wrong in them is found, and nothing else.
#[test]
fn published_reports_are_judged_rightly() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases");
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("skipped: there is no ../shared/cases");
        return;
    };
    let mut judged = 0;
    for entry in entries {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "json") {
            continue;
        }
        let case: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let figures = case_figures(&case);
        let known: Vec<&str> = case["violations"].as_array().map_or(Vec::new(), |known| {
            known.iter().filter_map(|v| v.as_str()).collect()
        });
        let tables = known
            .iter()
            .filter(|known| {
                known.starts_with(['R']) && !known.starts_with("R5") && !known.starts_with("R6")
            })
            .count();
        let found = found(&stated(&figures));
        assert_eq!(found, broken(&figures), "{}", path.display());
        assert_eq!(found.len(), tables, "{}: {known:?}", path.display());
        judged += 1;
    }
    assert!(judged >= 5, "only {judged} cases");
}

/// A case's figures; a blank stands for nothing, as in its published totals.
fn case_figures(case: &serde_json::Value) -> Figures {
    const ROWS: [&str; 25] = [
        "new", "carried", "pub", "part", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "u1",
        "u2", "u3", "n1", "n2", "n3", "n4", "n5", "o1", "o2", "o3", "total", "next",
    ];
    let number = |value: &serde_json::Value| value.as_u64().unwrap_or(0);
    CellMap::from_fn(|cell| match cell {
        Cell::Proactive(_) => 0,
        Cell::Applications(row, column) => {
            let key = ROWS[row as usize];
            let rows = &case["t3"];
            let cells = match key {
                "o3" if rows.get("o3").is_none() => &rows["o"],
                key => &rows[key],
            };
            number(&cells[column as usize])
        }
        Cell::Review(group, outcome) => {
            number(&case["t4"][group as usize * Outcome::COUNT + outcome as usize])
        }
    })
}
