//! The year a report speaks of.

use std::fmt;

/// A report year: 2008, when the regulation first took effect, to 2099.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportYear(u16);

impl ReportYear {
    /// The year of this number, when it is one a report can speak of.
    #[must_use]
    pub const fn new(year: u16) -> Option<Self> {
        if 2008 <= year && year <= 2099 {
            Some(Self(year))
        } else {
            None
        }
    }

    /// Reads what was typed: `2025`, `２０２５`, `2025年`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let count = super::count::Count::read(text.strip_suffix('年').unwrap_or(text)).ok()??;
        Self::new(u16::try_from(count.get()).ok()?)
    }

    /// The plain number.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl fmt::Display for ReportYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
