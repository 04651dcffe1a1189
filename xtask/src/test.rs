//! Runs all checks and tests, quick ones first, and sums them up; a failed step does not stop the others.

mod compat;
mod counts;
mod journeys;
mod report;
pub mod table;

use std::process::{Command, ExitCode};

use anyhow::bail;

use crate::browser::{self, Browser};
use crate::project::Project;
use crate::toolchain;
use counts::Closing;
use report::Report;

const WASM: &str = "wasm32-unknown-unknown";

/// Which of the steps to run.
pub struct Selection {
    host: bool,
    wasm: bool,
    compat: bool,
    journeys: Journeys,
    /// Which journeys and browsers are wanted; all of them if empty.
    names: Vec<String>,
}

/// Where the journeys are walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Journeys {
    Nowhere,
    OnChromium,
    OnAllBrowsers,
}

impl Selection {
    /// Reads the words after `test`.
    pub fn from_words(words: &[&str]) -> anyhow::Result<Self> {
        let (first, names) = match words {
            [] => ("", [].as_slice()),
            [first @ ("journeys" | "browsers"), names @ ..] => (*first, names),
            [first @ ("host" | "wasm" | "compat")] => (*first, [].as_slice()),
            _ => bail!("unknown tests: {}", words.join(" ")),
        };
        Ok(Self {
            host: first.is_empty() || first == "host",
            wasm: first.is_empty() || first == "wasm",
            compat: first.is_empty() || first == "compat",
            journeys: match first {
                "journeys" => Journeys::OnChromium,
                "" | "browsers" => Journeys::OnAllBrowsers,
                _ => Journeys::Nowhere,
            },
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        })
    }
}

/// Runs the selected steps; the last line printed is the total over all tests.
pub fn test(project: &Project, selection: &Selection) -> anyhow::Result<ExitCode> {
    toolchain::ensure_for_test()?;
    let in_browser = selection.wasm || selection.journeys != Journeys::Nowhere;
    let browser = in_browser.then(Browser::find_or_install);
    let mut report = Report::default();
    if selection.host {
        host(project, &mut report);
    }
    if let Some(browser) = &browser {
        if selection.wasm {
            wasm(project, browser, &mut report);
        }
        match selection.journeys {
            Journeys::Nowhere => {}
            Journeys::OnChromium => {
                journeys::on_chromium(project, browser, &selection.names, &mut report);
            }
            Journeys::OnAllBrowsers => {
                journeys::on_all(project, browser, &selection.names, &mut report);
            }
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

fn cargo(project: &Project, words: &str) -> Command {
    let mut command = project.cargo();
    command.args(words.split(' '));
    command
}

#[cfg(test)]
mod tests {
    use super::{Journeys, Selection};

    #[test]
    fn everything_is_selected_unless_told() -> anyhow::Result<()> {
        let all = Selection::from_words(&[])?;
        assert!(all.host && all.wasm && all.compat);
        assert_eq!(all.journeys, Journeys::OnAllBrowsers);
        for (word, journeys) in [
            ("journeys", Journeys::OnChromium),
            ("browsers", Journeys::OnAllBrowsers),
        ] {
            let some = Selection::from_words(&[word, "undo"])?;
            assert!(!some.host && !some.wasm && !some.compat);
            assert_eq!(some.journeys, journeys);
            assert_eq!(some.names, ["undo"]);
        }
        assert_eq!(
            Selection::from_words(&["wasm"])?.journeys,
            Journeys::Nowhere
        );
        assert!(Selection::from_words(&["everything"]).is_err());
        Ok(())
    }
}
