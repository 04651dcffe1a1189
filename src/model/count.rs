//! A count of cases, documents or decisions.

use std::fmt;

use super::number::{self, NumberError};

/// A non-negative whole number up to 10^12, as every cell but the fees holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count(u64);

impl Count {
    /// Zero, which somebody wrote on purpose: a blank cell is not zero.
    pub const ZERO: Self = Self(0);

    /// Reads what was typed; `Ok(None)` is a blank cell.
    ///
    /// Full-width digits, thousands separators and surrounding space are accepted.
    ///
    /// # Errors
    /// Says why the text is not a count; the text itself stays with the draft.
    pub fn read(text: &str) -> Result<Option<Self>, NumberError> {
        // Nearly every cell holds a few plain digits, and whoever opens a draft waits for all of them to be read.
        let plain = text.as_bytes();
        if (1..=9).contains(&plain.len()) && plain.iter().all(u8::is_ascii_digit) {
            let value = plain
                .iter()
                .fold(0, |sum, b| sum * 10 + u64::from(b - b'0'));
            return Ok(Some(Self(value)));
        }
        let Some(digits) = number::digits(text)? else {
            return Ok(None);
        };
        if digits.fraction.is_some() {
            return Err(NumberError::Fraction);
        }
        number::value(&digits.whole).map(|value| Some(Self(value)))
    }

    /// A sum of counts. Sums of a whole table stay far below the limits of `u64`.
    #[must_use]
    pub const fn from_sum(sum: u64) -> Self {
        Self(sum)
    }

    /// The plain number.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
