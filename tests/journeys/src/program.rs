//! Runs the journeys that are wanted, one after the other, and reports them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, anyhow, ensure};

use crate::browser::PageLog;
use crate::cdp;
use crate::journeys::{self, Journey};
use crate::options::{Options, USAGE};
use crate::stage::{Form, Setting, Skip, Stage};
use crate::static_server::StaticServer;

/// How many of the page's last messages a failure shows.
const TAIL: usize = 12;

/// How one run ended.
enum Outcome {
    Passed,
    Skipped(String),
    /// The report, over several lines.
    Failed(String),
}

/// Runs what the options ask for. True if there was something to do and nothing failed.
pub fn run(options: &Options) -> Result<bool> {
    if options.help {
        println!("{USAGE}");
        return Ok(true);
    }
    if options.list {
        for journey in journeys::ALL {
            println!("{:22} {}", journey.name, journey.about);
        }
        return Ok(true);
    }
    let program = options
        .browser
        .clone()
        .or_else(cdp::installed)
        .context("no Chromium is installed; name one with --browser")?;
    let dist = options.dist.canonicalize().with_context(|| {
        format!(
            "{} is not there; build the page first",
            options.dist.display()
        )
    })?;
    let server = StaticServer::start(&dist)?;

    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for journey in journeys::ALL
        .iter()
        .filter(|journey| options.wants(journey.name))
    {
        let forms = journey.forms.iter().copied();
        for form in forms.filter(|form| options.form.is_none_or(|only| only == *form)) {
            let start = Instant::now();
            let shots = options
                .shots
                .as_ref()
                .map(|directory| directory.join(format!("{}-{form}", journey.name)));
            let outcome = url(&dist, &server, form).map_or_else(
                |error| Outcome::Failed(format!("    {error:#}\n")),
                |url| walk(journey, &program, &url, shots),
            );
            let seconds = start.elapsed().as_secs_f32();
            let what = format!("{}  {form}", journey.name);
            match outcome {
                Outcome::Passed => {
                    passed += 1;
                    println!("ok  {what}  {seconds:.1} s");
                }
                Outcome::Skipped(reason) => {
                    skipped += 1;
                    println!("skip {what}  {reason}");
                }
                Outcome::Failed(report) => {
                    failed += 1;
                    print!("FAIL {what}  {seconds:.1} s\n{report}");
                }
            }
        }
    }
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    Ok(failed == 0 && passed > 0)
}

fn url(dist: &Path, server: &StaticServer, form: Form) -> Result<String> {
    let name = match form {
        Form::File => "nianbao.html",
        Form::Http => "index.html",
    };
    let file = dist.join(name);
    ensure!(file.is_file(), "{} is not there", file.display());
    Ok(match form {
        Form::File => format!("file://{}", file.display()),
        Form::Http => server.url(""),
    })
}

fn walk(journey: &Journey, program: &Path, url: &str, shots: Option<PathBuf>) -> Outcome {
    let setting = Setting {
        program,
        url,
        shots,
    };
    let mut stage = match Stage::set(&setting) {
        Ok(stage) => stage,
        Err(error) => return Outcome::Failed(format!("    {error:#}\n")),
    };
    let result = catch_unwind(AssertUnwindSafe(|| (journey.run)(&mut stage)))
        .unwrap_or_else(|panic| Err(anyhow!("the journey panicked: {}", panic_text(&*panic))))
        .and_then(|()| judge(stage.whole_log()));
    let Err(error) = result else {
        return Outcome::Passed;
    };
    if let Some(skip) = error.downcast_ref::<Skip>() {
        return Outcome::Skipped(skip.to_string());
    }
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
    Outcome::Failed(report)
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
