//! The one list of all checks, in the order in which findings are shown.

use super::check::{Check, Finding, Severity, Subject};
use super::{narrative, structure, tables};
use crate::model::draft::Draft;
use crate::model::sheet::Sheet;

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
    &narrative::fee_not_reported::FeeNotReported,
];

/// Runs all checks; the gravest findings come first, within a severity in registry order.
#[must_use]
pub fn run(draft: &Draft, sheet: &Sheet) -> Vec<Finding> {
    let subject = Subject { draft, sheet };
    let mut found = Vec::new();
    for check in CHECKS {
        check.find(&subject, &mut found);
    }
    found.sort_by_key(|finding| finding.severity);
    found
}

/// How many findings of a severity there are.
#[must_use]
pub fn count(findings: &[Finding], severity: Severity) -> usize {
    findings
        .iter()
        .filter(|finding| finding.severity == severity)
        .count()
}
