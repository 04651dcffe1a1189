//! Damaged tables: whatever editors, scanners and hands do to a table, a figure comes to its place, or it is noted, or
//! it stays out. None comes silently to another place.
//!
//! `NIANBAO_IMPORT_CASES` raises the number of tries.

use std::collections::HashSet;

use nianbao::import::found::{Found, NoteKind};
use nianbao::import::grid::{Grid, SpanCell};
use nianbao::import::material::{Block, Material};
use nianbao::import::{plain_text, recognise};
use nianbao::model::cell::Cell;
use nianbao::model::table::Table;
use nianbao::model::table::applications::{Applicant, Row};
use nianbao::model::table::layout::Content;
use nianbao::model::table::review::Outcome;
use proptest::prelude::*;

use super::parsers;

fn config(usual: u32) -> ProptestConfig {
    let more = std::env::var("NIANBAO_IMPORT_CASES").ok();
    let cases = more.map_or(usual, |cases| cases.parse().expect("a number of cases"));
    ProptestConfig::with_cases(cases)
}

type Rows = Vec<Vec<SpanCell>>;

/// The figure that a cell has in the tables: no two are the same, and each row adds up.
fn figure(cell: Cell) -> String {
    let plain = |cell: Cell| 1000 + cell.index();
    match row_parts(cell) {
        Some(parts) => parts.into_iter().map(plain).sum::<usize>().to_string(),
        None => plain(cell).to_string(),
    }
}

/// The cells that the total of a row adds up.
fn row_parts(cell: Cell) -> Option<Vec<Cell>> {
    match cell {
        Cell::Applications(row, Applicant::Total) => Some(
            Applicant::parts()
                .map(|column| Cell::Applications(row, column))
                .collect(),
        ),
        Cell::Review(group, Outcome::Total) => Some(
            Outcome::parts()
                .map(|column| Cell::Review(group, column))
                .collect(),
        ),
        Cell::Proactive(_) | Cell::Applications(..) | Cell::Review(..) => None,
    }
}

fn rows(table: Table) -> Rows {
    let layout = table.layout().into_iter();
    let cells = |row: Vec<_>| -> Vec<SpanCell> {
        let slots = row
            .into_iter()
            .map(|slot: nianbao::model::table::layout::Slot| {
                let text = match slot.content {
                    Content::ColumnHead(label) | Content::RowHead(label) | Content::Band(label) => {
                        label.to_owned()
                    }
                    Content::Figure(cell) => figure(cell),
                };
                SpanCell::spanning(text, slot.columns, slot.rows)
            });
        slots.collect()
    };
    layout.map(cells).collect()
}

/// One thing that happens to a table, at a row and a cell given by two numbers.
#[derive(Clone, Copy, Debug)]
enum Damage {
    /// Something happens to a cell, or to its row at this place.
    Cell(fn(&mut Vec<SpanCell>, usize)),
    /// A row is lost.
    LoseRow,
    /// A row is there twice.
    TwiceRow,
    /// Labels are written with spaces and other punctuation.
    Spaced,
    /// All merged cells become a cell and blank ones.
    AllUnmerged,
    /// The table goes on in another.
    Split,
}

/// Every damage by its name, and whether a figure is missing from its row afterwards.
const DAMAGES: [(&str, bool, Damage); 12] = [
    (
        "a cell is lost",
        true,
        Damage::Cell(|row, at| drop(row.remove(at))),
    ),
    (
        BLANK_CELL,
        false,
        Damage::Cell(|row, at| row.insert(at, SpanCell::new(""))),
    ),
    (
        "a cell covers a column more",
        false,
        Damage::Cell(|row, at| row[at].columns += 1),
    ),
    (
        "a cell covers a row more",
        false,
        Damage::Cell(|row, at| row[at].rows += 1),
    ),
    (
        "a merged cell covers one row only",
        false,
        Damage::Cell(|row, at| row[at].rows = 1),
    ),
    (
        "a cell loses its text",
        false,
        Damage::Cell(|row, at| row[at].text.clear()),
    ),
    ("two cells run together", true, Damage::Cell(join)),
    ("a row is lost", false, Damage::LoseRow),
    ("a row is there twice", false, Damage::TwiceRow),
    ("labels are spaced", false, Damage::Spaced),
    ("every merge is taken apart", false, Damage::AllUnmerged),
    ("the table is split", false, Damage::Split),
];

/// The damage that fills the place of a lost figure.
const BLANK_CELL: &str = "a blank cell comes in";

fn join(row: &mut Vec<SpanCell>, at: usize) {
    if row.len() > 1 {
        let next = row.remove((at + 1) % row.len());
        let at = at.min(row.len() - 1);
        row[at].text.push_str(&next.text);
    }
}

fn apply(tables: &mut Vec<Rows>, damage: Damage, at: usize, then: usize) {
    let table = at % tables.len();
    let rows = &mut tables[table];
    if rows.is_empty() {
        return;
    }
    let row = then % rows.len();
    match damage {
        Damage::Cell(damage) => {
            let cells = &mut rows[row];
            if !cells.is_empty() {
                let cell = (at / 7 + then / 3) % cells.len();
                damage(cells, cell);
            }
        }
        Damage::LoseRow => drop(rows.remove(row)),
        Damage::TwiceRow => rows.insert(row, rows[row].clone()),
        Damage::Spaced => rows.iter_mut().flatten().for_each(space),
        Damage::AllUnmerged => unmerge(rows),
        Damage::Split => {
            let rest = rows.split_off(row);
            tables.insert(table + 1, rest);
        }
    }
}

fn space(cell: &mut SpanCell) {
    if !cell.text.chars().all(|c| c.is_ascii_digit()) {
        let letters: Vec<String> = cell.text.chars().map(String::from).collect();
        cell.text = letters
            .join(" ")
            .replace('、', "，")
            .replace('.', "．")
            .replace('（', "(");
    }
}

fn unmerge(rows: &mut Rows) {
    let grid = Grid::from_spans(rows.clone());
    let mut seen = 0;
    *rows = Vec::new();
    for places in grid.rows() {
        let mut cells = Vec::new();
        // A row that is too short stays so.
        for place in places.iter().filter(|place| place.cell > 0) {
            let new = place.cell > seen;
            seen = seen.max(place.cell);
            cells.push(SpanCell::new(if new { &*place.text } else { "" }));
        }
        rows.push(cells);
    }
}

fn read(tables: Vec<Rows>) -> Found {
    let blocks = tables
        .into_iter()
        .map(|rows| Block::Table(Grid::from_spans(rows)));
    recognise::read(&Material {
        blocks: blocks.collect(),
        ..Material::default()
    })
}

/// The figures of another place that were taken without a note, in rows that add up all the same: where they do not,
/// the checks say so at once.
fn silently_wrong(found: &Found) -> Vec<String> {
    let known: HashSet<String> = Cell::all().map(figure).collect();
    let text = |cell: Cell| {
        found
            .cells
            .get(cell)
            .as_ref()
            .map_or("", |figure| figure.text.as_str())
    };
    let number = |cell: Cell| text(cell).parse::<u64>().ok();
    let adds_up = |total: Cell| match (row_parts(total), number(total)) {
        (Some(parts), Some(sum)) => parts.into_iter().map(number).sum::<Option<u64>>() == Some(sum),
        _ => true,
    };
    let total_of = |cell: Cell| match cell {
        Cell::Applications(row, _) => Cell::Applications(row, Applicant::Total),
        Cell::Review(group, _) => Cell::Review(group, Outcome::Total),
        Cell::Proactive(_) => cell,
    };
    let wrong = Cell::all().filter_map(|cell| {
        let read = found.cells.get(cell).as_ref()?;
        // Two texts that ran together are none of the figures.
        let moved = known.contains(&read.text) && read.text != figure(cell);
        (moved && !read.guessed && adds_up(total_of(cell)))
            .then(|| format!("{cell} is {}", read.text))
    });
    wrong.collect()
}

#[test]
fn whole_tables_are_read_without_a_guess() {
    let found = read(Table::ALL.map(rows).to_vec());
    assert_eq!(silently_wrong(&found), [""; 0]);
    assert_eq!(found.figures(), Cell::COUNT);
    assert!(
        found
            .cells
            .iter()
            .all(|(_, figure)| figure.as_ref().is_some_and(|figure| !figure.guessed))
    );
    assert_eq!(found.notes, []);
}

#[test]
fn tables_with_every_merge_taken_apart_are_read() {
    let mut tables = Table::ALL.map(rows).to_vec();
    tables.iter_mut().for_each(unmerge);
    let found = read(tables);
    assert_eq!(silently_wrong(&found), [""; 0]);
    assert_eq!(found.figures(), Cell::COUNT);
}

#[test]
fn a_blank_figure_of_a_row_that_stands_there_twice_stays_blank() {
    let mut tables = Table::ALL.map(rows).to_vec();
    let table = &mut tables[1];
    let row = table
        .iter()
        .position(|row| {
            row.iter()
                .any(|cell| cell.text == Row::OtherHandling.label())
        })
        .expect("the last row of outcomes");
    // The label reaches down into the row below, which is read as the same row then.
    let label = table[row]
        .iter()
        .position(|cell| cell.text == Row::OtherHandling.label())
        .expect("its label");
    table[row][label].rows += 1;
    table[row][label + 2].text.clear();
    let found = read(tables);
    assert_eq!(silently_wrong(&found), [""; 0]);
    let cell = Cell::Applications(Row::OtherHandling, Applicant::CommercialEnterprise);
    let text = found
        .cells
        .get(cell)
        .as_ref()
        .map(|figure| figure.text.as_str());
    assert_eq!(text, Some(""));
    let note = found.notes.iter().find(|note| note.cells == [cell]);
    assert_eq!(note.map(|note| note.kind), Some(NoteKind::Twice));
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn no_damage_moves_a_figure_silently(
        damages in prop::collection::vec((prop::sample::select(&DAMAGES[..]), 0_usize..1000, 0_usize..1000), 1..4)
    ) {
        let mut tables = Table::ALL.map(rows).to_vec();
        // A row that lost a cell and got a blank one is a row that somebody filled in so.
        let loses = damages.iter().any(|((_, loses, _), _, _)| *loses);
        for ((name, _, damage), at, then) in damages {
            if !(loses && name == BLANK_CELL) {
                apply(&mut tables, damage, at, then);
            }
        }
        let found = read(tables);
        prop_assert_eq!(silently_wrong(&found), Vec::<String>::new());
    }

    #[test]
    fn no_text_is_too_much(text in joined(&BREAKS)) {
        let found = recognise::read(&plain_text::read(&text));
        prop_assert!(found.figures() <= Cell::COUNT);
    }

    #[test]
    fn no_markup_is_too_much(markup in joined(&TAGS)) {
        let found = recognise::read(&parsers::html(&markup));
        prop_assert!(found.figures() <= Cell::COUNT);
    }
}

/// Pieces of reports, tables and nonsense.
fn piece() -> impl Strategy<Value = String> {
    let labels: Vec<String> = Table::ALL
        .into_iter()
        .flat_map(Table::layout)
        .flatten()
        .filter_map(|slot| match slot.content {
            Content::ColumnHead(label) | Content::RowHead(label) | Content::Band(label) => {
                Some(label.to_owned())
            }
            Content::Figure(_) => None,
        })
        .collect();
    let headings = nianbao::model::section::Section::ALL
        .into_iter()
        .filter_map(|section| section.heading());
    prop_oneof![
        6 => prop::sample::select(labels),
        2 => prop::sample::select(headings.map(str::to_owned).collect::<Vec<_>>()),
        4 => "[0-9]{1,30}",
        2 => "\\PC{0,12}",
        1 => Just("示例县某局2024年政府信息公开工作年度报告".to_owned()),
        1 => "20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日",
        1 => "[零一二三〇年月日、．.（）()“”]{0,8}",
    ]
}

/// Pieces with one of these between each two.
fn joined(between: &'static [&'static str]) -> impl Strategy<Value = String> {
    let part = (piece(), prop::sample::select(between));
    prop::collection::vec(part, 0..40).prop_map(|parts| {
        let parts = parts.into_iter().map(|(piece, between)| piece + between);
        parts.collect()
    })
}

/// What stands between the pieces of a text.
const BREAKS: [&str; 11] = [
    "", " ", "\t", "\n", "\t\t", "|", "\"", "\r\n", "。", "\u{3000}", "\0",
];

/// What stands between the pieces of a page; many pieces run together.
const TAGS: [&str; 26] = [
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<td colspan=2>",
    "<td rowspan=0>",
    "<td colspan=9999>",
    "<td rowspan=65534 colspan=1000>",
    "<p>",
    "</p>",
    "<br>",
    "<div>",
    "</div>",
    "<h1>",
    "<span style=display:none>",
    "</span>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "&nbsp;",
    "<o:p>",
    "",
    "",
];
