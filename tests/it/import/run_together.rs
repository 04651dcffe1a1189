//! Digits that ran together.

use nianbao::import::found::{Found, NoteKind};
use nianbao::import::run_together::{split, split_documents, split_review};
use nianbao::import::{plain_text, recognise};
use nianbao::model::cell::Cell;
use nianbao::model::section::Section;
use nianbao::model::table::Table;
use nianbao::model::table::applications::{Applicant, Row};
use nianbao::model::table::layout::Content;
use nianbao::model::table::proactive::{Documents, Figure};
use nianbao::model::table::review::{Outcome, Procedure};
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
    fn section_four_is_read_as_it_was_or_not_at_all(parts in prop::collection::vec(prop_oneof![3 => 0_u32..2, 1 => 0_u32..40], 12)) {
        let group = |parts: &[u32]| {
            let sum: u32 = parts.iter().sum();
            parts.iter().chain([&sum]).map(u32::to_string).collect::<Vec<_>>()
        };
        let row: Vec<String> = parts.chunks(4).flat_map(group).collect();
        if let Some(found) = split_review(&row.concat()) {
            prop_assert_eq!(found.to_vec(), row);
        }
    }

    #[test]
    fn a_row_is_read_as_it_was_or_not_at_all(parts in prop::collection::vec(0_u32..300, 6)) {
        let sum: u32 = parts.iter().sum();
        let row: Vec<String> = parts.iter().chain([&sum]).map(u32::to_string).collect();
        if let Some(found) = split(&row.concat()) {
            prop_assert_eq!(found.to_vec(), row);
        }
    }
}

#[test]
fn the_sums_of_section_four_allow_one_way_or_the_row_stays_open() {
    for (digits, parts) in [
        ("000000000000000", Some("0 0 0 0 0 0 0 0 0 0 0 0 0 0 0")),
        ("100010000020103", Some("1 0 0 0 1 0 0 0 0 0 2 0 1 0 3")),
        // 10 1 1 0 12 and 1 0 1 10 12 begin so.
        ("10110123000300404", None),
        ("12003150000000000", Some("12 0 0 3 15 0 0 0 0 0 0 0 0 0 0")),
        // 1 11 0 0 12 and 11 1 0 0 12 both add up.
        ("11100120000000000", None),
        // A figure is missing, or the sums are wrong.
        ("00000000000000", None),
        ("100020000000000", None),
        ("0000000000000000", None),
        ("00000000000000a", None),
        ("", None),
    ] {
        let found = split_review(digits).map(|parts| parts.join(" "));
        assert_eq!(found.as_deref(), parts, "{digits}");
    }
}

#[test]
fn section_two_has_no_sums_so_that_only_zeros_tell() {
    for (digits, parts) in [
        ("000", Some("0 0 0")),
        ("005", Some("0 0 5")),
        ("0012", Some("0 0 12")),
        // 2 0 3, or 20 and 3 with a blank cell.
        ("203", None),
        ("0000", None),
        ("00", None),
        ("010", None),
        ("", None),
    ] {
        let found = split_documents(digits).map(|parts| parts.join(" "));
        assert_eq!(found.as_deref(), parts, "{digits}");
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

/// A table as one line without any breaks, the figures given by their order.
fn glued(table: Table, figures: &[&str]) -> String {
    let mut figures = figures.iter();
    let slots = table.layout().into_iter().flatten();
    let texts = slots.map(|slot| match slot.content {
        Content::ColumnHead(label) | Content::RowHead(label) | Content::Band(label) => label,
        Content::Figure(_) => figures.next().copied().unwrap_or_default(),
    });
    texts.collect()
}

/// What is found in a report that has this text in its section.
fn within(section: Section, text: &str) -> Found {
    let heading = section.heading().expect("a section with a table");
    recognise::read(&plain_text::read(&format!("{heading}\n{text}\n")))
}

fn proactive(found: &Found) -> Vec<Option<&str>> {
    let figures = Figure::ALL.map(Cell::Proactive);
    let texts = figures.map(|cell| found.cells.get(cell).as_ref());
    texts
        .map(|figure| figure.map(|figure| figure.text.as_str()))
        .to_vec()
}

fn review(found: &Found) -> String {
    let cells = Procedure::ALL
        .into_iter()
        .flat_map(|procedure| Outcome::ALL.map(|outcome| Cell::Review(procedure, outcome)));
    let texts = cells.map(|cell| {
        found
            .cells
            .get(cell)
            .as_ref()
            .map_or("", |figure| figure.text.as_str())
    });
    texts.collect::<Vec<_>>().join(" ")
}

fn kinds(found: &Found) -> Vec<NoteKind> {
    found.notes.iter().map(|note| note.kind).collect()
}

#[test]
fn section_two_in_one_line_is_read_by_its_labels() {
    let figures = ["0", "0", "0", "2", "0", "3", "12", "3", "0", "1.5"];
    let text = glued(Table::ProactiveDisclosure, &figures);
    let found = within(Section::ProactiveDisclosure, &text);
    let (zero, none) = (Some("0"), None);
    assert_eq!(
        proactive(&found),
        [
            zero,
            zero,
            zero,
            none,
            none,
            none,
            Some("12"),
            Some("3"),
            zero,
            Some("1.5")
        ]
    );
    assert_eq!(kinds(&found), [NoteKind::Split, NoteKind::RunTogether]);
    // What could not be split is shown as it stood there.
    assert_eq!(found.notes[1].original, "行政规范性文件 203");
    assert_eq!(
        found.notes[1].cells,
        Documents::ALL.map(|column| Cell::Proactive(Figure::NormativeDocuments(column)))
    );
}

#[test]
fn section_four_in_one_line_is_split_where_its_sums_allow_one_way() {
    let text = |row: &str| glued(Table::Review, &row.split(' ').collect::<Vec<_>>());
    let row = "1 0 0 0 1 0 0 0 0 0 2 0 1 0 3";
    for text in [text(row), row.replace(' ', "")] {
        let found = within(Section::Review, &text);
        assert_eq!(review(&found), row, "{text}");
        assert_eq!(kinds(&found), [NoteKind::Split], "{text}");
    }
    let open = "1 11 0 0 12 0 0 0 0 0 0 0 0 0 0";
    let found = within(Section::Review, &text(open));
    assert_eq!(review(&found).trim(), "");
    assert_eq!(kinds(&found), [NoteKind::RunTogether]);
}

#[test]
fn labels_in_another_order_or_words_among_them_leave_the_line_as_it_was() {
    let whole = glued(Table::ProactiveDisclosure, &["0"; 10]);
    let heads = Documents::ALL.map(|column| Figure::Rules(column).column_label());
    for (section, text) in [
        // The heads of 2019, changed heads, and heads that are missing.
        (
            Section::ProactiveDisclosure,
            whole.replace(heads[0], "本年新制作数量"),
        ),
        (
            Section::ProactiveDisclosure,
            whole.replace(heads[0], heads[2]),
        ),
        (
            Section::ProactiveDisclosure,
            "规章000行政规范性文件000".to_owned(),
        ),
        (Section::ProactiveDisclosure, "行政许可12".to_owned()),
        // An amount in another unit.
        (Section::ProactiveDisclosure, whole.replace("万元", "元")),
        // A number that is more than digits.
        (
            Section::ProactiveDisclosure,
            whole.replace("行政许可0", "行政许可-2"),
        ),
        (
            Section::ProactiveDisclosure,
            whole.replace("行政许可0", "行政许可1,234"),
        ),
        (
            Section::ProactiveDisclosure,
            whole.replace("行政许可0", "行政许可约2"),
        ),
        (
            Section::Review,
            format!("复议后起诉行政复议{}", "0".repeat(15)),
        ),
        (Section::Review, format!("{0}\n{0}", "0".repeat(15))),
        (Section::Review, format!("共{}件", "0".repeat(15))),
    ] {
        let found = within(section, &text);
        assert_eq!(found.figures(), 0, "{text}");
        assert!(
            kinds(&found).iter().all(|kind| *kind == NoteKind::Row) && !found.notes.is_empty(),
            "{text}: {:?}",
            found.notes
        );
    }
}

#[test]
fn a_report_in_one_line_is_read_in_all_its_tables() {
    let applications = "0".repeat(Applicant::COUNT);
    let rows = Row::ALL.map(|row| format!("{}{applications}", row.label()));
    let text = format!(
        "二、主动公开政府信息情况{}三、收到和处理政府信息公开申请情况{}四、政府信息公开行政复议、行政诉讼情况{}",
        glued(Table::ProactiveDisclosure, &["0"; 10]),
        rows.concat(),
        glued(Table::Review, &["0"; 15]),
    );
    let found = recognise::read(&plain_text::read(&text));
    assert_eq!(found.figures(), Cell::COUNT, "{:?}", found.notes);
    assert!(kinds(&found).iter().all(|kind| kind.is_guess()));
}
