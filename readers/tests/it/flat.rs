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
