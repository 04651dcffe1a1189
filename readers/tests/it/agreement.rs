//! Compares what is read of old files with what is read of the same files as LibreOffice converted them, cell by cell:
//! `READERS_OLD=folder READERS_CONVERTED=folder cargo test -p readers agreement -- --nocapture`.

use std::path::PathBuf;

use readers::Part;

use crate::decoder::parts;
use crate::official;

/// The texts of a table, row by row, without white space, and without rows and columns that have none.
fn texts(part: &Part) -> Vec<Vec<Vec<String>>> {
    let plain = |text: &str| -> String {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        // What is shown of a number and of an error is not decided here.
        let is_shown = text.contains(|c: char| c.is_ascii_digit())
            || text.starts_with('#')
            || matches!(text.as_str(), "TRUE" | "FALSE" | "-" | "—");
        if is_shown { "0".to_owned() } else { text }
    };
    let tables = official::read_tables(&part.blocks).into_iter().map(|rows| {
        let rows = rows.iter().map(|row| {
            let texts = row.iter().map(|(text, ..)| plain(text));
            texts.filter(|text| !text.is_empty()).collect::<Vec<_>>()
        });
        rows.filter(|row| !row.is_empty()).collect::<Vec<_>>()
    });
    tables.filter(|rows| !rows.is_empty()).collect()
}

#[test]
fn agrees_with_what_another_program_reads() {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let Some((old, converted)) = folder("READERS_OLD").zip(folder("READERS_CONVERTED")) else {
        return;
    };
    let (mut files, mut same, mut cells, mut differ) = (0, 0, 0, 0);
    let mut paths: Vec<_> = std::fs::read_dir(converted)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    for path in paths {
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let own = ["doc", "xls", "DOC", "rtf"]
            .iter()
            .find_map(|ending| std::fs::read(old.join(format!("{name}.{ending}"))).ok());
        let Some(own) = own.and_then(|bytes| parts(&bytes).ok()) else {
            continue;
        };
        let Ok(other) = parts(&std::fs::read(&path).expect("a file")) else {
            continue;
        };
        let (own_parts, other_parts) = (own, other);
        let all = |parts: &[Part]| parts.iter().flat_map(texts).flatten().collect::<Vec<_>>();
        let (own, other) = (all(&own_parts), all(&other_parts));
        if own.is_empty() && other.is_empty() {
            continue;
        }
        files += 1;
        let count: usize = other.iter().map(Vec::len).sum();
        cells += count;
        if own == other {
            same += 1;
            continue;
        }
        let rows = own.iter().zip(&other).filter(|(a, b)| a != b);
        let here: usize = rows.clone().map(|(_, b)| b.len()).sum();
        differ += here;
        let notes = own_parts.iter().map(|part| part.notes.len()).sum::<usize>();
        let first = rows.clone().next();
        println!(
            "{name}: rows {} and {}, {here} of {count} cells in rows that differ, {notes} notes: {first:?}",
            own.len(),
            other.len()
        );
    }
    println!(
        "{files} files with tables, {same} the same; {differ} of {cells} cells in rows that differ"
    );
}
