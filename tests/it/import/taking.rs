//! What taking a found report does to the draft.

use nianbao::import::found::Found;
use nianbao::import::taking::{self, Choice, Purpose};
use nianbao::import::{plain_text, recognise};
use nianbao::model::cell::Cell;
use nianbao::model::draft::Draft;
use nianbao::model::section::Section;

use crate::sample::{self, cell};

fn choice(purpose: Purpose) -> Choice {
    Choice {
        purpose,
        tables_only: false,
        carry: true,
    }
}

fn sample() -> Found {
    Found::of_draft(&sample::draft())
}

#[test]
fn a_report_taken_as_this_years_is_the_draft_again() {
    let taken = taking::take(&sample(), &Draft::default(), choice(Purpose::Current));
    let draft = sample::draft();
    for cell in Cell::all() {
        assert_eq!(taken.cell(cell), draft.cell(cell), "{cell}");
    }
    for section in Section::ALL {
        assert_eq!(taken.prose(section), draft.prose(section));
    }
    assert_eq!(
        (&*taken.organ, &*taken.year, &*taken.publish_date),
        ("示例县园林绿化局", "2025", "2026-01-20")
    );
    assert_eq!(&*taken.title, "");
    assert_eq!(taking::differences(&sample(), &draft, Purpose::Current), []);
}

/// Section three with a row of figures.
fn row(figures: &str) -> Found {
    let heads = "\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n";
    recognise::read(&plain_text::read(&format!(
        "{heads}（一）予以公开\t{figures}\n"
    )))
}

#[test]
fn a_total_is_kept_only_where_it_differs() {
    let total = cell("applications.disclosed.total");
    for (figures, stated) in [
        ("5\t1\t0\t0\t0\t0\t6", ""),
        ("5\t1\t0\t0\t0\t0\t7", "7"),
        ("5\t1\t\t\t\t\t6", ""),
        ("\t\t\t\t\t\t6", "6"),
    ] {
        let taken = taking::take(&row(figures), &Draft::default(), choice(Purpose::Current));
        assert_eq!(&**taken.cell(total), stated, "{figures:?}");
    }
}

#[test]
fn a_place_that_was_found_blank_is_blank_and_others_stay() {
    let mut draft = Draft::default();
    draft.set_cell(cell("applications.disclosed.other"), "9");
    draft.set_cell(cell("applications.carried_over.other"), "8");
    let taken = taking::take(&row("5\t1\t\t\t\t\t6"), &draft, choice(Purpose::Current));
    assert_eq!(&**taken.cell(cell("applications.disclosed.other")), "");
    assert_eq!(&**taken.cell(cell("applications.carried_over.other")), "8");
    let differences = taking::differences(&row("5\t1\t\t\t\t\t6"), &draft, Purpose::Current);
    let other = differences
        .iter()
        .find(|difference| difference.cell == cell("applications.disclosed.other"));
    assert_eq!(
        other.map(|other| (other.present.as_str(), other.found.as_str())),
        Some(("9", ""))
    );
}

#[test]
fn last_year_stands_beside_and_is_carried() {
    let mut draft = Draft::default();
    draft.set_cell(cell("applications.newly_received.natural_person"), "3");
    let taken = taking::take(&sample(), &draft, choice(Purpose::Previous));
    assert_eq!(
        &**taken.cell(cell("applications.newly_received.natural_person")),
        "3"
    );
    assert_eq!(
        &**taken.cell(cell("applications.carried_over.natural_person")),
        "1"
    );
    assert_eq!((&*taken.organ, &*taken.year), ("示例县园林绿化局", "2026"));
    assert_eq!(&**taken.prose(Section::Overview), "");
    let last = taken.previous_year.expect("last year");
    assert_eq!(last.year.map(|year| year.get()), Some(2025));
    assert_eq!(&**last.cells.get(cell("applications.disclosed.total")), "8");
    assert_eq!(
        last.prose(Section::OtherMatters),
        sample::draft().prose(Section::OtherMatters)
    );

    let left = Choice {
        carry: false,
        ..choice(Purpose::Previous)
    };
    let taken = taking::take(&sample(), &draft, left);
    assert_eq!(
        &**taken.cell(cell("applications.carried_over.natural_person")),
        ""
    );
}

#[test]
fn tables_only_leaves_prose_and_fields() {
    let only = Choice {
        tables_only: true,
        ..choice(Purpose::Current)
    };
    let mut draft = Draft::default();
    draft.organ = "别的局".into();
    draft.set_prose(Section::Overview, "自己写的。");
    let taken = taking::take(&sample(), &draft, only);
    assert_eq!(
        (
            &*taken.organ,
            &*taken.year,
            &**taken.prose(Section::Overview)
        ),
        ("别的局", "", "自己写的。")
    );
    assert_eq!(
        &**taken.cell(cell("applications.disclosed.natural_person")),
        "6"
    );
}

#[test]
fn comparing_changes_nothing() {
    let draft = Draft::default();
    assert_eq!(
        taking::take(&sample(), &draft, choice(Purpose::Compare)),
        draft
    );
    let mut other = sample::draft();
    other.set_cell(cell("applications.disclosed.natural_person"), "7");
    let cells: Vec<String> = taking::differences(&sample(), &other, Purpose::Compare)
        .into_iter()
        .map(|difference| difference.cell.to_string())
        .collect();
    assert_eq!(
        cells,
        [
            "applications.disclosed.natural_person",
            "applications.disclosed.total",
            "applications.handled_total.natural_person",
            "applications.handled_total.total"
        ]
    );
}

#[test]
fn an_earlier_year_is_likely_last_years() {
    let mut draft = Draft::default();
    assert_eq!(Purpose::likely(&sample(), &draft), Purpose::Current);
    draft.year = "2026".into();
    assert_eq!(Purpose::likely(&sample(), &draft), Purpose::Previous);
    draft.year = "2025".into();
    assert_eq!(Purpose::likely(&sample(), &draft), Purpose::Current);
}
