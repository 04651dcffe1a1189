//! Everything the page shows of a draft and did not get typed: findings, totals, marks, progress.
//!
//! One value for each state of the draft.

use crate::checks::check::{Finding, Severity};
use crate::checks::dismissal::{self, Dismissed};
use crate::checks::registry::{self, Runner};
use crate::checks::word_list::WordList;
use crate::model::cell::CellMap;
use crate::model::draft::{Draft, Text};
use crate::model::location::Location;
use crate::model::section::Section;
use crate::model::sheet::{Sheet, Value};

/// What the editor shows in one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Face {
    /// What was typed, or the computed total.
    pub text: Text,
    /// The gravest finding that begins at this cell; blank cells are not marked by it.
    pub mark: Option<Severity>,
    /// Whether the cell still waits to be filled in.
    pub blank: bool,
}

/// How far a part of the report is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many of its places are filled in.
    pub filled: usize,
    /// How many places it has.
    pub places: usize,
    /// How many errors begin in it.
    pub errors: usize,
    /// How many warnings begin in it.
    pub warnings: usize,
}

/// What is derived from one state of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// The findings that nobody dismissed, the gravest first.
    pub findings: Vec<Finding>,
    /// The dismissed ones, in the same order.
    pub dismissed: Vec<Dismissed>,
    /// What each cell shows.
    pub faces: CellMap<Face>,
    /// How far the fields are.
    pub fields: Progress,
    sections: [Progress; Section::COUNT],
    /// How many cells 其余填零 would fill.
    pub blank_cells: usize,
}

/// Derives the board of one state of the draft after another, and keeps what it read.
#[derive(Debug, Default)]
pub struct Deriver {
    sheet: Sheet,
    runner: Runner,
}

impl Deriver {
    /// The word list that is checked by.
    pub const fn words(&self) -> &WordList {
        self.runner.words()
    }

    /// Checks by another word list from now on.
    pub fn use_words(&mut self, words: &WordList) {
        self.runner.use_words(words);
    }

    /// Derives everything from a draft.
    pub fn board(&mut self, draft: &Draft) -> Board {
        self.sheet.follow(draft);
        let found = self.runner.run(draft, &self.sheet);
        Board::with(draft, &self.sheet, found)
    }

    /// As [`board`](Self::board), but with the comparison of prose with figures as it was last made.
    pub fn but_comparison(&mut self, draft: &Draft) -> Board {
        self.sheet.follow(draft);
        let found = self.runner.run_but_comparison(draft, &self.sheet);
        Board::with(draft, &self.sheet, found)
    }
}

impl Board {
    fn with(draft: &Draft, sheet: &Sheet, found: Vec<Finding>) -> Self {
        let (findings, dismissed) = dismissal::sift(draft, found);
        let faces = faces(sheet, &findings);
        let mut sections = Section::ALL.map(|section| prose_progress(draft, section));
        let mut fields = Progress {
            filled: [
                !draft.organ.trim().is_empty(),
                draft.level.is_some(),
                draft.report_year().is_some(),
            ]
            .into_iter()
            .filter(|filled| *filled)
            .count(),
            places: 3,
            ..Progress::default()
        };
        let mut blank_cells = 0;
        for (cell, face) in faces.iter().filter(|(cell, _)| !cell.is_total()) {
            blank_cells += usize::from(face.blank);
            if let Some(progress) = sections.get_mut(cell.section().index()) {
                progress.places += 1;
                progress.filled += usize::from(!face.blank);
            }
        }
        for finding in &findings {
            let progress = match finding.locations.first() {
                Some(Location::Cell(cell)) => sections.get_mut(cell.section().index()),
                Some(Location::Section(section)) => sections.get_mut(section.index()),
                Some(Location::Field(_)) | None => Some(&mut fields),
            };
            if let Some(progress) = progress {
                match finding.severity {
                    Severity::Error => progress.errors += 1,
                    Severity::Warning => progress.warnings += 1,
                    Severity::Hint => {}
                }
            }
        }
        Self {
            blank_cells,
            findings,
            dismissed,
            faces,
            fields,
            sections,
        }
    }

    /// How far a section is.
    pub fn section(&self, section: Section) -> Progress {
        self.sections
            .get(section.index())
            .copied()
            .unwrap_or_default()
    }

    /// How many findings of a severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        registry::count(&self.findings, severity)
    }

    /// Whether a clean export is possible.
    pub fn is_clean(&self) -> bool {
        self.count(Severity::Error) == 0
    }
}

/// Prose counts as one place where the format demands it; preamble and notes are free.
fn prose_progress(draft: &Draft, section: Section) -> Progress {
    match section {
        Section::Overview | Section::ProblemsAndImprovements | Section::OtherMatters => Progress {
            filled: usize::from(!draft.prose(section).trim().is_empty()),
            places: 1,
            ..Progress::default()
        },
        Section::Preamble
        | Section::ProactiveDisclosure
        | Section::Applications
        | Section::Review => Progress::default(),
    }
}

fn faces(sheet: &Sheet, findings: &[Finding]) -> CellMap<Face> {
    let mut faces = CellMap::from_fn(|cell| Face {
        text: sheet.shown_text(cell).clone(),
        mark: None,
        blank: !cell.is_total() && sheet.stated(cell) == Value::Blank,
    });
    for finding in findings {
        if let Some(Location::Cell(cell)) = finding.marked {
            let face = faces.get(cell);
            if !face.blank && face.mark.is_none_or(|mark| finding.severity < mark) {
                let face = Face {
                    mark: Some(finding.severity),
                    ..face.clone()
                };
                faces.set(cell, face);
            }
        }
    }
    faces
}
