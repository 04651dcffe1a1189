//! Whatever a report holds comes back from its markup: every figure and every line of prose.

use nianbao::export::document::Document;
use nianbao::export::html::{self, Options, ParagraphIndent};
use nianbao::export::plain;
use nianbao::model::cell::{Cell, CellMap};
use nianbao::model::draft::Draft;
use nianbao::model::prose;
use nianbao::model::report::Report;
use nianbao::model::section::Section;
use nianbao::model::table::Table;
use proptest::prelude::*;

use crate::markup;

/// A figure as somebody may type it.
fn figure() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just("0".to_owned()),
        3 => (0_u32..3000).prop_map(|number| number.to_string()),
        1 => (1_u32..999, 0_u32..1000).prop_map(|(high, low)| format!("{high},{low:03}")),
        1 => "[０-９]{1,4}",
        1 => Just(" 1000000000000 ".to_owned()),
    ]
}

/// Prose with indents, blank lines, numbering and characters that markup must escape.
fn text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        "[　 ]{0,2}[一-龥，；0-9a-zA-Z<>&\"']{0,30}。?",
        "（[一二三]）[一-龥]{1,8}。[一-龥0-9]{0,20}",
        "[1-9]\\.[一-龥]{1,8}",
        Just(String::new()),
        Just("&amp;nbsp; &lt;p&gt; </td><p>".to_owned()),
    ];
    prop::collection::vec(line, 0..6).prop_map(|lines| lines.join("\n"))
}

pub fn report() -> impl Strategy<Value = Report> {
    let figures = prop::collection::vec(figure(), Cell::COUNT);
    let texts = prop::collection::vec(text(), Section::COUNT);
    (figures, texts, "[0-9]{1,6}\\.[0-9]{1,6}").prop_map(|(figures, texts, fees)| {
        let mut draft = Draft::default();
        draft.organ = "示例市<甲&乙>局".into();
        draft.year = "2025".into();
        for (cell, text) in Cell::all().zip(figures) {
            if cell.is_amount() {
                draft.set_cell(cell, fees.as_str());
            } else if !cell.is_total() {
                draft.set_cell(cell, text);
            }
        }
        for (section, text) in Section::ALL.into_iter().zip(texts) {
            draft.set_prose(section, text);
        }
        Report::from_draft(&draft).expect("every figure is a number")
    })
}

/// The figures of tables read back, by the printed order of figures.
fn figures(tables: &[markup::Rows]) -> Vec<String> {
    let mut figures = Vec::new();
    for (table, rows) in Table::ALL.into_iter().zip(tables) {
        for (slot, td) in table.layout().iter().flatten().zip(rows.iter().flatten()) {
            if slot.cell().is_some() {
                figures.push(td.text.clone());
            }
        }
    }
    figures
}

/// The title, the official headings and all lines of prose, in order.
fn lines(report: &Report) -> Vec<String> {
    let mut lines = vec![report.title().to_owned()];
    for section in Section::ALL {
        lines.extend(section.heading().map(str::to_owned));
        let prose = report.prose(section).lines().map(str::trim);
        lines.extend(prose.filter(|line| !line.is_empty()).map(str::to_owned));
    }
    lines
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn figures_and_prose_come_back_from_the_markup(report in report(), spaces in any::<bool>()) {
        let options = Options {
            paragraph_indent: if spaces { ParagraphIndent::FullWidthSpaces } else { ParagraphIndent::CssIndent },
            important_borders: spaces,
        };
        let html = html::fragment(&Document::of_report(&report), options);
        let read = markup::read(&html);
        let expected = CellMap::from_fn(|cell| report.figure(cell).to_owned());
        let expected: Vec<String> = expected.iter().map(|(_, text)| text.clone()).collect();
        prop_assert_eq!(figures(&read.tables), expected);
        let paragraphs: Vec<String> = read.paragraphs.iter().map(|text| text.trim().to_owned()).collect();
        prop_assert_eq!(paragraphs, lines(&report));
    }

    #[test]
    fn plain_text_has_the_same_lines(report in report()) {
        let text = plain::text(&Document::of_report(&report));
        let outside_tables: Vec<String> = text
            .lines()
            .filter(|line| !line.contains('\t'))
            .map(str::to_owned)
            .collect();
        prop_assert_eq!(outside_tables, lines(&report));
    }

    #[test]
    fn equal_reports_give_equal_bytes(report in report()) {
        let document = Document::of_report(&report);
        let again = Document::of_report(&report.clone());
        prop_assert_eq!(html::page(&document), html::page(&again));
    }
}

#[test]
fn the_lines_of_prose_are_those_of_the_model() {
    let text = "　　（一）甲。乙\n\n1.丙\n 丁 ";
    let from_model: Vec<String> = prose::lines(text)
        .map(|line| {
            format!(
                "{}{}",
                line.heading.map_or("", |(_, heading)| heading),
                line.body
            )
        })
        .collect();
    assert_eq!(from_model, ["（一）甲。乙", "1.丙", "丁"]);
}
