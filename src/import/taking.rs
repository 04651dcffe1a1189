//! What taking a found report would do to the draft: for which purpose, what changes, and the draft afterwards.

use std::sync::Arc;

use super::found::Found;
use crate::model::cell::{Cell, CellMap};
use crate::model::draft::{Draft, PreviousYear, Text};
use crate::model::number;
use crate::model::section::Section;
use crate::model::sheet::{Sheet, Value};
use crate::model::table::applications::{Applicant, Row};
use crate::model::year::ReportYear;

/// What a found report is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The report that is being made.
    Current,
    /// Last year's report, to compare with and to write from.
    Previous,
    /// Only to be compared with the draft. Nothing is written.
    Compare,
}

impl Purpose {
    /// The purposes in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Current, Self::Previous, Self::Compare];

    /// The stable identifier in the page.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Previous => "previous",
            Self::Compare => "compare",
        }
    }

    /// The purpose of a stable identifier.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.id() == id)
    }

    /// The purpose that a report most likely has: the year before the draft's is last year's. One whose year is not
    /// known is not proposed to be written over what a draft has.
    #[must_use]
    pub fn likely(found: &Found, draft: &Draft) -> Self {
        match (found.year, draft.report_year()) {
            (Some(found), Some(own)) if found < own => Self::Previous,
            (None, _) if would_write_over(found, draft) => Self::Compare,
            _ => Self::Current,
        }
    }
}

/// Whether taking a report as this year's would put another text in the place of one that is there.
fn would_write_over(found: &Found, draft: &Draft) -> bool {
    let figures = found.cells.iter().any(|(cell, figure)| {
        let present = draft.cell(cell);
        let new = figure.as_ref().map(|figure| figure.text.as_str());
        !number::is_blank(present) && new.is_some_and(|new| new != &**present)
    });
    let prose = Section::ALL.into_iter().any(|section| {
        let (new, present) = (found.prose(section), draft.prose(section));
        !new.is_empty() && !present.trim().is_empty() && new.trim() != present.trim()
    });
    figures || prose
}

/// How a found report is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What for.
    pub purpose: Purpose,
    /// Whether prose and fields are left as they are.
    pub tables_only: bool,
    /// Whether last year's 结转下年度继续办理 is written as this year's 上年结转.
    pub carry: bool,
}

/// A figure that differs between what was found and what it is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which figure.
    pub cell: Cell,
    /// What stands in the draft, or in last year's report as the draft has it.
    pub present: String,
    /// What was found.
    pub found: String,
}

/// The figures that were found and differ from the draft; for last year's report, from the one that the draft has.
///
/// A total that nobody stated is compared as computed.
#[must_use]
pub fn differences(found: &Found, draft: &Draft, purpose: Purpose) -> Vec<Difference> {
    let last = draft
        .previous_year
        .as_ref()
        .map(|last| Sheet::of_texts(|cell| last.cells.get(cell)));
    let own = Sheet::read(draft);
    let present = |cell: Cell| -> String {
        let (sheet, text) = match purpose {
            Purpose::Previous => match (&last, &draft.previous_year) {
                (Some(sheet), Some(last)) => (sheet, last.cells.get(cell)),
                _ => return String::new(),
            },
            Purpose::Current | Purpose::Compare => (&own, draft.cell(cell)),
        };
        match (sheet.stated(cell), sheet.computed(cell)) {
            (Value::Blank, Some(total)) => total.to_string(),
            _ => text.trim().to_owned(),
        }
    };
    let found = found
        .cells
        .iter()
        .filter_map(|(cell, figure)| Some((cell, figure.as_ref()?)));
    found
        .filter_map(|(cell, figure)| {
            let present = present(cell);
            (!is_same(cell, &present, &figure.text)).then(|| Difference {
                cell,
                present,
                found: figure.text.clone(),
            })
        })
        .collect()
}

/// Whether two texts say the same figure.
fn is_same(cell: Cell, a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    match (Value::read(cell, a), Value::read(cell, b)) {
        (Value::Unreadable(_), _) | (_, Value::Unreadable(_)) => false,
        (a, b) => a == b,
    }
}

/// The sections whose prose was found and differs from the draft, white space aside.
#[must_use]
pub fn differing_prose(found: &Found, draft: &Draft, purpose: Purpose) -> Vec<Section> {
    let letters = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let present = |section: Section| match (purpose, &draft.previous_year) {
        (Purpose::Previous, Some(last)) => last.prose(section).clone(),
        (Purpose::Previous, None) => "".into(),
        (Purpose::Current | Purpose::Compare, _) => draft.prose(section).clone(),
    };
    let differs = |section: &Section| {
        let prose = found.prose(*section);
        !prose.is_empty() && letters(prose) != letters(&present(*section))
    };
    Section::ALL.into_iter().filter(differs).collect()
}

/// Whether last year's 结转下年度继续办理 can become this year's 上年结转 without writing over anything.
#[must_use]
pub fn can_carry(draft: &Draft) -> bool {
    Applicant::parts()
        .all(|column| number::is_blank(draft.cell(Cell::Applications(Row::CarriedOver, column))))
}

/// The figures of 上年结转 as last year's report has them in 结转下年度继续办理, in the order of the columns. Only plain
/// numbers are carried; blank figures stay blank.
pub fn carried<'a>(text: impl Fn(Cell) -> &'a str) -> Vec<(Cell, String)> {
    Applicant::parts()
        .filter_map(|column| {
            let from = Cell::Applications(Row::CarriedForward, column);
            let count = Value::read(from, text(from)).count()?;
            Some((
                Cell::Applications(Row::CarriedOver, column),
                count.to_string(),
            ))
        })
        .collect()
}

/// The draft after taking a found report.
#[must_use]
pub fn take(found: &Found, draft: &Draft, choice: Choice) -> Draft {
    let mut after = draft.clone();
    match choice.purpose {
        Purpose::Compare => {}
        Purpose::Current => take_current(found, &mut after, choice.tables_only),
        Purpose::Previous => take_previous(found, &mut after, choice),
    }
    after
}

/// The draft after taking a whole draft, out of a backup. As this year's report it is taken with what only a draft has: the
/// kind of organ, the dismissed findings, the proof of its publication, last year's report.
#[must_use]
pub fn take_draft(whole: &Draft, draft: &Draft, choice: Choice) -> Draft {
    let mut after = take(&Found::of_draft(whole), draft, choice);
    if choice.purpose == Purpose::Current && !choice.tables_only {
        after.level = whole.level.or(after.level);
        after.suppressed = Arc::clone(&whole.suppressed);
        after.proved = whole.proved.clone();
        after.unknown = Arc::clone(&whole.unknown);
        let last = whole.previous_year.clone();
        after.previous_year = last.or(after.previous_year);
    }
    after
}

/// A place that was found is as it was found, also where it is blank; what was not found stays.
fn take_current(found: &Found, draft: &mut Draft, tables_only: bool) {
    // A form without a single figure blanks nothing.
    let has_figures = found.figures() > 0;
    for (cell, figure) in found.cells.iter().filter(|_| has_figures) {
        if let Some(figure) = figure {
            draft.set_cell(cell, figure.text.as_str());
        }
    }
    // A total that is what its parts add up to need not be stated; it would stand in the way of the next change.
    let sheet = Sheet::read(draft);
    for cell in Cell::all().filter(|cell| cell.is_total()) {
        if sheet.computed(cell).is_some() && sheet.stated(cell).count() == sheet.computed(cell) {
            draft.set_cell(cell, "");
        }
    }
    if tables_only {
        return;
    }
    for section in Section::ALL {
        let prose = found.prose(section);
        if !prose.is_empty() {
            draft.set_prose(section, prose);
        }
    }
    if let Some(organ) = &found.organ {
        draft.organ = organ.as_str().into();
    }
    // A year that was only guessed is not written over another.
    let is_sure = !found.year_guessed || draft.year.trim().is_empty();
    if let Some(year) = found.year.filter(|_| is_sure) {
        draft.year = year.to_string().into();
    }
    if let Some(date) = found.publish_date {
        draft.publish_date = date.to_string().into();
    }
    if found.organ.is_some() || found.title.is_some() {
        draft.title = found.title.as_deref().unwrap_or_default().into();
    }
}

fn take_previous(found: &Found, draft: &mut Draft, choice: Choice) {
    // Of a report of another year nothing is kept: the two would mix.
    let known = draft
        .previous_year
        .clone()
        .filter(|known| found.year.is_none() || known.year == found.year);
    let kept = |section: Section| -> Text {
        let known = known.as_ref().map(|last| last.prose(section).clone());
        known.unwrap_or_else(|| "".into())
    };
    let prose = Section::ALL.map(|section| match found.prose(section) {
        prose if prose.is_empty() || choice.tables_only => kept(section),
        prose => prose.into(),
    });
    let cells = CellMap::from_fn(|cell| -> Text {
        let known = || known.as_ref().map(|last| last.cells.get(cell).clone());
        match found.cells.get(cell) {
            Some(figure) if found.figures() > 0 => figure.text.as_str().into(),
            Some(_) | None => known().unwrap_or_else(|| "".into()),
        }
    });
    let year = found
        .year
        .or_else(|| known.as_ref().and_then(|last| last.year));
    if !choice.tables_only {
        if let Some(organ) = found
            .organ
            .as_ref()
            .filter(|_| draft.organ.trim().is_empty())
        {
            draft.organ = organ.as_str().into();
        }
        let next = year.and_then(|year| ReportYear::new(year.get() + 1));
        if let Some(next) = next.filter(|_| draft.year.trim().is_empty()) {
            draft.year = next.to_string().into();
        }
    }
    if choice.carry {
        for (cell, text) in carried(|cell| cells.get(cell)) {
            draft.set_cell(cell, text);
        }
    }
    draft.previous_year = Some(Arc::new(PreviousYear { year, cells, prose }));
}
