//! The document as plain text, for the clipboard's text/plain: a line for each block, tables with
//! tabs between columns.

use super::document::{Block, Document, PrintedTable};

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
    let columns = table.table.columns();
    // How many rows, the one at hand included, each column is still covered from above.
    let mut covered = vec![0_usize; columns];
    let mut rectangle = Vec::with_capacity(table.rows.len());
    for slots in &table.rows {
        let mut slots = slots.iter();
        let mut line = vec![String::new(); columns];
        let mut places = line.iter_mut().zip(&mut covered).peekable();
        while let Some((place, rows)) = places.next() {
            if *rows == 0
                && let Some(slot) = slots.next()
            {
                *place = one_line(&slot.text);
                *rows = slot.rows;
                for (_, rows) in places.by_ref().take(slot.columns.saturating_sub(1)) {
                    *rows = slot.rows;
                }
            }
        }
        for rows in &mut covered {
            *rows = rows.saturating_sub(1);
        }
        rectangle.push(line);
    }
    rectangle
}

fn push_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// A typed text that holds a tab or a line break would otherwise break the row.
fn one_line(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}
