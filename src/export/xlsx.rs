//! The three tables as a spreadsheet: one sheet each, the official merges, and formulas for the totals.
//!
//! A total that is stated otherwise than its parts add up, in a draft, is written as it is stated and without formula.

use std::fmt::Write as _;

use super::document::{Block, Document, Place, PrintedTable};
use super::escape::escaped;
use super::widths;
use super::zip::{self, Entry};
use crate::model::cell::Cell;

/// The parts that are the same in every file.
const FIXED: [(&str, &str); 3] = [
    (
        "[Content_Types].xml",
        include_str!("xlsx/content_types.xml"),
    ),
    ("_rels/.rels", include_str!("xlsx/package.rels")),
    ("xl/styles.xml", include_str!("xlsx/styles.xml")),
];

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// What a sheet and the links between the parts need of the names.
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// How wide a sheet's table is, in hundredths of a character: as wide as an upright A4 page.
const WIDTH: u32 = 9000;

/// Places of the styles in `styles.xml`.
const TITLE: u32 = 1;
const HEADING: u32 = 2;
const FIGURE: u32 = 3;

/// The file's bytes.
#[must_use]
pub fn bytes(document: &Document) -> Vec<u8> {
    let mut parts: Vec<Entry> = FIXED
        .iter()
        .map(|(name, text)| Entry::text(name, *text))
        .collect();
    let mut sheets = String::new();
    let mut links =
        format!(r#"<Relationship Id="styles" Type="{LINKS}/styles" Target="styles.xml"/>"#);
    let mut number = 0;
    for block in &document.blocks {
        let Block::Table(table) = block else {
            continue;
        };
        number += 1;
        let name = table.table.section().name();
        push(
            &mut sheets,
            format_args!(r#"<sheet name="{name}" sheetId="{number}" r:id="sheet{number}"/>"#),
        );
        push(
            &mut links,
            format_args!(
                r#"<Relationship Id="sheet{number}" Type="{LINKS}/worksheet" Target="sheet{number}.xml"/>"#
            ),
        );
        parts.push(Entry::text(
            &format!("xl/sheet{number}.xml"),
            sheet(&document.title, table),
        ));
    }
    parts.push(Entry::text(
        "xl/workbook.xml",
        format!(
            r#"{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{sheets}</sheets><calcPr fullCalcOnLoad="1"/></workbook>"#
        ),
    ));
    parts.push(Entry::text(
        "xl/_rels/workbook.xml.rels",
        format!(
            r#"{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>"#
        ),
    ));
    zip::pack(&parts)
}

/// A sheet: the report's title, then the table from the second row on.
fn sheet(title: &str, table: &PrintedTable) -> String {
    let rows = table.rectangle();
    let columns = table.table.columns();
    let mut xml = format!(
        r#"{HEAD}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols>"#
    );
    let widths = widths::spread(table.table, WIDTH);
    for (at, width) in (1..).zip(&widths) {
        let (whole, rest) = (width / 100, width % 100);
        push(
            &mut xml,
            format_args!(
                r#"<col min="{at}" max="{at}" width="{whole}.{rest:02}" customWidth="1"/>"#
            ),
        );
    }
    push(
        &mut xml,
        format_args!(
            r#"</cols><sheetData><row r="1" ht="42" customHeight="1"><c r="A1" s="{TITLE}" t="inlineStr"><is><t>{}</t></is></c></row>"#,
            escaped(title)
        ),
    );
    let mut merges = format!(r#"<mergeCell ref="A1:{}"/>"#, address(columns - 1, 0));
    for (line, row) in (1..).zip(&rows) {
        push(
            &mut xml,
            format_args!(
                "\n<row r=\"{}\" ht=\"{}\" customHeight=\"1\">",
                line + 1,
                height(row, &widths)
            ),
        );
        for (column, place) in row.iter().enumerate() {
            cell(&mut xml, &rows, place, &address(column, line));
            let slot = place.slot;
            if place.is_corner() && slot.columns * slot.rows > 1 {
                let end = address(column + slot.columns - 1, line + slot.rows - 1);
                push(
                    &mut merges,
                    format_args!(r#"<mergeCell ref="{}:{end}"/>"#, address(column, line)),
                );
            }
        }
        xml.push_str("</row>");
    }
    push(
        &mut xml,
        format_args!(
            concat!(
                r#"</sheetData><mergeCells>{}</mergeCells>"#,
                r#"<pageMargins left="0.5" right="0.5" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>"#,
                r#"<pageSetup paperSize="9" fitToHeight="1"/></worksheet>"#,
            ),
            merges
        ),
    );
    xml
}

/// The height in points of a row in which every text has room: no program grows rows with merged cells by itself.
fn height(row: &[Place<'_>], widths: &[u32]) -> usize {
    let lines = row.iter().enumerate().map(|(column, place)| {
        if !place.is_corner() || place.slot.rows > 1 {
            return 1;
        }
        let width: u32 = widths.iter().skip(column).take(place.slot.columns).sum();
        // A Chinese character is as wide as two others, and the margins take one.
        let room = (width / 200).saturating_sub(1).max(1);
        place.slot.text.chars().count().div_ceil(room as usize)
    });
    8 + 15 * lines.max().unwrap_or(1)
}

/// A cell: a heading, a number, a total with its formula, or what was typed and is no number.
fn cell(xml: &mut String, rows: &[Vec<Place<'_>>], place: &Place<'_>, at: &str) {
    let style = if place.slot.is_figure() {
        FIGURE
    } else {
        HEADING
    };
    let text = &place.slot.text;
    push(xml, format_args!(r#"<c r="{at}" s="{style}""#));
    if !place.is_corner() {
        xml.push_str("/>");
    } else if let Some(formula) = formula(rows, place) {
        push(xml, format_args!("><f>{formula}</f>"));
        if !text.is_empty() {
            push(xml, format_args!("<v>{text}</v>"));
        }
        xml.push_str("</c>");
    } else if text.is_empty() {
        xml.push_str("/>");
    } else if place.slot.is_figure() && is_number(text) {
        push(xml, format_args!("><v>{text}</v></c>"));
    } else {
        push(
            xml,
            format_args!(
                r#" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>"#,
                escaped(text)
            ),
        );
    }
}

/// The formula of a total that is what its parts add up to: their sum, blank while all of them are.
fn formula(rows: &[Vec<Place<'_>>], place: &Place<'_>) -> Option<String> {
    let parts = place.slot.figure.and_then(Cell::parts)?;
    let parts: Vec<(String, &str)> = parts
        .iter()
        .map(|part| find(rows, *part))
        .collect::<Option<_>>()?;
    let mut sum = None;
    for (_, text) in parts.iter().filter(|(_, text)| !text.is_empty()) {
        sum = Some(text.parse::<u64>().ok()?.checked_add(sum.unwrap_or(0))?);
    }
    let stated = Some(place.slot.text.as_str()).filter(|text| !text.is_empty());
    if sum.map(|sum| sum.to_string()).as_deref() != stated {
        return None;
    }
    // The parts stand in one line, beside or below each other.
    let ((first, _), (last, _)) = (parts.first()?, parts.last()?);
    Some(format!(
        "IF(COUNT({first}:{last})=0,&quot;&quot;,SUM({first}:{last}))"
    ))
}

/// The address on the sheet of a figure, and its text.
fn find<'a>(rows: &[Vec<Place<'a>>], figure: Cell) -> Option<(String, &'a str)> {
    (1..).zip(rows).find_map(|(line, row)| {
        let mut places = row.iter().enumerate();
        let (column, place) = places.find(|(_, place)| place.slot.figure == Some(figure))?;
        Some((address(column, line), place.slot.text.as_str()))
    })
}

/// The address of a column and a row, both counted from 0; no table has more than 26 columns.
fn address(column: usize, row: usize) -> String {
    let letter = ('A'..='Z').nth(column).unwrap_or('Z');
    format!("{letter}{}", row + 1)
}

/// Whether a spreadsheet takes the text for a number: digits, and at most one point.
fn is_number(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(fraction)
}

fn push(xml: &mut String, part: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = xml.write_fmt(part);
}
