//! Sums held against what others say: the government's own roll-up, and figures that another organ keeps.
//!
//! Neither is ever added.

use super::sum::{State, Sums};
use super::whole::ControlFigure;
use crate::model::cell::Cell;
use crate::model::draft::Draft;
use crate::model::sheet::{Sheet, Value};

/// A figure of the roll-up that is another one than the sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which figure.
    pub cell: Cell,
    /// The sum; `None` while nothing contributes.
    pub sum: Option<String>,
    /// How far the sum is to be relied on. While it is open the roll-up may be right.
    pub state: State,
    /// What the roll-up says: as stated, else as its details add up; as typed where it is no number.
    pub stated: String,
}

/// What a control figure comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// The sum is final and says the same.
    Agrees,
    /// The sum says something else, though nothing is lacking.
    Differs,
    /// The sum lacks something, so that nothing is said.
    Open,
    /// The control figure is no number.
    Unreadable,
}

/// Where a roll-up says something else than the sums, in printed order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison(pub Vec<Difference>);

impl Comparison {
    /// Compares the government's own roll-up with the sums of its units.
    #[must_use]
    pub fn of(sums: &Sums, roll_up: &Draft) -> Self {
        let sheet = Sheet::read(roll_up);
        let differences = sums.iter().filter_map(|(cell, sum)| {
            let computed = sum.text(cell);
            let stated = sheet.shown_text(cell).trim().to_owned();
            let same = match (&computed, sheet.value(cell)) {
                (None, Value::Blank) => true,
                (Some(sum), value @ (Value::Count(_) | Value::Amount(_))) => {
                    value == Value::read(cell, sum)
                }
                _ => false,
            };
            (!same).then(|| Difference {
                cell,
                sum: computed,
                state: sum.state(cell),
                stated,
            })
        });
        Self(differences.collect())
    }
}

/// Holds a sum against a control figure.
#[must_use]
pub fn control(sums: &Sums, figure: &ControlFigure) -> Control {
    let said = match Value::read(figure.cell, &figure.value) {
        Value::Blank | Value::Unreadable(_) => return Control::Unreadable,
        said @ (Value::Count(_) | Value::Amount(_)) => said,
    };
    let sum = sums.get(figure.cell).text(figure.cell);
    match (sums.state(figure.cell), sum) {
        (State::Open, _) | (_, None) => Control::Open,
        (State::Final | State::Errors, Some(sum)) if Value::read(figure.cell, &sum) == said => {
            Control::Agrees
        }
        (State::Final | State::Errors, Some(_)) => Control::Differs,
    }
}
