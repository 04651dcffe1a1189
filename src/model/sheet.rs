//! The figures of a draft, read: every cell as a value, every total computed.
//!
//! Checks, editor and exports ask it instead of the texts. While a draft is being typed one sheet follows it, since a
//! keystroke changes one text of two hundred.

use std::sync::Arc;

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
    stated: CellMap<Stated>,
    computed: CellMap<Computed>,
}

/// A text, and what it says.
#[derive(Clone, Debug)]
struct Stated {
    text: Text,
    value: Value,
}

/// A sum, and how it is printed; blank while it is not known.
#[derive(Clone, Debug)]
struct Computed {
    sum: Sum,
    text: Text,
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

impl Default for Sheet {
    /// All cells are blank.
    fn default() -> Self {
        let blank = Text::default();
        Self {
            stated: CellMap::from_fn(|_| Stated {
                text: blank.clone(),
                value: Value::Blank,
            }),
            computed: CellMap::from_fn(|_| Computed {
                sum: Sum::Blank,
                text: blank.clone(),
            }),
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
        let mut sheet = Self::default();
        sheet.follow_texts(text);
        sheet
    }

    /// Reads another state of the draft, or another draft; afterwards the sheet is what [`read`](Self::read) makes of it.
    /// Texts that were not touched since it was read last are not read again.
    pub fn follow(&mut self, draft: &Draft) {
        self.follow_texts(|cell| draft.cell(cell));
    }

    fn follow_texts<'a>(&mut self, text: impl Fn(Cell) -> &'a Text) {
        let mut stale = CellMap::from_fn(|_| false);
        for cell in Cell::all() {
            let now = text(cell);
            if !Arc::ptr_eq(&self.stated.get(cell).text, now) {
                let stated = Stated {
                    text: now.clone(),
                    value: Value::read(cell, now),
                };
                self.stated.set(cell, stated);
                for total in cell.totals_over() {
                    stale.set(total, true);
                }
            }
        }
        for (total, _) in stale.iter().filter(|(_, stale)| **stale) {
            let sum = self.compute(total);
            if self.computed.get(total).sum != sum {
                self.computed.set(total, Computed::of(sum));
            }
        }
    }

    /// What was typed or imported into the cell; blank for a total that nobody stated.
    #[must_use]
    pub fn stated(&self, cell: Cell) -> Value {
        self.stated.get(cell).value
    }

    /// The computed value of a total: the sum of the typed figures below it, none of them totals.
    ///
    /// `None` for a figure that is no total, while all parts are blank, and while one is unreadable.
    #[must_use]
    pub fn computed(&self, cell: Cell) -> Option<Count> {
        match self.computed.get(cell).sum {
            Sum::Known(count) => Some(count),
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
                Value::Blank if self.computed.get(cell).sum == Sum::Unreadable => {
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
    pub fn shown_text(&self, cell: Cell) -> &Text {
        let stated = self.stated.get(cell);
        let computed = self.computed.get(cell);
        match (stated.value, computed.sum) {
            (Value::Blank, Sum::Known(_)) => &computed.text,
            _ => &stated.text,
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

impl Computed {
    fn of(sum: Sum) -> Self {
        let text = match sum {
            Sum::Known(count) => count.to_string().into(),
            Sum::Blank | Sum::Unreadable => Text::default(),
        };
        Self { sum, text }
    }
}

fn known_or_blank(sum: Option<u64>) -> Sum {
    sum.map_or(Sum::Blank, |sum| Sum::Known(Count::from_sum(sum)))
}
