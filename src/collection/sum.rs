//! The sums of a collection: each of the 200 figures over all counted units, with what each sum lacks.
//!
//! A sum is final only when every counted unit is there, readable and not blank. Totals are computed of details and
//! never added up from stated totals.

use super::figures::{Contribution, Figures, Quantity};
use super::submission::Submission;
use super::unit::Unit;
use super::whole::Collection;
use crate::model::amount::Amount;
use crate::model::cell::{Cell, CellMap};
use crate::model::level::Level;
use crate::model::number;

/// How far a sum is to be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Nothing is lacking.
    Final,
    /// Something is lacking; what is there is added.
    Open,
    /// Nothing is lacking, but a unit states this total otherwise than its details add up to.
    Errors,
}

impl State {
    /// The stable identifier in the page.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Final => "final",
            Self::Open => "open",
            Self::Errors => "errors",
        }
    }
}

/// One figure over many reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// What is there, added up; `None` where it exceeds what can be told exactly.
    pub quantity: Option<Quantity>,
    /// How many units contribute a figure.
    pub contributing: usize,
    /// How many counted units have no report.
    pub missing: usize,
    /// How many left it blank.
    pub blank: usize,
    /// How many have something there that is no number.
    pub unreadable: usize,
    /// How many state this total otherwise than their details add up to.
    pub differing: usize,
}

/// All sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums(CellMap<Sum>);

impl Sum {
    /// How far it is to be relied on. Of no unit at all nothing is known.
    #[must_use]
    pub fn state(&self, cell: Cell) -> State {
        let lacks = self.missing + self.blank + self.unreadable > 0;
        if lacks || self.contributing == 0 || self.is_too_large(cell) {
            State::Open
        } else if self.differing > 0 {
            State::Errors
        } else {
            State::Final
        }
    }

    /// Whether it is larger than any figure that a report takes, 10^12 cases or 万元: something is wrong with a unit.
    #[must_use]
    pub fn is_too_large(&self, cell: Cell) -> bool {
        self.quantity
            .is_none_or(|quantity| quantity > largest(cell))
    }

    /// The figure as it is written into a report; `None` while nothing contributes or where it is too large.
    #[must_use]
    pub fn text(&self, cell: Cell) -> Option<String> {
        let quantity = self.quantity.filter(|_| !self.is_too_large(cell))?;
        (self.contributing > 0).then(|| text(cell, quantity))
    }

    /// Adds what a unit contributes.
    fn add(&mut self, contribution: Contribution, differs: bool) {
        self.differing += usize::from(differs);
        match contribution {
            Contribution::Figure(quantity, _) => {
                self.contributing += 1;
                self.quantity = self.quantity.and_then(|sum| sum.checked_add(quantity));
            }
            Contribution::Missing => self.missing += 1,
            Contribution::Blank => self.blank += 1,
            Contribution::Unreadable => self.unreadable += 1,
        }
    }
}

/// A quantity in the words of a report: whole, or in 万元 without zeros at the end.
#[must_use]
pub fn text(cell: Cell, quantity: Quantity) -> String {
    if cell.is_amount() {
        Amount::from_millionths(quantity).to_string()
    } else {
        quantity.to_string()
    }
}

const fn largest(cell: Cell) -> Quantity {
    if cell.is_amount() {
        number::LARGEST * 1_000_000
    } else {
        number::LARGEST
    }
}

impl Default for Sums {
    /// The sums of no unit at all.
    fn default() -> Self {
        Self(CellMap::from_fn(|_| Sum {
            quantity: Some(0),
            ..Sum::default()
        }))
    }
}

impl Sums {
    /// The sums over all counted units.
    #[must_use]
    pub fn of(collection: &Collection) -> Self {
        Self::over(collection, |_| true)
    }

    /// The sums over the counted units of a kind: 本机关, 部门, 乡镇.
    #[must_use]
    pub fn of_level(collection: &Collection, level: Option<Level>) -> Self {
        Self::over(collection, |unit| unit.level == level)
    }

    fn over(collection: &Collection, belongs: impl Fn(&Unit) -> bool) -> Self {
        let mut sums = Self::default();
        let current = Current::of(collection);
        for unit in collection.roster.iter().filter(|unit| unit.counted) {
            if belongs(unit) {
                sums.add(current.get(&unit.id).map(figures_of).as_ref());
            }
        }
        sums
    }

    /// Adds a unit's figures, or that it has none. A page that adds up in slices calls this for one unit after another.
    pub fn add(&mut self, figures: Option<&Figures>) {
        for cell in Cell::all() {
            let mut sum = *self.0.get(cell);
            match figures {
                Some(figures) => sum.add(figures.get(cell), figures.differing().contains(&cell)),
                None => sum.add(Contribution::Missing, false),
            }
            self.0.set(cell, sum);
        }
    }

    /// The sum of a figure.
    #[must_use]
    pub fn get(&self, cell: Cell) -> &Sum {
        self.0.get(cell)
    }

    /// How far the sum of a figure is to be relied on.
    #[must_use]
    pub fn state(&self, cell: Cell) -> State {
        self.get(cell).state(cell)
    }

    /// All sums in printed order.
    pub fn iter(&self) -> impl Iterator<Item = (Cell, &Sum)> {
        self.0.iter()
    }
}

/// What the current version of a report contributes.
#[must_use]
pub fn figures_of(submission: &Submission) -> Figures {
    Figures::read(&submission.report, submission.blanks_as_zero.is_some())
}

/// The current version of each unit's report, found once for all units.
pub struct Current<'a>(std::collections::HashMap<&'a str, &'a Submission>);

impl<'a> Current<'a> {
    /// Those of a collection.
    #[must_use]
    pub fn of(collection: &'a Collection) -> Self {
        let current = collection.submissions.iter();
        let current = current.filter(|submission| submission.current);
        Self(
            current
                .map(|submission| (submission.unit.as_str(), submission))
                .collect(),
        )
    }

    /// That of a unit.
    #[must_use]
    pub fn get(&self, unit: &str) -> Option<&'a Submission> {
        self.0.get(unit).copied()
    }
}
