//! The comparison with the browsers' history: a Node program, since that history is an npm package.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

use super::counts::Closing;
use super::report::Report;
use crate::project::Project;

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Runs the checks, or names them as skipped.
pub fn run(project: &Project, report: &mut Report) {
    let folder = folder(project);
    match install(&folder) {
        Ok(()) => {
            let mut command = Command::new("node");
            command.arg(folder.join("check.mjs"));
            // Its closing line is that of the journeys.
            report.run_tests("compat", command, Closing::OfJourneys);
        }
        Err(error) => {
            let names = names(&folder);
            report.skip_names("compat", &format!("{error:#}"), &names.unwrap_or_default());
        }
    }
}

/// Brings in what the journeys take from npm: axe-core, and the portals' editors.
pub fn install_for_journeys(project: &Project) -> anyhow::Result<()> {
    install(&folder(project)).and(install(&project.root.join("tests/editors")))
}

/// Brings the packages of a folder in, unless those of its lock file are there.
fn install(folder: &Path) -> anyhow::Result<()> {
    let modified = |file: &str| fs::metadata(folder.join(file))?.modified();
    // npm writes down what it has installed.
    let installed = modified("node_modules/.package-lock.json");
    if installed
        .is_ok_and(|installed| modified("package-lock.json").is_ok_and(|lock| lock <= installed))
    {
        return Ok(());
    }
    let status = Command::new(NPM)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .status()
        .context("npm is not installed; on Debian: apt-get install npm")?;
    if !status.success() {
        bail!("npm ci in {}: {status}", folder.display());
    }
    Ok(())
}

fn folder(project: &Project) -> PathBuf {
    project.root.join("tests/compat")
}

fn names(folder: &Path) -> anyhow::Result<Vec<String>> {
    let text = fs::read_to_string(folder.join("checks.json"))?;
    let checks: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text)?;
    Ok(checks.into_iter().map(|(name, _)| name).collect())
}
