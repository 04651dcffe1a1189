//! Digits that ran together.

use nianbao::import::found::{Found, NoteKind};
use nianbao::import::run_together::split;
use nianbao::import::{plain_text, recognise};
use nianbao::model::cell::Cell;
use nianbao::model::table::applications::{Applicant, Row};
use proptest::prelude::*;

#[test]
fn the_only_way_that_adds_up_is_taken() {
    for (digits, parts) in [
        ("15130000154", "151 3 0 0 0 0 154"),
        ("0000000", "0 0 0 0 0 0 0"),
        ("21710000218", "217 1 0 0 0 0 218"),
        ("1000001", "1 0 0 0 0 0 1"),
    ] {
        let found = split(digits).map(|parts| parts.join(" "));
        assert_eq!(found.as_deref(), Some(parts), "{digits}");
    }
}

#[test]
fn several_ways_or_none_are_none() {
    // 22 0 0 0 0 0 22 and 2 20 0 0 0 0 22 both add up.
    for digits in [
        "220000022",
        "123",
        "",
        "1234567",
        "00000001",
        "1a00001",
        "1000000000000000000000001",
    ] {
        assert_eq!(split(digits), None, "{digits}");
    }
}

proptest! {
    #[test]
    fn a_row_is_read_as_it_was_or_not_at_all(parts in prop::collection::vec(0_u32..300, 6)) {
        let sum: u32 = parts.iter().sum();
        let row: Vec<String> = parts.iter().chain([&sum]).map(u32::to_string).collect();
        if let Some(found) = split(&row.concat()) {
            prop_assert_eq!(found.to_vec(), row);
        }
    }
}

/// Section three as lines: the label and the given figures, zeros for all other rows.
fn lines(rows: &[(Row, &str)]) -> Found {
    let line = |row: Row| {
        let given = rows.iter().find(|(own, _)| *own == row);
        let (space, figures) = match given {
            Some((_, figures)) if figures.contains(' ') => (" ", *figures),
            Some((_, figures)) => ("", *figures),
            None => ("", "0000000"),
        };
        format!("{}{space}{figures}\n", row.label())
    };
    recognise::read(&plain_text::read(&Row::ALL.map(line).concat()))
}

fn disclosed(found: &Found) -> Vec<&str> {
    let figure = |column| {
        found
            .cells
            .get(Cell::Applications(Row::Disclosed, column))
            .as_ref()
    };
    Applicant::ALL
        .map(|column| figure(column).map_or("", |figure| figure.text.as_str()))
        .to_vec()
}

#[test]
fn the_columns_decide_where_the_row_does_not() {
    let found = lines(&[
        (Row::NewlyReceived, "22 0 0 0 0 0 22"),
        (Row::Disclosed, "220000022"),
        (Row::HandledTotal, "220000022"),
    ]);
    assert_eq!(disclosed(&found), ["22", "0", "0", "0", "0", "0", "22"]);
    assert!(
        found.notes.iter().all(|note| note.kind.is_guess()),
        "{:?}",
        found.notes
    );
}

#[test]
fn where_the_columns_do_not_decide_the_row_stays_open() {
    let found = lines(&[
        (Row::NewlyReceived, "220000022"),
        (Row::Disclosed, "220000022"),
        (Row::HandledTotal, "220000022"),
    ]);
    assert_eq!(disclosed(&found), [""; 7]);
    let open = found
        .notes
        .iter()
        .filter(|note| note.kind == NoteKind::RunTogether);
    assert_eq!(open.count(), 3);
}
