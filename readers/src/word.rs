//! Word's documents from 97 to 2003 ([MS-DOC]): the main text as Word shows and prints it with all changes accepted.

mod body;
mod fib;
mod numbering;
mod pages;
mod pieces;
mod properties;
mod row_definition;
mod sprm;
mod styles;

use body::Body;
use fib::{Fib, Table};
use numbering::Numbering;
use pages::{Kind, Runs};
use pieces::Pieces;
use styles::Styles;

use crate::compound::Compound;
use crate::material::{NoteKind, Part, Refusal};

// The changes that say what is shown and what is a table, asked for in more than one place.
const IN_TABLE: u16 = 0x2416;
const ROW_END: u16 = 0x2417;
const DELETED: u16 = 0x0800;
const HIDDEN: u16 = 0x083c;

/// The most characters of a text that are read.
const MOST_CHARACTERS: u32 = 4_000_000;

/// The material of a document.
///
/// # Errors
/// When it is damaged, locked or too large.
pub(crate) fn read(file: &Compound<'_>) -> Result<Part, Refusal> {
    let document = file.stream("WordDocument")?.ok_or(Refusal::Damaged)?;
    let fib = Fib::read(&document)?;
    let tables = file.stream(fib.table_stream)?.ok_or(Refusal::Damaged)?;
    let data = file.stream("Data")?.unwrap_or_default();
    if fib.text > MOST_CHARACTERS {
        return Err(Refusal::TooLarge);
    }
    let behind = fib.behind.iter().map(|count| u64::from(*count));
    let characters = u64::from(fib.text) + behind.sum::<u64>();
    let clx = fib.table(Table::Pieces, &tables)?;
    let pieces = Pieces::read(clx, &document, characters)?;
    let runs = |table, kind| Runs::read(fib.table(table, &tables)?, &document, kind);
    let characters = runs(Table::CharacterPages, Kind::Characters)?;
    let paragraphs = runs(Table::ParagraphPages, Kind::Paragraphs)?;
    let styles = Styles::read(fib.table(Table::Styles, &tables)?).ok_or(Refusal::Damaged)?;
    let numbering = Numbering::read(&fib, &tables);
    let mut body = Body::new(characters, paragraphs, &styles, &numbering, &data);
    for character in pieces.characters(0, fib.text) {
        body.take(&character);
    }
    let mut part = body.finish();
    note_rest(&mut part, &fib, &pieces);
    Ok(part)
}

/// What stands beside the text is left out.
fn note_rest(part: &mut Part, fib: &Fib<'_>, pieces: &Pieces<'_>) {
    let [footnotes, heads, macros, comments, endnotes, boxes, _] = fib.behind;
    let mut from = fib.text;
    for (count, kind) in [
        (footnotes, Some(NoteKind::Footnote)),
        (heads, None),
        (macros, None),
        (comments, Some(NoteKind::Comment)),
        (endnotes, Some(NoteKind::Footnote)),
        (boxes, Some(NoteKind::TextBox)),
    ] {
        let units: Vec<u16> = pieces
            .characters(from, from.saturating_add(count))
            .map(|stored| stored.unit)
            .collect();
        from = from.saturating_add(count);
        let Some(kind) = kind else { continue };
        let text = String::from_utf16_lossy(&units);
        for line in text.split('\r') {
            let line: String = line.chars().filter(|c| !c.is_control()).collect();
            if !line.trim().is_empty() {
                part.note(kind, 0, 0, &line);
            }
        }
    }
}
