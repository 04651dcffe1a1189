//! Finds the browser that the tests drive, and installs it where that is possible without asking.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-cjk"];
const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

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
        if is_debian() && PACKAGES.iter().any(|package| !is_installed(package)) {
            install();
        }
        Self {
            chromium: NAMES.iter().find_map(|name| in_path(name)),
            driver: in_path("chromedriver"),
        }
    }
}

/// What to tell somebody whose machine lacks the browser.
pub fn how_to_install() -> String {
    format!(
        "on Debian: apt-get update && apt-get {}",
        install_words().join(" ")
    )
}

fn install_words() -> Vec<&'static str> {
    let mut words = vec!["install", "-y", "--no-install-recommends"];
    words.extend(PACKAGES);
    words
}

fn install() {
    if !is_root() {
        eprintln!("the browser tests lack a package; {}", how_to_install());
        return;
    }
    for words in [vec!["update"], install_words()] {
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
