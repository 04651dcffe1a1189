//! The date a report is published on.

use std::fmt;

/// A day of the calendar, for the publish date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day of these numbers, when the calendar has it.
    #[must_use]
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        if year < 1949 || year > 2999 || day == 0 || day > last {
            return None;
        }
        Some(Self { year, month, day })
    }

    /// Reads what was typed: `2026-01-20`, `2026年1月20日`, `2026.1.20`, `2026/1/20`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let mut parts = text
            .strip_suffix('日')
            .unwrap_or(text)
            .split(['-', '.', '/', '年', '月', '－', '．'])
            .map(|part| super::count::Count::read(part).ok().flatten());
        let mut next = || parts.next().flatten().map(super::count::Count::get);
        let (year, month, day) = (next()?, next()?, next()?);
        if parts.next().is_some() {
            return None;
        }
        Self::new(
            u16::try_from(year).ok()?,
            u8::try_from(month).ok()?,
            u8::try_from(day).ok()?,
        )
    }

    /// The date in official style: `2026年1月20日`.
    #[must_use]
    pub fn official(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }
}

impl fmt::Display for Date {
    /// The date as machines write it: `2026-01-20`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
