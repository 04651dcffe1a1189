//! What holds for every check: code, title, explanation, file, cases.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use nianbao::checks::check::{Code, Finding, Severity};
use nianbao::checks::registry::{self, CHECKS, Runner, explanation};
use nianbao::checks::word_list::WordList;
use nianbao::model::cell::Cell;
use nianbao::model::draft::Draft;
use nianbao::model::section::Section;
use nianbao::model::sheet::Sheet;
use nianbao::storage::backup;

use super::case;
use crate::sample;

/// The headings of every explanation, in this order.
const HEADINGS: [&str; 4] = ["查什么", "依据", "举例", "怎么办"];

#[test]
fn codes_are_a_capital_letter_and_a_number_and_unique() {
    let mut seen = BTreeSet::new();
    for check in CHECKS {
        let code = check.code().0;
        let (letter, number) = code.split_at(1);
        assert!(letter.bytes().all(|b| b.is_ascii_uppercase()), "{code}");
        let plain = number.parse::<u8>().map(|number| number.to_string());
        assert_eq!(plain.as_deref(), Ok(number), "{code}");
        assert_ne!(number, "0", "{code}");
        assert!(seen.insert(code), "{code} is there twice");
    }
}

#[test]
fn titles_are_unique_and_have_no_full_stop() {
    let mut seen = BTreeSet::new();
    for check in CHECKS {
        let (code, title) = (check.code(), check.title());
        assert_eq!(title, title.trim(), "{code}");
        let last = title.chars().last().expect("a title has text");
        assert!(last.is_alphanumeric(), "{code} ends with {last}");
        assert!(title.chars().count() <= 24, "{code} has a long title");
        assert!(seen.insert(title), "{title} is there twice");
    }
}

#[test]
fn explanations_have_the_four_headings_each_with_text() {
    for check in CHECKS {
        let code = check.code();
        let mut headings = Vec::new();
        let mut texts: Vec<usize> = Vec::new();
        for line in check.explanation().lines() {
            if let Some(heading) = line.strip_prefix("## ") {
                headings.push(heading);
                texts.push(0);
            } else {
                assert!(!line.starts_with('#'), "{code}: {line} is another heading");
                let length = line.trim().chars().count();
                assert!(
                    length == 0 || !texts.is_empty(),
                    "{code}: text before 查什么"
                );
                if let Some(text) = texts.last_mut() {
                    *text += length;
                }
            }
        }
        assert_eq!(headings, HEADINGS, "{code}");
        assert!(texts.iter().all(|length| *length >= 4), "{code}: {texts:?}");
    }
}

#[test]
fn an_explanation_is_found_by_its_code() {
    for check in CHECKS {
        let found = explanation(check.code());
        assert_eq!(found, Some((check.title(), check.explanation())));
    }
    assert_eq!(explanation(Code("T0")), None);
}

/// The files that implement a check, below `src/checks`.
fn files() -> Vec<PathBuf> {
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/checks")];
    let mut files = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                open.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn text(path: &Path) -> String {
    let text = std::fs::read_to_string(path);
    text.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_check_has_one_file_with_its_explanation_beside_it() {
    let explained: BTreeMap<&str, Code> = CHECKS
        .iter()
        .map(|check| (check.explanation(), check.code()))
        .collect();
    assert_eq!(explained.len(), CHECKS.len(), "explanations are their own");
    let mut codes = BTreeSet::new();
    for file in files() {
        let source = text(&file);
        let name = file.display();
        if file.extension().is_some_and(|extension| extension == "md") {
            assert!(
                file.with_extension("rs").exists(),
                "{name} explains no check"
            );
            continue;
        }
        let checks = source.matches("\nimpl Check for ").count();
        assert!(checks <= 1, "{name} has {checks} checks");
        if checks == 0 {
            continue;
        }
        let beside = text(&file.with_extension("md"));
        let code = explained
            .get(beside.as_str())
            .unwrap_or_else(|| panic!("{name} is not in the registry"));
        let first = format!("//! {code}: ");
        assert!(source.starts_with(&first), "{name} begins with {first:?}");
        codes.insert(*code);
    }
    let registered: BTreeSet<Code> = CHECKS.iter().map(|check| check.code()).collect();
    assert_eq!(codes, registered);
}

#[test]
fn every_check_has_cases_in_which_it_fires_and_in_which_it_is_quiet() {
    let cases = case::all();
    let registered: BTreeSet<&str> = CHECKS.iter().map(|check| check.code().0).collect();
    for case in &cases {
        assert!(registered.contains(case.code.as_str()), "{}", case.name);
    }
    for code in registered {
        let mut own = cases.iter().filter(|case| case.code == code);
        let (fires, quiet): (Vec<_>, Vec<_>) = own.by_ref().partition(|c| !c.expected.is_empty());
        assert!(
            !fires.is_empty(),
            "tests/data/checks/{code}.txt: none fires"
        );
        assert!(
            !quiet.is_empty(),
            "tests/data/checks/{code}.txt: none is quiet"
        );
    }
}

/// The severity of a check is the gravest of its findings, and some case has it.
#[test]
fn every_check_is_as_grave_as_it_says() {
    let mut gravest: BTreeMap<Code, Severity> = BTreeMap::new();
    for finding in case::all().iter().flat_map(case::Case::findings) {
        let known = gravest.entry(finding.code).or_insert(finding.severity);
        *known = finding.severity.min(*known);
    }
    for check in CHECKS {
        let code = check.code();
        assert_eq!(gravest.get(&code), Some(&check.severity()), "{code}");
    }
}

/// Findings stand in the order of gravity, then of the registry.
#[test]
fn findings_stand_in_order() {
    let place = |code: Code| CHECKS.iter().position(|check| check.code() == code);
    for case in case::all() {
        let found = case.findings();
        let order: Vec<_> = found.iter().map(|f| (f.severity, place(f.code))).collect();
        assert!(order.is_sorted(), "{}: {order:?}", case.name);
    }
}

/// 全部安全修正: one step that changes how things are written and nothing else.
#[test]
fn all_safe_mends_together() {
    let mut draft = sample::draft();
    let set = |draft: &mut Draft, pattern: &str, text: &str| case::set(draft, pattern, text);
    set(&mut draft, "overview", "公开⼈⺠政府信息,共１2条\u{200b}。");
    set(&mut draft, "proactive.penalty.decisions", "56件");
    set(
        &mut draft,
        "title",
        "示例县园林绿化局2025年政府信息公开年度报告",
    );
    set(&mut draft, "applications.disclosed.total", "99");
    let edits: Vec<(String, String)> = registry::safe_mends(&draft)
        .edits
        .into_iter()
        .map(|(place, text)| (place.to_string(), text))
        .collect();
    let edit = |place: &str, text: &str| (place.to_owned(), text.to_owned());
    assert_eq!(
        edits,
        [
            edit("proactive.penalty.decisions", "56"),
            edit("overview", "公开人民政府信息，共12条。"),
        ]
    );
    assert!(registry::safe_mends(&sample::draft()).edits.is_empty());
}

/// One runner over all cases finds what a new one finds for each, also from one figure to the next.
#[test]
fn what_is_kept_changes_nothing() {
    let mut runner = Runner::default();
    for case in case::all() {
        let mut draft = case.draft;
        runner.use_words(&case.words);
        for text in ["", "7", "3"] {
            case::set(&mut draft, "proactive.penalty.decisions", text);
            let sheet = Sheet::read(&draft);
            let found = runner.run(&draft, &sheet);
            let mut fresh = Runner::default();
            fresh.use_words(&case.words);
            assert_eq!(found, fresh.run(&draft, &sheet), "{}", case.name);
        }
    }
}

/// The family X of the rule book, and last year's numbers left in a text. They need the figures for all they find.
#[test]
fn what_compares_prose_with_figures_needs_them() {
    let comparing = CHECKS.iter().filter(|check| check.compares_prose());
    let codes: Vec<&str> = comparing.clone().map(|check| check.code().0).collect();
    let expected: Vec<&str> = CHECKS
        .iter()
        .map(|check| check.code().0)
        .filter(|code| code.starts_with('X') || *code == "Y23")
        .collect();
    assert_eq!(codes, expected);
    assert!(comparing.clone().all(|check| check.needs_figures()));
}

/// Without the comparison of prose with figures everything else is as it is now, and the comparison as it was before;
/// the next whole run finds what a new runner finds.
#[test]
fn only_the_comparison_may_follow_later() {
    let mut runner = Runner::default();
    let parted = |found: Vec<Finding>| -> (Vec<Finding>, Vec<Finding>) {
        let compares = |finding: &Finding| {
            let mut checks = CHECKS.iter();
            checks.any(|check| check.code() == finding.code && check.compares_prose())
        };
        found.into_iter().partition(compares)
    };
    let mut late = 0;
    for case in case::all() {
        let mut draft = case.draft;
        runner.use_words(&case.words);
        let (mut compared, _) = parted(runner.run(&draft, &Sheet::read(&draft)));
        for cell in [
            "applications.newly_received.natural_person",
            "review.litigation_without_reconsideration.upheld",
        ] {
            case::set(&mut draft, cell, "77");
            let sheet = Sheet::read(&draft);
            let (kept, others) = parted(runner.run_but_comparison(&draft, &sheet));
            let (compared_anew, all_others) = parted(found_anew(&case.words, &draft, &sheet));
            assert_eq!(kept, compared, "{}", case.name);
            assert_eq!(others, all_others, "{}", case.name);
            (compared, _) = parted(runner.run(&draft, &sheet));
            assert_eq!(compared, compared_anew, "{}", case.name);
            late += usize::from(kept != compared);
        }
    }
    assert!(late > 20, "only {late} cases show the difference");
}

fn found_anew(words: &WordList, draft: &Draft, sheet: &Sheet) -> Vec<Finding> {
    let mut fresh = Runner::default();
    fresh.use_words(words);
    fresh.run(draft, sheet)
}

/// A list that was changed counts at once, though the draft is the same.
#[test]
fn a_changed_word_list_counts_at_once() {
    let mut draft = sample::draft();
    draft.set_prose(Section::Overview, "甲乙丙丁。");
    let sheet = Sheet::read(&draft);
    let mut runner = Runner::default();
    for (list, count) in [("", 0), ("甲→戊", 1), ("甲→戊\n丙", 2), ("己", 0)] {
        runner.use_words(&WordList::read(list));
        let found = runner.run(&draft, &sheet);
        let listed = found.iter().filter(|finding| finding.code.0 == "N24");
        assert_eq!(listed.count(), count, "{list}");
    }
}

/// A check that says so finds the same whatever the figures are.
#[test]
fn findings_that_need_no_figures_do_not_change_with_them() {
    for case in case::all() {
        let mut other = case.draft.clone();
        for cell in Cell::all() {
            other.set_cell(cell, "5");
        }
        let free = |draft: &Draft| -> Vec<Finding> {
            let found = case::findings_by(&case.words, draft).into_iter();
            let needs = |code: Code| {
                CHECKS
                    .iter()
                    .any(|check| check.code() == code && check.needs_figures())
            };
            found.filter(|finding| !needs(finding.code)).collect()
        };
        assert_eq!(free(&case.draft), free(&other), "{}", case.name);
    }
}

/// The example on the page is a good report but for its one wrong figure, which the tables and the prose contradict.
#[test]
fn the_example_has_one_fault() {
    let text = include_str!("../../../src/ui/wording/example.json");
    let draft = backup::read(text).expect("the example is a backup file");
    let found: Vec<String> = case::findings(&draft)
        .iter()
        .map(|finding| format!("{} {}", finding.code, finding.severity.id()))
        .collect();
    assert_eq!(
        found,
        ["T3 error", "T3 error", "X2 error", "X2 error", "Y21 hint"]
    );
}
