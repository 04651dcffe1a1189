//! How well prose is read. Figures are printed; what must hold is asserted, and no more.
//!
//! `cargo test --test it measured -- --nocapture` prints each miss and each false alarm.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use nianbao::checks::check::{Finding, Severity};
use nianbao::model::cell::{Cell, CellMap};
use nianbao::model::draft::{Draft, PreviousYear};
use nianbao::model::level::Level;
use nianbao::model::location::Location;
use nianbao::model::section::Section;
use nianbao::model::year::ReportYear;
use serde_json::Value;

use super::case;
use super::published;

/// Found, missed and false findings of one rule.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    found: usize,
    missed: usize,
    false_alarms: usize,
}

/// The scores of each rule.
#[derive(Debug, Default)]
struct Scores {
    rules: BTreeMap<String, Score>,
    lines: Vec<String>,
}

impl Scores {
    fn rule(&mut self, rule: &str) -> &mut Score {
        self.rules.entry(rule.to_owned()).or_default()
    }

    fn total(&self) -> Score {
        let mut total = Score::default();
        for score in self.rules.values() {
            total.found += score.found;
            total.missed += score.missed;
            total.false_alarms += score.false_alarms;
        }
        total
    }

    fn print(&self, title: &str) {
        let mut out = std::io::stderr();
        let total = ("all".to_owned(), self.total());
        let rows = self
            .rules
            .iter()
            .map(|(rule, score)| (rule.clone(), *score));
        writeln!(out, "{title}").expect("standard error is open");
        for (rule, score) in rows.chain([total]) {
            writeln!(
                out,
                "  {rule:4} found {:3}  missed {:3}  false {:3}  precision {:3}%  recall {:3}%",
                score.found,
                score.missed,
                score.false_alarms,
                percent(score.found, score.found + score.false_alarms),
                percent(score.found, score.found + score.missed),
            )
            .expect("standard error is open");
        }
        for line in &self.lines {
            println!("  {line}");
        }
    }
}

fn percent(part: usize, whole: usize) -> usize {
    (part * 100).checked_div(whole).unwrap_or(100)
}

/// The findings of the checks of prose.
fn of_prose(draft: &Draft) -> Vec<Finding> {
    let found = case::findings(draft);
    found
        .into_iter()
        .filter(|finding| finding.code.0.starts_with('X'))
        .collect()
}

/// A wrong number is wrong in a sum, a share and a repetition as well.
fn is_consequence(finding: &Finding) -> bool {
    matches!(finding.code.0, "X7" | "X8" | "X9")
}

const fn is_grave(finding: &Finding) -> bool {
    !matches!(finding.severity, Severity::Hint)
}

/// The reports of a file of sentences, and their sentences.
#[track_caller]
fn sentences(file: &str) -> Vec<(Draft, Vec<String>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/prose")
        .join(file);
    let text = std::fs::read_to_string(path).expect("the sentences can be read");
    let mut reports: Vec<(Draft, Vec<String>)> = Vec::new();
    for line in text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        if line.starts_with("== ") {
            let mut draft = Draft::default();
            case::set(&mut draft, "organ", "示例县应急管理局");
            for cell in Cell::all().filter(|cell| !cell.is_total()) {
                draft.set_cell(cell, "0");
            }
            reports.push((draft, Vec::new()));
            continue;
        }
        let (draft, sentences) = reports.last_mut().expect("a report begins with ==");
        match line.split_once(" = ") {
            Some(("level", level)) => draft.level = Level::from_id(level),
            Some((address, value)) => match address.strip_prefix("previous.") {
                Some(address) => previous(draft, address, value),
                None => case::set(draft, address, value),
            },
            None => sentences.push(line.to_owned()),
        }
    }
    reports
}

fn previous(draft: &mut Draft, address: &str, value: &str) {
    let mut before = draft
        .previous_year
        .as_deref()
        .cloned()
        .unwrap_or_else(|| PreviousYear {
            year: None,
            cells: CellMap::from_fn(|_| "".into()),
            prose: std::array::from_fn(|_| "".into()),
        });
    match address.parse() {
        Ok(cell) => before.cells.set(cell, value.into()),
        Err(_) => before.year = ReportYear::read(value),
    }
    draft.previous_year = Some(before.into());
}

#[test]
fn sentences_are_read() {
    score("unseen.txt", "sentences kept apart");
    score("known.txt", "sentences tuned on");
}

/// The kinds of sentences that trials taught: each has to be read as its mark says.
#[test]
fn kinds_of_sentences_are_read() {
    let mut wrong = Vec::new();
    for (report, sentences) in sentences("kinds.txt") {
        for line in sentences {
            let (mark, rest) = line.split_once(' ').expect("a mark");
            let (rule, sentence) = match mark {
                "+" => ("", rest),
                _ => rest.split_once(' ').expect("a rule"),
            };
            let mut draft = report.clone();
            draft.set_prose(Section::Overview, sentence.replace("\\n", "\n"));
            let found = of_prose(&draft);
            let own = |finding: &&Finding| finding.code.0 == rule;
            let right = match mark {
                "+" => found.is_empty(),
                "-" => found.iter().filter(own).any(is_grave),
                "?" => found.iter().any(|finding| own(&finding)),
                _ => panic!("no mark: {mark}"),
            };
            if !right {
                let found: Vec<String> = found.iter().map(case::shown).collect();
                wrong.push(format!("{line}\n    {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[track_caller]
fn score(file: &str, title: &str) {
    let mut scores = Scores::default();
    for (report, sentences) in sentences(file) {
        for line in sentences {
            let (kind, sentence) = line.split_once(' ').expect("a sentence has a kind");
            let (rule, sentence) = match kind {
                "-" => sentence.split_once(' ').expect("a rule"),
                _ => ("", sentence),
            };
            let mut draft = report.clone();
            draft.set_prose(Section::Overview, sentence.replace("\\n", "\n"));
            let found = of_prose(&draft);
            let grave = found.iter().filter(|finding| is_grave(finding));
            let (own, others): (Vec<_>, Vec<_>) = grave.partition(|finding| finding.code.0 == rule);
            if kind == "~" {
                continue;
            }
            if kind == "-" {
                if own.is_empty() {
                    scores.rule(rule).missed += 1;
                    let hints: Vec<String> = found.iter().map(case::shown).collect();
                    scores
                        .lines
                        .push(format!("missed {rule}: {sentence} {hints:?}"));
                } else {
                    scores.rule(rule).found += 1;
                }
            }
            for finding in others
                .into_iter()
                .filter(|other| kind == "+" || !is_consequence(other))
            {
                scores.rule(finding.code.0).false_alarms += 1;
                scores.lines.push(format!(
                    "false: {}\n      in {sentence}",
                    case::shown(finding)
                ));
            }
        }
    }
    scores.print(title);
    let total = scores.total();
    assert!(percent(total.found, total.found + total.missed) >= 80);
    assert!(percent(total.found, total.found + total.false_alarms) >= 95);
}

/// Where the sections of a published text begin; where one is missing, its prose is not read.
const BEGINNINGS: [(Section, &[&str]); 4] = [
    (Section::Overview, &["一、总体情况"]),
    (
        Section::ProactiveDisclosure,
        &[
            "二、主动公开政府信息情况",
            "一、主动公开政府信息情况\n第二十条",
        ],
    ),
    (
        Section::ProblemsAndImprovements,
        &["五、存在的主要问题", "（一）主要问题\n"],
    ),
    (
        Section::OtherMatters,
        &["六、其他需要报告的事项", "五、其他需要报告的事项"],
    ),
];

/// Puts the prose of a published text; the tables in it are left out. Gives where each prose began.
fn put_prose(draft: &mut Draft, text: &str) -> Vec<(Section, usize)> {
    let mut begins: Vec<(Section, usize)> = Vec::new();
    for (section, headings) in BEGINNINGS {
        let from = begins.last().map_or(0, |(_, at)| *at);
        let place = headings
            .iter()
            .find_map(|heading| Some(from + text.get(from..)?.find(heading)?));
        begins.extend(place.map(|at| (section, at)));
    }
    let ends: Vec<usize> = begins
        .iter()
        .skip(1)
        .map(|(_, at)| *at)
        .chain([text.len()])
        .collect();
    for ((section, begin), end) in begins.iter().zip(ends) {
        if *section != Section::ProactiveDisclosure {
            draft.set_prose(*section, &text[*begin..end]);
        }
    }
    begins
}

/// A labelled claim that a check of prose compares.
struct Label {
    rule: String,
    quote: String,
    numbers: Vec<String>,
    section: Section,
    /// Where the quote stands in the prose of the section, in bytes.
    at: usize,
    verdict: String,
    cells: Vec<Cell>,
}

fn labels(folder: &Path, name: &str, text: &str, begins: &[(Section, usize)]) -> Vec<Label> {
    let json = std::fs::read_to_string(folder.join("labels").join(format!("{name}.json")));
    let json: Value =
        serde_json::from_str(&json.expect("labels can be read")).expect("labels are JSON");
    let mut labels = Vec::new();
    for label in json.as_array().expect("labels are a list") {
        let rule = label["rule"].as_str().unwrap_or_default();
        let section = label["section"].as_str().and_then(Section::from_id);
        let (true, Some(section)) = (rule.starts_with('X'), section) else {
            continue;
        };
        let offset = label["offset"].as_u64().expect("an offset") as usize;
        let place = text.char_indices().nth(offset).map_or(0, |(at, _)| at);
        let begin = begins
            .iter()
            .find(|(known, _)| *known == section)
            .expect("the section")
            .1;
        let numbers = label["numbers"].as_array().expect("numbers");
        let cells = label["target"].as_array().into_iter().flatten();
        labels.push(Label {
            rule: rule.to_owned(),
            quote: label["quote"].as_str().expect("a quote").to_owned(),
            numbers: numbers.iter().map(ToString::to_string).collect(),
            section,
            at: place - begin,
            verdict: label["should_flag"].as_str().expect("a verdict").to_owned(),
            cells: cells
                .filter_map(|cell| cell.as_str()?.split(' ').next()?.parse().ok())
                .collect(),
        });
    }
    labels
}

/// The published reports with their prose and labels.
fn labelled() -> Option<Vec<(String, Draft, Vec<Label>)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases");
    let reports = published::published()?;
    let read = reports.into_iter().map(|report| {
        let mut draft = report.draft;
        let text = std::fs::read_to_string(folder.join(format!("{}.txt", report.name)));
        let text = text.expect("the text of a published report can be read");
        let begins = put_prose(&mut draft, &text);
        let labels = labels(&folder, &report.name, &text, &begins);
        (report.name, draft, labels)
    });
    Some(read.collect())
}

/// Whether a finding is about a label: of its rule, and quoting its number.
fn is_about(finding: &Finding, label: &Label, number: &str) -> bool {
    let section = finding.locations.first() == Some(&Location::Section(label.section));
    finding.code.0 == label.rule
        && section
        && (number.is_empty() || finding.message.contains(number))
}

#[test]
fn labelled_reports_are_read() {
    let Some(reports) = labelled() else {
        return published::skipped("labelled claims");
    };
    let mut scores = Scores::default();
    for (name, draft, labels) in &reports {
        let found = of_prose(draft);
        let mut grave: Vec<&Finding> = found.iter().filter(|finding| is_grave(finding)).collect();
        for label in labels {
            let number = label
                .numbers
                .first()
                .filter(|_| label.rule != "X10")
                .cloned()
                .unwrap_or_default();
            let own = grave
                .iter()
                .position(|finding| is_about(finding, label, &number));
            match (label.verdict.as_str(), own) {
                ("yes", Some(at)) => {
                    grave.remove(at);
                    scores.rule(&label.rule).found += 1;
                }
                ("yes", None) => {
                    scores.rule(&label.rule).missed += 1;
                    scores
                        .lines
                        .push(format!("missed {} in {name}: {}", label.rule, label.quote));
                }
                ("may", Some(at)) => {
                    grave.remove(at);
                }
                _ => {}
            }
        }
        for finding in grave {
            scores.rule(finding.code.0).false_alarms += 1;
            scores
                .lines
                .push(format!("false in {name}: {}", case::shown(finding)));
        }
    }
    scores.print("labelled reports as published");
    assert_eq!(scores.total().false_alarms, 0);
    assert_eq!(scores.total().missed, 0);
}

#[test]
fn the_example_agrees_with_its_prose_but_for_its_wrong_figure() {
    let text = include_str!("../../../src/ui/wording/example.json");
    let mut draft = nianbao::storage::backup::read(text).expect("the example is a backup file");
    let of_prose_before = of_prose(&draft).len();
    assert_eq!(
        of_prose_before, 2,
        "the wrong figure is wrong for the prose as well"
    );
    case::set(&mut draft, "applications.disclosed.natural_person", "12");
    let found: Vec<String> = of_prose(&draft).iter().map(case::shown).collect();
    assert!(found.is_empty(), "{found:?}");
}

/// For information: how long all checks take on the longest published prose, in this build.
#[test]
fn the_time_of_reading_is_told() {
    const TIMES: u32 = 20;
    let Some(reports) = labelled() else {
        return published::skipped("the time of reading");
    };
    let length = |draft: &Draft| draft.prose(Section::Overview).len();
    let longest = reports.iter().max_by_key(|(_, draft, _)| length(draft));
    let (name, draft, _) = longest.expect("there are published reports");
    let start = std::time::Instant::now();
    for _ in 0..TIMES {
        assert!(case::findings(draft).len() < 100);
    }
    let each = start.elapsed() / TIMES;
    let build = if cfg!(debug_assertions) {
        "unoptimized"
    } else {
        "optimized"
    };
    writeln!(
        std::io::stderr(),
        "all checks of {name}: {each:?} ({build})"
    )
    .expect("standard error is open");
}

/// One more, digits swapped, tenfold.
fn changed(number: &str) -> Vec<String> {
    let mut all = Vec::new();
    let (whole, part) = number
        .split_once('.')
        .map_or((number, None), |(whole, part)| (whole, Some(part)));
    let with = |whole: String| part.map_or(whole.clone(), |part| format!("{whole}.{part}"));
    if let Ok(value) = whole.parse::<u64>() {
        all.push(with((value + 1).to_string()));
        let mut digits: Vec<char> = whole.chars().collect();
        digits.reverse();
        let swapped: String = digits.iter().collect();
        if swapped != whole && !swapped.starts_with('0') {
            all.push(with(swapped));
        }
        if value > 0 && part.is_none() {
            all.push((value * 10).to_string());
        }
    }
    all
}

#[test]
fn changed_reports_are_read() {
    let Some(reports) = labelled() else {
        return published::skipped("changed reports");
    };
    let (mut in_text, mut in_cells) = (Scores::default(), Scores::default());
    for (name, draft, labels) in &reports {
        let before: Vec<String> = of_prose(draft).iter().map(case::shown).collect();
        let new = |draft: &Draft| -> Vec<Finding> {
            let found = of_prose(draft).into_iter();
            found
                .filter(|finding| is_grave(finding) && !before.contains(&case::shown(finding)))
                .collect()
        };
        for label in labels.iter().filter(|label| label.verdict == "no") {
            let Some(number) = label.numbers.first() else {
                continue;
            };
            let prose = draft.prose(label.section).to_string();
            if let Some(inside) = label.quote.find(number.as_str()) {
                assert!(
                    prose[label.at..].starts_with(&label.quote),
                    "{name}: {}",
                    label.quote
                );
                for other in changed(number) {
                    let mut prose = prose.clone();
                    let start = label.at + inside;
                    prose.replace_range(start..start + number.len(), &other);
                    let mut draft = draft.clone();
                    draft.set_prose(label.section, prose);
                    let found = new(&draft);
                    let own = found.iter().any(|finding| is_about(finding, label, &other));
                    // The number may be claimed by another label as well.
                    let elsewhere: Vec<Finding> = found
                        .into_iter()
                        .filter(|finding| !finding.message.contains(&other))
                        .collect();
                    tally(
                        &mut in_text,
                        label,
                        own,
                        &elsewhere,
                        &format!("{name}: {} → {other}", label.quote),
                    );
                }
            }
            if let [cell, ..] = label.cells.as_slice() {
                let mut draft = draft.clone();
                let value: u64 = draft.cell(*cell).parse().expect("a published figure");
                draft.set_cell(*cell, (value + 7).to_string());
                let found = new(&draft);
                let quoted = if label.quote.contains(number.as_str()) {
                    number.as_str()
                } else {
                    ""
                };
                let own = found.iter().any(|finding| is_about(finding, label, quoted));
                // Another reading may still explain the number.
                let both = label.cells.len() > 1;
                if own || !both {
                    tally(
                        &mut in_cells,
                        label,
                        own,
                        &[],
                        &format!("{name}: {} and {cell} + 7", label.quote),
                    );
                }
            }
        }
    }
    in_text.print("a number of the text changed");
    in_cells.print("a cell changed");
    for scores in [in_text, in_cells] {
        let total = scores.total();
        assert!(percent(total.found, total.found + total.missed) >= 80);
        assert!(percent(total.found, total.found + total.false_alarms) >= 95);
    }
}

fn tally(scores: &mut Scores, label: &Label, own: bool, found: &[Finding], what: &str) {
    if own {
        scores.rule(&label.rule).found += 1;
    } else {
        scores.rule(&label.rule).missed += 1;
        scores.lines.push(format!("missed {}: {what}", label.rule));
    }
    let others = found
        .iter()
        .filter(|finding| finding.code.0 != label.rule && !is_consequence(finding));
    for finding in others {
        scores.rule(finding.code.0).false_alarms += 1;
        scores
            .lines
            .push(format!("false: {} in {what}", case::shown(finding)));
    }
}
