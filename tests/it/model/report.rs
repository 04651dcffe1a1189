//! When a draft is a complete report, and what stands in it.

use nianbao::model::draft::Draft;
use nianbao::model::location::Location;
use nianbao::model::report::Report;
use nianbao::model::section::Section;

use crate::sample::{self, cell};

#[track_caller]
fn missing(change: impl FnOnce(&mut Draft)) -> Vec<String> {
    let mut draft = sample::draft();
    change(&mut draft);
    let places = Report::from_draft(&draft).expect_err("the draft is not complete");
    places.iter().map(Location::to_string).collect()
}

#[test]
fn a_report_prints_plain_digits_and_computed_totals() {
    let report = sample::report();
    for (address, expected) in [
        ("proactive.licensing.decisions", "1234"),
        ("proactive.penalty.decisions", "56"),
        ("proactive.fees.amount", "4166.241619"),
        ("applications.newly_received.total", "12"),
        ("review.litigation_after_reconsideration.total", "0"),
    ] {
        assert_eq!(report.figure(cell(address)), expected, "{address}");
    }
    assert_eq!(report.prose(Section::Review), "");
}

#[test]
fn every_place_that_is_missing_or_unreadable_is_named() {
    let none = missing(|draft| *draft = Draft::default());
    // Totals whose parts are all blank are blank as well.
    assert_eq!(none.len(), 2 + 200, "{none:?}");
    assert_eq!(none[..2], ["organ", "year"]);
    assert_eq!(
        missing(|draft| draft.publish_date = "近日".into()),
        ["publish_date"]
    );
    let address = "applications.disclosed.other";
    assert_eq!(
        missing(|draft| draft.set_cell(cell(address), "无")),
        [
            address,
            "applications.disclosed.total",
            "applications.handled_total.other",
            "applications.handled_total.total"
        ]
    );
}

#[test]
fn a_date_may_be_absent() {
    let mut draft = sample::draft();
    draft.publish_date = " ".into();
    assert_eq!(
        Report::from_draft(&draft).map(|report| report.publish_date()),
        Ok(None)
    );
}
