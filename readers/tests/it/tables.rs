//! Reads the official tables out of files that LibreOffice wrote, to the cell.

use std::path::{Path, PathBuf};

use readers::Part;

use crate::decoder::parts;
use crate::official;

/// The folder of the files.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files")
}

/// What became of the figures of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Figures, blank ones included, that stand where they belong.
    pub right: usize,
    /// Figures in rows that are noted, and not right.
    pub noted: usize,
    /// Figures that are missing.
    pub left_out: usize,
    /// Figures in the wrong place, or another figure in theirs.
    pub wrong: usize,
    /// Merged cells that cover what they should.
    pub merged: usize,
}

/// Compares tables with the official ones, place by place.
pub fn score(parts: &[Part]) -> Score {
    let mut score = Score::default();
    let read: Vec<_> = parts
        .iter()
        .flat_map(|part| official::read_tables(&part.blocks))
        .collect();
    let noted = parts.iter().any(|part| !part.notes.is_empty());
    for (at, expected) in official::tables().iter().enumerate() {
        let found = read.get(at).map(|rows| official::places(rows));
        let found = found.unwrap_or_default();
        let wanted = official::places(expected);
        let own = |row: usize, column: usize| found.get(row)?.get(column)?.clone();
        for (row, places) in wanted.iter().enumerate() {
            let (first, each) = [(1, 1), (3, 1), (0, 1)][at];
            let is_figure = |text: &str| text.is_empty() || text.parse::<u32>().is_ok();
            let mut before: Option<&str> = None;
            for (column, text) in places.iter().enumerate().skip(first).step_by(each) {
                let text = text.as_deref().expect("no place is uncovered");
                // A figure over three columns counts once.
                let repeats = at == 0 && column > 1 && before == Some(text);
                before = Some(text);
                if !is_figure(text) || repeats {
                    continue;
                }
                match own(row, column) {
                    Some(found) if found == text => score.right += 1,
                    _ if noted => score.noted += 1,
                    None => score.left_out += 1,
                    Some(found) if found.is_empty() => score.left_out += 1,
                    Some(_) => score.wrong += 1,
                }
            }
        }
        let merged = |rows: &[Vec<official::Official>]| {
            let rows = rows.iter().enumerate();
            let cells = rows.flat_map(|(row, cells)| cells.iter().map(move |cell| (row, cell)));
            let cells = cells.filter(|(_, (_, columns, rows))| columns * rows > 1);
            cells
                .map(|(row, (text, columns, rows))| (row, text.trim().to_owned(), *columns, *rows))
                .collect::<Vec<_>>()
        };
        let own = read.get(at).map(|rows| merged(rows)).unwrap_or_default();
        score.merged += merged(expected)
            .iter()
            .filter(|cell| own.contains(cell))
            .count();
    }
    score
}

/// The files.
pub const FILES: [&str; 5] = [
    "official.doc",
    "official.xls",
    "official.rtf",
    "official.odt",
    "official.ods",
];

#[test]
fn reads_every_figure_and_every_merged_cell() {
    for name in FILES {
        let bytes = std::fs::read(folder().join(name)).expect(name);
        let parts = parts(&bytes).expect(name);
        let score = score(&parts);
        println!("{name}: {score:?}");
        let notes: Vec<_> = parts.iter().flat_map(|part| &part.notes).collect();
        assert!(notes.is_empty(), "{name}: {notes:?}");
        let whole = Score {
            right: 200,
            merged: 36,
            ..Score::default()
        };
        assert_eq!(score, whole, "{name}");
    }
}
