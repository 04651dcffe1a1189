//! Published reports with verified figures. They are no part of this repository; where they are not
//! at hand, the test says so and checks nothing.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use nianbao::model::cell::Cell;
use nianbao::model::draft::Draft;
use serde_json::Value;

use super::case;
use super::identities::{self, Figures};
use super::mutations::check_slips;
use crate::sample;

/// The keys of section three's rows in the cases, and the rows they mean.
const ROWS: [(&str, &str); 26] = [
    ("new", "newly_received"),
    ("carried", "carried_over"),
    ("pub", "disclosed"),
    ("part", "partly_disclosed"),
    ("d1", "not_disclosed.state_secret"),
    ("d2", "not_disclosed.prohibited_by_law"),
    ("d3", "not_disclosed.three_securities_one_stability"),
    ("d4", "not_disclosed.third_party_rights"),
    ("d5", "not_disclosed.internal_affairs"),
    ("d6", "not_disclosed.process_information"),
    ("d7", "not_disclosed.enforcement_files"),
    ("d8", "not_disclosed.administrative_query"),
    ("u1", "unable_to_provide.not_held"),
    ("u2", "unable_to_provide.needs_creation"),
    ("u3", "unable_to_provide.unclear_after_correction"),
    ("n1", "not_processed.petition"),
    ("n2", "not_processed.duplicate"),
    ("n3", "not_processed.public_publication"),
    ("n4", "not_processed.excessive_repetition"),
    ("n5", "not_processed.reconfirmation"),
    ("o1", "other_handling.not_corrected_in_time"),
    ("o2", "other_handling.fee_not_paid_in_time"),
    ("o3", "other_handling.other"),
    // The single row of the 2019 format.
    ("o", "other_handling.other"),
    ("total", "handled_total"),
    ("next", "carried_forward"),
];

const PROACTIVE: [(&str, &str); 10] = [
    ("/t2/reg/0", "proactive.rules.issued"),
    ("/t2/reg/1", "proactive.rules.repealed"),
    ("/t2/reg/2", "proactive.rules.in_force"),
    ("/t2/doc/0", "proactive.normative_documents.issued"),
    ("/t2/doc/1", "proactive.normative_documents.repealed"),
    ("/t2/doc/2", "proactive.normative_documents.in_force"),
    ("/t2/licence", "proactive.licensing.decisions"),
    ("/t2/penalty", "proactive.penalty.decisions"),
    ("/t2/force", "proactive.compulsion.decisions"),
    ("/t2/fee", "proactive.fees.amount"),
];

/// A published report.
pub struct Published {
    pub name: String,
    /// All its figures as stated, the totals too.
    pub draft: Draft,
    /// The same as numbers, without the fees.
    figures: Figures,
    /// The codes of the checks that its known violations belong to.
    violated: Vec<String>,
}

impl Published {
    #[track_caller]
    fn put(&mut self, address: &str, figure: &Value) {
        if figure.is_null() {
            return;
        }
        let text = figure
            .as_str()
            .map_or_else(|| figure.to_string(), str::to_owned);
        let cell = sample::cell(address);
        if !cell.is_amount() {
            let number = text.parse().expect("a published figure is a number");
            self.figures.insert(address.to_owned(), number);
        }
        self.draft.set_cell(cell, text);
    }
}

#[track_caller]
fn read(json: &Value) -> Published {
    let text = |key: &str| json[key].as_str().expect("a text").to_owned();
    let mut published = Published {
        name: text("id"),
        draft: Draft::default(),
        figures: Figures::new(),
        violated: Vec::new(),
    };
    published.draft.organ = text("organ").into();
    published.draft.year = json["year"].to_string().into();
    for (pointer, address) in PROACTIVE {
        let figure = json.pointer(pointer).expect("a figure of section two");
        published.put(address, figure);
    }
    for (key, figures) in json["t3"].as_object().expect("section three") {
        let known = ROWS.iter().find(|(known, _)| known == key);
        let (_, row) = known.expect("a row of section three");
        let columns = identities::APPLICANTS.into_iter().chain(["total"]);
        for (at, column) in columns.enumerate() {
            published.put(&format!("applications.{row}.{column}"), &figures[at]);
        }
    }
    let review = Cell::all().filter(|cell| cell.to_string().starts_with("review."));
    for (at, cell) in review.enumerate() {
        published.put(&cell.to_string(), &json["t4"][at]);
    }
    // A violation begins with the number of its identity: R4 is compared by T4.
    let violations = json["violations"].as_array().expect("the violations");
    published.violated = violations
        .iter()
        .filter_map(|violation| violation.as_str()?.split(' ').next()?.strip_prefix('R'))
        .map(|number| format!("T{number}"))
        .collect();
    assert_eq!(published.violated.len(), violations.len());
    published
}

/// Where published reports are, when they are at hand.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases")
}

/// The published reports, by name; none where they are not at hand.
pub fn published() -> Option<Vec<Published>> {
    let mut files: Vec<_> = std::fs::read_dir(folder())
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    if files.is_empty() {
        return None;
    }
    let parsed = files.iter().map(|file| {
        let text = std::fs::read_to_string(file).expect("a published report can be read");
        read(&serde_json::from_str(&text).expect("a published report is JSON"))
    });
    Some(parsed.collect())
}

pub fn skipped(what: &str) {
    crate::skipped::say(&format!("{what}: the published reports are not at hand"));
}

/// Prints although the test passes, when the harness swallows what print macros write.
pub fn say(text: &str) {
    writeln!(std::io::stderr(), "{text}").expect("standard error is open");
}

#[test]
fn published_reports_have_exactly_their_known_violations() {
    let Some(reports) = published() else {
        return skipped("known violations");
    };
    for report in reports {
        let found = case::findings(&report.draft);
        let compared: Vec<&str> = found
            .iter()
            .map(|finding| finding.code.0)
            .filter(|code| matches!(*code, "T1" | "T2" | "T3" | "T4"))
            .collect();
        assert_eq!(compared, report.violated, "{}", report.name);
        let unreadable = found.iter().filter(|finding| finding.code.0 == "T6");
        assert_eq!(unreadable.count(), 0, "{}", report.name);
    }
}

#[test]
fn the_two_totals_of_hongze_are_found() {
    let Some(reports) = published() else {
        return skipped("hongze-2023");
    };
    let report = reports.iter().find(|report| report.name == "hongze-2023");
    let report = report.expect("hongze-2023 is among the published reports");
    let found = case::findings(&report.draft);
    let totals: Vec<String> = found
        .iter()
        .filter(|finding| finding.code.0 == "T4")
        .map(|finding| finding.locations[0].to_string())
        .collect();
    assert_eq!(
        totals,
        [
            "review.reconsideration.total",
            "review.litigation_after_reconsideration.total"
        ]
    );
}

#[test]
fn a_slip_anywhere_in_a_published_report() {
    let Some(reports) = published() else {
        return skipped("a slip anywhere");
    };
    for report in reports {
        // A figure in a column that was left blank makes it a column still being filled in; the
        // slips are made in the figures that are there.
        check_slips(&report.draft, &report.figures);
        let total = |address: &&String| identities::is_total(address);
        let totals = report.figures.keys().filter(total).count();
        assert!(totals > 20, "{} states {totals} totals", report.name);
    }
}
