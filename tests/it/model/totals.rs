//! Computed totals: what they add up, and what they do with blanks, stated totals and nonsense.

use nianbao::model::cell::Cell;
use nianbao::model::count::Count;
use nianbao::model::draft::Draft;
use nianbao::model::number::NumberError;
use nianbao::model::sheet::{Sheet, Sum, Value};

use crate::sample::{self, cell};

fn draft(cells: &[(&str, &str)]) -> Draft {
    let mut draft = Draft::default();
    for (address, text) in cells {
        draft.set_cell(cell(address), *text);
    }
    draft
}

#[track_caller]
fn check(cells: &[(&str, &str)], total: &str, expected: Option<u64>) {
    let sheet = Sheet::read(&draft(cells));
    let computed = sheet.computed(cell(total)).map(Count::get);
    assert_eq!(computed, expected, "computed {total} of {cells:?}");
}

#[test]
fn all_parts_blank_is_a_blank_total() {
    for cell in Cell::all() {
        let sheet = Sheet::read(&Draft::default());
        assert_eq!(sheet.computed(cell), None, "computed {cell}");
        assert_eq!(sheet.value(cell), Value::Blank, "shown {cell}");
    }
}

#[test]
fn a_zero_makes_a_total_of_zero() {
    let zero = [("review.reconsideration.pending", "0")];
    check(&zero, "review.reconsideration.total", Some(0));
    check(&zero, "review.litigation_after_reconsideration.total", None);
}

#[test]
fn a_row_adds_up_six_columns() {
    let row: Vec<(String, &str)> = [
        "natural_person",
        "commercial_enterprise",
        "research_institution",
        "public_welfare_organization",
        "legal_service_institution",
        "other",
    ]
    .into_iter()
    .zip(["1", "20", "300", "4,000", "５００００", "600000"])
    .map(|(column, text)| (format!("applications.carried_forward.{column}"), text))
    .collect();
    let row: Vec<(&str, &str)> = row.iter().map(|(a, t)| (a.as_str(), *t)).collect();
    check(&row, "applications.carried_forward.total", Some(654_321));
}

#[test]
fn a_column_adds_up_21_outcomes_and_nothing_else() {
    let mut draft = Draft::default();
    let column: Vec<Cell> = Cell::all()
        .filter(|cell| {
            cell.to_string().starts_with("applications.") && cell.to_string().ends_with(".other")
        })
        .filter(|cell| !cell.is_total())
        .collect();
    assert_eq!(column.len(), 24, "typed figures of one column");
    for cell in &column {
        draft.set_cell(*cell, "1");
    }
    let sheet = Sheet::read(&draft);
    let total = sheet.computed(cell("applications.handled_total.other"));
    assert_eq!(total.map(Count::get), Some(21));
}

#[test]
fn the_corner_adds_up_all_outcomes_of_all_columns() {
    let sheet = Sheet::read(&sample::draft());
    let corner = sheet.computed(cell("applications.handled_total.total"));
    assert_eq!(corner.map(Count::get), Some(12));
}

#[test]
fn a_stated_total_is_shown_and_the_computed_one_stands_beside_it() {
    let total = cell("review.reconsideration.total");
    let stated = draft(&[
        ("review.reconsideration.upheld", "10"),
        ("review.reconsideration.corrected", "1"),
        ("review.reconsideration.total", "10"),
    ]);
    let sheet = Sheet::read(&stated);
    assert_eq!(sheet.value(total).count().map(Count::get), Some(10));
    assert_eq!(sheet.computed(total).map(Count::get), Some(11));
    assert_eq!(sheet.shown_text(total).as_ref(), "10");
}

#[test]
fn a_stated_row_total_does_not_spread_into_other_totals() {
    let wrong = [
        ("applications.disclosed.natural_person", "3"),
        ("applications.disclosed.total", "99"),
        ("applications.handled_total.natural_person", "98"),
    ];
    check(&wrong, "applications.handled_total.natural_person", Some(3));
    check(&wrong, "applications.handled_total.total", Some(3));
}

#[test]
fn an_unreadable_part_leaves_no_computed_total() {
    let cells = [
        ("review.reconsideration.upheld", "5（含上年1件）"),
        ("review.reconsideration.corrected", "1"),
    ];
    check(&cells, "review.reconsideration.total", None);
    let sheet = Sheet::read(&draft(&cells));
    assert_eq!(
        sheet.value(cell("review.reconsideration.upheld")),
        Value::Unreadable(NumberError::NotDigits)
    );
    let parts = cell("review.reconsideration.total").parts();
    assert_eq!(
        sheet.sum(parts.expect("a total has parts").iter().copied()),
        Sum::Unreadable
    );
}

#[test]
fn a_sum_takes_shown_values() {
    let sheet = Sheet::read(&sample::draft());
    let received = [
        "applications.newly_received.total",
        "applications.carried_over.total",
    ];
    assert_eq!(
        sheet.sum(received.map(cell)),
        Sum::Known(Count::from_sum(13))
    );
    let blank = Sheet::read(&Draft::default());
    assert_eq!(blank.sum(received.map(cell)), Sum::Blank);
}

#[test]
fn exactly_the_computed_cells_have_parts() {
    let totals: Vec<Cell> = Cell::all().filter(|cell| cell.is_total()).collect();
    // 25 rows, 6 further columns of （七）总计, 3 groups of section four.
    assert_eq!(totals.len(), 25 + 6 + 3);
    for cell in Cell::all() {
        assert_eq!(cell.parts().is_some(), cell.is_total(), "{cell}");
    }
}

#[test]
fn figures_still_to_type_are_the_blank_ones_without_totals() {
    assert_eq!(Draft::default().blank_cells().count(), 166);
    assert_eq!(sample::draft().blank_cells().count(), 0);
}

/// A sheet that followed a draft through many states is what a new one reads, whatever was typed on the way.
#[test]
fn a_sheet_that_follows_reads_what_a_new_one_reads() {
    let mut sheet = Sheet::default();
    let mut draft = Draft::default();
    let mut compare = |draft: &Draft| {
        sheet.follow(draft);
        let anew = Sheet::read(draft);
        for cell in Cell::all() {
            assert_eq!(sheet.stated(cell), anew.stated(cell), "stated {cell}");
            assert_eq!(sheet.computed(cell), anew.computed(cell), "computed {cell}");
            assert_eq!(sheet.value(cell), anew.value(cell), "value of {cell}");
            assert_eq!(
                sheet.shown_text(cell),
                anew.shown_text(cell),
                "shown {cell}"
            );
            assert_eq!(sheet.sum([cell]), anew.sum([cell]), "sum of {cell}");
        }
    };
    compare(&draft);
    for cell in Cell::all() {
        for text in ["7", " ", "五", "7", "12"] {
            draft.set_cell(cell, text);
            compare(&draft);
        }
    }
    // A second visit takes stated totals away, and figures that other totals rest on.
    for cell in Cell::all() {
        draft.set_cell(cell, "");
        compare(&draft);
    }
    compare(&sample::draft());
    compare(&draft);
}

#[test]
fn the_totals_over_a_figure_are_those_that_add_it_up() {
    for figure in Cell::all().filter(|cell| !cell.is_total()) {
        let adds_up = |total: &Cell| {
            let parts = total.parts().unwrap_or_default();
            let deeper = parts.iter().filter_map(|part| part.parts()).flatten();
            parts.iter().chain(deeper).any(|part| *part == figure)
        };
        let mut over: Vec<Cell> = figure.totals_over().collect();
        over.sort_unstable();
        let mut expected: Vec<Cell> = Cell::all().filter(adds_up).collect();
        expected.sort_unstable();
        assert_eq!(over, expected, "{figure}");
    }
}
