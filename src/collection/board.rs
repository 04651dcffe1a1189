//! The board: who has reported, how far the review is, and what is to be looked at. A row a unit, and what they come to.

use std::collections::HashMap;

use super::figures::Contribution;
use super::placing::Places;
use super::reviewing::{Counts, Reviewing};
use super::submission::{Submission, Why};
use super::sum::{Current, figures_of};
use super::unit::Unit;
use super::versions;
use super::whole::{Collection, ReviewState};
use crate::model::cell::Cell;
use crate::model::date::Date;

/// Whether a unit has reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reported {
    /// 未报.
    Missing,
    /// 已报.
    Received,
    /// 迟报: the first version came after the last day.
    Late,
    /// 两份待定: two versions came in together, and nobody has said which counts.
    Conflict,
    /// 读不懂: there is a file of that name, but it cannot be read.
    Unreadable,
}

impl Reported {
    /// The stable identifier in the page.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Received => "received",
            Self::Late => "late",
            Self::Conflict => "conflict",
            Self::Unreadable => "unreadable",
        }
    }

    /// Whether there is a report.
    #[must_use]
    pub const fn is_there(self) -> bool {
        matches!(self, Self::Received | Self::Late | Self::Conflict)
    }
}

/// A unit's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The unit's identifier.
    pub unit: String,
    /// Whether it has reported.
    pub reported: Reported,
    /// Whether its first version came in time, or there is no last day.
    pub on_time: bool,
    /// Whether its figures are added.
    pub counted: bool,
    /// How far the review of its current version is.
    pub review: ReviewState,
    /// How often it was sent back.
    pub returns: usize,
    /// How many versions there are.
    pub versions: usize,
    /// What was found in it; `None` while it is not checked.
    pub findings: Option<Counts>,
    /// How many of its figures were read from places that were inferred.
    pub guessed: usize,
    /// How many of its figures are blank and are not 0 by anything that is known.
    pub blank: usize,
    /// How many figures the current version changes against the one before.
    pub changed: usize,
}

/// What the rows come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tallies {
    /// 应报: counted units.
    pub expected: usize,
    /// 已报: counted units with a report.
    pub received: usize,
    /// 按时: those whose first version came in time.
    pub on_time: usize,
    /// 退回: counted units whose current version was sent back.
    pub returned: usize,
    /// 通过: counted units whose current version was accepted.
    pub accepted: usize,
    /// 不计入: units that are not counted.
    pub excluded: usize,
}

/// The board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// A row a unit, in the order of the roster.
    pub rows: Vec<Row>,
    /// What they come to.
    pub tallies: Tallies,
}

impl Board {
    /// The board of a collection, with the findings of what was checked so far.
    #[must_use]
    pub fn of(collection: &Collection, reviewing: &Reviewing) -> Self {
        let current = Current::of(collection);
        let unreadable = unreadable(collection);
        let mut versions: HashMap<&str, Vec<&Submission>> = HashMap::new();
        for submission in &collection.submissions {
            let own = versions.entry(&submission.unit).or_default();
            own.push(submission);
        }
        let decided: HashMap<(&str, u64), ReviewState> = collection
            .reviews
            .iter()
            .map(|review| ((review.unit.as_str(), review.version), review.state))
            .collect();
        let mut returns: HashMap<&str, usize> = HashMap::new();
        for sent_back in &collection.returns {
            *returns.entry(&sent_back.unit).or_default() += 1;
        }
        let deadline = collection.deadline();
        let rows = collection.roster.iter().map(|unit| {
            let id = unit.id.as_str();
            let own = versions.get(id).map_or(&[][..], Vec::as_slice);
            let current = current.get(id);
            let decided = current.and_then(|current| decided.get(&(id, current.version)));
            let mut row = Row {
                review: decided.copied().unwrap_or_default(),
                returns: returns.get(id).copied().unwrap_or(0),
                ..row(deadline, unit, own, current, reviewing)
            };
            if row.reported == Reported::Missing && unreadable.contains(&unit.id) {
                row.reported = Reported::Unreadable;
            }
            row
        });
        let rows: Vec<Row> = rows.collect();
        let tallies = Tallies::of(&rows);
        Self { rows, tallies }
    }

    /// The row of a unit.
    #[must_use]
    pub fn row(&self, unit: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.unit == unit)
    }
}

impl Tallies {
    /// What rows come to.
    #[must_use]
    pub fn of(rows: &[Row]) -> Self {
        let count = |holds: &dyn Fn(&Row) -> bool| {
            let counted = rows.iter().filter(|row| row.counted);
            counted.filter(|row| holds(row)).count()
        };
        let there = |row: &Row| row.reported.is_there();
        Self {
            expected: count(&|_| true),
            received: count(&there),
            on_time: count(&|row| there(row) && row.on_time),
            returned: count(&|row| row.review == ReviewState::Returned),
            accepted: count(&|row| row.review == ReviewState::Accepted),
            excluded: rows.iter().filter(|row| !row.counted).count(),
        }
    }
}

/// A unit's row, but for what was decided about its report.
fn row(
    deadline: Option<Date>,
    unit: &Unit,
    versions: &[&Submission],
    current: Option<&Submission>,
    reviewing: &Reviewing,
) -> Row {
    let on_time = is_on_time(deadline, versions);
    let reported = match current {
        None => Reported::Missing,
        Some(current) if current.undecided => Reported::Conflict,
        Some(_) if on_time => Reported::Received,
        Some(_) => Reported::Late,
    };
    Row {
        unit: unit.id.clone(),
        reported,
        on_time,
        counted: unit.counted,
        review: ReviewState::Open,
        returns: 0,
        versions: versions.len(),
        findings: current.and_then(|current| Some(reviewing.get(current)?.counts())),
        guessed: current.map_or(0, |current| current.guessed.len()),
        blank: current.map_or(0, blank),
        changed: current.map_or(0, |current| changed(versions, current)),
    }
}

/// Whether the first version came in time. What was corrected afterwards does not make a unit late.
fn is_on_time(deadline: Option<Date>, versions: &[&Submission]) -> bool {
    let days = versions.iter().filter_map(|version| day(&version.received));
    match (deadline, days.min()) {
        (Some(deadline), Some(first)) => first <= deadline.to_string(),
        (None, _) | (_, None) => true,
    }
}

/// The day of a time, as it is compared: `2026-01-18`.
fn day(received: &str) -> Option<String> {
    Date::read(received.split(['T', ' ']).next()?).map(|date| date.to_string())
}

fn blank(submission: &Submission) -> usize {
    let figures = figures_of(submission);
    let details = Cell::all().filter(|cell| !cell.is_total());
    details
        .filter(|cell| figures.get(*cell) == Contribution::Blank)
        .count()
}

fn changed(versions: &[&Submission], current: &Submission) -> usize {
    let earlier = versions
        .iter()
        .filter(|version| version.version < current.version);
    let before = earlier.max_by_key(|version| version.version);
    before.map_or(0, |before| {
        versions::changed(&before.report, &current.report)
    })
}

/// The units that a file which cannot be read is named after.
fn unreadable(collection: &Collection) -> Vec<String> {
    let failures = collection
        .unplaced
        .iter()
        .filter(|one| matches!(one.why, Why::Unreadable | Why::Nothing));
    let mut failures = failures.peekable();
    if failures.peek().is_none() {
        return Vec::new();
    }
    let places = Places::of(collection);
    let units = failures.filter_map(|one| places.by_file_name(&one.file).map(str::to_owned));
    units.collect()
}
