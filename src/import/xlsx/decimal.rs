//! A stored number as decimal digits, without floating point: Excel and others write binary fractions in any spelling.

/// Excel keeps and shows so many digits; what is stored beyond them is noise of binary fractions.
const DIGITS: usize = 15;

/// A number: its digits without zeros in front or at the end, and where the point stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decimal {
    /// Whether it is below zero.
    pub negative: bool,
    /// Its digits, 0 to 9; none for zero.
    pub digits: Vec<u8>,
    /// How many digits stand in front of the point; below zero, how many zeros behind it come first.
    pub point: i32,
}

impl Decimal {
    /// Reads a number in any spelling: `346.0`, `7.0000000000000007E-2`, `1E7`, `.5`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits(whole)
            || !is_digits(fraction)
            || whole.len() + fraction.len() == 0
            || exponent.abs() > 400
            || mantissa.len() > 400
        {
            return None;
        }
        let point = i32::try_from(whole.len()).ok()? + exponent;
        let digits = whole.bytes().chain(fraction.bytes());
        let number = Self {
            negative,
            digits: digits.map(|digit| digit - b'0').collect(),
            point,
        };
        Some(number.trimmed().to_significant(DIGITS))
    }

    /// Whether it is nothing.
    #[must_use]
    pub const fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    fn trimmed(mut self) -> Self {
        let zeros = self.digits.iter().take_while(|digit| **digit == 0).count();
        self.digits.drain(..zeros);
        self.point -= i32::try_from(zeros).unwrap_or(i32::MAX);
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            self.point = 0;
            self.negative = false;
        }
        self
    }

    fn to_significant(&self, most: usize) -> Self {
        let most = i32::try_from(most).unwrap_or(i32::MAX);
        self.rounded(most - self.point)
    }

    /// The number with so many places behind the point; half is rounded away from zero, as Excel does.
    #[must_use]
    pub fn rounded(&self, places: i32) -> Self {
        let kept = self.point + places;
        let Ok(kept) = usize::try_from(kept) else {
            return Self::default();
        };
        let mut number = self.clone();
        if kept >= number.digits.len() {
            return number;
        }
        let up = number.digits.get(kept).is_some_and(|digit| *digit >= 5);
        number.digits.truncate(kept);
        if up {
            let carried = number.digits.iter_mut().rev().all(|digit| {
                *digit = (*digit + 1) % 10;
                *digit == 0
            });
            if carried {
                number.digits.insert(0, 1);
                number.point += 1;
            }
        }
        number.trimmed()
    }

    /// The number with its point moved: by three for thousands, by two for a percentage.
    #[must_use]
    pub fn shifted(&self, by: i32) -> Self {
        let mut number = self.clone();
        if !number.is_zero() {
            number.point += by;
        }
        number
    }

    /// The same without its sign.
    #[must_use]
    pub fn absolute(&self) -> Self {
        Self {
            negative: false,
            ..self.clone()
        }
    }

    /// The digits in front of the point, none for zero.
    #[must_use]
    pub fn whole(&self) -> String {
        let digit = |at: i32| self.digit(at);
        (0..self.point.max(0)).map(digit).collect()
    }

    /// So many digits behind the point.
    #[must_use]
    pub fn fraction(&self, places: usize) -> String {
        let places = i32::try_from(places).unwrap_or(0);
        (self.point..self.point + places)
            .map(|at| self.digit(at))
            .collect()
    }

    fn digit(&self, at: i32) -> char {
        let digit = usize::try_from(at).ok().and_then(|at| self.digits.get(at));
        char::from(b'0' + digit.copied().unwrap_or(0))
    }

    /// How many places behind the point it needs.
    #[must_use]
    pub fn places(&self) -> usize {
        let length = i32::try_from(self.digits.len()).unwrap_or(i32::MAX);
        usize::try_from(length - self.point).unwrap_or(0)
    }

    /// The number in full, without an exponent.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut text = String::new();
        if self.negative {
            text.push('-');
        }
        let whole = self.whole();
        text.push_str(if whole.is_empty() { "0" } else { &whole });
        let places = self.places();
        if places > 0 {
            text.push('.');
            text.push_str(&self.fraction(places));
        }
        text
    }

    /// Whether it is below another number.
    #[must_use]
    pub fn is_below(&self, other: &Self) -> bool {
        let key = |number: &Self| {
            let places = number.places().max(self.places()).max(other.places());
            let whole = number.whole();
            let digits = whole.trim_start_matches('0').to_owned() + &number.fraction(places);
            (digits.len(), digits)
        };
        match (self.negative, other.negative) {
            (true, false) => true,
            (false, true) => false,
            (negative, _) => {
                let (own, its) = (key(self), key(other));
                if negative { own > its } else { own < its }
            }
        }
    }

    /// The whole number, when it is one and not too large.
    #[must_use]
    pub fn to_whole(&self) -> Option<i64> {
        let value: i64 = match self.whole() {
            digits if digits.is_empty() => 0,
            digits => digits.parse().ok()?,
        };
        Some(if self.negative { -value } else { value })
    }
}
