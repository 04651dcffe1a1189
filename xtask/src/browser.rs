//! The browsers that the tests drive: finds those of the system, installs them where that is possible without asking,
//! and fetches the old ones.

mod fetch;
mod lineup;
mod pinned;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub use lineup::{Candidate, chromium, is_pinned, line_up, names};

const PACKAGES: &[&str] = &["chromium", "chromium-driver", "fonts-noto-cjk"];
const FIREFOX_PACKAGES: &[&str] = &["firefox-esr"];
const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const FIREFOX_NAMES: [&str; 2] = ["firefox-esr", "firefox"];

/// What the tests need on this machine.
pub struct Browser {
    /// A Chromium.
    pub chromium: Option<PathBuf>,
    /// The program that speaks WebDriver for it.
    pub driver: Option<PathBuf>,
}

impl Browser {
    /// Finds what there is, after installing what can be installed.
    pub fn find_or_install() -> Self {
        install_missing(PACKAGES);
        Self {
            chromium: NAMES.iter().find_map(|name| in_path(name)),
            driver: in_path("chromedriver"),
        }
    }
}

/// Finds a Firefox, after installing it if it can be installed.
pub fn firefox() -> Option<PathBuf> {
    install_missing(FIREFOX_PACKAGES);
    FIREFOX_NAMES.iter().find_map(|name| in_path(name))
}

/// What to tell somebody whose machine lacks Chromium.
pub fn how_to_install() -> String {
    how_to_get(PACKAGES)
}

/// What to tell somebody whose machine lacks Firefox.
pub fn how_to_install_firefox() -> String {
    how_to_get(FIREFOX_PACKAGES)
}

fn how_to_get(packages: &[&str]) -> String {
    format!(
        "on Debian: apt-get update && apt-get {}",
        install_words(packages).join(" ")
    )
}

fn install_words<'a>(packages: &[&'a str]) -> Vec<&'a str> {
    let mut words = vec!["install", "-y", "--no-install-recommends"];
    words.extend(packages);
    words
}

fn install_missing(packages: &[&str]) {
    if !is_debian() || packages.iter().all(|package| is_installed(package)) {
        return;
    }
    if !is_root() {
        eprintln!("the browser tests lack a package; {}", how_to_get(packages));
        return;
    }
    for words in [vec!["update"], install_words(packages)] {
        eprintln!("running: apt-get {}", words.join(" "));
        let status = Command::new("apt-get")
            .args(&words)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .stdin(Stdio::null())
            // The last lines of standard output belong to the test results.
            .stdout(Stdio::null())
            .status();
        if !status.is_ok_and(|status| status.success()) {
            eprintln!("apt-get {} did not succeed", words.join(" "));
        }
    }
}

fn is_debian() -> bool {
    Path::new("/etc/debian_version").exists() && in_path("apt-get").is_some()
}

fn is_installed(package: &str) -> bool {
    let output = Command::new("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Status}", package])
        .output();
    output.is_ok_and(|output| output.stdout == b"installed")
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn in_path(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .map(|folder| {
            folder
                .join(name)
                .with_extension(std::env::consts::EXE_EXTENSION)
        })
        .find(|path| path.is_file())
}
