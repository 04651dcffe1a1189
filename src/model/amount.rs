//! An amount of money in 万元, exact to six decimal places (one 分 is the sixth).

use std::fmt;

use super::number::{self, NumberError};

/// The most decimal places an amount may have: 万元 with six places is exact to the 分.
pub const PLACES: usize = 6;

/// A non-negative decimal in 万元 with up to six places, kept without floating point.
///
/// Two amounts are equal when their values are, however many zeros were typed at the end.
#[derive(Clone, Copy, Debug)]
pub struct Amount {
    /// Millionths of 万元.
    millionths: u64,
    /// How many decimal places were typed, 0 to 6, so that `3.50` is printed as `3.50`.
    places: usize,
}

impl Amount {
    /// Reads what was typed; `Ok(None)` is a blank cell.
    ///
    /// Full-width digits, thousands separators and surrounding space are accepted.
    ///
    /// # Errors
    /// Says why the text is not an amount; the text itself stays with the draft.
    pub fn read(text: &str) -> Result<Option<Self>, NumberError> {
        let Some(digits) = number::digits(text)? else {
            return Ok(None);
        };
        let fraction = digits.fraction.unwrap_or_default();
        if fraction.len() > PLACES {
            return Err(NumberError::TooManyPlaces);
        }
        let whole = number::value(&digits.whole)?;
        let part = number::value(&format!("{fraction:0<PLACES$}"))?;
        let millionths = whole * 1_000_000 + part;
        if millionths > number::LARGEST * 1_000_000 {
            return Err(NumberError::TooLarge);
        }
        Ok(Some(Self {
            millionths,
            places: fraction.len(),
        }))
    }

    /// The amount of so many millionths of 万元, printed without zeros at the end.
    #[must_use]
    pub fn from_millionths(millionths: u64) -> Self {
        let fraction = format!("{:0PLACES$}", millionths % 1_000_000);
        Self {
            millionths,
            places: fraction.trim_end_matches('0').len(),
        }
    }

    /// The amount in millionths of 万元.
    #[must_use]
    pub const fn millionths(self) -> u64 {
        self.millionths
    }

    /// Whether nothing was charged.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.millionths == 0
    }
}

impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        self.millionths == other.millionths
    }
}

impl Eq for Amount {}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = self.millionths / 1_000_000;
        if self.places == 0 {
            return whole.fmt(f);
        }
        let fraction = format!("{:0PLACES$}", self.millionths % 1_000_000);
        let (shown, _) = fraction.split_at(self.places);
        write!(f, "{whole}.{shown}")
    }
}
