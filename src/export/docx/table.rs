//! A statistical table in a Word file: the official merges and column widths, on one page but for
//! section two's, which may go on at one of its four parts.

use super::{push, run};
use crate::export::document::{Place, PrintedTable};
use crate::export::widths;
use crate::model::table::Table;

/// Writes a table of a width, in twentieths of a point.
pub(super) fn write(xml: &mut String, table: &PrintedTable, width: u32) {
    let widths = widths::spread(table.table, width);
    push(
        xml,
        format_args!(
            r#"<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="{}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>"#,
            widths.iter().sum::<u32>()
        ),
    );
    for width in &widths {
        push(xml, format_args!(r#"<w:gridCol w:w="{width}"/>"#));
    }
    xml.push_str("</w:tblGrid>");
    let rows = table.rectangle();
    for (at, row) in rows.iter().enumerate() {
        xml.push_str("\n<w:tr><w:trPr><w:cantSplit/>");
        push(
            xml,
            format_args!(r#"<w:trHeight w:val="{}"/>"#, least_height(table.table)),
        );
        if at < head_rows(table.table) {
            xml.push_str("<w:tblHeader/>");
        }
        xml.push_str("</w:trPr>");
        let stays = rows
            .get(at + 1)
            .is_some_and(|next| !begins_part(next, table));
        let places = row.iter().zip(&widths).enumerate();
        for (column, (place, _)) in places.filter(|(_, (place, _))| place.is_first_column) {
            let width = widths.iter().skip(column).take(place.slot.columns).sum();
            cell(xml, place, width, stays);
        }
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl>");
}

/// Whether a row is the heading of one of the parts of section two's table, above which a page may end.
fn begins_part(row: &[Place<'_>], table: &PrintedTable) -> bool {
    let columns = table.table.columns();
    row.first()
        .is_some_and(|place| place.is_first_row && place.slot.columns == columns)
}

/// A cell, or the continuation of one from the row above. One that stays with the next row keeps the table on one page.
fn cell(xml: &mut String, place: &Place<'_>, width: u32, stays: bool) {
    push(
        xml,
        format_args!(r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>"#),
    );
    let slot = place.slot;
    if slot.columns > 1 {
        push(
            xml,
            format_args!(r#"<w:gridSpan w:val="{}"/>"#, slot.columns),
        );
    }
    if !place.is_first_row {
        xml.push_str("<w:vMerge/>");
    } else if slot.rows > 1 {
        xml.push_str(r#"<w:vMerge w:val="restart"/>"#);
    }
    xml.push_str(r#"<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Cell"/>"#);
    if stays {
        xml.push_str("<w:keepNext/>");
    }
    xml.push_str("</w:pPr>");
    if place.is_first_row && !slot.text.is_empty() {
        run(xml, None, &slot.text);
    }
    xml.push_str("</w:p></w:tc>");
}

/// How many rows are repeated at the top should the table go over a page after all. Section two's table has a heading
/// for each of its four parts and none for the whole.
const fn head_rows(table: Table) -> usize {
    match table {
        Table::ProactiveDisclosure => 0,
        Table::Applications | Table::Review => 3,
    }
}

/// The least height of a row in twentieths of a point: generous in the short tables, and so that the 28 rows of section
/// three fit under their heading.
const fn least_height(table: Table) -> u32 {
    match table {
        Table::ProactiveDisclosure | Table::Review => 480,
        Table::Applications => 340,
    }
}
