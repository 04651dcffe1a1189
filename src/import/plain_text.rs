//! Reads plain text: tables with tabs or upright lines between the columns, everything else a paragraph a line.

use super::grid::{Grid, Place};
use super::material::{MOST_ROWS, Material};
use super::tsv;

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

/// The cells of a line such as `| 规章 | 0 | 0 | 0 |`.
fn between_bars(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    let inside = line.strip_prefix(['|', '│', '｜'])?;
    let inside = inside.strip_suffix(['|', '│', '｜']).unwrap_or(inside);
    let cells: Vec<String> = inside
        .split(['|', '│', '｜'])
        .map(|cell| cell.trim().to_owned())
        .collect();
    (cells.len() > 1).then_some(cells)
}

/// Whether a cell is a piece of the line under a head.
fn is_rule(cell: &str) -> bool {
    !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | ':' | ' '))
}
