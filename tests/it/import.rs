//! What comes in: grids, clipboard text, blocks pasted into the editor.

/// Blocks pasted into the tables of the editor.
mod block;
/// Word files as Word shows them.
mod documents;
/// What the editors of portals make of our export.
mod editors;
/// Spans of a table's markup, expanded.
mod grid;
/// Damaged tables and nonsense.
mod hostile;
/// Labels of the tables.
mod label;
/// Word and Excel files.
mod office;
/// What files and pastes are, and that damaged ones stop nothing.
mod open;
/// Web pages, encodings, and kinds of files.
mod pages;
/// Stand-ins for the browser's parsers.
pub mod parsers;
/// Headings, title, and the page around a report.
mod prose;
/// Published reports, where they are at hand.
mod published;
/// What comes of our own exports.
mod round_trip;
/// Digits that ran together.
mod run_together;
/// Spreadsheets as Excel shows them.
mod spreadsheets;
/// What taking a report does.
mod taking;
/// What is read of files, printed.
mod trials;
/// Clipboard text of Excel and WPS.
mod tsv;
/// Characters that nobody sees.
mod unseen;

use nianbao::import::material::{Block, Material};

/// Material in lines: a paragraph with `#` before a heading, a row with the number of each cell after its text.
fn printed(material: &Material) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &material.blocks {
        match block {
            Block::Paragraph(paragraph) if paragraph.heading => {
                lines.push(format!("# {}", paragraph.text))
            }
            Block::Paragraph(paragraph) => lines.push(paragraph.text.clone()),
            Block::Table(grid) => lines.extend(grid.rows().iter().map(|row| {
                let places = row
                    .iter()
                    .map(|place| format!("{}{}", place.text, place.cell));
                places.collect::<Vec<_>>().join("|")
            })),
        }
    }
    lines
}
