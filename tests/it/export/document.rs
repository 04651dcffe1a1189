//! The blocks of a report and of a draft.

use nianbao::export::document::{Block, Document, Mark, PrintedTable};
use nianbao::model::draft::Draft;
use nianbao::model::section::Section;
use nianbao::model::table::Table;

use crate::sample::{self, cell};

/// One short line for each block.
fn outline(document: &Document) -> Vec<String> {
    let line = |block: &Block| match block {
        Block::Title(text) => format!("title {text}"),
        Block::DraftNotice(text) => format!("notice {text}"),
        Block::Date(text) => format!("date {text}"),
        Block::Heading { text, .. } => format!("heading {text}"),
        Block::Paragraph(paragraph) => match &paragraph.heading {
            Some((level, heading)) => format!("{level:?} {heading}+{}", paragraph.body),
            None => format!("prose {}", paragraph.body),
        },
        Block::Table(table) => format!("table {:?}", table.table),
    };
    document.blocks.iter().map(line).collect()
}

fn tables(document: &Document) -> impl Iterator<Item = &PrintedTable> {
    document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Title(_)
        | Block::DraftNotice(_)
        | Block::Date(_)
        | Block::Heading { .. }
        | Block::Paragraph(_) => None,
    })
}

/// What is printed for a figure.
#[track_caller]
fn figure(document: &Document, address: &str) -> String {
    let cell = cell(address);
    let mut slots = tables(document).flat_map(|table| table.rows.iter().flatten());
    let slot = slots.find(|slot| slot.figure == Some(cell));
    slot.expect("every figure is printed").text.clone()
}

#[test]
fn a_report_is_printed_in_official_order() {
    let document = Document::of_report(&sample::report());
    let expected = [
        "title 示例县园林绿化局2025年政府信息公开工作年度报告",
        "date 2026年1月20日",
        "prose 本报告的统计期限为2025年1月1日至12月31日。",
        "heading 一、总体情况",
        "prose 2025年，本局做了一些<虚构>的工作 & 写下这一段。",
        "Second （一）主动公开。+发布“花期”信息3条。",
        "Second （二）依申请公开。+收到申请12件。",
        "Third 1.平台建设+",
        "prose 2.全年培训2次，参加40人。",
        "heading 二、主动公开政府信息情况",
        "table ProactiveDisclosure",
        "heading 三、收到和处理政府信息公开申请情况",
        "table Applications",
        "prose 注：以上数据均为虚构。",
        "heading 四、政府信息公开行政复议、行政诉讼情况",
        "table Review",
        "heading 五、存在的主要问题及改进情况",
        "prose 存在的问题：信息分类不够细。",
        "prose 改进措施：逐条核对栏目。",
        "heading 六、其他需要报告的事项",
        "prose 2025年没有收取信息处理费。",
    ];
    assert_eq!(outline(&document), expected);
    assert_eq!(document.mark, Mark::Final);
}

#[test]
fn a_draft_says_so_in_title_and_body() {
    let document = Document::of_draft(&sample::draft());
    let outline = outline(&document);
    assert_eq!(
        outline[0],
        "title 示例县园林绿化局2025年政府信息公开工作年度报告（草稿）"
    );
    assert_eq!(outline[1], "notice 草稿：仅供内部审核，请勿发布。");
    assert_eq!(outline[2], "date 2026年1月20日");
    assert_eq!(document.title, outline[0].trim_start_matches("title "));
}

#[test]
fn apart_from_the_marks_a_complete_draft_is_the_report() {
    let mut draft = Document::of_draft(&sample::draft());
    let report = Document::of_report(&sample::report());
    draft.blocks.drain(..2);
    assert_eq!(draft.blocks[..], report.blocks[1..]);
}

#[test]
fn a_draft_shows_what_is_there() {
    let mut draft = Draft::default();
    draft.set_cell(cell("review.reconsideration.upheld"), "２");
    draft.set_cell(
        cell("review.reconsideration.corrected"),
        " 22（其中修订16件）",
    );
    draft.set_cell(cell("applications.disclosed.other"), "1,000");
    draft.set_cell(cell("applications.partly_disclosed.total"), "7");
    draft.publish_date = " 近日 ".into();
    let document = Document::of_draft(&draft);
    for (address, expected) in [
        ("review.reconsideration.upheld", "2"),
        ("review.reconsideration.corrected", "22（其中修订16件）"),
        ("review.reconsideration.total", ""),
        ("applications.disclosed.other", "1000"),
        ("applications.disclosed.total", "1000"),
        ("applications.partly_disclosed.total", "7"),
        ("applications.carried_forward.total", ""),
        ("proactive.fees.amount", ""),
    ] {
        assert_eq!(figure(&document, address), expected, "{address}");
    }
    assert_eq!(document.title, "政府信息公开工作年度报告（草稿）");
    assert_eq!(outline(&document)[2], "date 近日");
}

#[test]
fn an_empty_draft_has_its_headings_and_tables_and_no_date() {
    let document = Document::of_draft(&Draft::default());
    let kinds: Vec<&Block> = document.blocks.iter().skip(2).collect();
    assert_eq!(
        kinds.len(),
        Section::numbered().count() + Table::ALL.len(),
        "{kinds:#?}"
    );
}

#[test]
fn tables_have_the_places_of_the_form() {
    let document = Document::of_report(&sample::report());
    for (table, printed) in Table::ALL.into_iter().zip(tables(&document)) {
        let layout = table.layout();
        assert_eq!(printed.table, table);
        assert_eq!(printed.rows.len(), layout.len(), "rows of {table:?}");
        for (slot, printed) in layout.iter().flatten().zip(printed.rows.iter().flatten()) {
            assert_eq!(printed.columns, slot.columns, "{printed:?}");
            assert_eq!(printed.rows, slot.rows, "{printed:?}");
            assert_eq!(printed.figure, slot.cell(), "{printed:?}");
            assert_eq!(printed.is_figure(), slot.cell().is_some(), "{printed:?}");
        }
    }
}
