//! The command line.

use std::num::NonZero;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::stage::Form;

/// How the program is called.
pub const USAGE: &str = "journeys [OPTIONS] [NAME…]

Walks through the built page in one browser or several and reports one line for each browser, journey and form.

  --dist DIR       the built page: DIR/nianbao.html for the form file, DIR/index.html for http (default: dist)
  --browser [NAME=]PATH
                   a Chromium, or a Firefox if its program is called so; may be given several times
                   (default: the installed Chromium)
  --missing NAME=REASON
                   a browser that is not here; all its journeys are reported as skipped
  --jobs N         how many browsers run at once (default: one for each processor)
  --shots DIR      keep a picture of the page when a journey fails, and those a journey takes itself
  --results FILE   write how many journeys ended how in each browser and form, as JSON
  --form FORM      only this form, file or http; without it both
  --restless N     no journeys: so many random steps over the page in each browser
  --seed N         where these begin (default: 1)
  --list           only say which journeys there are
  NAME             only journeys whose name contains one of these";

/// A browser that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What it is called in reports.
    pub name: String,
    /// Its program, or why there is none.
    pub program: Result<PathBuf, String>,
}

/// A random walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restless {
    /// How many steps.
    pub steps: usize,
    /// The seed of the first episode; the next ones count on.
    pub seed: u64,
}

/// What is to be done.
#[derive(Debug, Default)]
pub struct Options {
    /// The built page.
    pub dist: PathBuf,
    /// The browsers, in the order in which they are reported.
    pub browsers: Vec<Candidate>,
    /// How many browsers run at once; as many as there are processors if not said.
    pub jobs: Option<NonZero<usize>>,
    /// Where the results go.
    pub results: Option<PathBuf>,
    /// Where pictures go.
    pub shots: Option<PathBuf>,
    /// The only form to be walked.
    pub form: Option<Form>,
    /// A random walk instead of the journeys.
    pub restless: Option<Restless>,
    /// Only say which journeys there are.
    pub list: bool,
    /// Only say how the program is called.
    pub help: bool,
    /// Parts of the names of the journeys wanted; all of them if empty.
    pub names: Vec<String>,
}

impl Options {
    /// Reads the arguments.
    pub fn from_args(mut arguments: impl Iterator<Item = String>) -> Result<Self> {
        let mut options = Self {
            dist: PathBuf::from("dist"),
            ..Self::default()
        };
        let mut seed = 1;
        while let Some(argument) = arguments.next() {
            let mut value = || {
                arguments
                    .next()
                    .with_context(|| format!("{argument} needs a value"))
            };
            match argument.as_str() {
                "--dist" => options.dist = value()?.into(),
                "--browser" => options.browsers.push(present(&value()?)),
                "--missing" => options.browsers.push(missing(&value()?)?),
                "--jobs" => {
                    let jobs = value()?.parse();
                    options.jobs = Some(jobs.context("--jobs needs a number above zero")?);
                }
                "--results" => options.results = Some(value()?.into()),
                "--shots" => options.shots = Some(value()?.into()),
                "--form" => {
                    options.form = Some(match value()?.as_str() {
                        "file" => Form::File,
                        "http" => Form::Http,
                        other => bail!("{other:?} is not a form"),
                    });
                }
                "--restless" => {
                    let steps = value()?.parse();
                    let steps = steps.context("--restless needs a number of steps")?;
                    options.restless = Some(Restless { steps, seed });
                }
                "--seed" => seed = value()?.parse().context("--seed needs a number")?,
                "--list" => options.list = true,
                "--help" | "-h" => options.help = true,
                unknown if unknown.starts_with('-') => bail!("{unknown} is unknown\n\n{USAGE}"),
                _ => options.names.push(argument),
            }
        }
        if let Some(restless) = &mut options.restless {
            restless.seed = seed;
        }
        Ok(options)
    }

    /// Whether every journey is wanted in both forms.
    pub fn wants_all(&self) -> bool {
        self.names.is_empty() && self.form.is_none()
    }

    /// Whether a journey of this name is wanted.
    pub fn wants(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|part| name.contains(part.as_str()))
    }
}

fn present(word: &str) -> Candidate {
    let (name, path) = match word.split_once('=') {
        Some((name, path)) if !name.contains('/') => (name.to_owned(), path),
        Some(_) | None => {
            let file = Path::new(word).file_name().unwrap_or_default();
            (file.to_string_lossy().into_owned(), word)
        }
    };
    Candidate {
        name,
        program: Ok(path.into()),
    }
}

fn missing(word: &str) -> Result<Candidate> {
    let (name, reason) = word
        .split_once('=')
        .context("--missing needs a name and a reason")?;
    Ok(Candidate {
        name: name.to_owned(),
        program: Err(reason.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_read() -> Result<()> {
        let words = ["--dist", "out", "--form", "http", "undo", "paste"];
        let options = Options::from_args(words.into_iter().map(str::to_owned))?;
        assert_eq!(options.dist, PathBuf::from("out"));
        assert_eq!(options.form, Some(Form::Http));
        assert!(options.wants("undo-redo") && options.wants("block-paste"));
        assert!(!options.wants("export") && !options.wants_all());
        let words = ["--restless", "500", "--seed", "7"];
        let options = Options::from_args(words.into_iter().map(str::to_owned))?;
        assert_eq!(
            options.restless,
            Some(Restless {
                steps: 500,
                seed: 7
            })
        );
        assert!(Options::from_args(["--dist".to_owned()].into_iter()).is_err());
        assert!(Options::from_args(["--fast".to_owned()].into_iter()).is_err());
        Ok(())
    }

    #[test]
    fn browsers_are_named() -> Result<()> {
        let words = [
            "--browser",
            "old=/b/chromium",
            "--missing",
            "older=no npm = none",
            "--browser",
            "/a=b/firefox-esr",
            "--jobs",
            "3",
        ];
        let options = Options::from_args(words.into_iter().map(str::to_owned))?;
        let candidate = |name: &str, program: Result<&str, &str>| Candidate {
            name: name.to_owned(),
            program: program.map(PathBuf::from).map_err(str::to_owned),
        };
        assert_eq!(
            options.browsers,
            [
                candidate("old", Ok("/b/chromium")),
                candidate("older", Err("no npm = none")),
                candidate("firefox-esr", Ok("/a=b/firefox-esr")),
            ]
        );
        assert_eq!(options.jobs.map(NonZero::get), Some(3));
        assert!(options.wants_all());
        assert!(Options::from_args(["--jobs", "0"].into_iter().map(str::to_owned)).is_err());
        Ok(())
    }
}
