//! The check record.

use nianbao::checks::dismissal;
use nianbao::checks::registry::{self, CHECKS};
use nianbao::export::document::Document;
use nianbao::export::record::{self, Record, Without};
use nianbao::model::draft::{Draft, Proved};
use nianbao::model::report::Report;
use nianbao::model::sheet::Sheet;

use crate::markup;
use crate::sample::{self, cell};

/// The record of a draft, its marks as text between `|`.
fn record(draft: &Draft, proved: Option<&Proved>) -> String {
    let findings = registry::run(draft, &Sheet::read(draft));
    let (findings, dismissed) = dismissal::sift(draft, findings);
    let document = match Report::from_draft(draft) {
        Ok(report) => Document::of_report(&report),
        Err(_) => Document::of_draft(draft),
    };
    record::markup(&Record {
        organ: &draft.organ,
        year: &draft.year,
        document: &document,
        made: "2026年1月20日 14:05",
        findings: &findings,
        dismissed: &dismissed,
        without: Without {
            last_year: draft.previous_year.is_none(),
            words: true,
        },
        proved,
    })
}

/// What stands between the tags, one piece a line.
fn pieces(html: &str) -> Vec<String> {
    let texts = html.split('<').filter_map(|piece| piece.split_once('>'));
    let texts = texts.map(|(_, text)| text.trim().to_owned());
    texts.filter(|text| !text.is_empty()).collect()
}

/// The piece behind a label.
#[track_caller]
fn said(html: &str, label: &str) -> String {
    let pieces = pieces(html);
    let at = pieces.iter().position(|piece| piece == label);
    pieces[at.expect(label) + 1].clone()
}

#[test]
fn it_says_whose_report_it_is_and_what_was_found() {
    let html = record(&sample::draft(), None);
    assert_eq!(said(&html, "机关全称"), "示例县园林绿化局");
    assert_eq!(said(&html, "报告年度"), "2025");
    assert_eq!(said(&html, "校核时间"), "2026年1月20日 14:05");
    assert_eq!(said(&html, "核对已发布页面"), "没有核对");
    let conclusion = said(&html, "校核结论");
    let start = format!("定稿。运行规则 {} 条，错误 0 处，", CHECKS.len());
    assert!(conclusion.starts_with(&start), "{conclusion}");
    for role in ["编制：", "审核：", "签发："] {
        assert!(html.contains(role), "{role}");
    }
    assert!(!html.contains("草稿"), "{html}");
}

#[test]
fn every_check_is_listed_with_what_came_of_it() {
    let mut draft = sample::draft();
    draft.set_cell(cell("applications.carried_forward.natural_person"), "2");
    let html = record(&draft, None);
    let pieces = pieces(&html);
    for check in CHECKS {
        let (code, title) = (check.code().to_string(), check.title());
        let at = pieces
            .windows(2)
            .position(|pair| pair == [code.as_str(), title]);
        assert!(at.is_some(), "{code} {title}");
    }
    let result = |code: &str| {
        said(
            &html,
            CHECKS
                .iter()
                .find(|check| check.code().0 == code)
                .expect(code)
                .title(),
        )
    };
    assert_eq!(result("T3"), "错误 2");
    assert_eq!(result("T1"), "无");
    assert_eq!(result("Y1"), "无上年年报");
    assert_eq!(result("N24"), "无词表");
}

#[test]
fn dismissed_warnings_stand_with_their_reasons() {
    let mut draft = sample::draft();
    draft.level = None;
    let findings = registry::run(&draft, &Sheet::read(&draft));
    let warning = findings
        .iter()
        .find(|finding| finding.severity == nianbao::checks::check::Severity::Warning)
        .expect("the sample has a warning");
    let draft = dismissal::dismiss(&draft, warning, "<已核对>", &[]);
    let html = record(&draft, None);
    assert!(html.contains("理由：&lt;已核对&gt;</li>"), "{html}");
    assert!(said(&html, "校核结论").ends_with("已忽略 1 处"));
}

#[test]
fn a_draft_says_so() {
    let mut draft = sample::draft();
    draft.set_cell(cell("review.reconsideration.upheld"), "");
    let html = record(&draft, None);
    assert!(html.contains("校核记录（草稿）</h2>"), "{html}");
    assert!(said(&html, "校核结论").starts_with("草稿。"));
    assert!(said(&html, "报告标题").ends_with("（草稿）"));
}

#[test]
fn the_comparison_is_told_and_whether_the_report_has_changed_since() {
    let document = Document::of_report(&sample::report());
    let mut proved = Proved {
        at: "2026年1月21日 9:00".to_owned(),
        seal: record::seal(&document),
        lines: 19,
        figures: 200,
        differences: 0,
        unknown: Vec::new(),
    };
    let said = |proved: &Proved| said(&record(&sample::draft(), Some(proved)), "核对已发布页面");
    assert_eq!(
        said(&proved),
        "2026年1月21日 9:00核对文字 19 行、数字 200 个，与报告一致"
    );
    proved.differences = 1;
    proved.seal.clear();
    assert_eq!(
        said(&proved),
        "2026年1月21日 9:00核对文字 19 行、数字 200 个，有 1 处不一致；核对后内容有改动，应当重新核对"
    );
}

#[test]
fn the_seal_is_that_of_the_copied_source() {
    let document = Document::of_report(&sample::report());
    let seal = record::seal(&document);
    assert_eq!(seal.len(), 64);
    assert!(record(&sample::draft(), None).contains(&seal));
    let mut draft = sample::draft();
    draft.set_cell(cell("proactive.penalty.decisions"), "57");
    let other = Document::of_report(&Report::from_draft(&draft).expect("complete"));
    assert_ne!(record::seal(&other), seal);
}

#[test]
fn tables_are_whole() {
    let html = record(&sample::draft(), None);
    let tables = html.matches("<table").count();
    assert_eq!(tables, html.matches("</table>").count());
    let read = markup::read(&html);
    assert_eq!(read.tables.len(), tables);
}
