//! A case: what is typed over a base, and every finding of one check that must come of it.
//!
//! `tests/data/checks/<CODE>.txt` holds the cases of a check:
//!
//! ```text
//! # A comment.
//! == what the case shows
//! on empty                                   the base: `empty`, or `sample`, which reconciles
//! year = 2025                                a field, a section or a cell, and its text
//! applications.*.natural_person = 0          all cells of a pattern; the last line wins
//! last year = 2024                           the year of last year's report, one of its cells or texts
//! words = 错词→正词                          a line of the office's own word list
//! overview = 第一行\n第二行⟨字×1000⟩          a line break, and a repeated text; ␠ is a space
//! finds error at title                       the first place of a finding, in the order shown
//!   places: title, year                      all of them (patterns too), or their number
//!   marks: title                             the place marked in the form, if not the first
//!   says: 标题写的是                          a part of the message; more than one line may be
//!   cause: 写颠倒                             a part of the likely cause
//!   mend: use-standard-title                 the mend on offer
//!   pairs: 2                                 how many pairs of texts it shows side by side
//! ```
//!
//! `quiet` stands in place of all findings. What is not named must not be there: without `places` a
//! finding has one place, without `cause` it tells none, without `mend` it offers none. A case with
//! `for a/甲 | b/乙` is one case for each of these, `{1}` and `{2}` standing for the parts.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use nianbao::checks::check::{Finding, Fix, FixKind, Severity};
use nianbao::checks::registry::Runner;
use nianbao::checks::word_list::WordList;
use nianbao::model::cell::{Cell, CellMap};
use nianbao::model::draft::{Draft, PreviousYear};
use nianbao::model::location::{Field, Location};
use nianbao::model::section::Section;
use nianbao::model::sheet::Sheet;
use nianbao::model::year::ReportYear;

use crate::sample;

/// An entry of a case file.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// The check whose findings are compared; the others are not looked at.
    pub code: String,
    /// File and line, and what the case shows.
    pub name: String,
    /// What is typed.
    pub draft: Draft,
    /// The office's own word list.
    pub words: WordList,
    /// What is found, in the order in which findings are shown.
    pub expected: Vec<Expected>,
}

/// A finding that has to be there.
#[derive(Clone, Debug)]
pub struct Expected {
    severity: Severity,
    first: String,
    places: Option<String>,
    marks: Option<String>,
    says: Vec<String>,
    cause: Option<String>,
    mend: Option<FixKind>,
    pairs: usize,
}

thread_local! {
    static RUNNER: RefCell<Runner> = RefCell::default();
}

/// The one way from a draft without a word list to its findings.
pub fn findings(draft: &Draft) -> Vec<Finding> {
    findings_by(&WordList::default(), draft)
}

/// The one way from a draft and a word list to the findings. The runner is the same for all drafts of a
/// test, as it is for all keystrokes on the page; that it makes no difference is tested by itself.
pub fn findings_by(words: &WordList, draft: &Draft) -> Vec<Finding> {
    RUNNER.with_borrow_mut(|runner| {
        runner.use_words(words);
        runner.run(draft, &Sheet::read(draft))
    })
}

impl Case {
    /// What all checks find in it.
    pub fn findings(&self) -> Vec<Finding> {
        findings_by(&self.words, &self.draft)
    }
}

/// Runs a case and says everything that differs from what it expects.
pub fn differences(case: &Case) -> Result<(), String> {
    let all = case.findings();
    let found: Vec<&Finding> = all.iter().filter(|f| f.code.0 == case.code).collect();
    let mut faults = Vec::new();
    if found.len() != case.expected.len() {
        faults.push(format!(
            "{} findings instead of {}",
            found.len(),
            case.expected.len()
        ));
    }
    for (finding, expected) in found.iter().zip(&case.expected) {
        expected.compare(finding, &mut faults);
        mends(case, finding, &mut faults);
    }
    if faults.is_empty() {
        return Ok(());
    }
    let mut report = format!("{}\n  {}", case.name, faults.join("\n  "));
    for finding in found {
        let _ = write!(report, "\n  found: {}", shown(finding));
    }
    Err(report)
}

/// A finding as a case file would have it.
pub fn shown(finding: &Finding) -> String {
    let mut text = format!(
        "{} {} at {}, {} places: {}",
        finding.code,
        finding.severity.id(),
        finding
            .locations
            .first()
            .map(ToString::to_string)
            .unwrap_or_default(),
        finding.locations.len(),
        finding.message
    );
    if let Some(cause) = &finding.cause {
        let _ = write!(text, " cause: {cause}");
    }
    text
}

impl Expected {
    fn compare(&self, finding: &Finding, faults: &mut Vec<String>) {
        let mut same = |what: &str, expected: &str, found: &str| {
            if expected != found {
                faults.push(format!("{what} {found} instead of {expected}"));
            }
        };
        same("severity", self.severity.id(), finding.severity.id());
        let first = finding.locations.first().map(ToString::to_string);
        same("first place", &self.first, &first.unwrap_or_default());
        let marked = finding.marked.map(|place| place.to_string());
        let marks = self.marks.as_ref().unwrap_or(&self.first);
        same("marked", marks, &marked.unwrap_or_default());
        let mend = |kind: Option<FixKind>| kind.map_or("none", mend_name);
        let offered = finding.fix.as_ref().map(|fix| fix.kind);
        same("mend", mend(self.mend), mend(offered));
        let (pairs, shown) = (self.pairs.to_string(), finding.evidence.len().to_string());
        same("pairs", &pairs, &shown);
        self.compare_places(&finding.locations, faults);
        for part in &self.says {
            if !finding.message.contains(part.as_str()) {
                faults.push(format!("“{part}” is not in the message"));
            }
        }
        match (&self.cause, &finding.cause) {
            (None, None) => {}
            (Some(part), Some(cause)) if cause.contains(part.as_str()) => {}
            (Some(part), _) => faults.push(format!("“{part}” is not in the cause")),
            (None, Some(_)) => faults.push("a cause is told".to_owned()),
        }
    }

    fn compare_places(&self, found: &[Location], faults: &mut Vec<String>) {
        let listed = self.places.as_deref().unwrap_or(&self.first);
        if let Ok(number) = listed.parse::<usize>() {
            if found.len() != number {
                faults.push(format!("{} places instead of {number}", found.len()));
            }
            return;
        }
        let mut expected: Vec<String> = listed
            .split(',')
            .flat_map(|pattern| places(pattern.trim()))
            .map(|place| place.to_string())
            .collect();
        let mut found: Vec<String> = found.iter().map(ToString::to_string).collect();
        expected.sort();
        found.sort();
        if expected != found {
            faults.push(format!("the places are {}", found.join(", ")));
        }
    }
}

/// A mend that is taken makes its finding disappear.
fn mends(case: &Case, finding: &Finding, faults: &mut Vec<String>) {
    let Some(Fix { edits, .. }) = &finding.fix else {
        return;
    };
    let mut mended = case.draft.clone();
    for (place, text) in edits {
        mended.set_text(*place, text);
    }
    let remains = findings_by(&case.words, &mended).into_iter().find(|other| {
        let same =
            other.code == finding.code && other.locations.first() == finding.locations.first();
        // A section may have several findings of one check; a mend is of the one it quotes.
        let section = matches!(finding.locations.first(), Some(Location::Section(_)));
        same && (!section || other.message == finding.message)
    });
    if let Some(remains) = remains {
        faults.push(format!("after the mend there is still {}", shown(&remains)));
    }
}

const fn mend_name(kind: FixKind) -> &'static str {
    match kind {
        FixKind::AcceptComputed => "accept-computed",
        FixKind::UseStandardTitle => "use-standard-title",
        FixKind::CorrectYear => "correct-year",
        FixKind::OrdinaryCharacters => "ordinary-characters",
        FixKind::ChinesePunctuation => "chinese-punctuation",
        FixKind::NumberOnly => "number-only",
        FixKind::TakeLastYear => "take-last-year",
        FixKind::UseFigure => "use-figure",
        FixKind::UseListedWord => "use-listed-word",
    }
}

const MENDS: [FixKind; 9] = [
    FixKind::AcceptComputed,
    FixKind::UseStandardTitle,
    FixKind::CorrectYear,
    FixKind::OrdinaryCharacters,
    FixKind::ChinesePunctuation,
    FixKind::NumberOnly,
    FixKind::TakeLastYear,
    FixKind::UseFigure,
    FixKind::UseListedWord,
];

/// All places that an address or a pattern with `*` names; at least one.
#[track_caller]
fn places(pattern: &str) -> Vec<Location> {
    let fields = Field::ALL.map(Location::Field);
    let sections = Section::ALL.map(Location::Section);
    let known = fields.into_iter().chain(sections);
    let places: Vec<Location> = known
        .chain(Cell::all().map(Location::Cell))
        .filter(|place| fits(pattern, &place.to_string()))
        .collect();
    assert!(!places.is_empty(), "no place is called {pattern}");
    places
}

fn fits(pattern: &str, address: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == address;
    };
    address.strip_prefix(start).is_some_and(|tail| {
        (0..=tail.len())
            .filter_map(|from| tail.get(from..))
            .any(|tail| fits(rest, tail))
    })
}

/// The empty draft or the sample; the sample with its totals computed.
#[track_caller]
fn base(name: &str) -> Draft {
    match name {
        "empty" => Draft::default(),
        "sample" => sample::draft(),
        _ => panic!("there is no base {name}"),
    }
}

/// Puts a text, escapes resolved, to all places of a pattern.
#[track_caller]
pub fn set(draft: &mut Draft, pattern: &str, text: &str) {
    let text = unescaped(text);
    for place in places(pattern) {
        draft.set_text(place, &text);
    }
}

/// Puts a text to all places of a pattern in last year's report, which is there from then on.
#[track_caller]
pub fn set_last(draft: &mut Draft, pattern: &str, text: &str) {
    let text = unescaped(text);
    let mut last = draft.previous_year.take().map_or_else(
        || PreviousYear {
            year: None,
            cells: CellMap::from_fn(|_| "".into()),
            prose: Section::ALL.map(|_| "".into()),
        },
        Arc::unwrap_or_clone,
    );
    for place in places(pattern) {
        match place {
            Location::Cell(cell) => last.cells.set(cell, text.as_str().into()),
            Location::Section(section) => last.prose[section.index()] = text.as_str().into(),
            Location::Field(Field::Year) => last.year = ReportYear::read(&text),
            Location::Field(field) => panic!("last year's report has no {}", field.id()),
        }
    }
    draft.previous_year = Some(Arc::new(last));
}

fn unescaped(text: &str) -> String {
    let text = text.replace("\\n", "\n").replace('␠', " ");
    let mut pieces = text.split('⟨');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (repeated, rest) = piece.split_once('⟩').expect("⟨ is closed by ⟩");
        let (unit, times) = repeated.split_once('×').expect("⟨text×times⟩");
        plain.push_str(&unit.repeat(times.parse().expect("times is a number")));
        plain.push_str(rest);
    }
    plain
}

/// The cases of all checks; the name of a file is the code.
pub fn all() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/checks");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("the folder of cases is there")
        .map(|entry| entry.expect("an entry can be read").path())
        .collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let name = file
            .file_name()
            .expect("a file has a name")
            .to_string_lossy();
        let code = name
            .strip_suffix(".txt")
            .expect("a file of cases is a .txt");
        let text = std::fs::read_to_string(&file).expect("a file of cases can be read");
        cases.extend(read(code, &text));
    }
    cases
}

/// Reads a file of cases.
#[track_caller]
fn read(code: &str, text: &str) -> Vec<Case> {
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let mut entries: Vec<(String, Vec<&str>)> = Vec::new();
    for (number, line) in lines {
        if let Some(name) = line.strip_prefix("==") {
            let name = format!("{code}.txt:{}: {}", number + 1, name.trim());
            entries.push((name, Vec::new()));
        } else {
            let (_, lines) = entries.last_mut().expect("a case begins with ==");
            lines.push(line);
        }
    }
    entries
        .iter()
        .flat_map(|(name, lines)| variants(code, name, lines))
        .collect()
}

/// One case, or one for each item of its `for` line.
fn variants(code: &str, name: &str, lines: &[&str]) -> Vec<Case> {
    let Some((first, rest)) = lines.split_first() else {
        panic!("{name}: the case is empty");
    };
    let Some(items) = first.strip_prefix("for ") else {
        return vec![case(code, name, lines)];
    };
    let variant = |item: &str| {
        let lines: Vec<String> = rest
            .iter()
            .map(|line| {
                let parts = item.trim().split('/').enumerate();
                parts.fold((*line).to_owned(), |line, (at, part)| {
                    line.replace(&format!("{{{}}}", at + 1), part)
                })
            })
            .collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        case(code, &format!("{name} ({})", item.trim()), &lines)
    };
    items.split('|').map(variant).collect()
}

fn case(code: &str, name: &str, lines: &[&str]) -> Case {
    let mut case = Case {
        code: code.to_owned(),
        name: name.to_owned(),
        ..Case::default()
    };
    let mut quiet = false;
    for line in lines {
        if let Some(line) = line.strip_prefix("last ") {
            let (pattern, text) = line.split_once(" =").expect("last place = text");
            set_last(
                &mut case.draft,
                pattern,
                text.strip_prefix(' ').unwrap_or(text),
            );
        } else if let Some(line) = line.strip_prefix("words = ") {
            case.words = WordList::read(&format!("{}\n{line}", case.words.text()));
        } else if let Some((pattern, text)) = line.split_once(" =")
            && !pattern.contains(' ')
        {
            set(
                &mut case.draft,
                pattern,
                text.strip_prefix(' ').unwrap_or(text),
            );
        } else if let Some(name) = line.strip_prefix("on ") {
            case.draft = base(name);
        } else if *line == "quiet" {
            quiet = true;
        } else if let Some(finds) = line.strip_prefix("finds ") {
            let (severity, first) = finds.split_once(" at ").expect("finds … at …");
            let severity = Severity::ALL
                .into_iter()
                .find(|known| known.id() == severity)
                .unwrap_or_else(|| panic!("{name}: there is no severity {severity}"));
            case.expected.push(Expected {
                severity,
                first: first.to_owned(),
                places: None,
                marks: None,
                says: Vec::new(),
                cause: None,
                mend: None,
                pairs: 0,
            });
        } else {
            let (key, value) = line
                .trim()
                .split_once(": ")
                .unwrap_or_else(|| panic!("{name}: “{line}” says nothing"));
            let expected = case.expected.last_mut().expect("a property has a finding");
            property(expected, key, value);
        }
    }
    assert_eq!(quiet, case.expected.is_empty(), "{name}: findings or quiet");
    case
}

#[track_caller]
fn property(expected: &mut Expected, key: &str, value: &str) {
    let text = value.to_owned();
    match key {
        "places" => expected.places = Some(text),
        "marks" => expected.marks = Some(text),
        "says" => expected.says.push(text),
        "cause" => expected.cause = Some(text),
        "mend" => {
            let kind = MENDS.into_iter().find(|kind| mend_name(*kind) == value);
            assert!(kind.is_some(), "there is no mend {value}");
            expected.mend = kind;
        }
        "pairs" => expected.pairs = value.parse().expect("a number of pairs"),
        _ => panic!("a finding has no {key}"),
    }
}
