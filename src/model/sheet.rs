//! The figures of a draft, read: every cell as a value, every total computed.
//!
//! Made anew whenever the draft changes; checks, editor and exports ask it instead of the texts.

use super::amount::Amount;
use super::cell::{Cell, CellMap};
use super::count::Count;
use super::draft::{Draft, Text};
use super::number::NumberError;

/// What a cell's text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing was typed. Not zero.
    Blank,
    /// A count.
    Count(Count),
    /// An amount in 万元.
    Amount(Amount),
    /// Something was typed that is not the number this cell needs.
    Unreadable(NumberError),
}

/// The figures of one draft.
#[derive(Clone, Debug)]
pub struct Sheet {
    stated: CellMap<Value>,
    computed: CellMap<Sum>,
}

/// The sum of some cells, as far as it can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sum {
    /// All cells are blank.
    Blank,
    /// The sum of those that are filled in.
    Known(Count),
    /// At least one cell is not readable as a count.
    Unreadable,
}

impl Value {
    /// Reads a cell's text.
    #[must_use]
    pub fn read(cell: Cell, text: &str) -> Self {
        if cell.is_amount() {
            match Amount::read(text) {
                Ok(None) => Self::Blank,
                Ok(Some(amount)) => Self::Amount(amount),
                Err(error) => Self::Unreadable(error),
            }
        } else {
            match Count::read(text) {
                Ok(None) => Self::Blank,
                Ok(Some(count)) => Self::Count(count),
                Err(error) => Self::Unreadable(error),
            }
        }
    }

    /// The count, when it is one.
    #[must_use]
    pub const fn count(self) -> Option<Count> {
        match self {
            Self::Count(count) => Some(count),
            Self::Blank | Self::Amount(_) | Self::Unreadable(_) => None,
        }
    }
}

impl Sheet {
    /// Reads all cells of a draft and computes the totals.
    #[must_use]
    pub fn read(draft: &Draft) -> Self {
        Self::of_texts(|cell| draft.cell(cell))
    }

    /// Reads texts that are no draft, last year's figures for example, and computes the totals.
    pub fn of_texts<'a>(text: impl Fn(Cell) -> &'a Text) -> Self {
        let stated = CellMap::from_fn(|cell| Value::read(cell, text(cell)));
        let mut sheet = Self {
            stated,
            computed: CellMap::from_fn(|_| Sum::Blank),
        };
        for cell in Cell::all().filter(|cell| cell.is_total()) {
            sheet.computed.set(cell, sheet.compute(cell));
        }
        sheet
    }

    /// What was typed or imported into the cell; blank for a total that nobody stated.
    #[must_use]
    pub fn stated(&self, cell: Cell) -> Value {
        *self.stated.get(cell)
    }

    /// The computed value of a total: the sum of the typed figures below it, none of them totals.
    ///
    /// `None` for a figure that is no total, while all parts are blank, and while one is unreadable.
    #[must_use]
    pub fn computed(&self, cell: Cell) -> Option<Count> {
        match self.computed.get(cell) {
            Sum::Known(count) => Some(*count),
            Sum::Blank | Sum::Unreadable => None,
        }
    }

    /// The value to show and to reason with: what was stated, else what was computed.
    #[must_use]
    pub fn value(&self, cell: Cell) -> Value {
        match self.stated(cell) {
            Value::Blank => self.computed(cell).map_or(Value::Blank, Value::Count),
            stated @ (Value::Count(_) | Value::Amount(_) | Value::Unreadable(_)) => stated,
        }
    }

    /// The sum of the shown values of some cells. A total that cannot be computed, since one of its
    /// parts is unreadable, is unreadable itself.
    #[must_use]
    pub fn sum(&self, cells: impl IntoIterator<Item = Cell>) -> Sum {
        let mut sum = None;
        for cell in cells {
            match self.value(cell) {
                Value::Blank if *self.computed.get(cell) == Sum::Unreadable => {
                    return Sum::Unreadable;
                }
                Value::Blank => {}
                Value::Count(count) => sum = Some(sum.unwrap_or(0) + count.get()),
                Value::Amount(_) | Value::Unreadable(_) => return Sum::Unreadable,
            }
        }
        known_or_blank(sum)
    }

    /// The text to show in the cell: what was typed, else the computed total.
    #[must_use]
    pub fn shown_text<'a>(&self, draft: &'a Draft, cell: Cell) -> std::borrow::Cow<'a, str> {
        match (self.stated(cell), self.computed(cell)) {
            (Value::Blank, Some(total)) => total.to_string().into(),
            _ => draft.cell(cell).as_ref().into(),
        }
    }

    /// Adds up the typed figures below a total. A part that is itself a total is replaced by its
    /// own parts, so that a wrong stated total does not spread.
    fn compute(&self, total: Cell) -> Sum {
        let mut sum = None;
        for cell in total.parts().unwrap_or_default() {
            for cell in cell.parts().unwrap_or(std::slice::from_ref(cell)) {
                match self.stated(*cell) {
                    Value::Blank => {}
                    Value::Count(count) => sum = Some(sum.unwrap_or(0) + count.get()),
                    Value::Amount(_) | Value::Unreadable(_) => return Sum::Unreadable,
                }
            }
        }
        known_or_blank(sum)
    }
}

fn known_or_blank(sum: Option<u64>) -> Sum {
    sum.map_or(Sum::Blank, |sum| Sum::Known(Count::from_sum(sum)))
}
