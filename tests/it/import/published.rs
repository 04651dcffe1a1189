//! Published reports with verified figures. They are no part of this repository; where they are not at hand, the test
//! says so and checks nothing.

use nianbao::import::found::{Found, NoteKind};
use nianbao::import::{plain_text, recognise};
use nianbao::model::cell::Cell;

use super::parsers;
use crate::checks::published::{self, Published};

/// The published reports, with the text of the file of that kind.
fn cases(extension: &str) -> Vec<(Published, String)> {
    let Some(reports) = published::published() else {
        published::skipped("published reports as foreign material");
        return Vec::new();
    };
    let with_text = reports.into_iter().map(|report| {
        let path = published::folder().join(format!("{}.{extension}", report.name));
        let text = std::fs::read_to_string(path).expect("the case has a text");
        (report, text)
    });
    with_text.collect()
}

/// The figures that differ from the published ones, split into wrong ones and those that stayed blank.
fn differences(found: &Found, report: &Published) -> (Vec<String>, Vec<Cell>) {
    let (mut wrong, mut missing) = (Vec::new(), Vec::new());
    for cell in Cell::all() {
        let stated = report.draft.cell(cell);
        let read = found
            .cells
            .get(cell)
            .as_ref()
            .map_or("", |figure| figure.text.as_str());
        if read == &**stated {
            continue;
        }
        if read.is_empty() {
            missing.push(cell);
        } else {
            wrong.push(format!("{cell}: {read:?} is {stated:?}"));
        }
    }
    (wrong, missing)
}

#[test]
fn every_figure_of_a_published_page_is_right() {
    for (report, text) in cases("html") {
        let found = recognise::read(&parsers::html(&text));
        let (wrong, missing) = differences(&found, &report);
        assert_eq!(wrong, [""; 0], "{}", report.name);
        assert_eq!(missing, [], "{}", report.name);
        let guesses: Vec<_> = found
            .notes
            .iter()
            .filter(|note| note.kind == NoteKind::ByOrder)
            .collect();
        assert!(guesses.is_empty(), "{}: {guesses:?}", report.name);
    }
}

#[test]
fn no_figure_of_a_copied_text_is_wrong() {
    for (report, text) in cases("txt") {
        let found = recognise::read(&plain_text::read(&text));
        let (wrong, _) = differences(&found, &report);
        assert_eq!(wrong, [""; 0], "{}", report.name);
    }
}

#[test]
#[ignore = "prints what is found, for people"]
fn what_is_found() {
    for extension in ["html", "txt"] {
        for (report, text) in cases(extension) {
            let material = if extension == "html" {
                parsers::html(&text)
            } else {
                plain_text::read(&text)
            };
            let found = recognise::read(&material);
            let (wrong, missing) = differences(&found, &report);
            published::say(&format!(
                "== {} {extension}: {} wrong, {} missing\n{:?} {:?} {:?} {:?}",
                report.name,
                wrong.len(),
                missing.len(),
                found.title,
                found.organ,
                found.year,
                found.publish_date
            ));
            for (at, prose) in found.prose.iter().enumerate() {
                let short: String = prose.chars().take(60).collect();
                let end: Vec<char> = prose.chars().rev().take(30).collect();
                published::say(&format!(
                    "  {at}: {short} … {}",
                    end.iter().rev().collect::<String>()
                ));
            }
            for note in &found.notes {
                published::say(&format!(
                    "  {:?} {} {}",
                    note.kind,
                    note.cells.len(),
                    note.original
                ));
            }
            for line in &found.left_out {
                published::say(&format!(
                    "  - {}",
                    line.chars().take(60).collect::<String>()
                ));
            }
        }
    }
}
