//! What came of all the runs: how many ended how in each browser and form.

use std::fmt;

use serde_json::{Value, json};

use crate::journeys::{self, Journey};
use crate::options::Candidate;
use crate::stage::Form;
use crate::walk::{Outcome, Walked};

/// One journey in one form of the page in one browser.
pub struct Run<'a> {
    /// The browser.
    pub browser: &'a Candidate,
    /// The journey.
    pub journey: &'static Journey,
    /// The form.
    pub form: Form,
}

impl fmt::Display for Run<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{}  {}  {}",
            self.browser.name, self.journey.name, self.form
        )
    }
}

/// How many runs ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Runs that passed.
    pub passed: usize,
    /// Runs that failed.
    pub failed: usize,
    /// Runs that could not be made.
    pub skipped: usize,
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            passed,
            failed,
            skipped,
        } = self;
        write!(out, "{passed} passed, {failed} failed, {skipped} skipped")
    }
}

/// All runs with how they ended; the display is the summary, its last line the total.
pub struct Results<'a> {
    browsers: &'a [Candidate],
    runs: Vec<(Run<'a>, Walked)>,
    missing: Vec<Run<'a>>,
}

impl<'a> Results<'a> {
    /// Collects them: the runs that could not be made because the browser is missing, and those that were made.
    pub fn new(
        browsers: &'a [Candidate],
        missing: Vec<Run<'a>>,
        walked: impl IntoIterator<Item = (Run<'a>, Walked)>,
    ) -> Self {
        Self {
            browsers,
            runs: walked.into_iter().collect(),
            missing,
        }
    }

    /// Whether something passed, or was at least known to be missing, and nothing failed.
    pub fn nothing_failed(&self) -> bool {
        let total = self.tally(|_| true);
        total.failed == 0 && (total.passed > 0 || !self.missing.is_empty())
    }

    fn tally(&self, belongs: impl Fn(&Run<'_>) -> bool) -> Tally {
        let mut tally = Tally {
            skipped: self.missing.iter().filter(|run| belongs(run)).count(),
            ..Tally::default()
        };
        for (_, walked) in self.runs.iter().filter(|(run, _)| belongs(run)) {
            *match walked.outcome {
                Outcome::Passed => &mut tally.passed,
                Outcome::Failed(_) => &mut tally.failed,
                Outcome::Skipped(_) => &mut tally.skipped,
            } += 1;
        }
        tally
    }

    fn version(&self, browser: &Candidate) -> Option<&str> {
        let mut own = self.runs.iter().filter(|(run, _)| run.browser == browser);
        own.find_map(|(_, walked)| walked.version.as_deref())
    }

    /// For the table of browsers: only the journeys that every checkout can walk are counted.
    ///
    /// `whole` says whether all of them were asked for, in both forms.
    pub fn json(&self, whole: bool) -> Value {
        let count = |browser: &Candidate, form: Form| {
            let tally = self.tally(|run| {
                let for_all = journeys::ALL
                    .iter()
                    .any(|journey| journey.name == run.journey.name);
                run.browser == browser && run.form == form && for_all
            });
            json!({ "passed": tally.passed, "failed": tally.failed, "skipped": tally.skipped })
        };
        let rows = self.browsers.iter().map(|browser| {
            json!({
                "name": browser.name,
                "version": self.version(browser),
                "missing": browser.program.as_ref().err(),
                "file": count(browser, Form::File),
                "http": count(browser, Form::Http),
            })
        });
        json!({ "whole": whole, "browsers": rows.collect::<Vec<_>>() })
    }
}

impl fmt::Display for Results<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.browsers.len() > 1 {
            writeln!(out)?;
            for browser in self.browsers {
                let version = self.version(browser).unwrap_or("not run");
                writeln!(out, "{}: {version}", browser.name)?;
                for form in [Form::File, Form::Http] {
                    let tally = self.tally(|run| run.browser == browser && run.form == form);
                    writeln!(out, "  {form}  {tally}")?;
                }
            }
        }
        let failed = self
            .runs
            .iter()
            .filter(|(_, walked)| matches!(walked.outcome, Outcome::Failed(_)));
        for (run, _) in failed {
            writeln!(out, "failed: {run}")?;
        }
        writeln!(out, "{}", self.tally(|_| true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn outcomes_are_counted_by_browser_and_form() {
        let candidate = |name: &str, program| Candidate {
            name: name.to_owned(),
            program,
        };
        let browsers = [
            candidate("old", Ok("chromium".into())),
            candidate("none", Err("no npm".to_owned())),
        ];
        let run = |browser: usize, journey: &'static Journey, form| {
            browsers.get(browser).map(|browser| Run {
                browser,
                journey,
                form,
            })
        };
        let walked = |outcome| Walked {
            outcome,
            version: Some("HeadlessChrome/66.0.3347.0".to_owned()),
            time: Duration::ZERO,
        };
        let (Some(first), Some(with_material)) =
            (journeys::ALL.first(), journeys::WITH_MATERIAL.first())
        else {
            unreachable!("both lists have journeys")
        };
        let walks = [
            (run(0, first, Form::File), Outcome::Passed),
            (
                run(0, first, Form::Http),
                Outcome::Failed("broken".to_owned()),
            ),
            (
                run(0, with_material, Form::File),
                Outcome::Skipped("not here".to_owned()),
            ),
        ];
        let results = Results::new(
            &browsers,
            run(1, first, Form::File).into_iter().collect(),
            walks
                .into_iter()
                .filter_map(|(run, outcome)| Some((run?, walked(outcome)))),
        );
        assert!(!results.nothing_failed());
        let none = json!({ "passed": 0, "failed": 0, "skipped": 0 });
        let expected = json!({ "whole": true, "browsers": [
            { "name": "old", "version": "HeadlessChrome/66.0.3347.0", "missing": null,
              "file": { "passed": 1, "failed": 0, "skipped": 0 },
              "http": { "passed": 0, "failed": 1, "skipped": 0 } },
            { "name": "none", "version": null, "missing": "no npm",
              "file": { "passed": 0, "failed": 0, "skipped": 1 }, "http": none },
        ] });
        assert_eq!(results.json(true), expected);
        let text = results.to_string();
        let failed = format!("failed: old  {}  http\n", first.name);
        assert!(
            text.ends_with(&format!("{failed}1 passed, 1 failed, 2 skipped\n")),
            "{text}"
        );
    }
}
