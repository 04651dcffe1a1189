//! How well whole reports are checked. Each file was written before it was run for the first time, and
//! what it gave then is in docs/dev/prose.md; since then what it taught has been mended, so that it is a
//! measure of the unseen no more, and asserted.
//!
//! `cargo test --test it whole_reports -- --nocapture` prints each false alarm and each miss.
//!
//! A file of `tests/data/prose/reports` holds fictional reports; one of `tests/data/prose/passages`
//! passages that are no whole report; of these it is not asked what each report must have (families S
//! and N).
//!
//! ```text
//! == a bureau of water, 2025
//! organ = 云溪县水利局                        a field; `previous.` puts last year's report
//! applications.disclosed = 4 1               a row: natural person … other; what is not named is zero
//! review.reconsideration = 3 1 0 1           upheld, corrected, other result, pending
//! proactive.normative_documents = 2 0 9      issued, repealed, in force
//! > overview                                 the lines that follow are the prose of a section
//! ! number 收到申请13件 → 收到申请31件         a contradiction of a kind, planted alone
//! ```
//!
//! The prose agrees with the figures in every word, so that each error or warning about a report as it
//! stands is a false alarm. A contradiction is found when it brings a new error or warning.

use std::collections::BTreeMap;
use std::path::Path;

use nianbao::checks::check::{Finding, Severity};
use nianbao::model::cell::{Cell, CellMap};
use nianbao::model::draft::{Draft, PreviousYear};
use nianbao::model::level::Level;
use nianbao::model::section::Section;
use nianbao::model::year::ReportYear;

use super::case;

/// What a file holds.
#[derive(Clone, Copy)]
enum Kind {
    Whole,
    Passage,
}

/// A report whose prose agrees with its figures, and what is planted in it.
pub(super) struct Report {
    pub(super) name: String,
    pub(super) draft: Draft,
    pub(super) planted: Vec<Planted>,
    /// What a careful auditor would flag in it as it stands.
    pub(super) flagged: Vec<Flagged>,
}

pub(super) struct Planted {
    pub(super) kind: String,
    pub(super) right: String,
    pub(super) wrong: String,
}

/// A finding that is right (`? X7 382`), or that may be given and need not (`~ X7 382`): its code and something
/// that it quotes.
pub(super) struct Flagged {
    pub(super) needed: bool,
    pub(super) code: String,
    pub(super) quote: String,
}

const COLUMNS: [&str; 6] = [
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_institution",
    "other",
];
const OUTCOMES: [&str; 4] = ["upheld", "corrected", "other_result", "pending"];
const DOCUMENTS: [&str; 3] = ["issued", "repealed", "in_force"];

#[track_caller]
fn read(file: &str) -> Vec<Report> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/prose")
        .join(file);
    let text = std::fs::read_to_string(path).expect("the reports can be read");
    parse(&text)
}

/// The reports of a text in the form told above.
#[track_caller]
pub(super) fn parse(text: &str) -> Vec<Report> {
    let mut reports: Vec<Report> = Vec::new();
    let mut section = None;
    for line in text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        if let Some(name) = line.strip_prefix("== ") {
            let mut draft = Draft::default();
            for cell in Cell::all().filter(|cell| !cell.is_total()) {
                draft.set_cell(cell, "0");
            }
            reports.push(Report {
                name: name.to_owned(),
                draft,
                planted: Vec::new(),
                flagged: Vec::new(),
            });
            section = None;
            continue;
        }
        let Report {
            name,
            draft,
            planted,
            flagged,
        } = reports.last_mut().expect("a report begins with ==");
        if let Some(id) = line.strip_prefix("> ") {
            section = Some(Section::from_id(id).expect("a section"));
        } else if let Some(change) = line.strip_prefix("! ") {
            let (kind, change) = change.split_once(' ').expect("a kind");
            let (right, wrong) = change.split_once(" → ").expect("right → wrong");
            let [kind, right, wrong] = [kind, right, wrong].map(str::to_owned);
            planted.push(Planted { kind, right, wrong });
        } else if let Some(label) = line.strip_prefix("? ").or(line.strip_prefix("~ ")) {
            let (code, quote) = label.split_once(' ').expect("a code and a quote");
            flagged.push(Flagged {
                needed: line.starts_with('?'),
                code: code.to_owned(),
                quote: quote.to_owned(),
            });
        } else if let Some(section) = section {
            let before = draft.prose(section);
            let apart = if before.is_empty() { "" } else { "\n" };
            let text = format!("{before}{apart}{line}");
            draft.set_prose(section, text);
        } else {
            let (place, value) = line.split_once(" = ").expect("place = value");
            figure(draft, place, value).unwrap_or_else(|| panic!("{name}: {place} is no place"));
        }
    }
    for Report { draft, .. } in &mut reports {
        let year: u16 = draft.year.parse().expect("a year");
        draft.title = format!("{}{year}年政府信息公开工作年度报告", draft.organ).into();
        draft.publish_date = format!("{}-01-20", year + 1).into();
    }
    reports
}

fn figure(draft: &mut Draft, place: &str, value: &str) -> Option<()> {
    if let Some(place) = place.strip_prefix("previous.") {
        let mut last = draft.previous_year.as_deref().cloned().unwrap_or_else(|| {
            let cells = CellMap::from_fn(|_| "".into());
            let prose = std::array::from_fn(|_| "".into());
            PreviousYear {
                year: None,
                cells,
                prose,
            }
        });
        if place == "year" {
            last.year = ReportYear::read(value);
        } else {
            last.cells.set(place.parse().ok()?, value.into());
        }
        draft.previous_year = Some(last.into());
        return Some(());
    }
    let parts: &[&str] = match place.split('.').collect::<Vec<_>>().as_slice() {
        ["level"] => {
            draft.level = Some(Level::from_id(value)?);
            return Some(());
        }
        ["applications", ..] => &COLUMNS,
        ["review", ..] => &OUTCOMES,
        ["proactive", "rules" | "normative_documents"] => &DOCUMENTS,
        _ => {
            case::set(draft, place, value);
            return Some(());
        }
    };
    for (part, value) in parts.iter().zip(value.split(' ')) {
        let cell = format!("{place}.{part}").parse().ok()?;
        draft.set_cell(cell, value);
    }
    Some(())
}

impl Report {
    /// The report with something planted; what names a cell changes the table and leaves the prose as it is.
    pub(super) fn with(&self, planted: &Planted) -> Draft {
        let mut draft = self.draft.clone();
        if let Ok(cell) = planted.right.parse::<Cell>() {
            draft.set_cell(cell, planted.wrong.as_str());
            return draft;
        }
        let mut places = 0;
        for section in Section::ALL {
            let prose = draft.prose(section).to_string();
            places += prose.matches(&planted.right).count();
            draft.set_prose(section, prose.replace(&planted.right, &planted.wrong));
        }
        assert_eq!(places, 1, "{}: {}", self.name, planted.right);
        draft
    }
}

impl Kind {
    fn grave(self, draft: &Draft) -> Vec<Finding> {
        let mut found = case::findings(draft);
        found.retain(|finding| {
            finding.severity != Severity::Hint
                && match self {
                    Self::Whole => true,
                    Self::Passage => !finding.code.0.starts_with(['S', 'N']),
                }
        });
        found
    }
}

#[derive(Default)]
struct Score {
    found: usize,
    planted: usize,
}

#[test]
fn whole_reports_are_checked() {
    measure("reports/first.txt");
    measure("reports/second.txt");
    measure("reports/third.txt");
    measure("reports/fourth.txt");
    measure("reports/eighth.txt");
    measure("reports/ninth.txt");
    measure("reports/tenth.txt");
    measure("reports/eleventh.txt");
}

#[test]
fn passages_are_checked() {
    measure("passages/fifth.txt");
    measure("passages/sixth.txt");
    measure("passages/seventh.txt");
}

#[track_caller]
fn measure(file: &str) {
    let kind = if file.starts_with("passages/") {
        Kind::Passage
    } else {
        Kind::Whole
    };
    let reports = read(file);
    let mut kinds: BTreeMap<String, Score> = BTreeMap::new();
    let (mut false_alarms, mut found, mut planted, mut pointed) = (0, 0, 0, 0);
    for report in &reports {
        let before = kind.grave(&report.draft);
        for finding in &before {
            assert!(
                !finding.code.0.starts_with('T'),
                "{}: {}",
                report.name,
                case::shown(finding)
            );
            false_alarms += 1;
            println!("  false in {}: {}", report.name, case::shown(finding));
        }
        let before: Vec<String> = before.iter().map(case::shown).collect();
        for change in &report.planted {
            let score = kinds.entry(change.kind.clone()).or_default();
            let mut new = kind.grave(&report.with(change));
            new.retain(|finding| !before.contains(&case::shown(finding)));
            score.planted += 1;
            planted += 1;
            if new.is_empty() {
                println!(
                    "  missed {} in {}: {} → {}",
                    change.kind, report.name, change.right, change.wrong
                );
                continue;
            }
            score.found += 1;
            found += 1;
            let number = |text: &str| {
                text.split(|c: char| !c.is_ascii_digit() && c != '.')
                    .map(str::to_owned)
                    .filter(|n| !n.is_empty())
                    .collect::<Vec<_>>()
            };
            let right = number(&change.right);
            let wrong: Vec<String> = number(&change.wrong)
                .into_iter()
                .filter(|n| !right.contains(n))
                .collect();
            if wrong
                .iter()
                .all(|number| new.iter().any(|f| f.message.contains(number)))
            {
                pointed += 1;
            } else {
                println!(
                    "  found elsewhere in {}: {} → {}: {:?}",
                    report.name,
                    change.right,
                    change.wrong,
                    new.iter().map(case::shown).collect::<Vec<_>>()
                );
            }
        }
    }
    eprintln!(
        "{file}: {} reports, {planted} contradictions, {found} found ({pointed} with the number told), {false_alarms} false alarms: precision {} %, recall {} %",
        reports.len(),
        per_mille(found, found + false_alarms),
        per_mille(found, planted),
    );
    for (kind, score) in kinds {
        eprintln!("  {kind:10} {} of {}", score.found, score.planted);
    }
    assert!(
        found * 100 >= 95 * (found + false_alarms),
        "too many false alarms"
    );
    assert!(found * 100 >= 80 * planted, "too much is missed");
}

/// A percentage with one decimal.
pub(super) fn per_mille(part: usize, whole: usize) -> String {
    let tenths = (part * 1000 + whole / 2).checked_div(whole).unwrap_or(1000);
    format!("{}.{}", tenths / 10, tenths % 10)
}
