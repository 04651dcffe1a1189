//! The findings of each unit's report, by the same checks as in the editor.

use std::collections::HashMap;
use std::sync::Arc;

use super::handing_out;
use super::submission::Submission;
use super::sum::Current;
use super::whole::{Collection, LastFigures};
use crate::checks::check::{Code, Finding, Severity};
use crate::checks::dismissal::{self, Dismissed};
use crate::checks::registry::{self, CHECKS};
use crate::model::draft::Draft;
use crate::model::sheet::Sheet;

/// The check for figures that jump from one year to the next.
const JUMP: Code = Code("Y3");

/// What was found in one version of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reviewed {
    /// What is wrong or should be looked at, the gravest first.
    pub findings: Vec<Finding>,
    /// What the unit dismissed, with its reasons.
    pub dismissed: Vec<Dismissed>,
}

/// How many findings there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// 错误.
    pub errors: usize,
    /// 提醒.
    pub warnings: usize,
    /// Those that the unit dismissed.
    pub dismissed: usize,
    /// Figures that jump from one year to the next; they are among the warnings.
    pub jumps: usize,
}

/// The findings of all reports that were checked so far.
#[derive(Clone, Debug, Default)]
pub struct Reviewing(HashMap<String, (u64, Reviewed)>);

/// A check, and the units in whose reports it found something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByRule {
    /// The check.
    pub code: Code,
    /// The gravest that it found.
    pub severity: Severity,
    /// The units in the order of the roster, each with how often.
    pub units: Vec<(String, usize)>,
}

impl Reviewed {
    /// How many there are of each kind.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let jumps = self.findings.iter().filter(|finding| finding.code == JUMP);
        Counts {
            errors: registry::count(&self.findings, Severity::Error),
            warnings: registry::count(&self.findings, Severity::Warning),
            dismissed: self.dismissed.len(),
            jumps: jumps.count(),
        }
    }
}

impl Reviewing {
    /// The units whose current version is not checked yet. Checking them one after another lets the page answer.
    #[must_use]
    pub fn pending(&self, collection: &Collection) -> Vec<String> {
        let current = collection.submissions.iter();
        let current = current.filter(|submission| submission.current);
        current
            .filter(|submission| self.get(submission).is_none())
            .map(|submission| submission.unit.clone())
            .collect()
    }

    /// Checks the current version of a unit's report.
    pub fn check(&mut self, collection: &Collection, unit: &str) {
        if let Some(submission) = collection.current(unit) {
            let reviewed = review(collection, submission);
            self.0
                .insert(unit.to_owned(), (submission.version, reviewed));
        }
    }

    /// Forgets what was found in a unit's report, since the roster says something else of the unit, or last year's
    /// report came in.
    pub fn forget(&mut self, unit: &str) {
        self.0.remove(unit);
    }

    /// What was found in a version; `None` while it is not checked.
    #[must_use]
    pub fn get(&self, submission: &Submission) -> Option<&Reviewed> {
        let (version, reviewed) = self.0.get(&submission.unit)?;
        (*version == submission.version).then_some(reviewed)
    }

    /// The findings by rule, in the order of the rules.
    #[must_use]
    pub fn by_rule(&self, collection: &Collection) -> Vec<ByRule> {
        let mut rules: HashMap<Code, ByRule> = HashMap::new();
        let current = Current::of(collection);
        for unit in &collection.roster {
            let submission = current.get(&unit.id);
            let Some(reviewed) = submission.and_then(|submission| self.get(submission)) else {
                continue;
            };
            for finding in &reviewed.findings {
                let rule = rules.entry(finding.code).or_insert_with(|| ByRule {
                    code: finding.code,
                    severity: finding.severity,
                    units: Vec::new(),
                });
                rule.severity = rule.severity.min(finding.severity);
                match rule.units.last_mut().filter(|(last, _)| *last == unit.id) {
                    Some((_, count)) => *count += 1,
                    None => rule.units.push((unit.id.clone(), 1)),
                }
            }
        }
        let in_order = CHECKS
            .iter()
            .filter_map(|check| rules.remove(&check.code()));
        in_order.collect()
    }
}

/// What is found in a version of a report.
#[must_use]
pub fn review(collection: &Collection, submission: &Submission) -> Reviewed {
    let draft = subject(collection, submission);
    let findings = registry::run(&draft, &Sheet::read(&draft));
    let (findings, dismissed) = dismissal::sift(&draft, findings);
    Reviewed {
        findings,
        dismissed,
    }
}

/// The report as it is checked: the kind of organ is the roster's, and last year's report the one that was handed in
/// here, where there is one. The report itself is not touched.
fn subject(collection: &Collection, submission: &Submission) -> Draft {
    let mut draft = (*submission.report).clone();
    let unit = collection.unit(&submission.unit);
    draft.level = unit.and_then(|unit| unit.level).or(draft.level);
    if let Some(LastFigures::Report(last)) = collection.last_year_of(&submission.unit) {
        draft.previous_year = Some(Arc::new(handing_out::previous_year(&last)));
    }
    dismissal::anchor(&mut draft);
    draft
}
