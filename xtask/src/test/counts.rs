//! Reads how many tests ran from the closing lines of the test programs.

use std::fmt;
use std::ops::AddAssign;

/// How many tests ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Tests that passed.
    pub passed: usize,
    /// Tests that failed.
    pub failed: usize,
    /// Tests that were not run.
    pub skipped: usize,
}

impl Counts {
    /// Takes so many tests for skipped that were counted as passed.
    pub fn skip(&mut self, tests: usize) {
        let tests = tests.min(self.passed);
        self.passed -= tests;
        self.skipped += tests;
    }

    /// How many tests really ran.
    pub fn executed(self) -> usize {
        self.passed + self.failed
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            passed,
            failed,
            skipped,
        } = self;
        write!(
            formatter,
            "{passed} passed, {failed} failed, {skipped} skipped"
        )
    }
}

/// How a test program closes.
#[derive(Clone, Copy)]
pub enum Closing {
    /// `test result: ok. 3 passed; 0 failed; 1 ignored; …`, once for each program that cargo runs.
    OfCargo,
    /// `3 passed, 0 failed, 1 skipped`
    OfJourneys,
}

impl Closing {
    /// The counts, when the line is a closing line.
    pub fn read(self, line: &str) -> Option<Counts> {
        match self {
            Self::OfCargo => {
                let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
                read(counts.split("; "), "ignored")
            }
            Self::OfJourneys => read(line.split(", "), "skipped"),
        }
    }
}

/// The test that says in this line that it cannot run here and checked nothing: `skipped: NAME: reason`. To cargo it has
/// passed.
pub fn skipped(line: &str) -> Option<&str> {
    let (name, _) = line.strip_prefix("skipped: ")?.split_once(": ")?;
    Some(name)
}

fn read<'a>(mut parts: impl Iterator<Item = &'a str>, skipped: &str) -> Option<Counts> {
    let mut next =
        |word: &str| -> Option<usize> { parts.next()?.strip_suffix(word)?.trim().parse().ok() };
    Some(Counts {
        passed: next("passed")?,
        failed: next("failed")?,
        skipped: next(skipped)?,
    })
}

#[cfg(test)]
mod tests {
    use super::{Closing, Counts, skipped};

    const COUNTS: Counts = Counts {
        passed: 12,
        failed: 1,
        skipped: 2,
    };

    #[test]
    fn reads_the_closing_line_of_cargo() {
        let line = "test result: FAILED. 12 passed; 1 failed; 2 ignored; 0 measured; 3 filtered out; finished in 0.01s";
        assert_eq!(Closing::OfCargo.read(line), Some(COUNTS));
        let of_browser =
            "test result: ok. 12 passed; 1 failed; 2 ignored; 0 filtered out; finished in 0.00s";
        assert_eq!(Closing::OfCargo.read(of_browser), Some(COUNTS));
    }

    #[test]
    fn a_test_that_says_so_is_skipped_and_has_not_passed() {
        let line = "skipped: export::office::pages: soffice is not installed";
        assert_eq!(skipped(line), Some("export::office::pages"));
        for other in ["test a ... ok", "skipped: 3", "1 skipped: no npm"] {
            assert_eq!(skipped(other), None, "{other}");
        }
        let mut counts = COUNTS;
        counts.skip(3);
        assert_eq!((counts.passed, counts.failed, counts.skipped), (9, 1, 5));
    }

    #[test]
    fn reads_the_closing_line_of_the_journeys() {
        assert_eq!(Closing::OfJourneys.read(&COUNTS.to_string()), Some(COUNTS));
    }

    #[test]
    fn other_lines_count_nothing() {
        for line in [
            "",
            "test a ... ok",
            "running 3 tests",
            "a passed, b failed, c skipped",
        ] {
            assert_eq!(Closing::OfCargo.read(line), None, "{line}");
            assert_eq!(Closing::OfJourneys.read(line), None, "{line}");
        }
    }
}
