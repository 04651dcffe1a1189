//! The one list of all checks, in the order in which findings are shown.

use std::cell::OnceCell;

use super::check::{Check, Code, Finding, Severity, Subject};
use super::{consistency, narrative, structure, tables};
use crate::model::draft::Draft;
use crate::model::sheet::Sheet;

pub use narrative::overview_too_long::MOST_CHARACTERS as OVERVIEW_MOST_CHARACTERS;

/// All checks. The order is that of the report, the tables' identities after the cells they rest on.
pub const CHECKS: &[&dyn Check] = &[
    &structure::field_missing::FieldMissing,
    &structure::date_unreadable::DateUnreadable,
    &structure::title_not_standard::TitleNotStandard,
    &structure::wrong_period::WrongPeriod,
    &structure::section_empty::SectionEmpty,
    &structure::heading_in_prose::HeadingInProse,
    &narrative::overview_too_long::OverviewTooLong,
    &tables::unreadable_number::UnreadableNumber,
    &tables::blank_cells::BlankCells,
    &tables::row_total_differs::RowTotalDiffers,
    &tables::column_total_differs::ColumnTotalDiffers,
    &tables::sides_differ::SidesDiffer,
    &tables::review_total_differs::ReviewTotalDiffers,
    &consistency::received_differs::ReceivedDiffers,
    &consistency::outcome_differs::OutcomeDiffers,
    &consistency::applicants_differ::ApplicantsDiffer,
    &consistency::review_differs::ReviewDiffers,
    &consistency::none_claimed::NoneClaimed,
    &consistency::proactive_differs::ProactiveDiffers,
    &consistency::parts_differ::PartsDiffer,
    &consistency::share_differs::ShareDiffers,
    &consistency::told_twice::ToldTwice,
    &consistency::not_all_finished::NotAllFinished,
    &narrative::fee_not_reported::FeeNotReported,
];

/// Runs all checks; the gravest findings come first, within a severity in registry order.
#[must_use]
pub fn run(draft: &Draft, sheet: &Sheet) -> Vec<Finding> {
    let subject = Subject {
        draft,
        sheet,
        prose: &OnceCell::new(),
    };
    let mut found = Vec::new();
    for check in CHECKS {
        check.find(&subject, &mut found);
    }
    found.sort_by_key(|finding| finding.severity);
    found
}

/// Title and explanation of a check.
#[must_use]
pub fn explanation(code: Code) -> Option<(&'static str, &'static str)> {
    CHECKS
        .iter()
        .find(|check| check.code() == code)
        .map(|check| (check.title(), check.explanation()))
}

/// How many findings of a severity there are.
#[must_use]
pub fn count(findings: &[Finding], severity: Severity) -> usize {
    findings
        .iter()
        .filter(|finding| finding.severity == severity)
        .count()
}
