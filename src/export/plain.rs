//! The document as plain text, for the clipboard's text/plain: a line for each block, tables with
//! tabs between columns.

use super::document::{Block, Document, Place, PrintedTable};

/// The document as lines of text. A merged table cell stands at its upper left corner; the other
/// places it covers are blank, so that every row has the table's number of columns.
#[must_use]
pub fn text(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        match block {
            Block::Title(line) | Block::Date(line) => push_line(&mut text, line),
            Block::DraftNotice(line) | Block::Heading { text: line, .. } => {
                push_line(&mut text, line);
            }
            Block::Paragraph(paragraph) => push_line(&mut text, &paragraph.text()),
            Block::Table(table) => {
                for row in expanded(table) {
                    push_line(&mut text, &row.join("\t"));
                }
            }
        }
    }
    text
}

/// The table as a rectangle; `""` where a merged cell continues.
fn expanded(table: &PrintedTable) -> Vec<Vec<String>> {
    let text = |place: &Place<'_>| match place.is_corner() {
        true => one_line(&place.slot.text),
        false => String::new(),
    };
    let rows = table.rectangle();
    rows.iter()
        .map(|row| row.iter().map(text).collect())
        .collect()
}

fn push_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// A typed text that holds a tab or a line break would otherwise break the row.
fn one_line(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}
