//! For each check what it finds and what it leaves alone, over the sample report.

use nianbao::checks::check::Severity;
use nianbao::checks::registry::CHECKS;

use super::{changed, findings, is_plain, of};

/// What a change of the sample is expected to bring.
enum Expected {
    /// The check finds this: severity, first place, some words.
    Fires(Severity, &'static str, &'static str),
    /// The check finds nothing.
    Quiet,
}

use Expected::{Fires, Quiet};
use Severity::{Error, Hint, Warning};

type Case = (
    &'static str,
    &'static [(&'static str, &'static str)],
    Expected,
);

const CASES: &[Case] = &[
    ("F1", &[("organ", " ")], Fires(Error, "organ", "机关全称")),
    ("F1", &[("year", "二五")], Fires(Error, "year", "四位数字")),
    ("F1", &[("level", "")], Fires(Warning, "level", "机关类别")),
    ("F1", &[("year", "２０２５年")], Quiet),
    (
        "F2",
        &[("publish_date", "2026-02-30")],
        Fires(Error, "publish_date", "2026-02-30"),
    ),
    ("F2", &[("publish_date", "2026年1月31日")], Quiet),
    ("F2", &[("publish_date", "")], Quiet),
    (
        "S6",
        &[("title", "示例县园林绿化局2025年度政府信息公开年报")],
        Fires(Warning, "title", "标准写法"),
    ),
    (
        "S6",
        &[("title", "示例县园林绿化局2025年政府信息公开工作年度报告")],
        Quiet,
    ),
    (
        "D1",
        &[("title", "示例县园林绿化局2024年政府信息公开工作年度报告")],
        Fires(Error, "title", "2024年"),
    ),
    (
        "D1",
        &[("preamble", "统计期限为2024年1月1日至2024年12月31日。")],
        Fires(Error, "preamble", "2024年"),
    ),
    (
        "D1",
        &[(
            "preamble",
            "自 2025 年 1 月 1 日起至 2026 年 12 月 31 日止。",
        )],
        Fires(Error, "preamble", "2026年"),
    ),
    (
        "D1",
        &[("overview", "２０２４年1月1日至12月31日，本局公开信息3条。")],
        Fires(Error, "overview", "2024年"),
    ),
    (
        "D1",
        &[(
            "preamble",
            "统计期限为2025年1月1日至12月31日。2026年1月20日发布。依据国办函〔2020〕109号。",
        )],
        Quiet,
    ),
    (
        "D1",
        &[("overview", "与2024年相比，2026年将继续公开。")],
        Quiet,
    ),
    (
        "S7",
        &[("overview", " \n")],
        Fires(Error, "overview", "一、总体情况"),
    ),
    (
        "S7",
        &[("problems_and_improvements", "")],
        Fires(Error, "problems_and_improvements", "还没有文字"),
    ),
    (
        "S7",
        &[("other_matters", "")],
        Fires(Error, "other_matters", "还没有文字"),
    ),
    ("S7", &[("preamble", "")], Quiet),
    (
        "S1",
        &[(
            "overview",
            "本局工作。\n二、 主动公开政府信息情况\n以下略。",
        )],
        Fires(Error, "overview", "一级标题"),
    ),
    (
        "S1",
        &[("overview", "本局做好主动公开政府信息情况的总结。")],
        Quiet,
    ),
    (
        "N4",
        &[("other_matters", "无其他需要报告的事项。")],
        Fires(Error, "other_matters", "信息处理费"),
    ),
    (
        "N4",
        &[("other_matters", "本年度没有产生信息公开处理费。")],
        Quiet,
    ),
    (
        "N4",
        &[("other_matters", "未发生政府信息公开收费事项。")],
        Quiet,
    ),
    ("N4", &[("other_matters", "不收取任何费用。")], Quiet),
    (
        "N4",
        &[
            ("other_matters", "无其他需要报告的事项。"),
            ("year", "2020"),
        ],
        Quiet,
    ),
    (
        "T6",
        &[("applications.disclosed.other", "22（其中修订16件）")],
        Fires(Error, "applications.disclosed.other", "不写单位和括注"),
    ),
    (
        "T6",
        &[("applications.disclosed.other", "—")],
        Fires(Error, "applications.disclosed.other", "没有的填 0"),
    ),
    (
        "T6",
        &[("applications.disclosed.other", "-1")],
        Fires(Error, "applications.disclosed.other", "负数"),
    ),
    (
        "T6",
        &[("applications.disclosed.other", "1.5")],
        Fires(Error, "applications.disclosed.other", "整数"),
    ),
    (
        "T6",
        &[("applications.disclosed.other", "12,34")],
        Fires(Error, "applications.disclosed.other", "千分位"),
    ),
    (
        "T6",
        &[("applications.disclosed.other", "1000000000001")],
        Fires(Error, "applications.disclosed.other", "过大"),
    ),
    (
        "T6",
        &[("proactive.fees.amount", "3.1234567")],
        Fires(Error, "proactive.fees.amount", "六位"),
    ),
    (
        "T6",
        &[("proactive.fees.amount", "251000元")],
        Fires(Error, "proactive.fees.amount", "万元"),
    ),
    (
        "T6",
        &[("proactive.fees.amount", "４１６６．２４１６１９")],
        Quiet,
    ),
    (
        "T6",
        &[("proactive.licensing.decisions", " 1,234　")],
        Quiet,
    ),
    (
        "T5",
        &[("proactive.penalty.decisions", " ")],
        Fires(Error, "proactive.penalty.decisions", "还有 1 格"),
    ),
    (
        "T5",
        &[
            ("review.reconsideration.pending", ""),
            ("review.reconsideration.upheld", ""),
        ],
        Fires(Error, "review.reconsideration.upheld", "还有 2 格"),
    ),
    ("T5", &[("applications.disclosed.total", "")], Quiet),
    (
        "T1",
        &[("applications.disclosed.total", "9")],
        Fires(
            Error,
            "applications.disclosed.total",
            "写的是 9，各项相加是 8，相差 1",
        ),
    ),
    ("T1", &[("applications.disclosed.total", "8")], Quiet),
    (
        "T1",
        &[
            ("applications.disclosed.total", "9"),
            ("applications.disclosed.other", "约3"),
        ],
        Quiet,
    ),
    (
        "T2",
        &[("applications.handled_total.natural_person", "8")],
        Fires(Error, "applications.handled_total.natural_person", "相差 1"),
    ),
    (
        "T2",
        &[("applications.handled_total.natural_person", "9")],
        Quiet,
    ),
    (
        "T4",
        &[("review.reconsideration.total", "0")],
        Fires(Error, "review.reconsideration.total", "没有汇总"),
    ),
    ("T4", &[("review.reconsideration.total", "1")], Quiet),
    (
        "T3",
        &[("applications.disclosed.other", "1")],
        Fires(Error, "applications.newly_received.other", "相差 1"),
    ),
    ("T3", &[("applications.carried_forward.other", "")], Quiet),
    (
        "T3",
        &[("applications.carried_forward.natural_person", "")],
        Fires(
            Hint,
            "applications.newly_received.natural_person",
            "还有 1 件没有填",
        ),
    ),
    (
        "T3",
        &[
            ("applications.carried_forward.natural_person", ""),
            ("applications.disclosed.natural_person", "60"),
        ],
        Fires(Error, "applications.newly_received.natural_person", "相差"),
    ),
    (
        "T3",
        &[("applications.disclosed.natural_person", "六")],
        Quiet,
    ),
];

#[test]
fn each_case_is_found_or_left_alone() {
    for (code, changes, expected) in CASES {
        let draft = changed(changes);
        let found = of(&draft, code);
        match expected {
            Quiet => assert_eq!(found, [], "{code} {changes:?}"),
            Fires(severity, place, words) => {
                let finding = found
                    .iter()
                    .find(|finding| finding.locations[0].to_string() == *place)
                    .unwrap_or_else(|| {
                        panic!("{code} {changes:?}: nothing at {place}: {found:#?}")
                    });
                let said = format!(
                    "{}{}",
                    finding.message,
                    finding.cause.as_deref().unwrap_or("")
                );
                assert_eq!(finding.severity, *severity, "{code} {changes:?}");
                assert!(said.contains(words), "{code} {changes:?}: {said}");
                assert!(is_plain(&said), "{said}");
            }
        }
    }
}

#[test]
fn every_check_has_a_case_of_each_kind() {
    for check in CHECKS {
        let code = check.code().0;
        if code == "N1" {
            // Its cases are long texts, in the test below.
            continue;
        }
        let kinds: Vec<bool> = CASES
            .iter()
            .filter(|(known, ..)| *known == code)
            .map(|(.., expected)| matches!(expected, Fires(..)))
            .collect();
        assert!(kinds.contains(&true), "{code} fires nowhere");
        assert!(kinds.contains(&false), "{code} stays quiet nowhere");
    }
}

#[test]
fn section_one_may_have_a_thousand_characters() {
    let text = |length: usize| "公".repeat(length - 1) + " \n　。";
    assert_eq!(of(&changed(&[("overview", &text(1000))]), "N1"), []);
    let found = of(&changed(&[("overview", &text(1001))]), "N1");
    assert_eq!(found.len(), 1);
    assert!(found[0].message.contains("1001 字") && found[0].message.contains("多 1 字"));
}

#[test]
fn a_mend_takes_its_finding_away() {
    for changes in [
        [("applications.disclosed.total", "9")],
        [("applications.handled_total.natural_person", "8")],
        [("review.reconsideration.total", "0")],
        [("title", "年报")],
    ] {
        let mut draft = changed(&changes);
        let finding = findings(&draft)
            .into_iter()
            .find(|finding| finding.fix.is_some())
            .unwrap_or_else(|| panic!("{changes:?} has no mend"));
        for (place, text) in finding.fix.unwrap().edits {
            draft.set_text(place, &text);
        }
        assert_eq!(findings(&draft), [], "{changes:?}");
    }
}

#[test]
fn an_identity_names_all_its_cells() {
    let draft = changed(&[("applications.disclosed.other", "1")]);
    let found = of(&draft, "T3");
    // The column itself and the total column.
    assert_eq!(found.len(), 2);
    for finding in &found {
        assert_eq!(finding.locations.len(), 25, "{}", finding.message);
    }
}
