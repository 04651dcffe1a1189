//! The table of browsers: made of what a run found, compared with the README's, written into it when asked.

use std::fmt;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, bail, ensure};
use serde_json::Value;

use crate::browser;
use crate::project::Project;

const BEGIN: &str = "<!-- browsers: written by `cargo xtask browser-table` -->\n";
const END: &str = "<!-- browsers: end -->\n";

const HEAD: &str = "| browser | in its own words | `file://`, one file | `http://`, folder |\n|---|---|---:|---:|\n";

/// Where the run leaves its results.
pub fn results_file(project: &Project) -> PathBuf {
    project.browsers().join("results.json")
}

/// Where the table of the run lies, for whoever wants to look at it.
pub fn markdown_file(project: &Project) -> PathBuf {
    project.browsers().join("table.md")
}

/// The README.
pub fn readme(project: &Project) -> PathBuf {
    project.root.join("README.md")
}

/// Writes the table of the last run into the README.
pub fn write(project: &Project) -> anyhow::Result<()> {
    let table = Table::of_run(project)
        .context("there is no run to write about; `cargo xtask test browsers` makes one")?;
    let readme = readme(project);
    let text = fs::read_to_string(&readme)?;
    fs::write(&readme, table.written_into(&text)?)?;
    Ok(())
}

/// What a run found.
pub struct Table {
    /// Whether all journeys were walked in both forms.
    whole: bool,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    /// The browser's own words, or why it was not run.
    version: Result<String, String>,
    file: Tally,
    http: Tally,
}

#[derive(Clone, Copy)]
struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed", self.passed)?;
        for (count, word) in [(self.failed, "failed"), (self.skipped, "skipped")] {
            if count > 0 {
                write!(out, ", {count} {word}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Row {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name, file, http, ..
        } = self;
        match &self.version {
            Ok(version) => write!(out, "| {name} | {version} | {file} | {http} |"),
            Err(reason) => write!(out, "| {name} | not run: {reason} | | |"),
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(HEAD)?;
        for row in &self.rows {
            writeln!(out, "{row}")?;
        }
        Ok(())
    }
}

impl Table {
    /// Reads what the last run found.
    pub fn of_run(project: &Project) -> anyhow::Result<Self> {
        let file = results_file(project);
        let text =
            fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        Self::read(&serde_json::from_str(&text)?).context("the run's results are unreadable")
    }

    fn read(results: &Value) -> Option<Self> {
        let rows = results.get("browsers")?.as_array()?.iter().map(|row| {
            let text = |name: &str| Some(row.get(name)?.as_str()?.to_owned());
            let tally = |form: &str| {
                let count = |name: &str| row.get(form)?.get(name)?.as_u64();
                Some(Tally {
                    passed: count("passed")?,
                    failed: count("failed")?,
                    skipped: count("skipped")?,
                })
            };
            Some(Row {
                name: text("name")?,
                version: text("version").ok_or_else(|| {
                    text("missing").unwrap_or_else(|| "it did not start".to_owned())
                }),
                file: tally("file")?,
                http: tally("http")?,
            })
        });
        Some(Self {
            whole: results.get("whole")?.as_bool()?,
            rows: rows.collect::<Option<_>>()?,
        })
    }

    /// Compares each row of the README's table with the run; returns remarks on what could not be compared.
    ///
    /// # Errors
    /// When the README claims something that the run did not see.
    pub fn compare(&self, readme: &str) -> anyhow::Result<Vec<String>> {
        let claims = section(readme)?.1;
        if !self.whole {
            return Ok(vec![
                "not every journey was walked, so the README's table is not compared".to_owned(),
            ]);
        }
        let mut remarks = Vec::new();
        let mut faults = Vec::new();
        let claims: Vec<&str> = claims.lines().skip(HEAD.lines().count()).collect();
        let claimed = |name: &str| claims.iter().find(|line| cell(line, 0) == name);
        for name in browser::names() {
            let Some(claim) = claimed(name) else {
                faults.push(format!("{name} has no row in the README"));
                continue;
            };
            match self.rows.iter().find(|row| row.name == name) {
                Some(row) if row.version.is_ok() => faults.extend(row.contradicts(claim)),
                Some(_) | None => {
                    remarks.push(format!("{name} was not run, so its row is not compared"));
                }
            }
        }
        let unknown = claims.iter().map(|line| cell(line, 0));
        let unknown = unknown.filter(|name| browser::names().all(|known| known != *name));
        faults.extend(unknown.map(|name| format!("the README has a row for {name:?}")));
        if !faults.is_empty() {
            bail!(
                "{}; `cargo xtask browser-table` writes the table of this run into the README",
                faults.join("; ")
            );
        }
        Ok(remarks)
    }

    /// The README with this table in it.
    ///
    /// # Errors
    /// When the run was not whole or not everything passed: the table claims that all browsers were run.
    fn written_into(&self, readme: &str) -> anyhow::Result<String> {
        ensure!(self.whole, "not every journey was walked");
        for name in browser::names() {
            let row = self.rows.iter().find(|row| row.name == name);
            let row = row.with_context(|| format!("{name} was not asked for"))?;
            if let Err(reason) = &row.version {
                bail!("{name} was not run: {reason}");
            }
            ensure!(row.file.failed + row.http.failed == 0, "{name} failed");
        }
        let (before, _, after) = section(readme)?;
        Ok(format!("{before}{BEGIN}{self}{END}{after}"))
    }
}

impl Row {
    /// What a row of the README claims that the run did not see.
    fn contradicts(&self, claim: &str) -> Option<String> {
        let version = self.version.as_ref().ok()?;
        let counts = [(2, &self.file), (3, &self.http)];
        let agrees = counts
            .iter()
            .all(|(place, tally)| cell(claim, *place) == tally.to_string())
            && (!browser::is_pinned(&self.name) || major(version) == major(cell(claim, 1)));
        (!agrees).then(|| format!("the README says \"{claim}\", the run \"{self}\""))
    }
}

/// The major version in a browser's words like `HeadlessChrome/66.0.3347.0`.
fn major(version: &str) -> Option<&str> {
    version.split_once('/')?.1.split('.').next()
}

fn cell(line: &str, place: usize) -> &str {
    line.split('|').nth(place + 1).unwrap_or_default().trim()
}

/// What stands before the table, the table, and what stands after it.
fn section(readme: &str) -> anyhow::Result<(&str, &str, &str)> {
    let (before, rest) = readme
        .split_once(BEGIN)
        .context("the README has no place for the table of browsers")?;
    let (table, after) = rest
        .split_once(END)
        .context("the README's table of browsers does not end")?;
    Ok((before, table, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A run in which all is well, with Firefox of that version.
    fn run(firefox: &str) -> Value {
        let tally = json!({ "passed": 18, "failed": 0, "skipped": 0 });
        let rows: Vec<Value> = browser::names()
            .map(|name| {
                let version = match name.split_once('-') {
                    Some(("chromium", major)) => format!("HeadlessChrome/{major}.0.1.0"),
                    Some(_) => firefox.to_owned(),
                    None => "HeadlessChrome/156.0.1.0".to_owned(),
                };
                json!({ "name": name, "version": version, "missing": null, "file": tally, "http": tally })
            })
            .collect();
        json!({ "whole": true, "browsers": rows })
    }

    fn table(results: &Value) -> anyhow::Result<Table> {
        Table::read(results).context("unreadable")
    }

    /// A run that differs in one place of the row at this index.
    fn run_with(row: usize, place: &str, value: Value) -> anyhow::Result<Table> {
        let mut results = run("firefox/153.7.0");
        let found = results.pointer_mut(&format!("/browsers/{row}{place}"));
        *found.context("no such place")? = value;
        table(&results)
    }

    fn readme() -> anyhow::Result<String> {
        let frame = format!("before\n{BEGIN}{END}after\n");
        table(&run("firefox/153.7.0"))?.written_into(&frame)
    }

    #[test]
    fn a_written_table_agrees_with_its_run() -> anyhow::Result<()> {
        let readme = readme()?;
        assert!(readme.starts_with("before\n") && readme.ends_with("after\n"));
        let row = "| chromium-66 | HeadlessChrome/66.0.1.0 | 18 passed | 18 passed |\n";
        assert!(readme.contains(row), "{readme}");
        assert!(table(&run("firefox/153.7.0"))?.compare(&readme)?.is_empty());
        let again = table(&run("firefox/153.7.0"))?.written_into(&readme)?;
        assert_eq!(again, readme);
        Ok(())
    }

    #[test]
    fn a_claim_that_the_run_did_not_see_is_refused() -> anyhow::Result<()> {
        let readme = readme()?;
        for (place, value) in [
            ("/version", json!("HeadlessChrome/69.0.1.0")),
            ("/file/passed", json!(17)),
            ("/http/failed", json!(1)),
            ("/http/skipped", json!(1)),
        ] {
            let other = run_with(0, place, value)?;
            assert!(other.compare(&readme).is_err(), "{place}");
        }
        let more = readme.replace(
            END,
            &format!("| netscape | 4 | 18 passed | 18 passed |\n{END}"),
        );
        let fewer: String = readme
            .lines()
            .filter(|line| !line.contains("chromium-79"))
            .fold(String::new(), |text, line| text + line + "\n");
        for claims in [more, fewer, "no table".to_owned()] {
            assert!(
                table(&run("firefox/153.7.0"))?.compare(&claims).is_err(),
                "{claims}"
            );
        }
        Ok(())
    }

    #[test]
    fn the_systems_own_browsers_may_grow_older() -> anyhow::Result<()> {
        assert!(
            table(&run("firefox/166.1.0"))?
                .compare(&readme()?)?
                .is_empty()
        );
        Ok(())
    }

    #[test]
    fn what_was_not_run_is_neither_compared_nor_written() -> anyhow::Result<()> {
        let readme = readme()?;
        let missing = run_with(1, "/version", Value::Null)?;
        assert_eq!(missing.compare(&readme)?.len(), 1);
        assert!(missing.written_into(&readme).is_err());
        let mut part = run("firefox/153.7.0");
        if let Some(whole) = part.get_mut("whole") {
            *whole = json!(false);
        }
        assert_eq!(table(&part)?.compare(&readme)?.len(), 1);
        assert!(table(&part)?.written_into(&readme).is_err());
        assert!(
            run_with(2, "/file/failed", json!(1))?
                .written_into(&readme)
                .is_err()
        );
        Ok(())
    }
}
