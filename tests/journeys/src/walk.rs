//! One walk: one journey in one form of the page, in a browser of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, ensure};

use crate::browser::PageLog;
use crate::journeys::Journey;
use crate::stage::{Setting, Skip, Stage};

/// How many of the page's last messages a failure shows.
const TAIL: usize = 12;

/// What is to be walked.
pub struct Walk<'a> {
    /// The journey.
    pub journey: &'static Journey,
    /// The browser's program.
    pub program: &'a Path,
    /// Why it is left to other browsers, if it is.
    pub left: Option<Left>,
    /// The address of the product's page.
    pub url: String,
    /// Where pictures go, and how their names begin; none are kept without it.
    pub shots: Option<PathBuf>,
}

/// A walk that is not made.
#[derive(Clone)]
pub struct Left {
    /// The name and version of the browser that would have made it.
    pub version: String,
    /// Why not.
    pub reason: &'static str,
}

/// What came of a walk.
pub struct Walked {
    /// How it ended.
    pub outcome: Outcome,
    /// The browser's name and version in its own words; none if it did not start.
    pub version: Option<String>,
    /// How long it took.
    pub time: Duration,
}

/// How a walk ended.
pub enum Outcome {
    /// Everything was as it should be.
    Passed,
    /// It could not be walked here, for this reason.
    Skipped(String),
    /// Something was not; the report, over several lines.
    Failed(String),
}

impl Walk<'_> {
    /// Walks it, unless it is left to other browsers.
    pub fn walk(&self) -> Walked {
        let begun = Instant::now();
        let (outcome, version) = match &self.left {
            Some(Left { version, reason }) => (
                Outcome::Skipped((*reason).to_owned()),
                Some(version.clone()),
            ),
            None => self.in_browser(),
        };
        Walked {
            outcome,
            version,
            time: begun.elapsed(),
        }
    }

    fn in_browser(&self) -> (Outcome, Option<String>) {
        let setting = Setting {
            program: self.program,
            url: &self.url,
            shots: self.shots.clone(),
        };
        let mut stage = match Stage::set(&setting) {
            Ok(stage) => stage,
            Err(error) => return (Outcome::Failed(format!("    {error:#}\n")), None),
        };
        let version = Some(stage.version().to_owned());
        let result = catch_unwind(AssertUnwindSafe(|| (self.journey.run)(&mut stage)))
            .unwrap_or_else(|panic| Err(anyhow!("the journey panicked: {}", panic_text(&*panic))))
            .and_then(|()| judge(stage.whole_log()));
        let outcome = match result {
            Ok(()) => Outcome::Passed,
            Err(error) => match error.downcast_ref::<Skip>() {
                Some(skip) => Outcome::Skipped(skip.to_string()),
                None => Outcome::Failed(report(&error, &mut stage)),
            },
        };
        (outcome, version)
    }
}

/// What a browser calls itself, with its version.
pub fn version(program: &Path) -> Result<String> {
    // The address is never opened.
    let setting = Setting {
        program,
        url: "about:blank",
        shots: None,
    };
    Ok(Stage::set(&setting)?.version().to_owned())
}

/// What went wrong, and what the page had to say.
fn report(error: &anyhow::Error, stage: &mut Stage) -> String {
    let mut report = String::new();
    for (depth, cause) in error.chain().enumerate() {
        let mark = if depth == 0 { "" } else { "because " };
        report.push_str(&format!("    {mark}{cause}\n"));
    }
    report.push_str(&format!("    in {}\n", stage.version()));
    match stage.screenshot("") {
        Ok(Some(file)) => report.push_str(&format!("    picture {}\n", file.display())),
        Ok(None) => {}
        Err(error) => report.push_str(&format!("    no picture: {error:#}\n")),
    }
    let log = stage.whole_log();
    let said = log
        .exceptions
        .iter()
        .chain(&log.dialogs)
        .chain(&log.console);
    let said: Vec<&String> = said.collect();
    for line in said.iter().skip(said.len().saturating_sub(TAIL)) {
        report.push_str(&format!(
            "    page: {}\n",
            line.replace('\n', "\n          ")
        ));
    }
    report
}

/// What no journey may cause, whatever it was about.
fn judge(log: &PageLog) -> Result<()> {
    ensure!(
        log.exceptions.is_empty(),
        "the page threw {:?}",
        log.exceptions
    );
    ensure!(
        log.dialogs.is_empty(),
        "the page opened native dialogs {:?}",
        log.dialogs
    );
    let panics = log.console.iter().find(|line| line.contains("panicked at"));
    ensure!(panics.is_none(), "the page panicked: {panics:?}");
    Ok(())
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_else(|| "without words".to_owned())
}
