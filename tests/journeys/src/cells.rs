//! The 200 cells of the official form: their addresses, and where each stands in the exported tables.
//!
//! Written out independently of the product, from the form and the list of stable names, so that a slip in one of
//! the two does not repeat itself in the other.

use std::collections::BTreeMap;

/// A cell of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The stable address.
    pub address: String,
    /// Which of the three tables, counted from 0.
    pub table: usize,
    /// The row in that table, header rows included, counted from 0.
    pub row: usize,
    /// The column in that table, label columns included, counted from 0.
    pub column: usize,
    /// Whether the product computes it unless somebody states it.
    pub computed: bool,
}

/// Rows and columns of the three tables, labels and spans included.
pub const SIZES: [(usize, usize); 3] = [(14, 4), (28, 10), (4, 15)];

/// Section two: address without the table, row, column.
const PROACTIVE: [(&str, usize, usize); 10] = [
    ("rules.issued", 2, 1),
    ("rules.repealed", 2, 2),
    ("rules.in_force", 2, 3),
    ("normative_documents.issued", 3, 1),
    ("normative_documents.repealed", 3, 2),
    ("normative_documents.in_force", 3, 3),
    ("licensing.decisions", 6, 1),
    ("penalty.decisions", 9, 1),
    ("compulsion.decisions", 10, 1),
    ("fees.amount", 13, 1),
];

/// Section three: the kinds of applicant, and the total.
pub const APPLICANTS: [&str; 7] = [
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_institution",
    "other",
    "total",
];

/// Section three: the rows in official order.
pub const APPLICATION_ROWS: [&str; 25] = [
    "newly_received",
    "carried_over",
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
    "handled_total",
    "carried_forward",
];

/// Section four: the groups in official order.
pub const REVIEW_GROUPS: [&str; 3] = [
    "reconsideration",
    "litigation_without_reconsideration",
    "litigation_after_reconsideration",
];

/// Section four: the columns of each group.
pub const REVIEW_COLUMNS: [&str; 5] = ["upheld", "corrected", "other_result", "pending", "total"];

/// Header rows above and label columns beside the figures of section three.
const APPLICATION_HEADER: (usize, usize) = (3, 3);

/// Header rows above the figures of section four.
const REVIEW_HEADER: usize = 3;

/// All 200 cells in official order.
pub fn all() -> Vec<Cell> {
    let mut cells = Vec::with_capacity(200);
    for (address, row, column) in PROACTIVE {
        cells.push(Cell {
            address: format!("proactive.{address}"),
            table: 0,
            row,
            column,
            computed: false,
        });
    }
    for (down, row) in APPLICATION_ROWS.iter().enumerate() {
        for (right, column) in APPLICANTS.iter().enumerate() {
            cells.push(Cell {
                address: format!("applications.{row}.{column}"),
                table: 1,
                row: APPLICATION_HEADER.0 + down,
                column: APPLICATION_HEADER.1 + right,
                computed: *row == "handled_total" || *column == "total",
            });
        }
    }
    for (group, name) in REVIEW_GROUPS.iter().enumerate() {
        for (right, column) in REVIEW_COLUMNS.iter().enumerate() {
            cells.push(Cell {
                address: format!("review.{name}.{column}"),
                table: 2,
                row: REVIEW_HEADER,
                column: group * REVIEW_COLUMNS.len() + right,
                computed: *column == "total",
            });
        }
    }
    cells
}

/// The figures of a report by address; an absent one is blank.
pub type Figures = BTreeMap<String, String>;

/// The figures with every total worked out from its parts. A total whose parts are all blank stays blank.
pub fn with_totals(typed: &Figures) -> Figures {
    let mut figures = typed.clone();
    for column in APPLICANTS.iter().filter(|name| **name != "total") {
        let parts = APPLICATION_ROWS
            .iter()
            .filter(|row| {
                ![
                    "newly_received",
                    "carried_over",
                    "handled_total",
                    "carried_forward",
                ]
                .contains(row)
            })
            .map(|row| format!("applications.{row}.{column}"));
        put_sum(
            &mut figures,
            format!("applications.handled_total.{column}"),
            parts,
        );
    }
    for row in APPLICATION_ROWS {
        let parts = APPLICANTS
            .iter()
            .filter(|name| **name != "total")
            .map(|column| format!("applications.{row}.{column}"));
        put_sum(&mut figures, format!("applications.{row}.total"), parts);
    }
    for group in REVIEW_GROUPS {
        let parts = REVIEW_COLUMNS
            .iter()
            .filter(|name| **name != "total")
            .map(|column| format!("review.{group}.{column}"));
        put_sum(&mut figures, format!("review.{group}.total"), parts);
    }
    figures
}

/// The typed figures, and the blanks as zeros, with every total.
pub fn filled_up(typed: &Figures) -> Figures {
    let mut figures = typed.clone();
    for cell in all().into_iter().filter(|cell| !cell.computed) {
        figures
            .entry(cell.address)
            .or_insert_with(|| "0".to_owned());
    }
    with_totals(&figures)
}

fn put_sum(figures: &mut Figures, total: String, parts: impl Iterator<Item = String>) {
    let parts: Vec<u64> = parts
        .filter_map(|address| figures.get(&address)?.parse().ok())
        .collect();
    if parts.is_empty() {
        figures.remove(&total);
    } else {
        figures.insert(total, parts.iter().sum::<u64>().to_string());
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_form_has_200_cells_each_at_a_place_of_its_own() {
        let cells = all();
        let addresses: BTreeSet<&str> = cells.iter().map(|cell| cell.address.as_str()).collect();
        let places: BTreeSet<_> = cells
            .iter()
            .map(|cell| (cell.table, cell.row, cell.column))
            .collect();
        assert_eq!(
            (cells.len(), addresses.len(), places.len()),
            (200, 200, 200)
        );
        for cell in &cells {
            let size = SIZES.get(cell.table).copied().unwrap_or_default();
            assert!(cell.row < size.0 && cell.column < size.1, "{cell:?}");
        }
        let computed = cells.iter().filter(|cell| cell.computed).count();
        assert_eq!(computed, 25 + 6 + 3);
    }

    #[test]
    fn totals_are_sums_and_blank_stays_blank() {
        let typed = Figures::from([
            (
                "applications.disclosed.natural_person".to_owned(),
                "2".to_owned(),
            ),
            ("applications.disclosed.other".to_owned(), "3".to_owned()),
            (
                "applications.partly_disclosed.other".to_owned(),
                "4".to_owned(),
            ),
            ("review.reconsideration.pending".to_owned(), "0".to_owned()),
        ]);
        let figures = with_totals(&typed);
        let at = |address: &str| figures.get(address).map(String::as_str);
        assert_eq!(at("applications.disclosed.total"), Some("5"));
        assert_eq!(at("applications.handled_total.other"), Some("7"));
        assert_eq!(at("applications.handled_total.total"), Some("9"));
        assert_eq!(at("review.reconsideration.total"), Some("0"));
        assert_eq!(at("applications.newly_received.total"), None);
        assert_eq!(at("review.litigation_after_reconsideration.total"), None);
    }
}
