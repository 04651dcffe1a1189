//! The identities of the official format over addresses and plain numbers, independent of the model:
//! R1 rows and R2 columns of section three, R3 its printed identity, R4 the totals of section four.

use std::collections::{BTreeMap, BTreeSet};

use nianbao::checks::check::{Finding, Severity};

/// Counts by address. A figure that is absent is blank.
pub type Figures = BTreeMap<String, u64>;

/// Rows of section three above the total of outcomes, and below it.
const RECEIVED: [&str; 2] = ["newly_received", "carried_over"];
const ACCOUNTED: [&str; 2] = ["handled_total", "carried_forward"];
const OUTCOMES: [&str; 21] = [
    "disclosed",
    "partly_disclosed",
    "not_disclosed.state_secret",
    "not_disclosed.prohibited_by_law",
    "not_disclosed.three_securities_one_stability",
    "not_disclosed.third_party_rights",
    "not_disclosed.internal_affairs",
    "not_disclosed.process_information",
    "not_disclosed.enforcement_files",
    "not_disclosed.administrative_query",
    "unable_to_provide.not_held",
    "unable_to_provide.needs_creation",
    "unable_to_provide.unclear_after_correction",
    "not_processed.petition",
    "not_processed.duplicate",
    "not_processed.public_publication",
    "not_processed.excessive_repetition",
    "not_processed.reconfirmation",
    "other_handling.not_corrected_in_time",
    "other_handling.fee_not_paid_in_time",
    "other_handling.other",
];
/// The columns of section three whose sum is its total.
pub const APPLICANTS: [&str; 6] = [
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_institution",
    "other",
];
const GROUPS: [&str; 3] = [
    "reconsideration",
    "litigation_without_reconsideration",
    "litigation_after_reconsideration",
];
const RESULTS: [&str; 4] = ["upheld", "corrected", "other_result", "pending"];

/// One identity: both sides add up to the same.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The check that compares it.
    pub code: &'static str,
    left: Vec<String>,
    right: Vec<String>,
    /// The outcomes that a total on one side stands for.
    behind: Vec<String>,
}

/// A broken identity or the finding of one: the code and all places.
pub type Broken = (String, BTreeSet<String>);

fn of_rows(rows: &[&str], column: &str) -> Vec<String> {
    let address = |row: &&str| format!("applications.{row}.{column}");
    rows.iter().map(address).collect()
}

/// All 42 identities.
pub fn all() -> Vec<Identity> {
    let rows = RECEIVED.iter().chain(&OUTCOMES).chain(&ACCOUNTED);
    let of_row = |row: &&str| Identity {
        code: "T1",
        left: APPLICANTS
            .map(|column| format!("applications.{row}.{column}"))
            .into(),
        right: vec![format!("applications.{row}.total")],
        behind: Vec::new(),
    };
    let columns = || APPLICANTS.into_iter().chain(["total"]);
    let of_outcomes = |column| Identity {
        code: "T2",
        left: of_rows(&OUTCOMES, column),
        right: of_rows(&["handled_total"], column),
        behind: Vec::new(),
    };
    let of_sides = |column| Identity {
        code: "T3",
        left: of_rows(&RECEIVED, column),
        right: of_rows(&ACCOUNTED, column),
        behind: of_rows(&OUTCOMES, column),
    };
    let of_group = |group| Identity {
        code: "T4",
        left: RESULTS
            .map(|result| format!("review.{group}.{result}"))
            .into(),
        right: vec![format!("review.{group}.total")],
        behind: Vec::new(),
    };
    rows.map(of_row)
        .chain(columns().map(of_outcomes))
        .chain(columns().map(of_sides))
        .chain(GROUPS.into_iter().map(of_group))
        .collect()
}

impl Identity {
    fn places(&self) -> BTreeSet<String> {
        let all = self.left.iter().chain(&self.right).chain(&self.behind);
        all.cloned().collect()
    }

    /// Whether the identity can be broken: a column that is not filled in yet is no error, and a
    /// total that nobody stated is computed. Blank parts of a stated total count as nothing.
    fn is_judged(&self, figures: &Figures, stated: &BTreeSet<String>) -> bool {
        match self.code {
            "T3" => {
                let mut frame = self.left.iter().chain(&self.right);
                frame.all(|cell| figures.contains_key(cell))
            }
            _ => self.right.iter().all(|total| stated.contains(total)),
        }
    }

    fn holds(&self, figures: &Figures) -> bool {
        let sum =
            |cells: &[String]| -> u64 { cells.iter().filter_map(|cell| figures.get(cell)).sum() };
        sum(&self.left) == sum(&self.right)
    }
}

/// The identities that these figures break, as their findings name them; `stated` are the figures
/// that somebody typed or imported, the others being computed.
pub fn broken(figures: &Figures, stated: &BTreeSet<String>) -> BTreeSet<Broken> {
    all()
        .iter()
        .filter(|identity| identity.is_judged(figures, stated) && !identity.holds(figures))
        .map(|identity| (identity.code.to_owned(), identity.places()))
        .collect()
}

/// The errors among the findings of the four checks of identities.
pub fn errors(findings: &[Finding]) -> BTreeSet<Broken> {
    let codes = ["T1", "T2", "T3", "T4"];
    findings
        .iter()
        .filter(|f| f.severity == Severity::Error && codes.contains(&f.code.0))
        .map(|f| {
            let places = f.locations.iter().map(ToString::to_string).collect();
            (f.code.0.to_owned(), places)
        })
        .collect()
}

/// The figures with every total added up from the typed figures alone.
pub fn with_totals(typed: &Figures) -> Figures {
    let mut figures = typed.clone();
    // The columns' （七）总计 come before the rows' 总计, which add them up; section four stands alone.
    let order = ["T4", "T2", "T1"];
    let identities = all();
    for code in order {
        for identity in identities.iter().filter(|identity| identity.code == code) {
            let [total] = identity.right.as_slice() else {
                continue;
            };
            if code == "T2" && total.ends_with(".total") {
                continue;
            }
            let parts = identity.left.iter().filter_map(|cell| figures.get(cell));
            let sum = parts.sum();
            figures.insert(total.clone(), sum);
        }
    }
    figures
}

/// Whether the address is that of a total.
pub fn is_total(address: &str) -> bool {
    address.ends_with(".total") || address.contains(".handled_total.")
}

#[test]
fn there_are_42_identities_over_190_cells() {
    let identities = all();
    assert_eq!(identities.len(), 25 + 7 + 7 + 3);
    let cells: BTreeSet<String> = identities.iter().flat_map(Identity::places).collect();
    assert_eq!(cells.len(), 175 + 15);
    let totals = cells.iter().filter(|cell| is_total(cell)).count();
    assert_eq!(totals, 25 + 6 + 3);
}
