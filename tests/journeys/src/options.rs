//! The command line.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::stage::Form;

/// How the program is called.
pub const USAGE: &str = "journeys [--dist DIR] [--browser PATH] [--shots DIR] [--form file|http] [--list] [NAME…]

Walks through the built page in a browser and reports one line for each journey and form.

  --dist DIR       the built page: DIR/nianbao.html for the form file, DIR/index.html for http (default: dist)
  --browser PATH   a Chromium (default: the installed one)
  --shots DIR      keep a picture of the page when a journey fails, and those a journey takes itself
  --form FORM      only this form; without it both
  --list           only say which journeys there are
  NAME             only journeys whose name contains one of these";

/// What is to be done.
#[derive(Debug, Default)]
pub struct Options {
    /// The built page.
    pub dist: PathBuf,
    /// The browser's program.
    pub browser: Option<PathBuf>,
    /// Where pictures go.
    pub shots: Option<PathBuf>,
    /// The only form to be walked.
    pub form: Option<Form>,
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
        while let Some(argument) = arguments.next() {
            let mut value = || {
                arguments
                    .next()
                    .with_context(|| format!("{argument} needs a value"))
            };
            match argument.as_str() {
                "--dist" => options.dist = value()?.into(),
                "--browser" => options.browser = Some(value()?.into()),
                "--shots" => options.shots = Some(value()?.into()),
                "--form" => {
                    options.form = Some(match value()?.as_str() {
                        "file" => Form::File,
                        "http" => Form::Http,
                        other => bail!("{other:?} is not a form"),
                    });
                }
                "--list" => options.list = true,
                "--help" | "-h" => options.help = true,
                unknown if unknown.starts_with('-') => bail!("{unknown} is unknown\n\n{USAGE}"),
                _ => options.names.push(argument),
            }
        }
        Ok(options)
    }

    /// Whether a journey of this name is wanted.
    pub fn wants(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|part| name.contains(part.as_str()))
    }
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
        assert!(!options.wants("export"));
        assert!(Options::from_args(["--dist".to_owned()].into_iter()).is_err());
        assert!(Options::from_args(["--fast".to_owned()].into_iter()).is_err());
        Ok(())
    }
}
