//! The 200 stable addresses, built here from the names of the contract, row by row.

use nianbao::model::cell::{Cell, CellMap, UnknownAddress};
use nianbao::model::section::Section;
use nianbao::model::table::Table;

const PROACTIVE: [&str; 10] = [
    "proactive.rules.issued",
    "proactive.rules.repealed",
    "proactive.rules.in_force",
    "proactive.normative_documents.issued",
    "proactive.normative_documents.repealed",
    "proactive.normative_documents.in_force",
    "proactive.licensing.decisions",
    "proactive.penalty.decisions",
    "proactive.compulsion.decisions",
    "proactive.fees.amount",
];

const APPLICATION_ROWS: [&str; 25] = [
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

const APPLICANTS: [&str; 7] = [
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_institution",
    "other",
    "total",
];

const REVIEW: [&str; 15] = [
    "review.reconsideration.upheld",
    "review.reconsideration.corrected",
    "review.reconsideration.other_result",
    "review.reconsideration.pending",
    "review.reconsideration.total",
    "review.litigation_without_reconsideration.upheld",
    "review.litigation_without_reconsideration.corrected",
    "review.litigation_without_reconsideration.other_result",
    "review.litigation_without_reconsideration.pending",
    "review.litigation_without_reconsideration.total",
    "review.litigation_after_reconsideration.upheld",
    "review.litigation_after_reconsideration.corrected",
    "review.litigation_after_reconsideration.other_result",
    "review.litigation_after_reconsideration.pending",
    "review.litigation_after_reconsideration.total",
];

fn applications() -> Vec<String> {
    APPLICATION_ROWS
        .iter()
        .flat_map(|row| APPLICANTS.map(|column| format!("applications.{row}.{column}")))
        .collect()
}

fn printed(table: Table) -> Vec<String> {
    Cell::all()
        .filter(|cell| cell.table() == table)
        .map(|cell| cell.to_string())
        .collect()
}

#[test]
fn section_two_has_its_ten_addresses() {
    assert_eq!(printed(Table::ProactiveDisclosure), PROACTIVE);
}

#[test]
fn section_three_has_its_175_addresses() {
    assert_eq!(printed(Table::Applications), applications());
    assert_eq!(applications().len(), 175);
}

#[test]
fn section_four_has_its_15_addresses() {
    assert_eq!(printed(Table::Review), REVIEW);
}

#[test]
fn every_address_prints_parses_and_has_its_index() {
    assert_eq!(Cell::COUNT, 200);
    assert_eq!(Cell::all().count(), 200);
    for (index, cell) in Cell::all().enumerate() {
        assert_eq!(cell.to_string().parse(), Ok(cell), "the cell of {cell}");
        assert_eq!(cell.index(), index, "the index of {cell}");
    }
}

#[test]
fn other_texts_are_no_addresses() {
    for text in [
        "",
        "proactive",
        "proactive.rules",
        "proactive.rules.decisions",
        "proactive.fees.issued",
        "overview.rules.issued",
        "applications.not_disclosed.natural_person",
        "applications.state_secret.natural_person",
        "applications.newly_received.total.total",
        "review.reconsideration.natural_person",
        "Review.reconsideration.upheld",
        " review.reconsideration.upheld",
        "review.reconsideration.upheld ",
    ] {
        assert_eq!(text.parse::<Cell>(), Err(UnknownAddress), "{text:?}");
    }
}

#[test]
fn sections_have_their_stable_names() {
    let names = Section::ALL.map(Section::id);
    let expected = [
        "preamble",
        "overview",
        "proactive",
        "applications",
        "review",
        "problems_and_improvements",
        "other_matters",
    ];
    assert_eq!(names, expected);
    for section in Section::ALL {
        assert_eq!(Section::from_id(section.id()), Some(section));
    }
}

#[test]
fn the_rows_of_figures_cover_every_cell_once_in_printed_order() {
    let walked: Vec<Cell> = Table::ALL
        .into_iter()
        .flat_map(|table| table.figures().into_iter().flatten())
        .collect();
    assert_eq!(walked, Cell::all().collect::<Vec<_>>());
}

#[test]
fn a_cell_map_keeps_what_is_put() {
    let mut map = CellMap::from_fn(|cell| cell.index());
    for cell in Cell::all() {
        assert_eq!(*map.get(cell), cell.index(), "{cell}");
    }
    let last = Cell::all().last().expect("there are 200");
    map.set(last, 7);
    assert_eq!(*map.get(last), 7);
    assert_eq!(map.iter().count(), 200);
}
