//! Receiving a report: to the unit whose it is, as a new version or as nothing new, or to those that wait for a person.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::handing_out;
use super::placing::{Candidate, Incoming, Places, Placing};
use super::submission::{Submission, Unplaced, Why};
use super::unknown::Unknown;
use super::versions;
use super::whole::Collection;
use crate::model::cell::Cell;
use crate::model::draft::Draft;

/// A report out of a file.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The name of the file.
    pub file: String,
    /// The report.
    pub report: Arc<Draft>,
    /// Whether it is a whole draft, out of a backup.
    pub is_backup: bool,
    /// The figures whose place was inferred and not read.
    pub guessed: Vec<Cell>,
    /// Whether its organ was told from a line beside the title.
    pub organ_guessed: bool,
    /// Whether its year was told from running text.
    pub year_guessed: bool,
    /// How many reports the file has.
    pub of: usize,
}

/// What became of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// It is a new version of a unit's report.
    Version {
        /// The unit.
        unit: String,
        /// The version.
        version: u64,
        /// How many figures it changes; of the first version, none.
        changed: usize,
        /// Whether it counts now. One that says that it was saved before the current one does not.
        current: bool,
        /// Whether a person has to say which of two versions counts.
        undecided: bool,
    },
    /// It is a unit's report of last year.
    LastYear {
        /// The unit.
        unit: String,
    },
    /// It is known already.
    Unchanged {
        /// The unit; none where the report still waits.
        unit: Option<String>,
    },
    /// It waits for a person.
    Waiting {
        /// Why.
        why: Why,
        /// Which units may be meant.
        candidates: Vec<Candidate>,
    },
}

/// One intake: what was received in it so far.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    places: Places,
    /// The units and versions that are new in it.
    fresh: HashSet<(String, u64)>,
    /// Where each unit's versions stand among the submissions, as long as nobody else adds any.
    own: HashMap<String, Vec<usize>>,
    /// How many submissions there were when `own` was made.
    known: usize,
}

/// Why a person cannot put a report where it should go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotPlaced {
    /// There is no such report, or no such unit.
    Nothing,
    /// It is of a year that this collection has no place for.
    OtherYear,
}

impl Batch {
    /// An intake into a collection as it is now.
    #[must_use]
    pub fn of(collection: &Collection) -> Self {
        Self {
            places: Places::of(collection),
            ..Self::default()
        }
    }

    /// The names of the collection's units, made ready for looking up.
    #[must_use]
    pub const fn places(&self) -> &Places {
        &self.places
    }

    /// Receives a report at a time: `2026-01-18T09:12:00`.
    pub fn receive(&mut self, collection: &mut Collection, piece: Piece, now: &str) -> Received {
        forget_failure(collection, &piece.file);
        let handed_out = handing_out::handed_out(&piece.report);
        let own = handed_out.filter(|(id, _)| *id == collection.id);
        let incoming = incoming(&piece, own.as_ref().map(|(_, unit)| unit.as_str()));
        match self.places.place(&incoming) {
            Placing::Unit(unit) => self.add_version(collection, &unit, piece, now),
            Placing::LastYear(unit) => match last_year(collection, &unit, &piece) {
                Some(received) => received,
                None => {
                    let candidates = self.places.candidates(&incoming);
                    wait(collection, Why::Conflict, candidates, piece, now)
                }
            },
            Placing::Ask { why, candidates } => wait(collection, why, candidates, piece, now),
        }
    }

    /// Adds a report to a unit's versions, unless one of them says it already.
    pub fn add_version(
        &mut self,
        collection: &mut Collection,
        unit: &str,
        piece: Piece,
        now: &str,
    ) -> Received {
        let own = self.own_versions(collection, unit);
        let versions = || own.iter().filter_map(|at| collection.submissions.get(*at));
        let known = |version: &Submission| {
            versions::says_nothing_new(&version.report, &piece.report, piece.is_backup)
        };
        if versions().any(known) {
            return Received::Unchanged {
                unit: Some(unit.to_owned()),
            };
        }
        let last = versions().map(|version| version.version).max();
        let version = last.unwrap_or(0) + 1;
        let before = versions().find(|version| version.current);
        let changed = before.map_or(0, |before| versions::changed(&before.report, &piece.report));
        let order = before.map(|before| self.order(before, &piece.report));
        let undecided = order == Some(Order::Unknown);
        let current = order != Some(Order::Earlier);
        for at in own {
            if let Some(other) = collection.submissions.get_mut(at).filter(|_| current) {
                other.undecided |= undecided && other.current;
                other.current = false;
            }
        }
        collection.submissions.push(Submission {
            unit: unit.to_owned(),
            version,
            current,
            received: now.to_owned(),
            file: piece.file,
            guessed: piece.guessed,
            blanks_as_zero: None,
            undecided,
            report: piece.report,
            unknown: Unknown::default(),
        });
        self.fresh.insert((unit.to_owned(), version));
        let own = self.own.entry(unit.to_owned()).or_default();
        own.push(self.known);
        self.known = collection.submissions.len();
        Received::Version {
            unit: unit.to_owned(),
            version,
            changed,
            current,
            undecided,
        }
    }

    /// Where a unit's versions stand among the submissions.
    fn own_versions(&mut self, collection: &Collection, unit: &str) -> Vec<usize> {
        let is_own = |at: &usize| {
            let there = collection.submissions.get(*at);
            there.is_some_and(|submission| submission.unit == unit)
        };
        let holds = self.own.get(unit).is_none_or(|own| own.iter().all(is_own));
        if self.known != collection.submissions.len() || !holds {
            self.own.clear();
            for (at, submission) in collection.submissions.iter().enumerate() {
                let own = self.own.entry(submission.unit.clone()).or_default();
                own.push(at);
            }
            self.known = collection.submissions.len();
        }
        self.own.get(unit).cloned().unwrap_or_default()
    }

    /// How a report stands to the current version: by when both were saved, where both say so. What comes in later is
    /// the later one otherwise, unless both came in together: the order of files says nothing.
    fn order(&self, before: &Submission, report: &Draft) -> Order {
        let saved = (
            versions::saved_at(&before.report),
            versions::saved_at(report),
        );
        if let (Some(before), Some(after)) = saved
            && before != after
        {
            return if after > before {
                Order::Later
            } else {
                Order::Earlier
            };
        }
        let together = self.fresh.contains(&(before.unit.clone(), before.version));
        if together {
            Order::Unknown
        } else {
            Order::Later
        }
    }
}

/// How a report stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Later,
    Earlier,
    Unknown,
}

/// What a report says of itself.
fn incoming<'a>(piece: &'a Piece, handed_out: Option<&'a str>) -> Incoming<'a> {
    Incoming {
        organ: &piece.report.organ,
        organ_guessed: piece.organ_guessed,
        year: piece.report.report_year(),
        year_guessed: piece.year_guessed,
        title: &piece.report.title,
        level: piece.report.level,
        file: if piece.of == 1 { &piece.file } else { "" },
        handed_out,
        one_of_several: piece.of > 1 && !piece.is_backup,
    }
}

/// Keeps last year's report of a unit; `None` where there is another one already.
fn last_year(collection: &mut Collection, unit: &str, piece: &Piece) -> Option<Received> {
    let units = &mut collection.last_year.units;
    if let Some((_, known)) = units.iter().find(|(id, _)| id == unit) {
        return versions::says_nothing_new(known, &piece.report, piece.is_backup).then(|| {
            Received::Unchanged {
                unit: Some(unit.to_owned()),
            }
        });
    }
    units.push((unit.to_owned(), Arc::clone(&piece.report)));
    Some(Received::LastYear {
        unit: unit.to_owned(),
    })
}

fn wait(
    collection: &mut Collection,
    why: Why,
    candidates: Vec<Candidate>,
    piece: Piece,
    now: &str,
) -> Received {
    let known = collection.unplaced.iter().any(|other| {
        let report = other.report.as_ref();
        report.is_some_and(|report| {
            report.organ == piece.report.organ
                && report.year == piece.report.year
                && versions::says_nothing_new(report, &piece.report, piece.is_backup)
        })
    });
    // A person has put it somewhere already.
    let placed = collection.submissions.iter().find(|version| {
        version.file == piece.file
            && versions::says_nothing_new(&version.report, &piece.report, piece.is_backup)
    });
    let placed = placed.map(|version| version.unit.clone());
    if known || placed.is_some() {
        return Received::Unchanged { unit: placed };
    }
    collection.unplaced.push(Unplaced {
        file: piece.file,
        received: now.to_owned(),
        why,
        guessed: piece.guessed,
        report: Some(piece.report),
        unknown: Unknown::default(),
    });
    Received::Waiting { why, candidates }
}

/// A file that could be read now is no failure any more.
fn forget_failure(collection: &mut Collection, file: &str) {
    collection
        .unplaced
        .retain(|one| one.report.is_some() || one.file != file);
}

impl Collection {
    /// Keeps in mind that a file has no report that can be read.
    pub fn note_failure(&mut self, file: &str, why: Why, now: &str) {
        forget_failure(self, file);
        self.unplaced.push(Unplaced {
            file: file.to_owned(),
            received: now.to_owned(),
            why,
            guessed: Vec::new(),
            report: None,
            unknown: Unknown::default(),
        });
    }

    /// Puts a waiting report where a person says: to a unit, as its report of this year or of last year, as the report
    /// says itself. With `keep_alias` the name that it has is kept as one of the unit's aliases.
    ///
    /// # Errors
    /// There is no such report or unit, or the report is of another year.
    pub fn place(
        &mut self,
        waiting: usize,
        unit: &str,
        keep_alias: bool,
        now: &str,
    ) -> Result<Received, NotPlaced> {
        let one = self.unplaced.get(waiting).ok_or(NotPlaced::Nothing)?;
        let report = one.report.clone().ok_or(NotPlaced::Nothing)?;
        if self.unit(unit).is_none() {
            return Err(NotPlaced::Nothing);
        }
        let year = report.report_year();
        let is_last = self.is_last_year(&report);
        if !is_last && year.is_some() && year != self.year {
            return Err(NotPlaced::OtherYear);
        }
        let piece = Piece {
            file: one.file.clone(),
            report: Arc::clone(&report),
            is_backup: report.level.is_some() || !report.unknown.is_empty(),
            guessed: one.guessed.clone(),
            organ_guessed: false,
            year_guessed: false,
            of: 1,
        };
        if keep_alias {
            self.keep_alias(unit, report.organ.trim());
        }
        self.unplaced.remove(waiting);
        if is_last {
            self.last_year.units.retain(|(id, _)| id != unit);
            self.last_year.units.push((unit.to_owned(), report));
            return Ok(Received::LastYear {
                unit: unit.to_owned(),
            });
        }
        Ok(Batch::of(self).add_version(self, unit, piece, now))
    }

    /// Takes a waiting report as the government's own roll-up of last year. Whether it is one of that year.
    pub fn place_as_last_summary(&mut self, waiting: usize) -> bool {
        let report = self
            .unplaced
            .get(waiting)
            .and_then(|one| one.report.clone());
        let Some(report) = report.filter(|report| self.is_last_year(report)) else {
            return false;
        };
        self.unplaced.remove(waiting);
        self.last_year.summary = Some(report);
        true
    }

    /// Takes a waiting file away, and gives it back so that it can be put there again.
    pub fn discard(&mut self, waiting: usize) -> Option<Unplaced> {
        (waiting < self.unplaced.len()).then(|| self.unplaced.remove(waiting))
    }

    fn is_last_year(&self, report: &Draft) -> bool {
        let years = self.year.zip(report.report_year());
        years.is_some_and(|(own, year)| year.get() + 1 == own.get())
    }

    fn keep_alias(&mut self, unit: &str, name: &str) {
        let own = self.roster.iter_mut().find(|one| one.id == unit);
        let Some(own) = own.filter(|own| !name.is_empty() && !own.names().any(|one| one == name))
        else {
            return;
        };
        own.aliases.push(name.to_owned());
    }
}
