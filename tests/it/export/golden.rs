//! Whole exports of the sample against files that somebody has read.
//!
//! After a deliberate change of the markup, `NIANBAO_WRITE_GOLDEN=1 cargo test --test it golden`
//! writes the files anew; read the difference before it is committed.

use std::path::{Path, PathBuf};

use nianbao::export::document::Document;
use nianbao::export::{html, plain};

use crate::sample;

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/export")
        .join(name)
}

#[track_caller]
fn check(name: &str, exported: &str) {
    let path = path(name);
    if std::env::var_os("NIANBAO_WRITE_GOLDEN").is_some() {
        std::fs::write(&path, exported).expect("the file can be written");
        return;
    }
    let golden = std::fs::read_to_string(&path).expect("the golden file is there");
    let lines = exported.lines().zip(golden.lines()).enumerate();
    for (number, (exported, golden)) in lines {
        assert_eq!(exported, golden, "line {} of {name}", number + 1);
    }
    assert_eq!(exported.len(), golden.len(), "bytes of {name}");
}

#[test]
fn the_golden_page_of_a_report() {
    check(
        "report.html",
        &html::page(&Document::of_report(&sample::report())),
    );
}

#[test]
fn the_golden_text_of_a_report() {
    check(
        "report.txt",
        &plain::text(&Document::of_report(&sample::report())),
    );
}

#[test]
fn the_golden_page_of_a_draft_with_blanks_and_unreadable_figures() {
    let mut draft = sample::draft();
    draft.set_cell(sample::cell("review.reconsideration.upheld"), "");
    draft.set_cell(sample::cell("proactive.rules.in_force"), "无");
    draft.publish_date = "".into();
    check("draft.html", &html::page(&Document::of_draft(&draft)));
}
