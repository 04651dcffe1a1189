//! Writes the source of the files in `tests/files`, for LibreOffice to convert: `READERS_WRITE_FLAT=folder cargo test -p
//! readers flat`.

use std::fmt::Write as _;

use crate::official::{self, Official};

const NAMESPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2""#;

/// Paragraphs around the tables.
const PROSE: [&str; 4] = [
    "青禾县农业局2025年政府信息公开工作年度报告",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
];

/// Widths of columns in twentieths of a point, as the official template has them.
const WIDTHS: [&[u32]; 3] = [
    &[2435; 4],
    &[754, 921, 3271, 685, 685, 685, 685, 685, 685, 685],
    &[
        649, 649, 649, 649, 649, 649, 649, 650, 650, 650, 650, 650, 650, 650, 650,
    ],
];

#[test]
fn writes_the_sources_of_the_files() {
    let Some(folder) = std::env::var_os("READERS_WRITE_FLAT") else {
        return;
    };
    let folder = std::path::PathBuf::from(folder);
    std::fs::write(folder.join("official.fodt"), document()).expect("written");
    std::fs::write(folder.join("official.fods"), workbook()).expect("written");
    std::fs::write(folder.join("unseen.fodt"), unseen_text()).expect("written");
    std::fs::write(folder.join("unseen.fods"), unseen_workbook()).expect("written");
}

fn rows(table: &[Vec<Official>], in_workbook: bool) -> String {
    let mut xml = String::new();
    let mut below: Vec<usize> = Vec::new();
    for row in table {
        xml.push_str("<table:table-row>");
        let mut column = 0;
        let covered = |xml: &mut String, below: &mut Vec<usize>, column: &mut usize| {
            while below.get(*column).is_some_and(|rows| *rows > 0) {
                xml.push_str("<table:covered-table-cell/>");
                below[*column] -= 1;
                *column += 1;
            }
        };
        for (text, columns, rows) in row {
            covered(&mut xml, &mut below, &mut column);
            let number = in_workbook && text.parse::<u32>().is_ok();
            let kind = if number {
                format!(r#" office:value-type="float" office:value="{text}""#)
            } else if text.is_empty() {
                String::new()
            } else {
                r#" office:value-type="string""#.to_owned()
            };
            let paragraph = if text.is_empty() && in_workbook {
                String::new()
            } else {
                format!("<text:p>{text}</text:p>")
            };
            write!(
                xml,
                r#"<table:table-cell table:style-name="box" table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}"{kind}>{paragraph}</table:table-cell>"#
            )
            .expect("written");
            xml.push_str(&"<table:covered-table-cell/>".repeat(columns - 1));
            below.resize(below.len().max(column + columns), 0);
            below[column..column + columns].fill(rows - 1);
            column += columns;
        }
        covered(&mut xml, &mut below, &mut column);
        xml.push_str("</table:table-row>");
    }
    xml
}

fn styles() -> String {
    let mut styles = String::from(
        r#"<style:style style:name="box" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style>"#,
    );
    for (at, widths) in WIDTHS.iter().enumerate() {
        let points = |twips: u32| format!("{}.{:02}pt", twips / 20, twips % 20 * 5);
        write!(
            styles,
            r#"<style:style style:name="t{at}" style:family="table"><style:table-properties style:width="{}" table:align="left"/></style:style>"#,
            points(widths.iter().sum())
        )
        .expect("written");
        for (column, width) in widths.iter().enumerate() {
            write!(
                styles,
                r#"<style:style style:name="t{at}.{column}" style:family="table-column"><style:table-column-properties style:column-width="{}"/></style:style>"#,
                points(*width)
            )
            .expect("written");
        }
    }
    styles
}

fn columns(at: usize) -> String {
    let columns = (0..WIDTHS[at].len())
        .map(|column| format!(r#"<table:table-column table:style-name="t{at}.{column}"/>"#));
    columns.collect()
}

fn document() -> String {
    let mut body = format!("<text:h text:outline-level=\"1\">{}</text:h>", PROSE[0]);
    for (at, table) in official::tables().iter().enumerate() {
        write!(
            body,
            r#"<text:p>{}</text:p><table:table table:name="t{at}" table:style-name="t{at}">{}{}</table:table>"#,
            PROSE[at + 1],
            columns(at),
            rows(table, false)
        )
        .expect("written");
    }
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>{}</office:automatic-styles><office:body><office:text>{body}<text:p>完。</text:p></office:text></office:body></office:document>"#,
        styles()
    )
}

fn workbook() -> String {
    let mut sheets = String::new();
    for (at, table) in official::tables().iter().enumerate() {
        write!(
            sheets,
            r#"<table:table table:name="{}">{}{}</table:table>"#,
            ["主动公开", "依申请公开", "复议诉讼"][at],
            columns(at),
            rows(table, true)
        )
        .expect("written");
    }
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>{}</office:automatic-styles><office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document>"#,
        styles()
    )
}

/// What is not shown, or is shown by the program itself: a hidden text, numbers of a list, a footnote, a field.
fn unseen_text() -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles><style:style style:name="hidden" style:family="text"><style:text-properties text:display="none"/></style:style><text:list-style style:name="numbers"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style></office:automatic-styles><office:body><office:text><text:p>看得见<text:span text:style-name="hidden">看不见</text:span>的字。</text:p><text:list text:style-name="numbers"><text:list-item><text:p>第一条</text:p></text:list-item><text:list-item><text:p>第二条</text:p></text:list-item></text:list><text:p>正文<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>脚注的字</text:p></text:note-body></text:note>之后，第<text:page-number>1</text:page-number>页。</text:p></office:text></office:body></office:document>"#
    )
}

/// A hidden row, column and sheet, a formula, a format that hides digits.
fn unseen_workbook() -> String {
    let cell = |text: &str| {
        format!(
            r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
        )
    };
    let row = |hidden: bool, cells: &str| {
        let hidden = if hidden {
            r#" table:visibility="collapse""#
        } else {
            ""
        };
        format!("<table:table-row{hidden}>{cells}</table:table-row>")
    };
    let rows = [
        row(
            false,
            &format!("{}{}{}", cell("甲"), cell("藏列"), cell("乙")),
        ),
        row(true, &format!("{}{}{}", cell("藏行"), cell("x"), cell("y"))),
        row(
            false,
            r#"<table:table-cell office:value-type="float" office:value="12.34"><text:p>12.34</text:p></table:table-cell><table:table-cell/><table:table-cell table:style-name="whole" table:formula="of:=[.A3]*2" office:value-type="float" office:value="24.68"><text:p>25</text:p></table:table-cell>"#,
        ),
    ];
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles><number:number-style style:name="n0"><number:number number:decimal-places="0" number:min-integer-digits="1"/></number:number-style><style:style style:name="whole" style:family="table-cell" style:data-style-name="n0"/><style:style style:name="away" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="看"><table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>{}</table:table><table:table table:name="藏表" table:style-name="away">{}</table:table></office:spreadsheet></office:body></office:document>"#,
        rows.concat(),
        row(false, &cell("藏"))
    )
}
