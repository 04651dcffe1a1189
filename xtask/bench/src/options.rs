//! The command line.

use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};

/// How the program is called.
pub const USAGE: &str = "bench [--dist DIR] [--bare DIR] [--browser PATH] [--report FILE | --write] [PART…]

Measures the built page and prints it beside two references, with the budgets of the project.

  PART             sizes, start, keys, save, kill, memory; without any, all of them
  --write          put the tables into README.md: that of the files when sizes were measured,
                   that of all figures when every part was
  --report FILE    a backup of the report to measure with, every figure filled in (default: the example)
  --dist DIR       the built page (default: dist)
  --bare DIR       the built page of the package bare-leptos (default: target/bench/bare)
  --browser PATH   a Chromium (default: the installed one)
  --check          only read the arguments";

/// One kind of measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The files.
    Sizes,
    /// From the navigation to the page that answers.
    Start,
    /// From a key to the screen.
    Keys,
    /// From the last key to the storage.
    Save,
    /// What a killed browser loses.
    Kill,
    /// With a full report open.
    Memory,
}

impl Part {
    /// All of them, in the order in which they are measured.
    pub const ALL: [Self; 6] = [
        Self::Sizes,
        Self::Start,
        Self::Keys,
        Self::Save,
        Self::Kill,
        Self::Memory,
    ];

    const fn word(self) -> &'static str {
        match self {
            Self::Sizes => "sizes",
            Self::Start => "start",
            Self::Keys => "keys",
            Self::Save => "save",
            Self::Kill => "kill",
            Self::Memory => "memory",
        }
    }

    /// What is measured and how.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Sizes => "SIZES of the files, in bytes",
            Self::Start => {
                "START: from the navigation to data-ready, in a new tab without cache; median of seven (least–most)"
            }
            Self::Keys => {
                "KEYS: 200 keystrokes in ten cells of a full report, processor slowed down 4 times; p50, p95 (least–most)"
            }
            Self::Save => {
                "SAVE: after a burst of typing, processor slowed down 4 times; median of seven (least–most)"
            }
            Self::Kill => {
                "KILL: the browser killed in the middle of typing, and started again; from the first lost key to the kill (least–most)"
            }
            Self::Memory => "MEMORY with a full report open, garbage collected",
        }
    }
}

/// What is to be done.
#[derive(Debug)]
pub struct Options {
    /// The built page.
    pub dist: PathBuf,
    /// The built page of the bare framework.
    pub bare: PathBuf,
    /// The browser's program.
    pub browser: Option<PathBuf>,
    /// The backup of the report to measure with; none means the example.
    pub report: Option<PathBuf>,
    /// What to measure.
    pub parts: Vec<Part>,
    /// Whether the tables in the README are written.
    pub write: bool,
    /// Only read the arguments.
    pub check: bool,
    /// Only say how the program is called.
    pub help: bool,
}

impl Options {
    /// Reads the arguments.
    pub fn from_args(mut arguments: impl Iterator<Item = String>) -> Result<Self> {
        let mut options = Self {
            dist: "dist".into(),
            bare: "target/bench/bare".into(),
            browser: None,
            report: None,
            parts: Vec::new(),
            write: false,
            check: false,
            help: false,
        };
        while let Some(argument) = arguments.next() {
            let mut value = || {
                arguments
                    .next()
                    .with_context(|| format!("{argument} needs a value"))
            };
            match argument.as_str() {
                "--dist" => options.dist = value()?.into(),
                "--bare" => options.bare = value()?.into(),
                "--browser" => options.browser = Some(value()?.into()),
                "--report" => options.report = Some(value()?.into()),
                "--write" => options.write = true,
                "--check" => options.check = true,
                "--help" | "-h" => options.help = true,
                word => match Part::ALL.into_iter().find(|part| part.word() == word) {
                    Some(part) => options.parts.push(part),
                    None => bail!("{word:?} is unknown\n\n{USAGE}"),
                },
            }
        }
        ensure!(
            options.report.is_none() || !options.write,
            "the README tells of the example: --report and --write exclude each other"
        );
        // In the order of ALL and each once, however they were named.
        let named = std::mem::take(&mut options.parts);
        options.parts = Part::ALL
            .into_iter()
            .filter(|part| named.is_empty() || named.contains(part))
            .collect();
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Options> {
        Options::from_args(words.iter().map(|word| (*word).to_owned()))
    }

    #[test]
    fn everything_is_measured_unless_told() -> Result<()> {
        assert_eq!(read(&[])?.parts, Part::ALL);
        let some = read(&["keys", "--write", "sizes", "keys"])?;
        assert_eq!(some.parts, [Part::Sizes, Part::Keys]);
        assert!(some.write);
        assert!(read(&["speed"]).is_err());
        assert!(read(&["--dist"]).is_err());
        assert!(read(&["--report", "own.json"])?.report.is_some());
        assert!(read(&["--report", "own.json", "--write"]).is_err());
        Ok(())
    }
}
