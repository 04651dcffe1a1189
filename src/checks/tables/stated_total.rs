//! What the checks of stated totals share: comparing one stated total with the sum of its parts.

use crate::checks::cause;
use crate::checks::check::{Check, Finding, FixKind, Severity, Subject};
use crate::model::cell::Cell;
use crate::model::location::Location;
use crate::model::sheet::{Sum, Value};

/// Adds a finding when `total` was stated and differs from the sum of `parts` as they are shown.
///
/// A total that nobody stated is computed and cannot differ. Blank parts count as nothing, since a
/// blank is reported by itself; with an unreadable part nothing can be said.
pub(super) fn compare(
    check: &dyn Check,
    subject: &Subject<'_>,
    total: Cell,
    parts: &[Cell],
    found: &mut Vec<Finding>,
) {
    let Value::Count(stated) = subject.sheet.stated(total) else {
        return;
    };
    let sum = match subject.sheet.sum(parts.iter().copied()) {
        Sum::Unreadable => return,
        Sum::Blank => 0,
        Sum::Known(sum) => sum.get(),
    };
    let stated = stated.get();
    if stated == sum {
        return;
    }
    let locations = std::iter::once(total).chain(parts.iter().copied());
    let message = format!(
        "{}写的是 {stated}，各项相加是 {sum}，相差 {}。",
        total.name(),
        stated.abs_diff(sum)
    );
    let fix = subject
        .sheet
        .computed(total)
        .map(|_| vec![(Location::from(total), String::new())]);
    let mut finding =
        Finding::new(check, Severity::Error, locations, message).because(cause::of_total(
            subject.sheet,
            subject.last_year.map(|last| &last.sheet),
            total,
            parts,
        ));
    if let Some(edits) = fix {
        finding = finding.mended_by(FixKind::AcceptComputed, edits);
    }
    found.push(finding);
}
