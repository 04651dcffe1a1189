//! Runs all checks and tests, quick ones first, and sums them up; a failed step does not stop the others.

mod compat;
mod counts;
mod report;

use std::process::{Command, ExitCode};

use anyhow::bail;

use crate::browser::{self, Browser};
use crate::build;
use crate::project::Project;
use crate::toolchain;
use counts::Closing;
use report::Report;

const WASM: &str = "wasm32-unknown-unknown";

/// Which of the steps to run.
pub struct Selection {
    host: bool,
    wasm: bool,
    journeys: bool,
    compat: bool,
    /// Parts of the names of the journeys wanted; all of them if empty.
    names: Vec<String>,
}

impl Selection {
    /// Reads the words after `test`.
    pub fn from_words(words: &[&str]) -> anyhow::Result<Self> {
        let (first, names) = match words {
            [] => ("", [].as_slice()),
            ["journeys", names @ ..] => ("journeys", names),
            [first @ ("host" | "wasm" | "compat")] => (*first, [].as_slice()),
            _ => bail!("unknown tests: {}", words.join(" ")),
        };
        Ok(Self {
            host: first.is_empty() || first == "host",
            wasm: first.is_empty() || first == "wasm",
            journeys: first.is_empty() || first == "journeys",
            compat: first.is_empty() || first == "compat",
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        })
    }
}

/// Runs the selected steps; the last line printed is the total over all tests.
pub fn test(project: &Project, selection: &Selection) -> anyhow::Result<ExitCode> {
    toolchain::ensure_for_test()?;
    let browser = (selection.wasm || selection.journeys).then(Browser::find_or_install);
    let mut report = Report::default();
    if selection.host {
        host(project, &mut report);
    }
    if let Some(browser) = &browser {
        if selection.wasm {
            wasm(project, browser, &mut report);
        }
        if selection.journeys {
            journeys(project, browser, &selection.names, &mut report);
        }
    }
    // After the build, whose script it reads.
    if selection.compat {
        compat::run(project, &mut report);
    }
    Ok(report.conclude())
}

fn host(project: &Project, report: &mut Report) {
    report.run("format", cargo(project, "fmt --all --check"));
    report.run(
        "lints, host",
        cargo(project, "clippy --workspace --all-targets -- -D warnings"),
    );
    // What runs in the browser; the host tests are not made for wasm32.
    let wasm =
        format!("clippy --package nianbao --lib --bins --test web --target {WASM} -- -D warnings");
    report.run("lints, wasm32", cargo(project, &wasm));
    report.run_tests(
        "host tests",
        cargo(project, "test --workspace --no-fail-fast"),
        Closing::OfCargo,
    );
}

fn wasm(project: &Project, browser: &Browser, report: &mut Report) {
    let tests = format!("test --package nianbao --target {WASM} --test web");
    if browser.chromium.is_some() && browser.driver.is_some() {
        // Cargo would build it as well, but silently.
        report.run(
            "wasm runner",
            cargo(project, "build --package wasm-test-runner"),
        );
        report.run_tests("wasm tests", cargo(project, &tests), Closing::OfCargo);
    } else {
        report.skip_tests(
            "wasm tests",
            &format!(
                "no Chromium with chromedriver; {}",
                browser::how_to_install()
            ),
            // Listing needs no browser.
            cargo(project, &format!("{tests} -- --list")),
            |line| line.ends_with(": test"),
        );
    }
}

fn journeys(project: &Project, browser: &Browser, names: &[String], report: &mut Report) {
    let built = report.time("build", || build::build(project));
    let Some(chromium) = browser.chromium.as_ref().filter(|_| built) else {
        let reason = if built {
            format!("no Chromium; {}", browser::how_to_install())
        } else {
            "nothing is built".to_owned()
        };
        let list = cargo(project, "run --quiet --package journeys -- --list");
        report.skip_tests("journeys", &reason, list, |line| {
            let journey = line.split(' ').next().unwrap_or_default();
            let wanted = names.is_empty() || names.iter().any(|name| journey.contains(name));
            wanted && !journey.is_empty()
        });
        return;
    };
    if let Err(error) = compat::install(project) {
        println!("axe-core is missing: {error:#}");
    }
    let mut command = cargo(project, "run --quiet --package journeys --");
    command.arg("--dist").arg(project.dist());
    command.arg("--browser").arg(chromium).args(names);
    report.run_tests("journeys", command, Closing::OfJourneys);
}

fn cargo(project: &Project, words: &str) -> Command {
    let mut command = project.cargo();
    command.args(words.split(' '));
    command
}

#[cfg(test)]
mod tests {
    use super::Selection;

    #[test]
    fn everything_is_selected_unless_told() -> anyhow::Result<()> {
        let all = Selection::from_words(&[])?;
        assert!(all.host && all.wasm && all.journeys && all.compat);
        let some = Selection::from_words(&["journeys", "undo"])?;
        assert!(!some.host && !some.wasm && some.journeys);
        assert_eq!(some.names, ["undo"]);
        assert!(Selection::from_words(&["everything"]).is_err());
        Ok(())
    }
}
