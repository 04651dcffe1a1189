//! Lines of prose and the sub-headings that they begin with.

use nianbao::model::prose::{self, Line, SubLevel};

/// Checks a line's sub-heading and body.
#[track_caller]
fn check(text: &str, heading: Option<(SubLevel, &str)>, body: &str) {
    let lines: Vec<Line<'_>> = prose::lines(text).collect();
    assert_eq!(lines, [Line { heading, body }], "the lines of {text:?}");
}

#[test]
fn a_line_is_a_paragraph_without_its_indent() {
    let lines: Vec<&str> = prose::lines("　　第一段。\r\n\n  \u{a0}\n\t第二段。　\n")
        .map(|line| line.body)
        .collect();
    assert_eq!(lines, ["第一段。", "第二段。"]);
    assert_eq!(prose::lines(" \n　\n").count(), 0);
}

#[test]
fn a_sub_heading_runs_in_or_fills_the_line() {
    use SubLevel::{Fourth, Second, Third};
    for (text, heading, body) in [
        (
            "（一）主动公开。发布信息3条。",
            (Second, "（一）主动公开。"),
            "发布信息3条。",
        ),
        ("（十二）监督保障", (Second, "（十二）监督保障"), ""),
        (
            "(二)依申请公开。收到2件。",
            (Second, "(二)依申请公开。"),
            "收到2件。",
        ),
        ("1.平台建设", (Third, "1.平台建设"), ""),
        ("2、培训。共2次。", (Third, "2、培训。"), "共2次。"),
        ("3．公报。", (Third, "3．公报。"), ""),
        ("（1）栏目", (Fourth, "（1）栏目"), ""),
    ] {
        check(text, Some(heading), body);
    }
}

#[test]
fn numbers_that_open_no_sub_heading() {
    for text in [
        "发布信息3条。",
        "1.5万人次参加。",
        "2025年收到申请3件。",
        "1.全年收到申请12件，均已办结。",
        "（含上年结转）共3件。",
        "（一）",
        "（）空括号",
        "一是发布信息。",
        "123.太大的序号",
        "（一）这一行虽然有序号，但是它写得太长，长到没有人会把它当作一个小标题来看，因此它只是一个有序号的段落。",
    ] {
        check(text, None, text);
    }
}

#[test]
fn length_counts_everything_but_blanks() {
    assert_eq!(prose::length("　　共 12 条，\n见 附表。"), 9);
    assert_eq!(prose::length(" \n　"), 0);
}
