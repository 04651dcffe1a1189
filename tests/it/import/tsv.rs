//! Clipboard text of Excel and WPS.

use nianbao::import::tsv;
use proptest::prelude::*;

#[track_caller]
fn check(text: &str, expected: &[&[&str]]) {
    let grid = tsv::read(text);
    let texts: Vec<Vec<&str>> = grid
        .rows()
        .iter()
        .map(|row| row.iter().map(|place| &*place.text).collect())
        .collect();
    assert_eq!(texts, expected, "the grid of {text:?}");
}

#[test]
fn tabs_and_line_breaks_separate_cells() {
    check("1\t2\r\n3\t4\r\n", &[&["1", "2"], &["3", "4"]]);
    check("1\t2\n3\t4", &[&["1", "2"], &["3", "4"]]);
    check("1\r2\r", &[&["1"], &["2"]]);
}

#[test]
fn only_the_last_line_break_belongs_to_no_row() {
    check("1\n\n", &[&["1"], &[""]]);
    check("\n1\n", &[&[""], &["1"]]);
    check("", &[]);
    check("\n", &[&[""]]);
}

#[test]
fn blank_cells_keep_their_place() {
    check("\t1\t\n2\t\t\n", &[&["", "1", ""], &["2", "", ""]]);
    check("1\t", &[&["1", ""]]);
}

#[test]
fn ragged_rows_are_filled_up() {
    check(
        "1\n2\t3\t4\n5\t6",
        &[&["1", "", ""], &["2", "3", "4"], &["5", "6", ""]],
    );
}

#[test]
fn a_quoted_cell_may_hold_anything() {
    check(
        "\"第一行\n第二行\"\t\"a\tb\"\t\"他说\"\"好\"\"\"\r\n1\t2\t3\r\n",
        &[&["第一行\n第二行", "a\tb", "他说\"好\""], &["1", "2", "3"]],
    );
    check("\"\"\t\"1\"\n", &[&["", "1"]]);
}

#[test]
fn a_quotation_mark_that_quotes_nothing_is_a_character() {
    check("5\" 管\t2\n", &[&["5\" 管", "2"]]);
    check("\"未完\t2\n3\t4\n", &[&["\"未完", "2"], &["3", "4"]]);
    check("\"甲\"乙\t2", &[&["\"甲\"乙", "2"]]);
    check("\"", &[&["\""]]);
}

/// Writes a cell as Excel does.
fn quoted(cell: &str) -> String {
    if cell.contains(['\t', '\n', '\r', '"']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

proptest! {
    #[test]
    fn what_excel_writes_is_read_back(
        cells in (1_usize..5).prop_flat_map(|columns| {
            let row = prop::collection::vec("[a甲\"\t\n 0-9]{0,4}", columns);
            prop::collection::vec(row, 1..5)
        })
    ) {
        let rows: Vec<String> = cells
            .iter()
            .map(|row| row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join("\t"))
            .collect();
        let text = format!("{}\r\n", rows.join("\r\n"));
        let grid = tsv::read(&text);
        let read: Vec<Vec<String>> = grid
            .rows()
            .iter()
            .map(|row| row.iter().map(|place| place.text.to_string()).collect())
            .collect();
        prop_assert_eq!(read, cells);
    }

    #[test]
    fn no_text_is_refused(text in "[\"\t\r\na]{0,12}") {
        let grid = tsv::read(&text);
        for row in grid.rows() {
            prop_assert_eq!(row.len(), grid.columns());
        }
    }
}
