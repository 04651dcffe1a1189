//! What is being imported: what was brought, which of it is looked at, and what somebody has chosen.

use crate::import::open::{Refused, Report};
use crate::import::taking::{self, Choice, Purpose};
use crate::model::draft::Draft;

/// One piece of foreign material.
#[derive(Clone, Debug)]
pub struct Brought {
    /// What it is called: the name of a file, or that it was pasted.
    pub name: String,
    /// The report in it, or why it was not read.
    pub report: Result<Report, Refused>,
}

impl Brought {
    /// The report in it, if it says anything.
    #[must_use]
    pub fn says(&self) -> Option<&Report> {
        let report = self.report.as_ref().ok();
        report.filter(|report| !report.found.is_empty())
    }
}

/// What somebody does in the dialog.
#[derive(Clone, Debug)]
pub enum Act {
    /// Shows the dialog, empty. A purpose may be known already.
    Open(Option<Purpose>),
    /// Closes it.
    Close,
    /// Puts away what was brought; the choices stay.
    StartOver,
    /// Has begun to read a piece, which will be brought.
    Read,
    /// Brings what a source holds, one report or several; the first in which something was found is looked at.
    Bring(Vec<Brought>),
    /// Looks at another piece.
    LookAt(usize),
    /// Chooses the purpose.
    Purpose(Purpose),
    /// Chooses whether prose and fields are left as they are.
    TablesOnly(bool),
    /// Chooses whether last year's 结转 is carried.
    Carry(bool),
}

/// What the dialog shows.
#[derive(Debug)]
pub struct Shown<'a> {
    /// All pieces.
    pub brought: &'a [Brought],
    /// Whether others are still being read.
    pub reading: bool,
    /// Which of them is looked at.
    pub looked_at: usize,
    /// The report in that one, and how it is to be taken.
    pub report: Option<(&'a Report, Choice)>,
    /// The purpose, chosen or likely.
    pub purpose: Option<Purpose>,
    /// The draft as it is.
    pub draft: &'a Draft,
}

/// What has been brought and chosen.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Whether the dialog is shown.
    shown: bool,
    brought: Vec<Brought>,
    /// How many pieces are being read.
    reading: usize,
    /// Counts the times that everything was put away; a reading that began before is over.
    put_away: u64,
    /// Which of the brought pieces is looked at.
    looked_at: usize,
    /// The purpose, once somebody has chosen it; until then the likely one.
    purpose: Option<Purpose>,
    tables_only: bool,
    /// Whether last year's 结转 is carried, once somebody has decided; until then where it writes over nothing.
    carry: Option<bool>,
}

impl State {
    /// Does what somebody does in the dialog.
    pub fn act(&mut self, act: Act) {
        match act {
            Act::Open(purpose) => {
                *self = Self {
                    shown: true,
                    purpose,
                    put_away: self.put_away + 1,
                    ..Self::default()
                };
            }
            Act::Close => self.close(),
            Act::StartOver => {
                self.brought.clear();
                self.looked_at = 0;
                self.carry = None;
                self.reading = 0;
                self.put_away += 1;
            }
            Act::Read => self.reading += 1,
            Act::Bring(pieces) => {
                self.reading = self.reading.saturating_sub(1);
                for piece in pieces {
                    let first = self.brought.iter().all(|piece| piece.says().is_none());
                    if first && piece.says().is_some() {
                        self.looked_at = self.brought.len();
                    }
                    self.brought.push(piece);
                }
            }
            Act::LookAt(piece) => self.looked_at = piece,
            Act::Purpose(purpose) => self.purpose = Some(purpose),
            Act::TablesOnly(only) => self.tables_only = only,
            Act::Carry(carry) => self.carry = Some(carry),
        }
    }

    /// The report in the piece that is looked at, and how it is to be taken.
    fn report(&self, draft: &Draft) -> Option<(&Report, Choice)> {
        let report = self.brought.get(self.looked_at)?.says()?;
        let purpose = self.purpose;
        let choice = Choice {
            purpose: purpose.unwrap_or_else(|| Purpose::likely(&report.found, draft)),
            tables_only: self.tables_only,
            carry: self.carry.unwrap_or_else(|| taking::can_carry(draft)),
        };
        Some((report, choice))
    }

    /// What the dialog shows beside this draft; `None` while it is closed.
    #[must_use]
    pub fn shown<'a>(&'a self, draft: &'a Draft) -> Option<Shown<'a>> {
        let report = self.report(draft);
        self.shown.then(|| Shown {
            brought: &self.brought,
            reading: self.reading > 0,
            looked_at: self.looked_at,
            purpose: report.map(|(_, choice)| choice.purpose).or(self.purpose),
            report,
            draft,
        })
    }

    /// Whether the dialog is shown.
    #[must_use]
    pub const fn is_shown(&self) -> bool {
        self.shown
    }

    /// Which reading is under way: another number once everything was put away.
    #[must_use]
    pub const fn reading(&self) -> u64 {
        self.put_away
    }

    /// What is looked at was taken. Looks at the next piece in which something was found; closes the dialog when there is none.
    pub fn next_piece(&mut self) {
        if self.looked_at < self.brought.len() {
            self.brought.remove(self.looked_at);
        }
        // Who compares does not write with the next piece.
        self.purpose = self.purpose.filter(|purpose| *purpose == Purpose::Compare);
        self.carry = None;
        match self.brought.iter().position(|piece| piece.says().is_some()) {
            Some(next) => self.looked_at = next,
            None => self.close(),
        }
    }

    fn close(&mut self) {
        *self = Self {
            put_away: self.put_away + 1,
            ..Self::default()
        };
    }
}
