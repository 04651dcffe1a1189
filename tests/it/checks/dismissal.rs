//! Dismissed warnings: what a dismissal hides, when it lapses, what an entry written by hand is tied to.

use nianbao::checks::check::{Finding, Severity};
use nianbao::checks::dismissal::{self, Dismissed};
use nianbao::checks::registry;
use nianbao::model::draft::{Draft, Suppression, UnknownValue};
use nianbao::model::sheet::Sheet;

use super::case;
use crate::sample;

const REASON: &str = "已与业务科室核对";

/// What is shown and what is not.
fn sifted(draft: &Draft) -> (Vec<Finding>, Vec<Dismissed>) {
    dismissal::sift(draft, registry::run(draft, &Sheet::read(draft)))
}

/// The draft with a finding dismissed, as the page does it.
fn dismiss(draft: &Draft, finding: &Finding) -> Draft {
    dismissal::dismiss(draft, finding, REASON, &sifted(draft).1)
}

/// The shown findings of a check.
fn shown(draft: &Draft, code: &str) -> Vec<Finding> {
    let mut findings = sifted(draft).0;
    findings.retain(|finding| finding.code.0 == code);
    findings
}

/// The only shown finding of a check.
#[track_caller]
fn only(draft: &Draft, code: &str) -> Finding {
    let mut findings = shown(draft, code);
    assert_eq!(findings.len(), 1, "{findings:?}");
    findings.remove(0)
}

/// The sample with some texts in it.
fn sample_with(texts: &[(&str, &str)]) -> Draft {
    let mut draft = sample::draft();
    for (place, text) in texts {
        case::set(&mut draft, place, text);
    }
    draft
}

fn entry(code: &str, location: &str) -> Suppression {
    Suppression {
        code: code.to_owned(),
        location: location.to_owned(),
        reason: REASON.to_owned(),
        basis: None,
        unknown: vec![UnknownValue {
            path: Vec::new(),
            key: "by".to_owned(),
            json: "\"科员甲\"".to_owned(),
        }],
    }
}

#[test]
fn every_warning_is_dismissed_and_restored_and_no_error() {
    for case in case::all() {
        let before = case::findings(&case.draft);
        for finding in before.iter().filter(|f| f.code.0 == case.code) {
            let after = dismiss(&case.draft, finding);
            if finding.severity == Severity::Error {
                assert_eq!(after, case.draft, "{}", case.name);
                continue;
            }
            let (shown, dismissed) = sifted(&after);
            assert!(!shown.contains(finding), "{}", case.name);
            assert_eq!(shown.len() + dismissed.len(), before.len());
            assert!(
                dismissed
                    .iter()
                    .all(|d| d.finding.message == finding.message
                        && d.finding.locations.first() == finding.locations.first()
                        && d.reason == REASON)
            );
            assert_eq!(dismissal::restore(&after, finding), case.draft);
        }
    }
}

/// A file can say what it likes: an error stays.
#[test]
fn an_error_in_a_file_is_not_dismissed() {
    let mut draft = sample_with(&[("proactive.penalty.decisions", "12a")]);
    let error = only(&draft, "T6");
    assert_eq!(error.severity, Severity::Error);
    draft.suppressed = [entry("T6", "proactive.penalty.decisions")].into();
    dismissal::anchor(&mut draft);
    assert_eq!(only(&draft, "T6"), error);
}

#[test]
fn a_figure_that_changes_brings_the_warning_back() {
    let mut draft = sample_with(&[("level", "department"), ("proactive.rules.issued", "3")]);
    draft = dismiss(&draft, &only(&draft, "T7"));
    assert_eq!(shown(&draft, "T7"), []);
    // Another figure is nothing to it.
    case::set(&mut draft, "proactive.licensing.decisions", "9");
    assert_eq!(shown(&draft, "T7"), []);
    case::set(&mut draft, "proactive.rules.issued", "4");
    only(&draft, "T7");
    // As it was, the reason holds again.
    case::set(&mut draft, "proactive.rules.issued", "3");
    assert_eq!(shown(&draft, "T7"), []);
}

/// The message quotes the beginning of the sentence; its end changes.
#[test]
fn a_sentence_that_changes_brings_the_warning_back() {
    let text = |end: &str, other: &str| {
        let sentence = format!("全面梳理主动公开目录，逐项明确公开的内容、时限和{end}。");
        format!("{sentence}{other}。{sentence}")
    };
    let mut draft = sample_with(&[("overview", &text("责任科室", "做好培训"))]);
    let finding = only(&draft, "N23");
    draft = dismiss(&draft, &finding);
    assert_eq!(shown(&draft, "N23"), []);
    case::set(&mut draft, "overview", &text("责任科室", "做好宣传"));
    assert_eq!(shown(&draft, "N23"), []);
    case::set(&mut draft, "overview", &text("责任人员", "做好宣传"));
    assert_eq!(only(&draft, "N23").message, finding.message);
}

#[test]
fn findings_of_one_check_in_one_place_are_told_apart() {
    let mut draft = sample_with(&[("overview", "公开⼈⺠政府信息\u{fffd}共3条。")]);
    let [odd, garbled] = <[Finding; 2]>::try_from(shown(&draft, "N8")).expect("two of them");
    assert_eq!(odd.locations, garbled.locations);
    draft = dismiss(&draft, &odd);
    assert_eq!(shown(&draft, "N8"), [garbled.clone()].as_slice());
    draft = dismiss(&draft, &garbled);
    assert_eq!(shown(&draft, "N8"), []);
    draft = dismissal::restore(&draft, &odd);
    assert_eq!(only(&draft, "N8"), odd);
}

#[test]
fn what_has_lapsed_goes_with_the_next_dismissal_there() {
    let mut draft = sample_with(&[
        ("level", "department"),
        ("proactive.rules.issued", "3"),
        ("overview", "公开信息,办理申请。"),
    ]);
    draft = dismiss(&draft, &only(&draft, "N22"));
    draft = dismiss(&draft, &only(&draft, "T7"));
    case::set(&mut draft, "proactive.rules.issued", "4");
    assert_eq!(draft.suppressed.len(), 2);
    draft = dismiss(&draft, &only(&draft, "T7"));
    assert_eq!(draft.suppressed.len(), 2);
    assert_eq!(shown(&draft, "T7"), []);
    assert_eq!(shown(&draft, "N22"), []);
}

#[test]
fn an_entry_written_by_hand_is_tied_to_what_is_found_now() {
    let mut draft = sample_with(&[("overview", "公开⼈⺠政府信息\u{fffd}共3条。")]);
    draft.suppressed = [entry("N8", "overview"), entry("N22", "overview")].into();
    // Until then it hides nothing.
    assert_eq!(shown(&draft, "N8").len(), 2);
    dismissal::anchor(&mut draft);
    assert_eq!(shown(&draft, "N8"), []);
    assert_eq!(sifted(&draft).1.len(), 2);
    for entry in draft.suppressed.iter() {
        assert_eq!(entry.reason, REASON);
        assert_eq!(entry.unknown.len(), 1);
    }
    // A second time nothing is left to do.
    let anchored = draft.clone();
    dismissal::anchor(&mut draft);
    assert_eq!(draft, anchored);
    // What comes up later was not meant.
    case::set(&mut draft, "overview", "公开⼈政府信息,共3条。");
    assert_eq!(shown(&draft, "N8").len(), 1);
    assert_eq!(shown(&draft, "N22").len(), 1);
}

#[test]
fn entries_of_other_versions_are_left_as_they_are() {
    let mut draft = sample::draft();
    draft.suppressed = [entry("N-EXAMPLE", "overview"), entry("N99", "nowhere")].into();
    let before = draft.clone();
    dismissal::anchor(&mut draft);
    assert_eq!(draft, before);
    case::set(&mut draft, "overview", "公开信息,办理申请。");
    let after = dismiss(&draft, &only(&draft, "N22"));
    assert_eq!(after.suppressed[..2], before.suppressed[..]);
}

/// 全部安全修正 leaves alone what somebody dismissed, and says what it mends.
#[test]
fn safe_mends_leave_dismissed_findings_alone() {
    let mut draft = sample_with(&[("overview", "公开⼈⺠政府信息,共3条。")]);
    let kinds = |draft: &Draft| -> Vec<String> {
        let made = registry::safe_mends(draft).made.into_iter();
        made.map(|(place, kind)| format!("{} {kind:?}", place.name()))
            .collect()
    };
    assert_eq!(
        kinds(&draft),
        ["第一部分 OrdinaryCharacters", "第一部分 ChinesePunctuation"]
    );
    assert_eq!(registry::count_safe(&sifted(&draft).0), 2);
    draft = dismiss(&draft, &only(&draft, "N22"));
    assert_eq!(kinds(&draft), ["第一部分 OrdinaryCharacters"]);
    let edits = registry::safe_mends(&draft).edits;
    assert_eq!(edits.len(), 1);
    assert_eq!(edits[0].1, "公开人民政府信息,共3条。");
    assert_eq!(registry::count_safe(&sifted(&draft).0), 1);
}
