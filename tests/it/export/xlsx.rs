//! The spreadsheet, read part by part by an XML reader that is not ours.

use nianbao::export::document::Document;
use nianbao::export::xlsx;
use nianbao::model::table::Table;
use roxmltree::Node;

use crate::archive;
use crate::sample::{self, cell};

/// A cell of a sheet: what stands there, and how it is computed.
#[derive(Debug, Default, PartialEq, Eq)]
struct Cell {
    text: String,
    formula: String,
}

/// The cell at an address of a sheet.
#[track_caller]
fn read(document: &Document, sheet: usize, at: &str) -> Cell {
    let xml = archive::text(&xlsx::bytes(document), &format!("xl/sheet{sheet}.xml"));
    let parsed = roxmltree::Document::parse(&xml).expect("well-formed");
    let mut cells = parsed
        .descendants()
        .filter(|node| node.tag_name().name() == "c");
    let found = cells.find(|node| node.attribute("r") == Some(at));
    let texts = |names: &[&str]| -> String {
        let below = found.expect(at).descendants();
        let named = below.filter(|node| names.contains(&node.tag_name().name()));
        named.filter_map(|node: Node<'_, '_>| node.text()).collect()
    };
    Cell {
        text: texts(&["v", "t"]),
        formula: texts(&["f"]),
    }
}

fn plain(text: &str) -> Cell {
    Cell {
        text: text.to_owned(),
        formula: String::new(),
    }
}

fn computed(text: &str, range: &str) -> Cell {
    Cell {
        text: text.to_owned(),
        formula: format!("IF(COUNT({range})=0,\"\",SUM({range}))"),
    }
}

#[test]
fn all_parts_are_well_formed_and_linked() {
    let bytes = xlsx::bytes(&Document::of_report(&sample::report()));
    let names = archive::well_formed(&bytes);
    let types = archive::text(&bytes, "[Content_Types].xml");
    for name in names.iter().filter(|name| name.starts_with("xl/")) {
        assert!(
            name.ends_with(".rels") || types.contains(&format!("\"/{name}\"")),
            "{name}"
        );
    }
    assert_eq!(names.len(), 8, "{names:?}");
}

#[test]
fn figures_are_numbers_and_totals_have_formulas() {
    let document = Document::of_report(&sample::report());
    for (sheet, at, expected) in [
        (1, "A1", plain(&document.title)),
        (1, "B8", plain("1234")),
        (1, "B15", plain("4166.241619")),
        (2, "A5", plain("一、本年新收政府信息公开申请数量")),
        (2, "D5", plain("9")),
        (2, "J5", computed("12", "D5:I5")),
        (2, "D28", computed("9", "D7:D27")),
        (2, "J28", computed("12", "D28:I28")),
        (3, "A5", plain("1")),
        (3, "E5", computed("1", "A5:D5")),
        (3, "O5", computed("0", "K5:N5")),
    ] {
        assert_eq!(read(&document, sheet, at), expected, "sheet {sheet}, {at}");
    }
}

#[test]
fn merges_are_those_of_the_form() {
    let bytes = xlsx::bytes(&Document::of_report(&sample::report()));
    for (sheet, table, merges) in [
        (1, Table::ProactiveDisclosure, ["A2:D2", "B15:D15"]),
        (2, Table::Applications, ["A2:C4", "A7:A28"]),
        (3, Table::Review, ["A2:E2", "E3:E4"]),
    ] {
        let slots = table.layout().into_iter().flatten();
        let count = slots.filter(|slot| slot.columns * slot.rows > 1).count();
        let xml = archive::text(&bytes, &format!("xl/sheet{sheet}.xml"));
        // The title goes over the whole width.
        assert_eq!(
            xml.matches("<mergeCell ").count(),
            count + 1,
            "sheet {sheet}"
        );
        for merge in merges {
            assert!(xml.contains(&format!("\"{merge}\"")), "{merge}");
        }
    }
}

#[test]
fn blank_is_not_zero_and_what_is_stated_stays() {
    let mut draft = sample::draft();
    for outcome in ["upheld", "corrected", "other_result", "pending"] {
        draft.set_cell(cell(&format!("review.reconsideration.{outcome}")), "");
    }
    draft.set_cell(
        cell("review.litigation_without_reconsideration.upheld"),
        "1</t>",
    );
    draft.set_cell(cell("review.litigation_after_reconsideration.total"), "7");
    let document = Document::of_draft(&draft);
    archive::well_formed(&xlsx::bytes(&document));
    assert_eq!(read(&document, 3, "A5"), plain(""));
    assert_eq!(read(&document, 3, "E5"), computed("", "A5:D5"));
    assert_eq!(read(&document, 3, "F5"), plain("1</t>"));
    assert_eq!(read(&document, 3, "J5"), plain(""));
    assert_eq!(read(&document, 3, "O5"), plain("7"));
}

#[test]
fn each_sheet_says_whether_it_is_of_a_draft() {
    let clean = Document::of_report(&sample::report());
    let draft = Document::of_draft(&sample::draft());
    for sheet in 1..=3 {
        assert!(!read(&clean, sheet, "A1").text.contains("草稿"));
        assert!(read(&draft, sheet, "A1").text.ends_with("（草稿）"));
    }
}

#[test]
fn equal_documents_give_equal_bytes() {
    let document = Document::of_report(&sample::report());
    assert_eq!(xlsx::bytes(&document), xlsx::bytes(&document.clone()));
}
