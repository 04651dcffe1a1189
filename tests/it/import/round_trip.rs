//! Every export of ours is read back as what it was made of: the same 200 figures, the same prose.

use nianbao::export::document::Document;
use nianbao::export::html::{self, Options, ParagraphIndent};
use nianbao::export::plain;
use nianbao::import::found::Found;
use nianbao::import::{plain_text, recognise};
use nianbao::model::cell::Cell;
use nianbao::model::report::Report;
use nianbao::model::section::Section;
use proptest::prelude::*;

use super::parsers;
use crate::export::round_trip::report;

/// What is not as it was.
fn differences(found: &Found, report: &Report) -> Vec<String> {
    let mut differences = Vec::new();
    for cell in Cell::all() {
        let figure = found
            .cells
            .get(cell)
            .as_ref()
            .map(|figure| (figure.text.as_str(), figure.guessed));
        if figure != Some((report.figure(cell), false)) {
            differences.push(format!("{cell}: {figure:?} was {}", report.figure(cell)));
        }
    }
    for section in Section::ALL {
        let words = |line: &str| {
            line.split([' ', '\u{a0}'])
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let lines = report.prose(section).lines().map(|line| words(line.trim()));
        let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
        let read: Vec<&str> = found.prose(section).lines().collect();
        if read != lines {
            differences.push(format!("{section:?}: {read:?} was {lines:?}"));
        }
    }
    if found.organ.as_deref() != Some(report.organ())
        || found.year != Some(report.year())
        || found.title.is_some()
    {
        differences.push(format!(
            "{:?} {:?} {:?}",
            found.organ, found.year, found.title
        ));
    }
    differences
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn markup_comes_back(report in report(), spaces in any::<bool>()) {
        let options = Options {
            paragraph_indent: if spaces { ParagraphIndent::FullWidthSpaces } else { ParagraphIndent::CssIndent },
            important_borders: spaces,
        };
        let document = Document::of_report(&report);
        let found = recognise::read(&parsers::html(&html::fragment(&document, options)));
        prop_assert_eq!(differences(&found, &report), Vec::<String>::new());
        let found = recognise::read(&parsers::html(&html::page(&document)));
        prop_assert_eq!(differences(&found, &report), Vec::<String>::new());
    }

    #[test]
    fn plain_text_comes_back(report in report()) {
        let found = recognise::read(&plain_text::read(&plain::text(&Document::of_report(&report))));
        prop_assert_eq!(differences(&found, &report), Vec::<String>::new());
    }
}
