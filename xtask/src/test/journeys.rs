//! The journeys through the built page: on the installed Chromium for quick work, on all browsers for the table.

use std::fs;
use std::path::Path;

use anyhow::Context;

use super::cargo;
use super::compat;
use super::counts::Closing;
use super::report::Report;
use super::table::{self, Table};
use crate::browser::{self, Browser, Candidate};
use crate::build;
use crate::project::Project;

const NOT_BUILT: &str = "nothing is built";

/// Builds, then walks on the installed Chromium; the names are parts of the names of the journeys wanted.
pub fn on_chromium(project: &Project, browser: &Browser, names: &[String], report: &mut Report) {
    let mut candidates = vec![browser::chromium(browser)];
    build(project, &mut candidates, report);
    walk(project, &candidates, names, None, report);
}

/// Builds, then walks on all browsers and compares the README's table with the run. Names of browsers select
/// these, other names select journeys.
pub fn on_all(project: &Project, browser: &Browser, names: &[String], report: &mut Report) {
    let (wanted, journeys): (Vec<_>, Vec<_>) = names
        .iter()
        .cloned()
        .partition(|name| browser::names().any(|known| known == name));
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
    let mut candidates = Vec::new();
    report.time("old browsers", || {
        let (found, trouble) = browser::line_up(project, browser, &wanted);
        candidates = found;
        trouble
    });
    build(project, &mut candidates, report);
    let results = table::results_file(project);
    let begun = begin_results(project);
    walk(project, &candidates, &journeys, Some(&results), report);
    report.time("browser table", || {
        begun?;
        let table = Table::of_run(project)?;
        fs::write(table::markdown_file(project), table.to_string())?;
        let readme =
            fs::read_to_string(table::readme(project)).context("cannot read the README")?;
        for remark in table.compare(&readme)? {
            println!("{remark}");
        }
        Ok(())
    });
}

/// Makes the place for the results; those of an earlier run would be taken for those of a run that breaks off.
fn begin_results(project: &Project) -> anyhow::Result<()> {
    fs::create_dir_all(project.browsers())?;
    let file = table::results_file(project);
    if file.exists() {
        fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
    }
    Ok(())
}

/// Without a built page no browser can walk.
fn build(project: &Project, candidates: &mut [Candidate], report: &mut Report) {
    if !report.time("build", || build::build(project)) {
        for candidate in candidates {
            candidate.program = Err(NOT_BUILT.to_owned());
        }
    }
    // The journeys that ask axe-core and the editors are skipped without them, and say so.
    if let Err(error) = compat::install_for_journeys(project) {
        println!("axe-core or the editors are missing: {error:#}");
    }
}

fn walk(
    project: &Project,
    candidates: &[Candidate],
    journeys: &[String],
    results: Option<&Path>,
    report: &mut Report,
) {
    let mut command = cargo(project, "run --quiet --package journeys --");
    command.arg("--dist").arg(project.dist());
    if let Some(file) = results {
        command.arg("--results").arg(file);
    }
    for Candidate { name, program } in candidates {
        match program {
            Ok(program) => {
                command.arg("--browser");
                command.arg(format!("{name}={}", program.display()));
            }
            Err(reason) => {
                command.arg("--missing").arg(format!("{name}={reason}"));
            }
        }
    }
    command.args(journeys);
    report.run_tests("journeys", command, Closing::OfJourneys);
}
