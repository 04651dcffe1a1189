//! Reads the clipboard's plain text as Excel and WPS write it: tabs between columns, a line for
//! each row, quotation marks around a cell that itself has a tab or a line break.

use super::grid::Grid;

/// The text as a grid. Never fails: a quotation mark that closes nowhere is an ordinary character.
#[must_use]
pub fn read(text: &str) -> Grid {
    separated(text, '\t')
}

/// The same with another character between columns, as in `.csv` files.
#[must_use]
pub fn separated(text: &str, separator: char) -> Grid {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (cell, after) = quoted(rest, separator).unwrap_or_else(|| plain(rest, separator));
        row.push(cell);
        rest = if let Some(next) = after.strip_prefix(separator) {
            if next.is_empty() {
                row.push(String::new());
            }
            next
        } else {
            rows.push(std::mem::take(&mut row));
            // The line break after the last row begins no further row.
            line_end(after).unwrap_or(after)
        };
    }
    if !row.is_empty() {
        rows.push(row);
    }
    Grid::from_rows(rows)
}

/// A cell without quotation marks around it, and what follows.
fn plain(text: &str, separator: char) -> (String, &str) {
    let end = text.find([separator, '\n', '\r']).unwrap_or(text.len());
    let (cell, after) = text.split_at(end);
    (cell.to_owned(), after)
}

/// A cell in quotation marks, and what follows; `None` when no such cell begins here.
fn quoted(text: &str, separator: char) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (part, after) = rest.split_once('"')?;
        cell.push_str(part);
        match after.strip_prefix('"') {
            Some(after_pair) => {
                cell.push('"');
                rest = after_pair;
            }
            None if after.is_empty() || after.starts_with([separator, '\n', '\r']) => {
                return Some((cell, after));
            }
            None => return None,
        }
    }
}

/// What follows the line break that the text begins with.
fn line_end(text: &str) -> Option<&str> {
    text.strip_prefix("\r\n")
        .or_else(|| text.strip_prefix(['\n', '\r']))
}
