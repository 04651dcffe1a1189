//! A made-up county to try the page with: sixty units, their reports, and troubles of every kind. No name, figure or
//! sentence is anybody's; its figures are told by the unit's place on the roster alone.

use std::sync::Arc;

use super::reviewing;
use super::roster::{self, Absent};
use super::submission::{Submission, Unplaced, Why};
use super::sum::Sums;
use super::unit::Unit;
use super::unknown::Unknown;
use super::whole::{Collection, ControlFigure, ReviewState};
use crate::model::cell::{Cell, CellMap};
use crate::model::draft::{Draft, PreviousYear};
use crate::model::level::Level;
use crate::model::section::Section;
use crate::model::table::applications::{Applicant, Row};
use crate::model::table::proactive::{Documents, Figure};
use crate::model::table::review::{Outcome, Procedure};
use crate::model::year::ReportYear;

/// The units as an office would paste them.
const ROSTER: &str = include_str!("example/roster.tsv");

/// When most of the reports came in, and when a late one did.
const IN_TIME: &str = "2026-01-20T09:30:00";
const LATE: &str = "2026-01-28T16:05:00";

/// 复议结果维持.
const UPHELD: Cell = Cell::Review(Procedure::Reconsideration, Outcome::Upheld);

/// The places on the roster, from 1, of the units with a planted trouble.
pub mod planted {
    /// Nothing was handed in.
    pub const MISSING: [usize; 1] = [55];
    /// The report waits, since it gives a short form of the name.
    pub const SHORT_NAME: usize = 8;
    /// The file cannot be read.
    pub const UNREADABLE: usize = 35;
    /// It came after the last day.
    pub const LATE: usize = 10;
    /// A figure is blank.
    pub const BLANK: usize = 12;
    /// A dash stands for a figure.
    pub const PLACEHOLDER: usize = 15;
    /// A figure has a remark beside it.
    pub const ANNOTATED: usize = 18;
    /// A stated total is another one than its details add up to.
    pub const WRONG_TOTAL: usize = 20;
    /// What was received is not what was handled and carried forward; it was sent back.
    pub const NOT_RECONCILED: usize = 22;
    /// The fees are in 元.
    pub const FEES_IN_YUAN: usize = 25;
    /// A second version changes three figures.
    pub const CORRECTED: usize = 28;
    /// Two versions came together.
    pub const UNDECIDED: usize = 30;
    /// Only a total of 0 is stated for the reconsiderations.
    pub const FORCED_ZEROS: usize = 36;
    /// Its blanks count as 0.
    pub const COUNTED_AS_ZERO: usize = 38;
    /// It was accepted.
    pub const ACCEPTED: [usize; 2] = [2, 3];
}

/// The county.
#[must_use]
pub fn county(id: &str) -> Collection {
    let mut county = Collection {
        id: id.to_owned(),
        organ: "云溪县人民政府".to_owned(),
        level: Some(Level::County),
        year: ReportYear::new(2025),
        deadline: "2026-01-26".to_owned(),
        ..Collection::default()
    };
    let preview = roster::preview(&county, ROSTER);
    roster::apply(&mut county, preview, Absent::Stay);
    let units = county.roster.clone();
    for (unit, place) in units.iter().zip(1..) {
        hand_in(&mut county, unit, place);
    }
    decide(&mut county);
    wait(&mut county);
    county.control.push(ControlFigure {
        cell: Cell::Review(Procedure::Reconsideration, Outcome::Total),
        value: "9".to_owned(),
        source: "云溪县司法局".to_owned(),
        unknown: Unknown::default(),
    });
    county
}

/// The figures of a report, as they are told by the unit's place on the roster.
struct Figures {
    received: [usize; 2],
    carried: usize,
    forward: usize,
    partly: usize,
    unable: usize,
    issued: usize,
    in_force: usize,
    licensing: usize,
    penalty: usize,
    upheld: usize,
}

impl Figures {
    const fn of(place: usize) -> Self {
        Self {
            received: [5 + place * 5 % 17, place % 4],
            carried: place % 3,
            forward: if place.is_multiple_of(5) { 1 } else { 0 },
            partly: 1 + place % 2,
            unable: 1,
            issued: place % 3,
            in_force: 5 + place % 9,
            licensing: 20 + place * 37 % 400,
            penalty: 3 + place * 13 % 90,
            upheld: if place.is_multiple_of(7) { 1 } else { 0 },
        }
    }

    const fn disclosed_to_persons(&self) -> usize {
        self.received[0] + self.carried - self.forward - self.partly - self.unable
    }

    fn handled(&self) -> usize {
        self.received.iter().sum::<usize>() + self.carried - self.forward
    }

    /// The figures that are not 0.
    fn cells(&self) -> [(Cell, usize); 13] {
        let persons = |row| Cell::Applications(row, Applicant::NaturalPerson);
        let companies = |row| Cell::Applications(row, Applicant::CommercialEnterprise);
        let documents = |column| Cell::Proactive(Figure::NormativeDocuments(column));
        [
            (documents(Documents::Issued), self.issued),
            (documents(Documents::InForce), self.in_force),
            (Cell::Proactive(Figure::Licensing), self.licensing),
            (Cell::Proactive(Figure::Penalty), self.penalty),
            (persons(Row::NewlyReceived), self.received[0]),
            (companies(Row::NewlyReceived), self.received[1]),
            (persons(Row::CarriedOver), self.carried),
            (persons(Row::Disclosed), self.disclosed_to_persons()),
            (companies(Row::Disclosed), self.received[1]),
            (persons(Row::PartlyDisclosed), self.partly),
            (persons(Row::NotHeld), self.unable),
            (persons(Row::CarriedForward), self.forward),
            (UPHELD, self.upheld),
        ]
    }

    /// The prose of section one.
    fn overview(&self, organ: &str) -> String {
        let numbers = [
            ("{issued}", self.issued),
            ("{licensing}", self.licensing),
            ("{penalty}", self.penalty),
            ("{received}", self.received.iter().sum()),
            ("{carried}", self.carried),
            ("{handled}", self.handled()),
            (
                "{disclosed}",
                self.disclosed_to_persons() + self.received[1],
            ),
            ("{partly}", self.partly),
            ("{unable}", self.unable),
            ("{forward}", self.forward),
            ("{in_force}", self.in_force),
        ];
        let text = include_str!("example/overview.txt").replace("{organ}", organ);
        numbers.into_iter().fold(text, |text, (place, number)| {
            text.replace(place, &number.to_string())
        })
    }
}

/// A unit's report without any trouble.
fn report(unit: &Unit, place: usize) -> Draft {
    let figures = Figures::of(place);
    let mut draft = Draft::default();
    draft.organ = unit.name.as_str().into();
    draft.level = unit.level;
    draft.year = "2025".into();
    draft.publish_date = "2026-01-22".into();
    for cell in Cell::all().filter(|cell| !cell.is_total()) {
        draft.set_cell(cell, "0");
    }
    for (cell, number) in figures.cells() {
        draft.set_cell(cell, number.to_string());
    }
    let preamble = include_str!("example/preamble.txt").replace("{organ}", &unit.name);
    draft.set_prose(Section::Preamble, preamble.trim_end());
    draft.set_prose(Section::Overview, figures.overview(&unit.name).trim_end());
    let problems = include_str!("example/problems.txt").trim_end();
    draft.set_prose(Section::ProblemsAndImprovements, problems);
    let other = include_str!("example/other.txt").trim_end();
    draft.set_prose(Section::OtherMatters, other);
    draft.previous_year = Some(Arc::new(last_year(&draft, &figures)));
    draft
}

/// Last year's figures: what was carried forward is carried over now, and the documents in force were fewer.
fn last_year(draft: &Draft, figures: &Figures) -> PreviousYear {
    let mut cells = CellMap::from_fn(|cell| draft.cell(cell).clone());
    let persons = |row| Cell::Applications(row, Applicant::NaturalPerson);
    let in_force = Cell::Proactive(Figure::NormativeDocuments(Documents::InForce));
    let licensing = Cell::Proactive(Figure::Licensing);
    for (cell, number) in [
        (persons(Row::CarriedForward), figures.carried),
        (persons(Row::CarriedOver), figures.forward),
        (in_force, figures.in_force - figures.issued),
        (licensing, figures.licensing + 3),
    ] {
        cells.set(cell, number.to_string().into());
    }
    PreviousYear {
        year: ReportYear::new(2024),
        cells,
        prose: Section::ALL.map(|_| "".into()),
    }
}

/// Hands a unit's report in, with the trouble that is planted in it.
fn hand_in(county: &mut Collection, unit: &Unit, place: usize) {
    let absent = [planted::SHORT_NAME, planted::UNREADABLE];
    if planted::MISSING.contains(&place) || absent.contains(&place) {
        return;
    }
    let mut draft = report(unit, place);
    trouble(&mut draft, place);
    let received = if place == planted::LATE {
        LATE
    } else {
        IN_TIME
    };
    let first = Submission {
        unit: unit.id.clone(),
        version: 1,
        current: true,
        received: received.to_owned(),
        file: format!("{}.json", unit.name),
        guessed: Vec::new(),
        blanks_as_zero: None,
        undecided: false,
        report: Arc::new(draft),
        unknown: Unknown::default(),
    };
    if place == planted::CORRECTED || place == planted::UNDECIDED {
        let second = corrected(&first, place == planted::UNDECIDED);
        county.submissions.push(Submission {
            current: false,
            undecided: second.undecided,
            ..first
        });
        county.submissions.push(second);
    } else {
        county.submissions.push(first);
    }
}

fn trouble(draft: &mut Draft, place: usize) {
    let licensing = Cell::Proactive(Figure::Licensing);
    let normative = Cell::Proactive(Figure::NormativeDocuments(Documents::InForce));
    let reconsiderations =
        Outcome::parts().map(|outcome| Cell::Review(Procedure::Reconsideration, outcome));
    let total = Cell::Review(Procedure::Reconsideration, Outcome::Total);
    match place {
        planted::BLANK => draft.set_cell(licensing, ""),
        planted::PLACEHOLDER => draft.set_cell(Cell::Proactive(Figure::Compulsion), "—"),
        planted::ANNOTATED => draft.set_cell(normative, "22（其中修订16件）"),
        planted::WRONG_TOTAL => draft.set_cell(total, "3"),
        planted::NOT_RECONCILED => draft.set_cell(
            Cell::Applications(Row::NewlyReceived, Applicant::Other),
            "2",
        ),
        planted::FEES_IN_YUAN => draft.set_cell(Cell::Proactive(Figure::Fees), "1250000"),
        planted::FORCED_ZEROS => {
            for cell in reconsiderations {
                draft.set_cell(cell, "");
            }
            draft.set_cell(total, "0");
        }
        planted::COUNTED_AS_ZERO => {
            for column in Documents::ALL {
                draft.set_cell(Cell::Proactive(Figure::Rules(column)), "");
            }
        }
        _ => {}
    }
}

/// A second version that changes three figures of which the prose does not speak.
fn corrected(first: &Submission, undecided: bool) -> Submission {
    let mut draft = (*first.report).clone();
    draft.set_cell(Cell::Proactive(Figure::Compulsion), "4");
    draft.set_cell(Cell::Proactive(Figure::Fees), "1.5");
    let lawsuits = Procedure::LitigationWithoutReconsideration;
    draft.set_cell(Cell::Review(lawsuits, Outcome::Upheld), "1");
    Submission {
        version: 2,
        received: if undecided {
            IN_TIME
        } else {
            "2026-01-22T10:00:00"
        }
        .to_owned(),
        file: first.file.replace(".json", "（改）.json"),
        undecided,
        report: Arc::new(draft),
        ..first.clone()
    }
}

/// What was decided about the reports.
fn decide(county: &mut Collection) {
    let id = |place: usize| format!("u{place}");
    for place in planted::ACCEPTED {
        county.review(&id(place), ReviewState::Accepted, "");
    }
    // It can be refused; a test sees that it is not.
    county
        .count_blanks_as_zero(
            &id(planted::COUNTED_AS_ZERO),
            "电话核实：没有制定规章的权限，三格均为零。",
        )
        .unwrap_or_default();
    let unit = id(planted::NOT_RECONCILED);
    let found = county
        .current(&unit)
        .map(|submission| reviewing::review(county, submission).findings);
    county.send_back(&unit, "2026-01-21", &found.unwrap_or_default());
}

/// What waits for a person: a short form of a name, a year too early, the government's own roll-up, and a file that cannot
/// be read.
fn wait(county: &mut Collection) {
    let unit = |place: usize| county.roster.get(place - 1).cloned();
    let waiting = |file: &str, why, report: Draft| Unplaced {
        file: file.to_owned(),
        received: IN_TIME.to_owned(),
        why,
        guessed: Vec::new(),
        report: Some(Arc::new(report)),
        unknown: Unknown::default(),
    };
    let mut unplaced = Vec::new();
    if let Some(health) = unit(planted::SHORT_NAME) {
        let mut draft = report(&health, planted::SHORT_NAME);
        draft.organ = "云溪县卫健局".into();
        unplaced.push(waiting("卫健局年报.docx", Why::Organ, draft));
    }
    if let Some(education) = unit(3) {
        let mut draft = report(&education, 3);
        draft.year = "2023".into();
        unplaced.push(waiting("教育局2023年报.json", Why::Year, draft));
    }
    let mut summary = Draft::default();
    summary.organ = county.organ.as_str().into();
    summary.level = Some(Level::County);
    summary.year = "2025".into();
    for (cell, sum) in Sums::of(county).iter().filter(|(cell, _)| !cell.is_total()) {
        summary.set_cell(cell, sum.text(cell).unwrap_or_default());
    }
    summary.set_cell(UPHELD, "99");
    unplaced.push(waiting("云溪县汇总.json", Why::Summary, summary));
    county.unplaced = unplaced;
    if let Some(unread) = county.roster.get(planted::UNREADABLE - 1) {
        let file = format!("{}年报.doc", unread.name);
        county.note_failure(&file, Why::Unreadable, IN_TIME);
    }
}
