//! The Word file, read part by part by an XML reader that is not ours.

use nianbao::export::document::{Block, Document, PrintedTable};
use nianbao::export::docx;
use nianbao::model::table::Table;
use roxmltree::Node;

use crate::archive;
use crate::sample::{self, cell};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Whether a node is an element of this name.
fn is(node: &Node<'_, '_>, name: &str) -> bool {
    node.has_tag_name((W, name))
}

/// The value of a property somewhere below a node.
fn value<'a>(node: Node<'a, '_>, property: &str) -> Option<&'a str> {
    let property = node.descendants().find(|node| is(node, property))?;
    Some(property.attribute((W, "val")).unwrap_or(""))
}

fn text(node: Node<'_, '_>) -> String {
    let texts = node.descendants().filter(|node| is(node, "t"));
    texts.filter_map(|node| node.text()).collect()
}

/// A table cell as the file has it.
#[derive(Debug, PartialEq, Eq)]
struct Tc {
    text: String,
    columns: usize,
    /// `restart`, or empty where the cell above goes on.
    merge: Option<String>,
}

/// A table's rows of cells.
type Rows = Vec<Vec<Tc>>;

/// What the file holds: style and text of each paragraph, and the tables, in order.
fn read(document: &Document) -> (Vec<(String, String)>, Vec<Rows>) {
    let xml = archive::text(&docx::bytes(document), "word/document.xml");
    let parsed = roxmltree::Document::parse(&xml).expect("well-formed");
    let body = parsed.root_element().first_element_child().expect("a body");
    let (mut paragraphs, mut tables) = (Vec::new(), Vec::new());
    for node in body.children() {
        if is(&node, "p") {
            let style = value(node, "pStyle").unwrap_or("Normal");
            paragraphs.push((style.to_owned(), text(node)));
        } else if is(&node, "tbl") {
            let rows = node.children().filter(|node| is(node, "tr"));
            let cells = |row: Node<'_, '_>| {
                let cells = row.children().filter(|node| is(node, "tc"));
                let read = |node: Node<'_, '_>| Tc {
                    text: text(node),
                    columns: value(node, "gridSpan").map_or(1, |n| n.parse().expect("a number")),
                    merge: value(node, "vMerge").map(str::to_owned),
                };
                cells.map(read).collect()
            };
            tables.push(rows.map(cells).collect());
        }
    }
    (paragraphs, tables)
}

fn printed(document: &Document) -> Vec<&PrintedTable> {
    let mut tables = Vec::new();
    for block in &document.blocks {
        if let Block::Table(table) = block {
            tables.push(table);
        }
    }
    tables
}

#[test]
fn all_parts_are_well_formed_and_declared() {
    let bytes = docx::bytes(&Document::of_report(&sample::report()));
    let names = archive::well_formed(&bytes);
    let types = archive::text(&bytes, "[Content_Types].xml");
    let links = archive::text(&bytes, "word/_rels/document.xml.rels")
        + &archive::text(&bytes, "_rels/.rels");
    for name in &names {
        let is_plain = name.ends_with(".rels") || name == "[Content_Types].xml";
        assert!(
            is_plain || types.contains(&format!("\"/{name}\"")),
            "{name}"
        );
        let inside = name.strip_prefix("word/").unwrap_or(name);
        assert!(
            is_plain || links.contains(inside),
            "nothing leads to {name}"
        );
    }
}

#[test]
fn paragraphs_have_the_styles_of_an_official_document() {
    let (paragraphs, _) = read(&Document::of_report(&sample::report()));
    let styled: Vec<_> = paragraphs
        .iter()
        .map(|(style, text)| format!("{style} {text}"))
        .collect();
    let expected = [
        "Title 示例县园林绿化局2025年政府信息公开工作年度报告",
        "PublishDate 2026年1月20日",
        "Normal 本报告的统计期限为2025年1月1日至12月31日。",
        "Heading1 一、总体情况",
        "Normal 2025年，本局做了一些<虚构>的工作 & 写下这一段。",
        "Normal （一）主动公开。发布“花期”信息3条。",
        "Normal （二）依申请公开。收到申请12件。",
        "Normal 1.平台建设",
        "Normal 2.全年培训2次，参加40人。",
        "Heading1 二、主动公开政府信息情况",
        "Heading1 三、收到和处理政府信息公开申请情况",
        "Normal 注：以上数据均为虚构。",
        "Heading1 四、政府信息公开行政复议、行政诉讼情况",
        "Heading1 五、存在的主要问题及改进情况",
        "Normal 存在的问题：信息分类不够细。",
        "Normal 改进措施：逐条核对栏目。",
        "Heading1 六、其他需要报告的事项",
        "Normal 2025年没有收取信息处理费。",
    ];
    assert_eq!(styled, expected);
}

#[test]
fn cells_stand_in_the_official_grid() {
    let document = Document::of_report(&sample::report());
    let (_, tables) = read(&document);
    for (table, rows) in printed(&document).into_iter().zip(&tables) {
        let mut expected: Vec<Vec<Tc>> = Vec::new();
        for row in table.rectangle() {
            let starts = row.iter().filter(|place| place.is_first_column);
            let tc = starts.map(|place| Tc {
                text: match place.is_first_row {
                    true => place.slot.text.clone(),
                    false => String::new(),
                },
                columns: place.slot.columns,
                merge: match (place.is_first_row, place.slot.rows) {
                    (true, 1) => None,
                    (true, _) => Some("restart".to_owned()),
                    (false, _) => Some(String::new()),
                },
            });
            expected.push(tc.collect());
        }
        assert_eq!(rows, &expected);
        for row in rows {
            let columns: usize = row.iter().map(|tc| tc.columns).sum();
            assert_eq!(columns, table.table.columns());
        }
    }
    assert_eq!(tables.len(), Table::ALL.len());
}

#[test]
fn every_style_and_font_that_is_used_is_there() {
    let bytes = docx::bytes(&Document::of_draft(&sample::draft()));
    let styles = archive::text(&bytes, "word/styles.xml");
    let fonts = archive::text(&bytes, "word/fontTable.xml");
    let parts = ["word/document.xml", "word/odd.xml", "word/styles.xml"];
    let values = |text: &str, start: &str| -> Vec<String> {
        let found = text.split(start).skip(1);
        let value = found.filter_map(|rest| rest.split('"').next().map(str::to_owned));
        value.collect()
    };
    for part in parts {
        let text = archive::text(&bytes, part);
        for kind in ["pStyle", "rStyle", "tblStyle", "basedOn"] {
            for style in values(&text, &format!("<w:{kind} w:val=\"")) {
                let declared = format!("w:styleId=\"{style}\"");
                assert!(styles.contains(&declared), "{part} uses {style}");
            }
        }
        for font in values(&text, "w:eastAsia=\"") {
            let declared = fonts.contains(&format!("w:name=\"{font}\""));
            assert!(declared || font == "zh-CN", "{part} uses {font}");
        }
    }
}

#[test]
fn the_page_is_that_of_the_standard() {
    let bytes = docx::bytes(&Document::of_report(&sample::report()));
    let xml = archive::text(&bytes, "word/document.xml");
    let parsed = roxmltree::Document::parse(&xml).expect("well-formed");
    let page = |element: &str, attribute: &str| -> f64 {
        let found = parsed.descendants().find(|node| is(node, element));
        let value = found.and_then(|node| node.attribute((W, attribute)));
        // Twentieths of a point to millimetres.
        value.expect(element).parse::<f64>().expect("a number") / 1440.0 * 25.4
    };
    for (element, attribute, millimetres) in [
        ("pgSz", "w", 210.0),
        ("pgSz", "h", 297.0),
        ("pgMar", "top", 37.0),
        ("pgMar", "bottom", 35.0),
        ("pgMar", "left", 28.0),
        ("pgMar", "right", 26.0),
    ] {
        let found = page(element, attribute);
        assert!(
            (found - millimetres).abs() < 0.05,
            "{element} {attribute}: {found} mm"
        );
    }
}

#[test]
fn section_threes_rows_stay_together_below_a_head_that_repeats() {
    let document = Document::of_report(&sample::report());
    let xml = archive::text(&docx::bytes(&document), "word/document.xml");
    let parsed = roxmltree::Document::parse(&xml).expect("well-formed");
    let tables = parsed.descendants().filter(|node| is(node, "tbl"));
    // The last row of each part that may stand at the end of a page.
    let ends = [vec![3, 6, 10, 13], vec![27], vec![3]];
    for ((node, heads), ends) in tables.zip([0, 3, 3]).zip(ends) {
        let rows: Vec<_> = node.children().filter(|node| is(node, "tr")).collect();
        for (at, row) in rows.iter().enumerate() {
            assert_eq!(value(*row, "tblHeader").is_some(), at < heads, "row {at}");
            assert!(value(*row, "cantSplit").is_some(), "row {at}");
            let may_end = value(*row, "keepNext").is_none();
            assert_eq!(may_end, ends.contains(&at), "row {at}");
        }
    }
}

#[test]
fn a_draft_says_so_in_name_title_and_body() {
    let bytes = docx::bytes(&Document::of_draft(&sample::draft()));
    assert!(archive::text(&bytes, "docProps/core.xml").contains("（草稿）</dc:title>"));
    let (paragraphs, _) = read(&Document::of_draft(&sample::draft()));
    assert!(paragraphs[0].1.ends_with("（草稿）"), "{:?}", paragraphs[0]);
    assert_eq!(paragraphs[1].0, "DraftNotice");
    let (clean, _) = read(&Document::of_report(&sample::report()));
    assert!(clean.iter().all(|(_, text)| !text.contains("草稿")));
    let bytes = docx::bytes(&Document::of_report(&sample::report()));
    assert!(!archive::text(&bytes, "docProps/core.xml").contains("草稿"));
}

#[test]
fn typed_text_is_escaped_and_blank_stays_blank() {
    let mut draft = sample::draft();
    draft.organ = "<甲>&\"乙\"\u{1}局".into();
    draft.set_cell(cell("review.reconsideration.upheld"), "</w:t>\u{b}");
    draft.set_cell(cell("review.reconsideration.corrected"), "");
    let document = Document::of_draft(&draft);
    archive::well_formed(&docx::bytes(&document));
    let (paragraphs, tables) = read(&document);
    assert!(
        paragraphs[0].1.starts_with("<甲>&\"乙\"局2025年"),
        "{paragraphs:?}"
    );
    let figures = &tables[2][3];
    assert_eq!(figures[0].text, "</w:t>");
    assert_eq!(figures[1].text, "");
}

#[test]
fn equal_documents_give_equal_bytes() {
    let document = Document::of_report(&sample::report());
    assert_eq!(docx::bytes(&document), docx::bytes(&document.clone()));
}
