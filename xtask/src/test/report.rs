//! Runs one step after the other, remembers how each ended, and prints the summary.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use super::counts::{self, Closing, Counts};
use crate::progress::Seconds;

/// What has been run so far.
#[derive(Default)]
pub struct Report {
    rows: Vec<Row>,
}

struct Row {
    name: &'static str,
    outcome: Outcome,
    time: Duration,
    counts: Option<Counts>,
}

#[derive(PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
    Skipped,
}

impl Report {
    /// Runs a step that is no test program. True if it succeeded.
    pub fn time(&mut self, name: &'static str, step: impl FnOnce() -> anyhow::Result<()>) -> bool {
        announce(name);
        let begun = Instant::now();
        let result = step();
        let succeeded = result.is_ok();
        self.close(name, begun, result, None);
        succeeded
    }

    /// Runs a command that is no test program.
    pub fn run(&mut self, name: &'static str, mut command: Command) {
        self.time(name, || {
            let status = command.stdin(Stdio::null()).status()?;
            if !status.success() {
                bail!("{status}");
            }
            Ok(())
        });
    }

    /// Runs a test program, or several, and counts its tests.
    pub fn run_tests(&mut self, name: &'static str, command: Command, closing: Closing) {
        announce(name);
        let begun = Instant::now();
        let mut counts = Counts::default();
        let mut skipped = BTreeSet::new();
        let mut result = read_lines(command, |line| {
            println!("{line}");
            skipped.extend(counts::skipped(line).map(str::to_owned));
            if let Some(more) = closing.read(line) {
                counts += more;
            }
        });
        counts.skip(skipped.len());
        let only_skipped = result.is_ok() && counts.executed() == 0 && counts.skipped > 0;
        if result.is_ok() && counts.executed() == 0 && !only_skipped {
            result = Err(anyhow::anyhow!("no test was executed"));
        }
        // A program that does not even compile has tests that did not pass.
        if result.is_err() && counts.failed == 0 {
            counts.failed = 1;
        }
        self.close(name, begun, result, Some(counts));
        if only_skipped && let Some(row) = self.rows.last_mut() {
            row.outcome = Outcome::Skipped;
        }
    }

    /// Reports tests as skipped, each by its name; the command lists them, one line each.
    pub fn skip_tests(
        &mut self,
        name: &'static str,
        reason: &str,
        list: Command,
        is_test: impl Fn(&str) -> bool,
    ) {
        let mut names = Vec::new();
        let result = read_lines(list, |line| {
            if is_test(line) {
                names.push(line.to_owned());
            }
        });
        self.skip_names(name, reason, &names);
        if let Err(error) = result {
            println!("{name}: cannot list them: {error:#}");
        }
    }

    /// Reports tests as skipped, each by its name.
    pub fn skip_names(&mut self, name: &'static str, reason: &str, names: &[String]) {
        announce(name);
        let begun = Instant::now();
        for test in names {
            println!("skip {test}");
        }
        println!("{name}: {} skipped: {reason}", names.len());
        self.rows.push(Row {
            name,
            outcome: Outcome::Skipped,
            time: begun.elapsed(),
            counts: Some(Counts {
                skipped: names.len(),
                ..Counts::default()
            }),
        });
    }

    fn close(
        &mut self,
        name: &'static str,
        begun: Instant,
        result: anyhow::Result<()>,
        counts: Option<Counts>,
    ) {
        let outcome = match result {
            Ok(()) => Outcome::Passed,
            Err(error) => {
                println!("{name} FAILED: {error:#}");
                Outcome::Failed
            }
        };
        self.rows.push(Row {
            name,
            outcome,
            time: begun.elapsed(),
            counts,
        });
    }

    /// Prints the table and, as the very last line, the total. Success only if tests ran and nothing failed.
    pub fn conclude(&self) -> ExitCode {
        println!("\n==> summary");
        let mut total = Counts::default();
        for row in &self.rows {
            let outcome = match row.outcome {
                Outcome::Passed => "passed",
                Outcome::Failed => "FAILED",
                Outcome::Skipped => "SKIPPED",
            };
            let counts = row
                .counts
                .map(|counts| counts.to_string())
                .unwrap_or_default();
            let line = format!(
                "{:14} {outcome:8} {:>8}   {counts}",
                row.name,
                Seconds(row.time)
            );
            println!("{}", line.trim_end());
            total += row.counts.unwrap_or_default();
        }
        let failed = self.rows.iter().any(|row| row.outcome == Outcome::Failed);
        if total.executed() == 0 {
            println!("FAILED: no test was executed");
        }
        println!("{total}");
        if failed || total.executed() == 0 {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        }
    }
}

fn announce(name: &str) {
    println!("\n==> {name}");
}

/// Runs a command and passes on each line of its standard output as it comes.
fn read_lines(mut command: Command, mut each: impl FnMut(&str)) -> anyhow::Result<()> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start it")?;
    let output = child.stdout.take().context("it has no output")?;
    for line in BufReader::new(output).split(b'\n') {
        each(String::from_utf8_lossy(&line?).trim_end());
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("{status}");
    }
    Ok(())
}
