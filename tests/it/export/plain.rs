//! The clipboard's plain text.

use nianbao::export::document::Document;
use nianbao::export::plain;
use nianbao::model::table::Table;

use crate::sample::{self, cell};

fn lines() -> Vec<String> {
    let text = plain::text(&Document::of_report(&sample::report()));
    text.lines().map(str::to_owned).collect()
}

#[test]
fn every_block_is_a_line() {
    let lines = lines();
    assert_eq!(lines[0], "示例县园林绿化局2025年政府信息公开工作年度报告");
    assert_eq!(lines[1], "2026年1月20日");
    assert_eq!(lines[3], "一、总体情况");
    assert_eq!(lines[5], "（一）主动公开。发布“花期”信息3条。");
    assert_eq!(
        lines.last().map(String::as_str),
        Some("2025年没有收取信息处理费。")
    );
}

#[test]
fn merged_cells_leave_blanks_where_they_continue() {
    let lines = lines();
    for expected in [
        "第二十条第（一）项\t\t\t",
        "信息内容\t本年制发件数\t本年废止件数\t现行有效件数",
        "行政许可\t1234\t\t",
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t\t\t申请人情况\t\t\t\t\t\t",
        "\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计",
        "\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t",
        "一、本年新收政府信息公开申请数量\t\t\t9\t2\t0\t0\t0\t1\t12",
        "三、本年度办理结果\t（一）予以公开\t\t6\t2\t0\t0\t0\t0\t8",
        "\t（三）不予公开\t1.属于国家秘密\t0\t0\t0\t0\t0\t0\t0",
        "\t\t2.其他法律行政法规禁止公开\t0\t0\t0\t0\t0\t0\t0",
        "\t（七）总计\t\t9\t2\t0\t0\t0\t1\t12",
        "\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计",
        "1\t0\t0\t0\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0",
    ] {
        assert!(
            lines.iter().any(|line| line == expected),
            "no line is {expected:?} in {lines:#?}"
        );
    }
}

#[test]
fn every_row_has_the_columns_of_its_table() {
    let counts: Vec<usize> = lines()
        .iter()
        .filter(|line| line.contains('\t'))
        .map(|line| line.split('\t').count())
        .collect();
    let expected: Vec<usize> = Table::ALL
        .into_iter()
        .flat_map(|table| table.layout().into_iter().map(move |_| table.columns()))
        .collect();
    assert_eq!(counts, expected);
}

#[test]
fn a_typed_tab_does_not_break_the_row() {
    let mut draft = sample::draft();
    draft.set_cell(cell("review.reconsideration.upheld"), "1\t2\n3");
    let text = plain::text(&Document::of_draft(&draft));
    assert!(text.contains("\n1 2 3\t0\t0\t0\t\t"), "{text}");
}
