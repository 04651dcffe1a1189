//! Builds the product and what it is compared with; the measuring is done by the program `bench`.
//!
//! That is a package of its own, as the journeys are, so that neither its dependencies nor its mistakes keep
//! anybody from building the product.

use std::process::ExitCode;

use anyhow::Context;

use crate::browser::{self, Browser};
use crate::build;
use crate::project::Project;
use crate::toolchain;

/// Measures. The words are those of the program, which explains them when it does not know one.
pub fn bench(project: &Project, words: &[&str]) -> anyhow::Result<ExitCode> {
    toolchain::ensure_for_build()?;
    let chromium = Browser::find_or_install()
        .chromium
        .with_context(|| format!("no Chromium; {}", browser::how_to_install()))?;
    // Before anything is built, the words are looked at.
    let known = program(project).arg("--check").args(words).status()?;
    if !known.success() {
        return Ok(ExitCode::FAILURE);
    }
    build::build(project)?;
    let bare = build::build_reference(project)?;
    let status = program(project)
        .arg("--dist")
        .arg(project.dist())
        .arg("--bare")
        .arg(bare)
        .arg("--browser")
        .arg(chromium)
        .args(words)
        .status()
        .context("cannot run the bench")?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn program(project: &Project) -> std::process::Command {
    let mut command = project.cargo();
    command.args(["run", "--quiet", "--package", "bench", "--"]);
    command
}
