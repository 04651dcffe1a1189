//! Runs the cases of all checks, and looks at every sentence that comes up in them.

use nianbao::checks::check::Finding;
use nianbao::model::cell::Cell;
use nianbao::model::draft::Draft;
use nianbao::model::location::{Field, Location};
use nianbao::model::section::Section;

use super::case;

#[test]
fn every_case_finds_what_it_says() {
    let cases = case::all();
    assert!(cases.len() > 100, "only {} cases were read", cases.len());
    let failed: Vec<String> = cases
        .iter()
        .filter_map(|case| case::differences(case).err())
        .collect();
    assert!(
        failed.is_empty(),
        "{} of {} cases fail:\n{}",
        failed.len(),
        cases.len(),
        failed.join("\n")
    );
}

/// Findings of all checks in all cases, also those that a case does not look at.
#[test]
fn every_sentence_is_chinese_and_every_finding_has_its_places() {
    for case in case::all() {
        for finding in case.findings() {
            let faults = faults(&case.draft, &finding);
            assert!(
                faults.is_empty(),
                "{}\n  {}\n  {}",
                case.name,
                case::shown(&finding),
                faults.join("\n  ")
            );
        }
    }
}

fn faults(draft: &Draft, finding: &Finding) -> Vec<String> {
    let mut faults = Vec::new();
    for sentence in [Some(&finding.message), finding.cause.as_ref()]
        .into_iter()
        .flatten()
    {
        for word in foreign_words(sentence) {
            if !typed(draft, &word) {
                faults.push(format!("“{word}” is nothing that the user knows"));
            }
        }
        if !sentence.ends_with('。') {
            faults.push(format!("“{sentence}” does not end with a full stop"));
        }
        if sentence.contains(['\n', '\t']) {
            faults.push(format!("“{sentence}” has more than one line"));
        }
    }
    let mut places: Vec<String> = finding.locations.iter().map(ToString::to_string).collect();
    places.sort();
    places.dedup();
    if places.is_empty() || places.len() != finding.locations.len() {
        faults.push("the places are none, or one is there twice".to_owned());
    }
    if !finding
        .marked
        .is_some_and(|place| finding.locations.contains(&place))
    {
        faults.push("the marked place is none of the places".to_owned());
    }
    if finding.fix.as_ref().is_some_and(|fix| fix.edits.is_empty()) {
        faults.push("the mend changes nothing".to_owned());
    }
    faults
}

/// The runs of Latin letters, points and underscores that have a letter in them: `NaN`, `inf`,
/// `applications.disclosed`, `other_matters`.
fn foreign_words(sentence: &str) -> Vec<String> {
    sentence
        .split(|c: char| !(c.is_ascii_alphabetic() || matches!(c, '.' | '_')))
        .filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()))
        .map(str::to_owned)
        .collect()
}

/// Whether the user typed the word: a message may quote what stands in a cell.
fn typed(draft: &Draft, word: &str) -> bool {
    let cells = Cell::all().map(Location::Cell);
    let sections = Section::ALL.into_iter().map(Location::Section);
    let fields = Field::ALL
        .into_iter()
        .filter(|field| *field != Field::Level);
    cells
        .chain(sections)
        .chain(fields.map(Location::Field))
        .any(|place| draft.text(place).contains(word))
}

#[test]
fn foreign_words_are_noticed() {
    assert_eq!(
        foreign_words("“NaN”与 12.5 不符（applications.disclosed.other_1）。"),
        ["NaN", "applications.disclosed.other_"]
    );
    assert!(foreign_words("“1.属于国家秘密”比 1,000 多 3.5。").is_empty());
}
