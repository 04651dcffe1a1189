//! What a person decides about units and versions. A report's own text is never changed.

use std::sync::Arc;

use super::figures::{self, Refusal};
use super::unit::Exclusion;
use super::unknown::Unknown;
use super::whole::{Collection, LastYear, Return, Review, ReviewState, Told};
use crate::checks::check::Finding;
use crate::model::year::ReportYear;

impl Collection {
    /// 按零计入: counts the blank figures of a unit's current version as 0. Another version begins without it.
    ///
    /// # Errors
    /// No reason is given, nothing is blank, or a stated total disagrees. A unit without a report has nothing blank.
    pub fn count_blanks_as_zero(&mut self, unit: &str, reason: &str) -> Result<(), Refusal> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Refusal::NoReason);
        }
        let mut own = self.submissions.iter_mut();
        let current = own
            .find(|submission| submission.current && submission.unit == unit)
            .ok_or(Refusal::NothingBlank)?;
        figures::may_count_blanks_as_zero(&current.report)?;
        current.blanks_as_zero = Some(reason.to_owned());
        Ok(())
    }

    /// Takes back that a unit's blank figures count as 0.
    pub fn leave_blanks_blank(&mut self, unit: &str) {
        for submission in &mut self.submissions {
            if submission.current && submission.unit == unit {
                submission.blanks_as_zero = None;
            }
        }
    }

    /// Makes another version of a unit's report the current one. Whether there is such a version.
    pub fn use_version(&mut self, unit: &str, version: u64) -> bool {
        if !self.versions(unit).any(|one| one.version == version) {
            return false;
        }
        for submission in &mut self.submissions {
            if submission.unit == unit {
                submission.current = submission.version == version;
                // Somebody has looked.
                submission.undecided = false;
            }
        }
        true
    }

    /// 新建下一年: a collection of the year after with the same roster, in which the current reports are last year's. Its
    /// last day is not known yet.
    #[must_use]
    pub fn next_year(&self, id: &str) -> Self {
        let current = self.submissions.iter().filter(|one| one.current);
        let year = self.year.and_then(|year| ReportYear::new(year.get() + 1));
        Self {
            id: id.to_owned(),
            organ: self.organ.clone(),
            level: self.level,
            year,
            roster: self.roster.clone(),
            last_year: LastYear {
                units: current
                    .map(|one| (one.unit.clone(), Arc::clone(&one.report)))
                    .collect(),
                ..LastYear::default()
            },
            ..Self::default()
        }
    }

    /// Adds a unit's figures no longer, or again where no reason is given. What it handed in stays.
    pub fn exclude(&mut self, unit: &str, reason: Option<Exclusion>) {
        if let Some(unit) = self.roster.iter_mut().find(|one| one.id == unit) {
            unit.counted = reason.is_none();
            unit.reason = reason;
        }
    }

    /// Decides about the current version of a unit's report. Whether there is one.
    pub fn review(&mut self, unit: &str, state: ReviewState, note: &str) -> bool {
        let Some(version) = self.current(unit).map(|submission| submission.version) else {
            return false;
        };
        let mut reviews = self.reviews.iter_mut();
        if let Some(review) =
            reviews.find(|review| review.unit == unit && review.version == version)
        {
            review.state = state;
            note.clone_into(&mut review.note);
        } else {
            self.reviews.push(Review {
                unit: unit.to_owned(),
                version,
                state,
                note: note.to_owned(),
                unknown: Unknown::default(),
            });
        }
        true
    }

    /// 退回: sends the current version of a unit's report back on a day, with what was found in it. Whether there is one.
    pub fn send_back(&mut self, unit: &str, date: &str, findings: &[Finding]) -> bool {
        if !self.review(unit, ReviewState::Returned, "") {
            return false;
        }
        let earlier = self
            .returns
            .iter()
            .filter(|sent_back| sent_back.unit == unit);
        let round = earlier.map(|sent_back| sent_back.round).max().unwrap_or(0) + 1;
        let told = findings.iter().map(|finding| Told {
            code: finding.code.to_string(),
            location: finding
                .locations
                .first()
                .map(ToString::to_string)
                .unwrap_or_default(),
            message: finding.message.clone(),
            unknown: Unknown::default(),
        });
        self.returns.push(Return {
            unit: unit.to_owned(),
            round,
            date: date.to_owned(),
            findings: told.collect(),
            unknown: Unknown::default(),
        });
        true
    }

    /// What was decided about the current version of a unit's report. A version that came later is open again.
    #[must_use]
    pub fn review_state(&self, unit: &str) -> ReviewState {
        let version = self.current(unit).map(|submission| submission.version);
        let decided = self
            .reviews
            .iter()
            .find(|review| review.unit == unit && Some(review.version) == version);
        decided.map_or(ReviewState::Open, |review| review.state)
    }
}
