//! What was handed in: the versions of a unit's report, and what could not be placed.

use std::sync::Arc;

use super::unknown::Unknown;
use crate::model::cell::Cell;
use crate::model::draft::Draft;

/// One version of a unit's report, from one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The unit's identifier.
    pub unit: String,
    /// The version, from 1 in the order of receipt.
    pub version: u64,
    /// Whether it is the one that is reviewed and added; one of a unit's versions is.
    pub current: bool,
    /// When it was received, in local time: `2026-01-18T09:12:00`.
    pub received: String,
    /// The name of its file.
    pub file: String,
    /// The figures whose place was inferred and not read.
    pub guessed: Vec<Cell>,
    /// Why its blank figures count as 0, where somebody decided so. It is this version's alone.
    pub blanks_as_zero: Option<String>,
    /// Whether it came together with another version that says something else, and nobody has said yet which counts.
    pub undecided: bool,
    /// The report as it was handed in. It is never changed.
    pub report: Arc<Draft>,
    /// What the file held besides.
    pub unknown: Unknown,
}

/// Something that came in and belongs to no unit yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// The name of its file.
    pub file: String,
    /// When it was received, in local time.
    pub received: String,
    /// Why it is not placed.
    pub why: Why,
    /// The figures whose place was inferred and not read.
    pub guessed: Vec<Cell>,
    /// The report; none where the file was not read.
    pub report: Option<Arc<Draft>>,
    /// What the file held besides.
    pub unknown: Unknown,
}

/// Why something is not placed by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// No unit is called like that, or the report does not say whose it is.
    Organ,
    /// It is of another year, or of none.
    Year,
    /// Several units may be meant.
    Ambiguous,
    /// What it says of itself differs from what its file's name says, or from what is there.
    Conflict,
    /// It may be the government's own report or the sum of all.
    Summary,
    /// The file could not be read.
    Unreadable,
    /// The file has no report in it.
    Nothing,
}

impl Why {
    /// All reasons.
    pub const ALL: [Self; 7] = [
        Self::Organ,
        Self::Year,
        Self::Ambiguous,
        Self::Conflict,
        Self::Summary,
        Self::Unreadable,
        Self::Nothing,
    ];

    /// The stable identifier in files and in the page.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Organ => "organ",
            Self::Year => "year",
            Self::Ambiguous => "ambiguous",
            Self::Conflict => "conflict",
            Self::Summary => "summary",
            Self::Unreadable => "unreadable",
            Self::Nothing => "nothing",
        }
    }

    /// The reason of a stable identifier.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.id() == id)
    }
}
