//! The printed tables against the official template, place by place. The template is no part of
//! this repository; where it is not at hand, the test says so and checks nothing.

use std::path::Path;

use nianbao::model::table::Table;
use nianbao::model::table::layout::{Content, Slot};

use crate::markup::{self, Td};
use crate::skipped;

fn printed(slot: Slot) -> Td {
    let text = match slot.content {
        Content::ColumnHead(label) | Content::RowHead(label) | Content::Band(label) => label,
        Content::Figure(_) => "",
    };
    Td {
        text: text.to_owned(),
        columns: slot.columns,
        rows: slot.rows,
    }
}

#[test]
fn the_tables_are_those_of_the_official_template() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases/template-2021.html");
    let Ok(html) = std::fs::read_to_string(&path) else {
        skipped::say("the official template is not at hand; labels.rs has the same tables as text");
        return;
    };
    let tables = markup::read(&html).tables;
    assert_eq!(tables.len(), Table::ALL.len(), "tables of the template");
    for (table, official) in Table::ALL.into_iter().zip(tables) {
        let layout = table.layout();
        assert_eq!(layout.len(), official.len(), "rows of {table:?}");
        for (number, (row, official)) in layout.into_iter().zip(official).enumerate() {
            let row: Vec<Td> = row.into_iter().map(printed).collect();
            assert_eq!(row, official, "row {} of {table:?}", number + 1);
        }
    }
}
