//! What one report contributes to each sum: a figure, or why there is none.
//!
//! Details are read as they stand. A total counts by its details; what a report states as a total is used in two ways
//! alone: a stated total of 0 leaves no choice for details that are blank, and a stated total over blank details counts
//! where that total itself is summed up.

use crate::model::cell::{Cell, CellMap};
use crate::model::draft::Draft;
use crate::model::sheet::Value;

/// A figure in its smallest unit: cases and documents, or millionths of 万元.
pub type Quantity = u64;

/// What one report contributes to one sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contribution {
    /// A figure, and where it comes from.
    Figure(Quantity, Basis),
    /// There is no report.
    Missing,
    /// The figure is not filled in.
    Blank,
    /// What stands there is no number.
    Unreadable,
}

/// Where a figure comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// It stands there; as a total, it was computed of details that stand there.
    Details,
    /// It is blank, and a total over it is stated as 0.
    ForcedZero,
    /// It is blank, and somebody decided that blanks of this report count as 0.
    CountedAsZero,
    /// It is a total over details that are blank, as stated.
    StatedTotal,
}

/// What one report contributes to all sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    contributions: CellMap<Contribution>,
    /// The totals that are stated otherwise than the details add up to.
    differing: Vec<Cell>,
}

/// Why the blank figures of a report cannot count as 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No figure is blank.
    NothingBlank,
    /// No reason is given.
    NoReason,
    /// These stated totals are not what the details add up to with blanks as 0, or cannot be compared with them.
    TotalsDisagree(Vec<Cell>),
}

impl Contribution {
    /// The figure, where there is one.
    #[must_use]
    pub const fn quantity(self) -> Option<Quantity> {
        match self {
            Self::Figure(quantity, _) => Some(quantity),
            Self::Missing | Self::Blank | Self::Unreadable => None,
        }
    }
}

impl Figures {
    /// Reads a report; with `blanks_as_zero`, blank details count as 0 as somebody decided. Where a stated total disagrees
    /// they stay blank all the same: a file may have been changed by hand.
    #[must_use]
    pub fn read(report: &Draft, blanks_as_zero: bool) -> Self {
        let values = CellMap::from_fn(|cell| Value::read(cell, report.cell(cell)));
        let mut contributions = CellMap::from_fn(|cell| detail(*values.get(cell)));
        let blank = blank_details(&values);
        for total in Cell::all().filter(|cell| cell.is_total() && !blank.is_empty()) {
            force_zeros(total, &values, &mut contributions);
        }
        if blanks_as_zero && may_count_blanks_as_zero(report).is_ok() {
            for cell in &blank {
                if *contributions.get(*cell) == Contribution::Blank {
                    contributions.set(*cell, Contribution::Figure(0, Basis::CountedAsZero));
                }
            }
        }
        let mut differing = Vec::new();
        for total in Cell::all().filter(|cell| cell.is_total()) {
            let computed = of_total(total, &contributions, *values.get(total));
            if differs(*values.get(total), computed) {
                differing.push(total);
            }
            contributions.set(total, computed);
        }
        Self {
            contributions,
            differing,
        }
    }

    /// What it contributes to a sum.
    #[must_use]
    pub fn get(&self, cell: Cell) -> Contribution {
        *self.contributions.get(cell)
    }

    /// The totals that are stated otherwise than the details add up to; the details count.
    #[must_use]
    pub fn differing(&self) -> &[Cell] {
        &self.differing
    }
}

/// Whether the blank details of a report may count as 0.
///
/// # Errors
/// Nothing is blank, or a stated total says that a blank is not 0.
pub fn may_count_blanks_as_zero(report: &Draft) -> Result<(), Refusal> {
    let values = CellMap::from_fn(|cell| Value::read(cell, report.cell(cell)));
    if blank_details(&values).is_empty() {
        return Err(Refusal::NothingBlank);
    }
    let disagrees = |total: &Cell| match *values.get(*total) {
        Value::Blank => false,
        stated @ (Value::Count(_) | Value::Amount(_) | Value::Unreadable(_)) => {
            let details = details(*total).map(|cell| match detail(*values.get(cell)) {
                Contribution::Figure(quantity, _) => Some(quantity),
                Contribution::Blank => Some(0),
                Contribution::Missing | Contribution::Unreadable => None,
            });
            let added = details.sum::<Option<Quantity>>();
            added.is_none() || added != detail(stated).quantity()
        }
    };
    let totals: Vec<Cell> = Cell::all()
        .filter(|cell| cell.is_total())
        .filter(disagrees)
        .collect();
    if totals.is_empty() {
        Ok(())
    } else {
        Err(Refusal::TotalsDisagree(totals))
    }
}

/// The figures that are typed below a total: a total below it is replaced by its own parts.
pub fn details(total: Cell) -> impl Iterator<Item = Cell> {
    let parts = total.parts().unwrap_or_default().iter();
    parts.flat_map(|part| {
        part.parts()
            .unwrap_or(std::slice::from_ref(part))
            .iter()
            .copied()
    })
}

/// A value as it stands there.
const fn detail(value: Value) -> Contribution {
    match value {
        Value::Blank => Contribution::Blank,
        Value::Count(count) => Contribution::Figure(count.get(), Basis::Details),
        Value::Amount(amount) => Contribution::Figure(amount.millionths(), Basis::Details),
        Value::Unreadable(_) => Contribution::Unreadable,
    }
}

fn blank_details(values: &CellMap<Value>) -> Vec<Cell> {
    let blank = values
        .iter()
        .filter(|(cell, value)| !cell.is_total() && **value == Value::Blank);
    blank.map(|(cell, _)| cell).collect()
}

/// Parts that are not below 0 and add up to 0 are 0 each. Where a part says otherwise the total is wrong and forces
/// nothing.
fn force_zeros(total: Cell, values: &CellMap<Value>, contributions: &mut CellMap<Contribution>) {
    let zero = |cell: Cell| detail(*values.get(cell)).quantity() == Some(0);
    let blank = |cell: Cell| *values.get(cell) == Value::Blank;
    if !zero(total) || !details(total).all(|cell| zero(cell) || blank(cell)) {
        return;
    }
    for cell in details(total).filter(|cell| blank(*cell)) {
        contributions.set(cell, Contribution::Figure(0, Basis::ForcedZero));
    }
}

/// What a report contributes to the sum of a total.
fn of_total(total: Cell, contributions: &CellMap<Contribution>, stated: Value) -> Contribution {
    let (mut added, mut basis, mut blank) = (0, Basis::Details, false);
    for cell in details(total) {
        match *contributions.get(cell) {
            Contribution::Figure(quantity, Basis::Details) => added += quantity,
            Contribution::Figure(quantity, zero) => {
                added += quantity;
                basis = zero;
            }
            Contribution::Blank | Contribution::Missing => blank = true,
            Contribution::Unreadable => return Contribution::Unreadable,
        }
    }
    match (blank, detail(stated)) {
        (false, _) => Contribution::Figure(added, basis),
        // It cannot be less than those of its details that are known.
        (true, Contribution::Figure(total, _)) if total >= added => {
            Contribution::Figure(total, Basis::StatedTotal)
        }
        (true, Contribution::Unreadable) => Contribution::Unreadable,
        (true, _) => Contribution::Blank,
    }
}

/// Whether a stated total is another one than its details say.
fn differs(stated: Value, computed: Contribution) -> bool {
    match (detail(stated), computed) {
        (Contribution::Blank | Contribution::Missing, _) => false,
        (Contribution::Figure(stated, _), Contribution::Figure(computed, _)) => stated != computed,
        // It says less than those of its details that are known, or nothing at all.
        (Contribution::Figure(..), other) => other == Contribution::Blank,
        (Contribution::Unreadable, _) => true,
    }
}
