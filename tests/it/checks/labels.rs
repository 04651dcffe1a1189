//! How the labels of the published reports fare: what should be flagged is, and nothing else.
//!
//! The reports and their labels are no part of this repository; where they are not at hand, the test
//! says so and checks nothing.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use nianbao::checks::check::{Finding, Severity};
use nianbao::model::cell::CellMap;
use nianbao::model::draft::{Draft, PreviousYear};
use nianbao::model::level::Level;
use nianbao::model::section::Section;
use nianbao::model::year::ReportYear;
use serde_json::Value;

use super::case;
use super::published;

/// The families of rules that are measured here; claims about figures are measured elsewhere.
const FAMILIES: [char; 5] = ['S', 'T', 'Y', 'D', 'N'];

/// The first words of the sections' headings, short enough for every variant.
const HEADINGS: [(&str, Section); 6] = [
    ("一、总体情况", Section::Overview),
    ("、主动公开政府信息情况", Section::ProactiveDisclosure),
    ("、收到和处理政府信息公开申请", Section::Applications),
    ("、政府信息公开行政复议", Section::Review),
    ("、存在的主要问题及", Section::ProblemsAndImprovements),
    ("、其他需要报告的事项", Section::OtherMatters),
];

/// A label: a place in the text, the rule it is about, and whether a finding is wanted there.
struct Label {
    rule: String,
    wanted: String,
    quote: String,
}

/// Title, preamble and sections of a text as it was published, tables left out.
fn fill(draft: &mut Draft, text: &str, name: &str) {
    let body = text.split_once("=\n").map_or(text, |(_, body)| body);
    let body = body
        .split_once("正文 ====================\n")
        .map_or(body, |(_, body)| body);
    let mut rest = body;
    let mut section = Section::Preamble;
    let put = |draft: &mut Draft, section: Section, prose: &str| {
        // Sections two to four hold the tables; what is in them is no prose.
        if section.table().is_none() {
            // The heading's own rest, such as 改进情况, stays on the first line.
            draft.set_prose(section, prose.trim());
        }
    };
    for (heading, next) in HEADINGS {
        let found = rest.split_once(heading);
        // One report has this section without its heading.
        let Some((before, after)) = found.or_else(|| {
            let begins = next == Section::ProblemsAndImprovements;
            rest.split_once("（一）主要问题").filter(|_| begins)
        }) else {
            continue;
        };
        let before = before.trim_end_matches(|c| "一二三四五六".contains(c));
        put(draft, section, before);
        section = next;
        let line = after.find('\n').unwrap_or(after.len());
        let same_line = line > 20;
        rest = if same_line {
            after
        } else {
            after.get(line..).unwrap_or_default()
        };
        if next == Section::ProblemsAndImprovements && same_line {
            rest = rest.trim_start_matches("改进情况");
        }
    }
    put(draft, section, rest);
    assert!(
        !draft.prose(Section::OtherMatters).is_empty(),
        "{name} has no section six"
    );
}

fn level(json: &Value) -> Level {
    let level = json["level"].as_str().unwrap_or_default();
    if level.contains("部门") {
        Level::Department
    } else if level.contains("地市级") {
        Level::City
    } else {
        Level::County
    }
}

fn labels(folder: &Path, name: &str) -> Vec<Label> {
    let path = folder.join(format!("labels/{name}.json"));
    let text = std::fs::read_to_string(path).expect("labels can be read");
    let json: Value = serde_json::from_str(&text).expect("labels are JSON");
    let text = |label: &Value, key: &str| label[key].as_str().unwrap_or_default().to_owned();
    json.as_array()
        .expect("a list of labels")
        .iter()
        .map(|label| Label {
            rule: text(label, "rule"),
            wanted: text(label, "should_flag"),
            quote: text(label, "quote").replace('\n', ""),
        })
        .filter(|label| label.rule.starts_with(FAMILIES))
        .collect()
}

/// The findings about a rule, by its code.
fn about<'a>(found: &'a [Finding], rule: &str) -> Vec<&'a Finding> {
    found
        .iter()
        .filter(|finding| finding.code.0 == rule)
        .collect()
}

#[test]
fn labelled_rules_fare_as_they_should() {
    let Some(reports) = published::published() else {
        return published::skipped("labels");
    };
    let folder = published::folder();
    let mut book = String::new();
    let mut missed = Vec::new();
    let mut wrong = Vec::new();
    for report in reports {
        let name = &report.name;
        let text = std::fs::read_to_string(folder.join(format!("{name}.txt"))).expect("the text");
        let json = std::fs::read_to_string(folder.join(format!("{name}.json"))).expect("figures");
        let json: Value = serde_json::from_str(&json).expect("figures are JSON");
        let mut draft = report.draft.clone();
        draft.level = Some(level(&json));
        draft.title = json["title"].as_str().unwrap_or_default().into();
        let date = text
            .split(['\n', ' '])
            .find(|word| word.starts_with("202") && word.len() == 10);
        draft.publish_date = date.unwrap_or_default().into();
        fill(&mut draft, &text, name);
        let found = case::findings(&draft);
        let _ = writeln!(book, "== {name}");
        for finding in &found {
            let _ = writeln!(book, "  {}", case::shown(finding));
        }
        let labels = labels(&folder, name);
        for label in &labels {
            let hits = about(&found, &label.rule).len();
            if label.wanted == "yes" && hits == 0 {
                missed.push(format!("{name} {} {}", label.rule, label.quote));
            }
        }
        // The checks of prose against tables are measured by themselves.
        let judged = found
            .iter()
            .filter(|finding| !finding.code.0.starts_with('X'));
        for finding in judged.filter(|finding| finding.severity != Severity::Hint) {
            let own: Vec<&Label> = labels.iter().filter(|l| l.rule == finding.code.0).collect();
            let only_no = !own.is_empty() && own.iter().all(|label| label.wanted == "no");
            if only_no || own.is_empty() {
                wrong.push((finding.severity, format!("{name} {}", case::shown(finding))));
            }
        }
    }
    // Headings and row names are no part of a draft: the page has its own.
    assert_eq!(
        missed,
        [
            "shanghai-kewei-2024 S3 规范性文件",
            "shuyang-fgj-2023 S4 五、存在的主要问题及整改措施"
        ]
    );
    // Wrong totals and blanks are not labelled, as they are no claims; they are known otherwise.
    let known = |finding: &str| finding.contains(" T4 ") || finding.contains(" T5 ");
    let errors = wrong
        .iter()
        .filter(|(severity, _)| *severity == Severity::Error);
    for (_, finding) in errors {
        assert!(known(finding), "{finding}");
    }
    let _ = writeln!(book, "== wanted, not found\n  {}", missed.join("\n  "));
    let _ = writeln!(book, "== found, no label wants it");
    for (_, finding) in &wrong {
        let _ = writeln!(book, "  {finding}");
    }
    published::say(&book);
}

/// The report of 平潭 for 2024 with that for 2023 as last year's: the carried-over figures agree, the
/// stock of documents does not (470 + 62 − 33 is not 440), and nothing else is an error.
#[test]
fn a_published_report_follows_the_one_before() {
    let Some(mut reports) = published::published() else {
        return published::skipped("two years of one organ");
    };
    let mut take = |name: &str| {
        let at = reports.iter().position(|report| report.name == name);
        reports.swap_remove(at.expect("the report is there")).draft
    };
    let (before, mut draft) = (take("pingtan-2023"), take("pingtan-2024"));
    let folder = published::folder();
    let mut old = before.clone();
    for (draft, name) in [(&mut old, "pingtan-2023"), (&mut draft, "pingtan-2024")] {
        let text = std::fs::read_to_string(folder.join(format!("{name}.txt"))).expect("the text");
        fill(draft, &text, name);
    }
    draft.previous_year = Some(Arc::new(PreviousYear {
        year: ReportYear::new(2023),
        cells: CellMap::from_fn(|cell| old.cell(cell).clone()),
        prose: Section::ALL.map(|section| old.prose(section).clone()),
    }));
    let found = case::findings(&draft);
    let years = found
        .iter()
        .filter(|finding| finding.code.0.starts_with('Y'));
    let years: Vec<String> = years
        .map(|finding| format!("{} {}", finding.code, finding.locations[0]))
        .collect();
    assert_eq!(years, ["Y2 proactive.normative_documents.in_force"]);
}
