//! Names of downloaded files.

use nianbao::export::document::Document;
use nianbao::export::file_name;
use nianbao::model::draft::Draft;
use nianbao::model::report::Report;

use crate::sample;

/// The name of a draft with a title of its own.
fn draft_name(title: &str) -> String {
    let mut draft = Draft::default();
    draft.title = title.into();
    file_name::of_document(&Document::of_draft(&draft), "html")
}

/// The name of the sample report with a title of its own.
fn report_name(title: &str) -> String {
    let mut draft = sample::draft();
    draft.title = title.into();
    let report = Report::from_draft(&draft).expect("the sample is complete");
    file_name::of_document(&Document::of_report(&report), "docx")
}

#[test]
fn a_file_is_named_by_the_title() {
    let standard = "示例县园林绿化局2025年政府信息公开工作年度报告";
    assert_eq!(report_name(""), format!("{standard}.docx"));
    let draft = file_name::of_document(&Document::of_draft(&sample::draft()), "html");
    assert_eq!(draft, format!("{standard}（草稿）.html"));
    assert_eq!(draft_name(""), "政府信息公开工作年度报告（草稿）.html");
}

#[test]
fn what_windows_forbids_is_replaced() {
    for (title, expected) in [
        (
            r#"a\b/c:d*e?f"g<h>i|j"#,
            "a＼b／c：d＊e？f＂g＜h＞i｜j.docx",
        ),
        ("报告\t一\u{0}\u{7}", "报告 一.docx"),
        ("报告. . ", "报告.docx"),
        ("..报告", "报告.docx"),
        ("报告\u{202e}fdp", "报告fdp.docx"),
        ("...", "年度报告.docx"),
        ("CON", "_CON.docx"),
        ("lpt1.x", "_lpt1.x.docx"),
        ("COM10", "COM10.docx"),
    ] {
        assert_eq!(report_name(title), expected, "the file of {title:?}");
    }
}

#[test]
fn a_long_name_is_cut_between_characters_and_keeps_its_mark() {
    for title in ["报".repeat(300), format!("a{}", "报".repeat(300))] {
        let name = draft_name(&title);
        assert!(name.len() <= 200, "{} bytes", name.len());
        assert!(name.len() > 190, "{} bytes", name.len());
        assert!(name.ends_with("报（草稿）.html"), "{name}");
    }
}

#[test]
fn a_backup_is_named_by_organ_and_year() {
    assert_eq!(
        file_name::of_backup(&sample::draft()),
        "示例县园林绿化局2025年度报告备份.json"
    );
    assert_eq!(file_name::of_backup(&Draft::default()), "年度报告备份.json");
    let mut draft = sample::draft();
    draft.organ = format!("甲/乙{}", "丙".repeat(300)).into();
    draft.year = "某年".into();
    let name = file_name::of_backup(&draft);
    assert!(name.starts_with("甲／乙丙"), "{name}");
    assert!(name.ends_with("丙年度报告备份.json"), "{name}");
    assert!(name.len() <= 200, "{} bytes", name.len());
}
