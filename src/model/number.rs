//! How a typed number is prepared for reading, and the reasons why a text is not a number.
//!
//! Shared by [`Count`](super::count::Count) and [`Amount`](super::amount::Amount).

/// The largest number a cell takes, 10^12: far above any real figure, far below where sums overflow.
pub const LARGEST: u64 = 1_000_000_000_000;

/// Why a text that is not blank is not the number its cell needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberError {
    /// Letters, words, units or remarks stand in the cell, as in `22（其中修订16件）`.
    NotDigits,
    /// A placeholder such as `—`, `/` or `无` stands where a zero belongs.
    Placeholder,
    /// The number is below zero.
    Negative,
    /// A count has a fraction.
    Fraction,
    /// An amount has more than six decimal places.
    TooManyPlaces,
    /// Thousands separators do not stand every three digits, as in `12,34`.
    Grouping,
    /// The number is above [`LARGEST`].
    TooLarge,
}

/// A number split at its decimal point, separators removed; both parts are ASCII digits.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Digits {
    pub(super) whole: String,
    pub(super) fraction: Option<String>,
}

/// Whether a typed text counts as "not filled in": nothing but space, visible or not.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(is_space)
}

/// Reads a typed text as digits: full-width characters, thousands separators and surrounding space
/// are accepted. `Ok(None)` is a blank text.
pub(super) fn digits(text: &str) -> Result<Option<Digits>, NumberError> {
    // As most totals are.
    if text.is_empty() {
        return Ok(None);
    }
    let plain: String = text.trim_matches(is_space).chars().map(narrow).collect();
    if plain.is_empty() {
        return Ok(None);
    }
    if is_placeholder(&plain) {
        return Err(NumberError::Placeholder);
    }
    let (negative, unsigned) = match plain.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, plain.as_str()),
    };
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let whole = ungrouped(whole)?;
    if !all_digits(&whole) || fraction.is_some_and(|part| !all_digits(part)) {
        return Err(NumberError::NotDigits);
    }
    if negative {
        return Err(NumberError::Negative);
    }
    Ok(Some(Digits {
        whole,
        fraction: fraction.map(str::to_owned),
    }))
}

/// The value of ASCII digits, refused above [`LARGEST`].
pub(super) fn value(whole: &str) -> Result<u64, NumberError> {
    whole
        .parse()
        .ok()
        .filter(|value| *value <= LARGEST)
        .ok_or(NumberError::TooLarge)
}

/// White space, and the invisible characters that come along when text is copied from a page.
fn is_space(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
        )
}

/// The ASCII form of a full-width digit, separator, point or minus sign.
fn narrow(c: char) -> char {
    match c {
        '０'..='９' => {
            char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c)
        }
        '，' => ',',
        '．' => '.',
        '－' | '−' | '–' | '—' => '-',
        other => other,
    }
}

fn is_placeholder(plain: &str) -> bool {
    plain.chars().all(|c| matches!(c, '-' | '/' | '／' | '\\'))
        || matches!(plain, "无" | "没有" | "不适用" | "N/A" | "n/a")
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Takes thousands separators out: groups of three after a first group of one to three.
fn ungrouped(whole: &str) -> Result<String, NumberError> {
    if !whole.contains(',') {
        return Ok(whole.to_owned());
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let mut joined = first.to_owned();
    let mut regular = (1..=3).contains(&first.len());
    for group in groups {
        regular &= group.len() == 3;
        joined.push_str(group);
    }
    if !all_digits(&joined) {
        return Err(NumberError::NotDigits);
    }
    if regular {
        Ok(joined)
    } else {
        Err(NumberError::Grouping)
    }
}
