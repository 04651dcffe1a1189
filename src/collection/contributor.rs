//! Where a sum comes from: what each counted unit contributes, gaps first, and who stands out.

use super::figures::{Contribution, Quantity};
use super::sum::{Current, figures_of};
use super::whole::Collection;
use crate::model::cell::Cell;
use crate::model::sheet::{Sheet, Value};

/// An outlier's share of the sum is at least one part in so many.
const LEAST_SHARE: u128 = 2;

/// And so many times the median of the figures that are not 0,
const TIMES_MEDIAN: u128 = 10;

/// or so many times its own figure of last year.
const TIMES_LAST_YEAR: u128 = 5;

/// What a unit contributes to a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contributor {
    /// The unit's identifier.
    pub unit: String,
    /// What it contributes.
    pub contribution: Contribution,
    /// What stands in its report, as typed.
    pub text: String,
    /// What it reported last year, where that is known.
    pub last_year: Option<Quantity>,
    /// Whether its figure is so large beside the others, or beside its own of last year, that somebody should look.
    pub outlier: bool,
}

impl Contributor {
    /// Its share of what all contribute together, in hundredths of a percent, rounded down; `None` where there is none.
    #[must_use]
    pub fn share(&self, all: &[Self]) -> Option<u64> {
        let own = self.contribution.quantity()?;
        let sum = sum(all);
        let share = (u128::from(own) * 10_000).checked_div(sum)?;
        u64::try_from(share).ok()
    }
}

/// What each counted unit contributes to a sum: those that contribute nothing first, then the largest first; equal ones
/// in the order of the roster.
#[must_use]
pub fn contributors(collection: &Collection, cell: Cell) -> Vec<Contributor> {
    let current = Current::of(collection);
    let counted = collection.roster.iter().filter(|unit| unit.counted);
    let mut all: Vec<Contributor> = counted
        .map(|unit| {
            let submission = current.get(&unit.id);
            Contributor {
                unit: unit.id.clone(),
                contribution: submission.map_or(Contribution::Missing, |submission| {
                    figures_of(submission).get(cell)
                }),
                text: submission
                    .map(|submission| submission.report.cell(cell).to_string())
                    .unwrap_or_default(),
                last_year: last_year(collection, &unit.id, cell),
                outlier: false,
            }
        })
        .collect();
    mark_outliers(&mut all);
    // Gaps are `None`, which is less than any figure.
    all.sort_by_key(|contributor| {
        let quantity = contributor.contribution.quantity();
        quantity.map(std::cmp::Reverse)
    });
    all
}

/// A unit's figure of last year: as stated, else as its details add up.
fn last_year(collection: &Collection, unit: &str, cell: Cell) -> Option<Quantity> {
    let last = collection.last_year_of(unit)?;
    match Sheet::of_texts(|cell| last.text(cell)).value(cell) {
        Value::Count(count) => Some(count.get()),
        Value::Amount(amount) => Some(amount.millionths()),
        Value::Blank | Value::Unreadable(_) => None,
    }
}

fn sum(all: &[Contributor]) -> u128 {
    let quantities = all.iter().filter_map(|one| one.contribution.quantity());
    quantities.map(u128::from).sum()
}

fn mark_outliers(all: &mut [Contributor]) {
    let sum = sum(all);
    let Some(twice_median) = twice_median(all) else {
        return;
    };
    for one in all {
        let own = u128::from(one.contribution.quantity().unwrap_or(0));
        let last = u128::from(one.last_year.unwrap_or(0));
        let beside_others = own * 2 >= twice_median * TIMES_MEDIAN;
        let beside_itself = last > 0 && own >= last * TIMES_LAST_YEAR;
        one.outlier = own > 0 && own * LEAST_SHARE >= sum && (beside_others || beside_itself);
    }
}

/// Twice the median of the figures that are not 0, which is a whole number.
fn twice_median(all: &[Contributor]) -> Option<u128> {
    let quantities = all.iter().filter_map(|one| one.contribution.quantity());
    let mut quantities: Vec<u128> = quantities
        .filter(|quantity| *quantity > 0)
        .map(u128::from)
        .collect();
    quantities.sort_unstable();
    let count = quantities.len();
    let upper = quantities.get(count / 2)?;
    let lower = quantities.get(count.checked_sub(1)? / 2)?;
    Some(lower + upper)
}
