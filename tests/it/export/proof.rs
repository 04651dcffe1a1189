//! The published page against the report.

use nianbao::export::document::{Block, Document};
use nianbao::export::html::{self, Options, ParagraphIndent};
use nianbao::export::proof::{self, Published};
use nianbao::model::table::Table;

use crate::markup;
use crate::sample::{self, cell};

/// What a reader finds in markup of ours.
fn published(html: &str) -> Published {
    let content = markup::read(html);
    let mut figures = Vec::new();
    for (table, rows) in Table::ALL.into_iter().zip(&content.tables) {
        let slots = table.layout();
        for (slot, td) in slots.iter().flatten().zip(rows.iter().flatten()) {
            figures.extend(slot.cell().map(|cell| (cell, td.text.clone())));
        }
    }
    Published {
        lines: content.paragraphs,
        figures,
    }
}

fn report() -> Document {
    Document::of_report(&sample::report())
}

/// Compares after the page was changed; one readable line for each difference.
fn differences(document: &Document, change: impl FnOnce(&mut Published)) -> Vec<String> {
    let mut page = published(&html::fragment(document, Options::default()));
    change(&mut page);
    let proof = proof::compare(document, &page);
    let line = |difference: &proof::Difference| {
        let side = |side: &Option<String>| side.clone().unwrap_or("-".to_owned());
        format!(
            "{} [{}] {} | {}",
            difference.place.name(),
            difference.place.location(),
            side(&difference.report),
            side(&difference.page)
        )
    };
    proof.differences.iter().map(line).collect()
}

#[test]
fn our_own_markup_says_the_same() {
    for document in [report(), Document::of_draft(&sample::draft())] {
        let options = Options {
            paragraph_indent: ParagraphIndent::FullWidthSpaces,
            ..Options::default()
        };
        for options in [Options::default(), options] {
            let page = published(&html::fragment(&document, options));
            let proof = proof::compare(&document, &page);
            assert!(proof.holds(), "{proof:?}");
            assert_eq!(proof.figures, 200);
            let not_tables = document.blocks.len() - 3;
            assert_eq!(proof.lines, not_tables);
        }
    }
}

#[test]
fn what_the_portal_adds_around_it_and_editors_change_is_no_difference() {
    let found = differences(&report(), |page| {
        page.lines.insert(0, "首页 > 政府信息公开年报".to_owned());
        page.lines.insert(1, "浏览次数：12".to_owned());
        page.lines.push("关闭窗口".to_owned());
        for line in &mut page.lines {
            *line = line
                .replace('“', "\"")
                .replace('2', "２")
                .replace('，', "， ");
        }
        for (_, figure) in &mut page.figures {
            *figure = figure.replace("1234", "1,234");
        }
    });
    assert_eq!(found, [""; 0]);
}

#[test]
fn every_changed_line_and_figure_is_told_with_its_place() {
    let found = differences(&report(), |page| {
        page.lines[0] = "示例县园林绿化局2024年政府信息公开工作年度报告".to_owned();
        let line = page.lines.iter_mut().find(|line| line.contains("申请12件"));
        *line.expect("the line") = "（二）依申请公开。收到申请21件。".to_owned();
        page.lines.retain(|line| !line.starts_with("改进措施"));
        page.lines.insert(5, "编辑加上的一段。".to_owned());
        for (place, figure) in &mut page.figures {
            if *place == cell("applications.newly_received.natural_person") {
                *figure = "6".to_owned();
            }
            if *place == cell("review.reconsideration.corrected") {
                *figure = String::new();
            }
        }
        page.figures
            .retain(|(place, _)| *place != cell("proactive.penalty.decisions"));
    });
    let expected = [
        "报告标题 [title] 示例县园林绿化局2025年政府信息公开工作年度报告 | 示例县园林绿化局2024年政府信息公开工作年度报告",
        "第一部分文字 [overview] - | 编辑加上的一段。",
        "第一部分文字 [overview] （二）依申请公开。收到申请12件。 | （二）依申请公开。收到申请21件。",
        "第五部分文字 [problems_and_improvements] 改进措施：逐条核对栏目。 | -",
        "第二部分“行政处罚”的“本年处理决定数量” [proactive.penalty.decisions] 56 | -",
        "第三部分“一、本年新收政府信息公开申请数量”的“自然人” [applications.newly_received.natural_person] 9 | 6",
        "第四部分“行政复议”的“结果纠正” [review.reconsideration.corrected] 0 | ",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_changed_heading_and_swapped_lines_are_told() {
    let found = differences(&report(), |page| {
        for line in &mut page.lines {
            *line = line.replace("存在的主要问题及改进情况", "存在的问题和改进情况");
        }
        let at = page
            .lines
            .iter()
            .position(|line| line.starts_with("存在的问题："));
        let at = at.expect("the line");
        page.lines.swap(at, at + 1);
    });
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(found[0].starts_with("第五部分标题"), "{found:#?}");
}

#[test]
fn every_line_and_every_figure_counts() {
    let document = report();
    let lines = document
        .blocks
        .iter()
        .filter(|block| !matches!(block, Block::Table(_)));
    for (place, block) in lines.enumerate() {
        let found = differences(&document, |page| {
            let line = &mut page.lines[place];
            line.insert(line.len() - '。'.len_utf8(), '甲');
        });
        assert_eq!(found.len(), 1, "{block:?}: {found:?}");
    }
    for at in 0..200 {
        let found = differences(&document, |page| page.figures[at].1.push('9'));
        assert_eq!(found.len(), 1, "{found:?}");
    }
}

#[test]
fn another_page_has_nothing_of_the_report() {
    let document = report();
    let other = Published {
        lines: vec!["公告".to_owned(), "本周六停水。".to_owned()],
        figures: Vec::new(),
    };
    let proof = proof::compare(&document, &other);
    assert_eq!(proof.differences.len(), proof.lines + proof.figures);
    assert!(
        proof
            .differences
            .iter()
            .all(|difference| difference.page.is_none())
    );
}
