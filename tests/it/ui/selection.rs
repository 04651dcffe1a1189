//! Rectangles of figures, and where keys lead.

use nianbao::export::cells;
use nianbao::model::cell::Cell;
use nianbao::model::location::Location;
use nianbao::model::table::Table;
use nianbao::ui::selection::{self, Direction, Selection};

fn cell(address: &str) -> Cell {
    address.parse().expect("the address of a figure")
}

fn rectangle(corner: &str, head: &str) -> Selection {
    Selection::of(cell(corner)).extended_to(cell(head))
}

fn addresses(cells: &[Cell]) -> Vec<String> {
    cells.iter().map(ToString::to_string).collect()
}

fn edited(edits: &[(Location, String)]) -> Vec<(String, &str)> {
    let edits = edits.iter();
    edits
        .map(|(place, text)| (place.to_string(), text.as_str()))
        .collect()
}

#[test]
fn a_rectangle_is_the_same_from_every_corner() {
    let corners = [
        (
            "applications.newly_received.natural_person",
            "applications.disclosed.research_institution",
        ),
        (
            "applications.disclosed.research_institution",
            "applications.newly_received.natural_person",
        ),
        (
            "applications.disclosed.natural_person",
            "applications.newly_received.research_institution",
        ),
    ];
    for (corner, head) in corners {
        let selection = rectangle(corner, head);
        assert_eq!(selection.extent(), (3, 3), "{corner} {head}");
        assert_eq!(selection.cells().len(), 9);
        assert_eq!(
            selection
                .cells()
                .first()
                .map(ToString::to_string)
                .as_deref(),
            Some("applications.newly_received.natural_person")
        );
        assert_eq!(selection.active(), cell(corner));
    }
}

#[test]
fn a_merged_figure_stands_once_and_across_its_columns() {
    let selection = rectangle(
        "proactive.normative_documents.issued",
        "proactive.licensing.decisions",
    );
    assert_eq!(selection.extent(), (2, 3));
    let rows = selection.rows();
    assert_eq!(rows.iter().map(Vec::len).collect::<Vec<_>>(), [3, 1]);
    assert_eq!(rows[1][0].columns, 3);
}

#[test]
fn another_table_does_not_join() {
    let selection = rectangle("proactive.rules.issued", "review.reconsideration.upheld");
    assert!(selection.is_one());
}

#[test]
fn the_whole_table_has_every_figure_and_typing_stays() {
    for table in Table::ALL {
        let all: Vec<Cell> = Cell::all().filter(|cell| cell.table() == table).collect();
        let active = all[all.len() / 2];
        let selection = Selection::whole_table(active);
        assert_eq!(selection.cells(), all);
        assert_eq!(selection.active(), active);
    }
}

#[test]
fn extending_stops_at_the_edge() {
    let corner = Selection::of(cell("applications.newly_received.natural_person"));
    assert_eq!(corner.extended(Direction::Up), corner);
    assert_eq!(corner.extended(Direction::Left), corner);
    let larger = corner.extended(Direction::Down).extended(Direction::Right);
    assert_eq!(larger.extent(), (2, 2));
    assert_eq!(
        larger.extended(Direction::Up).extended(Direction::Left),
        corner
    );
}

#[test]
fn keys_pass_over_totals() {
    let cases = [
        (
            "applications.other_handling.other.other",
            Direction::Down,
            Some("applications.carried_forward.other"),
        ),
        (
            "applications.carried_forward.other",
            Direction::Up,
            Some("applications.other_handling.other.other"),
        ),
        ("applications.carried_forward.other", Direction::Down, None),
        ("applications.newly_received.other", Direction::Right, None),
        (
            "review.reconsideration.pending",
            Direction::Right,
            Some("review.litigation_without_reconsideration.upheld"),
        ),
        (
            "review.litigation_after_reconsideration.pending",
            Direction::Right,
            None,
        ),
        (
            "proactive.rules.in_force",
            Direction::Down,
            Some("proactive.normative_documents.in_force"),
        ),
    ];
    for (from, direction, expected) in cases {
        let next = selection::next_typed(cell(from), direction).map(|cell| cell.to_string());
        assert_eq!(next.as_deref(), expected, "{from} {direction:?}");
    }
    for from in Cell::all() {
        for direction in [
            Direction::Up,
            Direction::Down,
            Direction::Left,
            Direction::Right,
        ] {
            assert!(!selection::next_typed(from, direction).is_some_and(Cell::is_total));
        }
        for last in [false, true] {
            assert!(!selection::end_of_row(from, last).is_some_and(Cell::is_total));
            assert!(!selection::end_of_table(from.table(), last).is_some_and(Cell::is_total));
        }
    }
}

#[test]
fn enter_goes_down_the_columns_and_under_where_tab_began() {
    let onwards = [
        (
            "applications.newly_received.other",
            "applications.carried_over.other",
        ),
        (
            "applications.carried_forward.natural_person",
            "applications.newly_received.commercial_enterprise",
        ),
        (
            "review.reconsideration.upheld",
            "review.reconsideration.corrected",
        ),
        (
            "review.reconsideration.pending",
            "review.litigation_without_reconsideration.upheld",
        ),
    ];
    for (from, to) in onwards {
        let next = selection::next_in_column(cell(from), false);
        assert_eq!(next, Some(cell(to)), "{from}");
        assert_eq!(
            selection::next_in_column(cell(to), true),
            Some(cell(from)),
            "{to}"
        );
    }
    for table in Table::ALL {
        let last = selection::end_of_table(table, true).expect("a figure");
        assert_eq!(selection::next_in_column(last, false), None, "{last}");
        // Every figure that is typed is come by, each once but where one stands under several.
        let mut at = selection::end_of_table(table, false).expect("a figure");
        let mut visited = vec![at];
        while let Some(next) = selection::next_in_column(at, false) {
            assert!(visited.len() < 200, "Enter goes round in circles");
            visited.push(next);
            at = next;
        }
        assert!(visited.iter().all(|cell| !cell.is_total()));
    }
    let under = |row_of: &str, column_of: &str| {
        let under = selection::below_in_column_of(cell(row_of), cell(column_of));
        under.map(|cell| cell.to_string())
    };
    assert_eq!(
        under("proactive.rules.in_force", "proactive.rules.issued").as_deref(),
        Some("proactive.normative_documents.issued")
    );
    assert_eq!(
        under(
            "applications.carried_over.other",
            "applications.newly_received.natural_person"
        )
        .as_deref(),
        Some("applications.disclosed.natural_person")
    );
    assert_eq!(
        under(
            "review.reconsideration.pending",
            "review.reconsideration.upheld"
        ),
        None
    );
}

#[test]
fn enter_goes_round_in_the_rectangle() {
    let mut selection = rectangle(
        "applications.newly_received.other",
        "applications.carried_over.total",
    );
    let mut visited = Vec::new();
    for _ in 0..3 {
        visited.push(selection.active());
        selection = selection.going_on(false);
    }
    assert_eq!(
        addresses(&visited),
        [
            "applications.newly_received.other",
            "applications.carried_over.other",
            "applications.newly_received.other",
        ]
    );
    assert_eq!(selection.going_on(true).going_on(false), selection);
}

#[test]
fn clearing_and_filling_leave_totals_alone() {
    let selection = rectangle(
        "applications.newly_received.other",
        "applications.carried_over.total",
    );
    assert_eq!(
        edited(&selection.cleared()),
        [
            ("applications.newly_received.other".to_owned(), ""),
            ("applications.carried_over.other".to_owned(), "")
        ]
    );
    assert_eq!(
        edited(&selection.filled_with("7")),
        [
            ("applications.newly_received.other".to_owned(), "7"),
            ("applications.carried_over.other".to_owned(), "7")
        ]
    );
}

#[test]
fn filling_down_takes_the_first_row_or_the_row_above() {
    let text = |cell: Cell| cell.to_string();
    let selection = rectangle(
        "review.reconsideration.upheld",
        "review.reconsideration.corrected",
    );
    assert_eq!(selection.filled_down(text), [], "the table has one row");
    let one = Selection::of(cell("applications.carried_over.other"));
    assert_eq!(
        edited(&one.filled_down(text)),
        [(
            "applications.carried_over.other".to_owned(),
            "applications.newly_received.other"
        )]
    );
    let three = rectangle(
        "applications.newly_received.natural_person",
        "applications.disclosed.natural_person",
    );
    let filled = three.filled_down(text);
    assert_eq!(filled.len(), 2);
    assert!(
        filled
            .iter()
            .all(|(_, text)| text == "applications.newly_received.natural_person")
    );
    let wide = rectangle("proactive.rules.issued", "proactive.licensing.decisions");
    let places: Vec<String> = wide
        .filled_down(text)
        .iter()
        .map(|(place, _)| place.to_string())
        .collect();
    assert_eq!(
        places
            .iter()
            .filter(|place| place.contains("licensing"))
            .count(),
        1
    );
}

#[test]
fn the_clipboard_has_tabs_and_a_table() {
    let rows = vec![
        vec![("1".to_owned(), 1), ("22（其中\t3）".to_owned(), 1)],
        vec![("a<b".to_owned(), 2)],
    ];
    assert_eq!(cells::tsv(&rows), "1\t\"22（其中\t3）\"\r\na<b\t\r\n");
    assert_eq!(
        cells::table(&rows),
        "<table><tr><td>1</td><td>22（其中\t3）</td></tr><tr><td colspan=\"2\">a&lt;b</td></tr></table>"
    );
}
