//! Whether a report that comes in says anything new, and how many figures it changes.

use crate::model::cell::Cell;
use crate::model::draft::Draft;
use crate::model::draft_mark;
use crate::model::section::Section;
use crate::model::sheet::{Sheet, Value};
use crate::storage::backup::SAVED_AT;
use crate::storage::json;

/// How many figures two versions have differently. A total that is stated as its details add up counts as not stated, so
/// that a changed detail is one change, however the file was made.
#[must_use]
pub fn changed(before: &Draft, after: &Draft) -> usize {
    let (old, new) = (Sheet::read(before), Sheet::read(after));
    let cells = Cell::all();
    cells
        .filter(|cell| !same_figure(*cell, (before, &old), (after, &new)))
        .count()
}

fn same_figure(
    cell: Cell,
    (before, old): (&Draft, &Sheet),
    (after, new): (&Draft, &Sheet),
) -> bool {
    match (said(old, cell), said(new, cell)) {
        (Value::Unreadable(_), Value::Unreadable(_)) => {
            before.cell(cell).trim() == after.cell(cell).trim()
        }
        (old, new) => old == new,
    }
}

fn said(sheet: &Sheet, cell: Cell) -> Value {
    let stated = sheet.stated(cell);
    let follows =
        cell.is_total() && stated.count().is_some() && stated.count() == sheet.computed(cell);
    if follows { Value::Blank } else { stated }
}

/// Whether a report says nothing that another does not say already. A backup is a whole draft: what is blank in it was
/// made blank. Of another file a blank text says nothing, since a spreadsheet has no prose.
#[must_use]
pub fn says_nothing_new(known: &Draft, new: &Draft, is_backup: bool) -> bool {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    let same = |old: &str, new: &str| {
        let new = letters(new);
        letters(old) == new || new.is_empty() && !is_backup
    };
    let prose = Section::ALL
        .into_iter()
        .all(|section| same(known.prose(section), new.prose(section)));
    let title = |draft: &Draft| {
        let shown = draft.shown_title();
        // A workbook says in its title that it is of a draft.
        shown.trim_end_matches(draft_mark::TITLE_END).to_owned()
    };
    let fields = same(&title(known), &title(new)) && same(&known.publish_date, &new.publish_date);
    let of_a_draft = known.level == new.level
        && known.organ == new.organ
        && known.suppressed == new.suppressed
        && known.previous_year == new.previous_year;
    let year = new.report_year() == known.report_year() || new.year.is_empty() && !is_backup;
    year && prose && fields && (of_a_draft || !is_backup) && changed(known, new) == 0
}

/// When a backup says that it was saved; it is inside the file, whatever the file's own time.
#[must_use]
pub fn saved_at(report: &Draft) -> Option<String> {
    let own = report.unknown.iter();
    let own = own
        .into_iter()
        .find(|value| value.path.is_empty() && value.key == SAVED_AT)?;
    json::text(&json::raw(&own.json)).ok()
}
