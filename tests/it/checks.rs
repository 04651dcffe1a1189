//! The live checks: what each finds, what it leaves alone, and what it says.

mod cases;
mod causes;
mod identities;
mod registry;

use nianbao::checks::check::{Finding, Severity};
use nianbao::checks::registry as rule_book;
use nianbao::model::draft::Draft;
use nianbao::model::location::{Field, Location};
use nianbao::model::section::Section;
use nianbao::model::sheet::Sheet;

/// All findings of a draft. The only place that runs the checks.
fn findings(draft: &Draft) -> Vec<Finding> {
    rule_book::run(draft, &Sheet::read(draft))
}

/// The findings of one check.
fn of(draft: &Draft, code: &str) -> Vec<Finding> {
    let mut found = findings(draft);
    found.retain(|finding| finding.code.0 == code);
    found
}

/// The sample report, with some places changed.
#[track_caller]
fn changed(changes: &[(&str, &str)]) -> Draft {
    let mut draft = crate::sample::draft();
    draft.level = nianbao::model::level::Level::from_id("department");
    for (address, text) in changes {
        draft.set_text(place(address), text);
    }
    draft
}

/// The place of a stable address.
#[track_caller]
fn place(address: &str) -> Location {
    let field = Field::ALL.into_iter().find(|field| field.id() == address);
    let section = Section::from_id(address);
    match (field, section) {
        (Some(field), _) => field.into(),
        (None, Some(section)) => section.into(),
        (None, None) => Location::Cell(address.parse().expect(address)),
    }
}

/// Whether a finding's message is fit for users.
fn is_plain(message: &str) -> bool {
    !message.contains("NaN") && !message.contains("inf") && !message.contains('_')
}

#[test]
fn the_sample_report_is_clean() {
    let errors: Vec<Finding> = findings(&changed(&[]));
    assert_eq!(errors, [], "the sample has no finding at all");
}

#[test]
fn an_empty_draft_says_what_is_missing_and_no_more() {
    let found = findings(&Draft::default());
    let codes: Vec<(&str, Severity)> = found
        .iter()
        .map(|finding| (finding.code.0, finding.severity))
        .collect();
    let error = |code| (code, Severity::Error);
    assert_eq!(
        codes,
        [
            error("F1"),
            error("F1"),
            error("S7"),
            error("S7"),
            error("S7"),
            error("T5"),
            error("T5"),
            error("T5"),
            ("F1", Severity::Warning),
        ]
    );
}
