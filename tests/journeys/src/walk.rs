//! One walk: one journey in one form of the page, in a browser of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, ensure};

use crate::browser::PageLog;
use crate::journeys::{AT_THE_ENDS, IN_THE_NEWEST, Journey};
use crate::stage::{Setting, Skip, Stage};

/// How many of the page's last messages a failure shows.
const TAIL: usize = 12;

/// What is to be walked.
pub struct Walk<'a> {
    /// The journey.
    pub journey: &'static Journey,
    /// The browser's program.
    pub program: &'a Path,
    /// The address of the product's page.
    pub url: String,
    /// Where pictures go, and how their names begin; none are kept without it.
    pub shots: Option<PathBuf>,
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
    /// Walks it.
    pub fn walk(&self) -> Walked {
        let begun = Instant::now();
        let (outcome, version) = self.in_browser();
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
        if IN_THE_NEWEST.contains(&self.journey.name) && !is_newest_chromium(stage.version()) {
            let reason = "the newest Chromium walks it".to_owned();
            return (Outcome::Skipped(reason), version);
        }
        if AT_THE_ENDS.contains(&self.journey.name) && is_between(stage.version()) {
            let reason = "the oldest and the newest browsers walk it".to_owned();
            return (Outcome::Skipped(reason), version);
        }
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

/// The oldest Chromium that is served.
const OLDEST: &str = "/66.";

/// Whether a browser is neither the oldest nor one of the newest. Only the old builds call themselves headless.
fn is_between(version: &str) -> bool {
    version.starts_with("Headless") && !version.contains(OLDEST)
}

/// Whether it is the installed Chromium.
fn is_newest_chromium(version: &str) -> bool {
    version.starts_with("Chrome/")
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
