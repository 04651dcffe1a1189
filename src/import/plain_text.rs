//! Reads plain text: tables with tabs or upright lines between the columns, everything else a paragraph a line.

use super::grid::{Grid, Place};
use super::label;
use super::material::{MOST_ROWS, Material};
use super::span::{self, Kind};
use super::tsv;

/// What a text with a character between its columns comes to, as in `.csv` files.
#[must_use]
pub fn read_separated(text: &str, separator: char) -> Material {
    let mut material = Material::default();
    let text = text.trim_start_matches('\u{feff}');
    // A first line for Excel that names the character.
    let text = match text.strip_prefix("sep=") {
        Some(rest) => rest.split_once('\n').map_or("", |(_, rest)| rest),
        None => text,
    };
    let grid = tsv::separated(text, separator);
    let texts = |row: &Vec<Place>| row.iter().map(|place| place.text.to_string()).collect();
    push_grid(
        &mut material,
        grid.rows().iter().take(MOST_ROWS + 1).map(texts).collect(),
    );
    material
}

/// What a plain text comes to.
#[must_use]
pub fn read(text: &str) -> Material {
    let mut material = Material::default();
    let mut table = String::new();
    let mut barred: Vec<Vec<String>> = Vec::new();
    let mut quoted = false;
    for line in text.split_inclusive('\n') {
        // A cell in quotation marks may go on over several lines.
        let is_row = quoted || line.trim_end_matches(['\r', '\n']).contains('\t');
        if is_row {
            table.push_str(line);
            quoted ^= opens_quotation(line, quoted);
            if table.len() > MOST_QUOTED {
                quoted = false;
            }
            continue;
        }
        push_tsv(&mut material, &mut table);
        if is_only_bars(line) {
            continue;
        }
        match between_bars(line) {
            // The line under a head in Markdown is no row.
            Some(cells) if cells.iter().all(|cell| is_rule(cell)) => {}
            Some(cells) if cells.iter().filter(|cell| !cell.is_empty()).count() > 1 => {
                barred.push(cells)
            }
            Some(cells) => {
                push_grid(&mut material, std::mem::take(&mut barred));
                for cell in cells {
                    material.push_text(&cell, false);
                }
            }
            None => {
                push_grid(&mut material, std::mem::take(&mut barred));
                material.push_text(line, false);
            }
        }
    }
    push_tsv(&mut material, &mut table);
    push_grid(&mut material, barred);
    material
}

/// A quotation mark that closes nowhere must not take in everything that follows.
const MOST_QUOTED: usize = 64 * 1024;

/// Whether a line of a table leaves a quoted cell open, or closes the open one.
fn opens_quotation(line: &str, open: bool) -> bool {
    let marks = line.matches('"').count();
    let begins = line.starts_with('"') || line.contains("\t\"");
    marks % 2 == 1 && (begins || open)
}

fn push_tsv(material: &mut Material, table: &mut String) {
    if !table.is_empty() {
        let grid = tsv::read(&std::mem::take(table));
        let texts = |row: &Vec<Place>| row.iter().map(|place| place.text.to_string()).collect();
        push_grid(
            material,
            grid.rows().iter().take(MOST_ROWS + 1).map(texts).collect(),
        );
    }
}

fn push_grid(material: &mut Material, mut rows: Vec<Vec<String>>) {
    if rows.len() > MOST_ROWS {
        rows.truncate(MOST_ROWS);
        material.cut_short = true;
    }
    material.push_table(Grid::from_rows(rows));
}

/// What stands between the columns of a drawn table.
const BARS: [char; 5] = ['|', '│', '｜', '┃', '║'];

/// The cells of a line such as `| 规章 | 0 | 0 | 0 |`; the first bar and the last may be missing.
fn between_bars(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    let begins = line.strip_prefix(BARS);
    let inside = begins.unwrap_or(line);
    let ends = inside.strip_suffix(BARS);
    let cells: Vec<String> = ends
        .unwrap_or(inside)
        .split(BARS)
        .map(|cell| cell.trim().to_owned())
        .collect();
    // Without a bar in front it is a table only where a figure or a label stands, and no menu of a page.
    let tells = || {
        let is_figure = |cell: &String| span::of_text(cell, 0).kind == Kind::Figure;
        let is_label = |cell: &String| label::is_known(&label::folded(cell));
        cells.iter().any(is_figure) || cells.iter().any(is_label)
    };
    let is_row = cells.len() > 1 && (begins.is_some() || tells());
    let is_cell = begins.is_none() && ends.is_some() && cells.len() == 1;
    (is_row || is_cell).then_some(cells)
}

/// Whether a line is only drawn: bars, or a rule between rows.
fn is_only_bars(line: &str) -> bool {
    let line = line.trim();
    let is_drawn = |c: char| {
        BARS.contains(&c) || matches!(c, '-' | '=' | '+' | '_' | ' ' | '\u{2500}'..='\u{257f}')
    };
    let bars = line.chars().filter(|c| BARS.contains(c)).count();
    !line.is_empty()
        && line.chars().all(is_drawn)
        && (line.chars().count() == bars || line.chars().count() >= 5)
}

/// Whether a cell is a piece of the line under a head.
fn is_rule(cell: &str) -> bool {
    !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | ':' | ' '))
}
