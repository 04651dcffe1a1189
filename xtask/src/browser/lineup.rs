//! The browsers of the table, in its order.

use std::path::PathBuf;

use super::fetch::fetch;
use super::pinned::PINNED;
use super::{Browser, firefox, how_to_install, how_to_install_firefox};
use crate::project::Project;

/// The installed Chromium's name.
pub const CHROMIUM: &str = "chromium";

/// The installed Firefox's name.
pub const FIREFOX: &str = "firefox-esr";

/// A browser that is to be driven.
pub struct Candidate {
    /// Its name in the table.
    pub name: &'static str,
    /// Its program, or why there is none.
    pub program: Result<PathBuf, String>,
}

/// The names of all browsers of the table.
pub fn names() -> impl Iterator<Item = &'static str> {
    PINNED
        .iter()
        .map(|pinned| pinned.name)
        .chain([CHROMIUM, FIREFOX])
}

/// Whether the version of a browser stays as it is, whatever the machine.
pub fn is_pinned(name: &str) -> bool {
    PINNED.iter().any(|pinned| pinned.name == name)
}

/// The installed Chromium.
pub fn chromium(browser: &Browser) -> Candidate {
    Candidate {
        name: CHROMIUM,
        program: browser
            .chromium
            .clone()
            .ok_or_else(|| format!("no Chromium; {}", how_to_install())),
    }
}

/// The browsers of these names, or all of them, those that can be had here with their programs.
///
/// # Errors
/// Beside the candidates stands what is wrong with a package: that is a failure and no mere lack.
pub fn line_up(
    project: &Project,
    browser: &Browser,
    wanted: &[&str],
) -> (Vec<Candidate>, anyhow::Result<()>) {
    let is_wanted = |name: &str| wanted.is_empty() || wanted.contains(&name);
    let mut trouble = Ok(());
    let mut candidates = Vec::new();
    for pinned in PINNED.iter().filter(|pinned| is_wanted(pinned.name)) {
        let program = fetch(&project.browsers(), pinned).unwrap_or_else(|error| {
            let reason = format!("{error:#}");
            trouble = Err(error.context(pinned.name));
            Err(reason)
        });
        let name = pinned.name;
        candidates.push(Candidate { name, program });
    }
    if is_wanted(CHROMIUM) {
        candidates.push(chromium(browser));
    }
    if is_wanted(FIREFOX) {
        candidates.push(Candidate {
            name: FIREFOX,
            program: firefox().ok_or_else(|| format!("no Firefox; {}", how_to_install_firefox())),
        });
    }
    (candidates, trouble)
}
