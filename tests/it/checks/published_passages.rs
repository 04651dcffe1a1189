//! How well prose is checked that nobody here wrote: published passages, labelled, in a folder that is no part of the
//! repository. Nothing is asserted, the figures are printed.
//!
//! `NIANBAO_PASSAGES=DIR cargo test --test it published_passages -- --nocapture`
//!
//! Each file of the folder is in the form of `whole_reports`, one passage or more, with lines for what is right to flag in
//! it as it stands: `? X7 382` a finding with this code that quotes this, `~ X7 382` one that may be given. A contradiction
//! that is told by a hint counts as found. `NIANBAO_PASSAGES_QUIET=1` prints the figures alone, for a half that nobody
//! shall read.

use std::collections::BTreeMap;
use std::path::Path;

use nianbao::checks::check::{Finding, Severity};
use nianbao::model::draft::Draft;

use super::case;
use super::whole_reports::{self, Flagged, Report, per_mille};

/// The findings of the checks that compare prose, and of the year it tells.
fn of_prose(draft: &Draft) -> Vec<Finding> {
    let mut found = case::findings(draft);
    found.retain(|finding| finding.code.0.starts_with('X') || finding.code.0 == "D2");
    found
}

impl Flagged {
    fn is(&self, finding: &Finding) -> bool {
        finding.code.0 == self.code && finding.message.contains(&self.quote)
    }
}

/// What was counted, by kind or code: good ones of all.
#[derive(Default)]
struct Tally(BTreeMap<String, (usize, usize)>);

impl Tally {
    fn count(&mut self, name: &str, good: bool) {
        let entry = self.0.entry(name.to_owned()).or_default();
        entry.0 += usize::from(good);
        entry.1 += 1;
    }

    fn print(&self, title: &str) {
        let all = self
            .0
            .values()
            .fold((0, 0), |all, each| (all.0 + each.0, all.1 + each.1));
        eprintln!(
            "  {title}: {} of {} ({} %)",
            all.0,
            all.1,
            per_mille(all.0, all.1)
        );
        for (name, (good, all)) in &self.0 {
            eprintln!(
                "    {name:8} {good} of {all} ({} %)",
                per_mille(*good, *all)
            );
        }
    }
}

#[test]
fn published_passages_are_measured() {
    let Some(folder) = std::env::var_os("NIANBAO_PASSAGES") else {
        return crate::skipped::say("published passages: NIANBAO_PASSAGES names no folder");
    };
    let quiet = std::env::var_os("NIANBAO_PASSAGES_QUIET").is_some();
    let say = |line: String| {
        if !quiet {
            println!("  {line}");
        }
    };
    let (mut graves, mut hints, mut planted, mut stated) = Default::default();
    let mut passages = 0;
    for report in reports(Path::new(&folder)) {
        passages += 1;
        as_it_stands(&report, &mut graves, &mut hints, &mut stated, &say);
        contradicted(&report, &mut planted, &say);
    }
    eprintln!("{}: {passages} passages", folder.to_string_lossy());
    graves.print("errors and warnings that are right");
    hints.print("hints that are right");
    stated.print("faults as published that are found");
    planted.print("changed numbers that are found");
}

fn reports(folder: &Path) -> Vec<Report> {
    let files = std::fs::read_dir(folder).expect("the folder of passages can be read");
    let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    let texts = paths
        .iter()
        .map(|path| std::fs::read_to_string(path).expect("a passage"));
    texts.flat_map(|text| whole_reports::parse(&text)).collect()
}

fn as_it_stands(
    report: &Report,
    graves: &mut Tally,
    hints: &mut Tally,
    stated: &mut Tally,
    say: &impl Fn(String),
) {
    let found = of_prose(&report.draft);
    for finding in &found {
        let mut labels = report.flagged.iter().filter(|label| label.is(finding));
        let right = labels.clone().any(|label| label.needed);
        if !right && labels.next().is_some() {
            continue;
        }
        let grave = finding.severity != Severity::Hint;
        if grave { &mut *graves } else { &mut *hints }.count(finding.code.0, right);
        if !right {
            say(format!(
                "false in {}: {}",
                report.name,
                case::shown(finding)
            ));
        }
    }
    for label in report.flagged.iter().filter(|label| label.needed) {
        let told = found.iter().any(|finding| label.is(finding));
        stated.count(&label.code, told);
        if !told {
            say(format!(
                "not flagged in {}: {} {}",
                report.name, label.code, label.quote
            ));
        }
    }
}

fn contradicted(report: &Report, planted: &mut Tally, say: &impl Fn(String)) {
    let before: Vec<String> = of_prose(&report.draft).iter().map(case::shown).collect();
    for change in &report.planted {
        let found = of_prose(&report.with(change));
        let told = found
            .iter()
            .any(|finding| !before.contains(&case::shown(finding)));
        planted.count(&change.kind, told);
        if !told {
            say(format!(
                "missed {} in {}: {} → {}",
                change.kind, report.name, change.right, change.wrong
            ));
        }
    }
}
