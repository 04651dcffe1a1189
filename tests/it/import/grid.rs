//! Spans of a table's markup, expanded.

use nianbao::import::grid::{Grid, MOST_COLUMNS, SpanCell};

/// Reads rows such as `甲*2v3 乙`: a text, covering two columns and three rows.
fn grid(rows: &[&str]) -> Grid {
    let cell = |text: &str| {
        let (text, rows) = text.split_once('v').unwrap_or((text, "1"));
        let (text, columns) = text.split_once('*').unwrap_or((text, "1"));
        let number = |text: &str| text.parse().expect("a span is a number");
        SpanCell::spanning(text, number(columns), number(rows))
    };
    let cells = |row: &&str| row.split_whitespace().map(cell).collect();
    Grid::from_spans(rows.iter().map(cells).collect())
}

#[track_caller]
fn check(rows: &[&str], expected: &[&str]) {
    let grid = grid(rows);
    let printed: Vec<String> = grid
        .rows()
        .iter()
        .map(|row| {
            row.iter()
                .map(|place| &*place.text)
                .collect::<Vec<_>>()
                .join("|")
        })
        .collect();
    assert_eq!(printed, expected, "the grid of {rows:?}");
}

#[test]
fn a_merged_text_stands_in_every_place_it_covers() {
    check(
        &["甲*2v2 乙", "丙", "丁 戊 己"],
        &["甲|甲|乙", "甲|甲|丙", "丁|戊|己"],
    );
    check(&["甲v2 乙 丙v2", "丁"], &["甲|乙|丙", "甲|丁|丙"]);
}

#[test]
fn rows_are_filled_up_to_one_length() {
    check(&["甲", "乙 丙 丁", ""], &["甲||", "乙|丙|丁", "||"]);
}

#[test]
fn spans_end_with_the_table() {
    check(&["甲v9 乙", "丙"], &["甲|乙", "甲|丙"]);
    check(&["甲v0 乙", "丙"], &["甲|乙", "甲|丙"]);
    check(&["甲*0 乙"], &["甲|乙"]);
}

#[test]
fn overlapping_cells_leave_the_upper_one_in_place() {
    check(&["甲 乙v2 丙", "丁*3"], &["甲|乙|丙", "丁|乙|丁"]);
}

#[test]
fn hostile_spans_stay_small() {
    let hostile = vec![vec![
        SpanCell::spanning("甲", usize::MAX, usize::MAX),
        SpanCell::new("乙"),
    ]];
    let grid = Grid::from_spans(hostile);
    assert_eq!((grid.rows().len(), grid.columns()), (1, MOST_COLUMNS));
    assert_eq!(grid.text(0, MOST_COLUMNS - 1), Some("甲"));
    assert_eq!(grid.text(0, MOST_COLUMNS), None);
    assert_eq!(grid.text(1, 0), None);
}

#[test]
fn places_of_one_cell_have_one_number() {
    let grid = grid(&["甲*2v2 乙", "丙", "丁"]);
    let cells: Vec<Vec<u32>> = grid
        .rows()
        .iter()
        .map(|row| row.iter().map(|place| place.cell).collect())
        .collect();
    assert_eq!(cells, [[1, 1, 2], [1, 1, 3], [4, 0, 0]]);
}

#[test]
fn nothing_makes_an_empty_grid() {
    let grid = Grid::from_spans(Vec::new());
    assert_eq!((grid.rows().len(), grid.columns()), (0, 0));
}
