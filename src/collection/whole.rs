//! One collection: a government, a year, its roster and everything that was handed in.

use std::sync::Arc;

use super::submission::{Submission, Unplaced};
use super::unit::Unit;
use super::unknown::Unknown;
use crate::model::cell::Cell;
use crate::model::date::Date;
use crate::model::draft::Draft;
use crate::model::level::Level;
use crate::model::year::ReportYear;

/// The reports of the organs below one government for one year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collection {
    /// What tells it from others.
    pub id: String,
    /// The government whose organs report: 示例县人民政府.
    pub organ: String,
    /// The kind of roll-up that it makes.
    pub level: Option<Level>,
    /// The year reported on.
    pub year: Option<ReportYear>,
    /// The last day on which a report is in time, as typed.
    pub deadline: String,
    /// The organs that report, in the office's own order.
    pub roster: Vec<Unit>,
    /// What was handed in and placed, in the order of receipt.
    pub submissions: Vec<Submission>,
    /// What the units, and the government as a whole, reported last year.
    pub last_year: LastYear,
    /// What was sent back.
    pub returns: Vec<Return>,
    /// What was decided about versions.
    pub reviews: Vec<Review>,
    /// Figures that another organ keeps and that sums are held against.
    pub control: Vec<ControlFigure>,
    /// What came in and belongs to no unit yet.
    pub unplaced: Vec<Unplaced>,
    /// What the file held besides.
    pub unknown: Unknown,
}

/// Last year's reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastYear {
    /// The units' own, by the unit's identifier.
    pub units: Vec<(String, Arc<Draft>)>,
    /// The government's roll-up.
    pub summary: Option<Arc<Draft>>,
    /// What the file held besides.
    pub unknown: Unknown,
}

/// A report that was sent back with what was found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Return {
    /// The unit's identifier.
    pub unit: String,
    /// How often it was sent back, from 1.
    pub round: u64,
    /// The day: `2026-01-19`.
    pub date: String,
    /// What the unit was told.
    pub findings: Vec<Told>,
    /// What the file held besides.
    pub unknown: Unknown,
}

/// A finding that a unit was told, as it was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The code of the check.
    pub code: String,
    /// Its first place, as an address.
    pub location: String,
    /// The words.
    pub message: String,
    /// What the file held besides.
    pub unknown: Unknown,
}

/// What was decided about one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The unit's identifier.
    pub unit: String,
    /// Which version.
    pub version: u64,
    /// What was decided.
    pub state: ReviewState,
    /// Why, where somebody said so.
    pub note: String,
    /// What the file held besides.
    pub unknown: Unknown,
}

/// How far the review of a report is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ReviewState {
    /// 待核: nobody has decided.
    #[default]
    Open,
    /// 已退回: it was sent back.
    Returned,
    /// 通过: it was accepted.
    Accepted,
}

/// A figure from another source that a sum is held against: 司法局 counts the reconsiderations, 财政局 the fees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlFigure {
    /// Which figure.
    pub cell: Cell,
    /// What the source says, as typed.
    pub value: String,
    /// Who says so.
    pub source: String,
    /// What the file held besides.
    pub unknown: Unknown,
}

impl ReviewState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Open, Self::Returned, Self::Accepted];

    /// The stable identifier in files and in the page.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Returned => "returned",
            Self::Accepted => "accepted",
        }
    }

    /// The state of a stable identifier.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.id() == id)
    }
}

impl Collection {
    /// The unit of an identifier.
    #[must_use]
    pub fn unit(&self, id: &str) -> Option<&Unit> {
        self.roster.iter().find(|unit| unit.id == id)
    }

    /// The version of a unit's report that is reviewed and added.
    #[must_use]
    pub fn current(&self, unit: &str) -> Option<&Submission> {
        let mut own = self.submissions.iter();
        own.find(|submission| submission.current && submission.unit == unit)
    }

    /// All versions of a unit's report, in the order of receipt.
    pub fn versions<'a>(&'a self, unit: &'a str) -> impl Iterator<Item = &'a Submission> + Clone {
        let own = self.submissions.iter();
        own.filter(move |submission| submission.unit == unit)
    }

    /// The last day on which a report is in time, once one is typed.
    #[must_use]
    pub fn deadline(&self) -> Option<Date> {
        Date::read(&self.deadline)
    }

    /// What a unit reported last year: its own report of last year where it was handed in, else what its current
    /// report says of last year.
    #[must_use]
    pub fn last_year_of(&self, unit: &str) -> Option<LastFigures> {
        let own = self.last_year.units.iter().find(|(id, _)| id == unit);
        if let Some((_, draft)) = own {
            return Some(LastFigures::Report(Arc::clone(draft)));
        }
        let before = self.year?.get().checked_sub(1)?;
        let previous = self.current(unit)?.report.previous_year.clone()?;
        let fits = previous.year.is_some_and(|year| year.get() == before);
        fits.then_some(LastFigures::Inside(previous))
    }

    /// An identifier that no unit has or has had while this collection lasts.
    #[must_use]
    pub fn next_unit_id(&self) -> String {
        let submitted = self
            .submissions
            .iter()
            .map(|submission| submission.unit.as_str());
        let last = self.last_year.units.iter().map(|(id, _)| id.as_str());
        let listed = self.roster.iter().map(|unit| unit.id.as_str());
        let numbers = listed
            .chain(submitted)
            .chain(last)
            .filter_map(|id| id.strip_prefix('u')?.parse::<u64>().ok());
        format!("u{}", numbers.max().unwrap_or(0).saturating_add(1))
    }
}

/// Where last year's figures of a unit come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LastFigures {
    /// Last year's report itself.
    Report(Arc<Draft>),
    /// What this year's report carries along of it.
    Inside(Arc<crate::model::draft::PreviousYear>),
}

impl LastFigures {
    /// The texts of the figures.
    #[must_use]
    pub fn text(&self, cell: Cell) -> &crate::model::draft::Text {
        match self {
            Self::Report(draft) => draft.cell(cell),
            Self::Inside(previous) => previous.cells.get(cell),
        }
    }
}
