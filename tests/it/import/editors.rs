//! What the editors of portals do to our export, imitated: styles go, cells get paragraphs, heads become `th`, spaces
//! become other spaces, merged cells are broken up, tables become text. The figures come back, or are left out.

use nianbao::export::document::Document;
use nianbao::export::html::{self, Options};
use nianbao::import::found::Found;
use nianbao::import::{plain_text, recognise};
use nianbao::model::cell::Cell;
use nianbao::model::section::Section;

use super::parsers;
use crate::sample;

fn exported() -> String {
    html::fragment(&Document::of_report(&sample::report()), Options::default())
}

/// The markup without any attribute but spans.
fn without_attributes(markup: &str) -> String {
    let mut plain = String::new();
    for piece in markup.split_inclusive('>') {
        let Some((text, tag)) = piece.split_once('<') else {
            plain.push_str(piece);
            continue;
        };
        let mut words = tag.trim_end_matches('>').split_whitespace();
        plain.push_str(text);
        plain.push('<');
        plain.push_str(words.next().unwrap_or_default());
        for word in
            words.filter(|word| word.starts_with("colspan=") || word.starts_with("rowspan="))
        {
            plain.push(' ');
            plain.push_str(word);
        }
        plain.push('>');
    }
    plain
}

#[track_caller]
fn check(what: &str, found: &Found) {
    let report = sample::report();
    for cell in Cell::all() {
        let figure = found
            .cells
            .get(cell)
            .as_ref()
            .map(|figure| figure.text.as_str());
        assert_eq!(figure, Some(report.figure(cell)), "{what}: {cell}");
    }
    for section in Section::ALL {
        let lines = report
            .prose(section)
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty());
        let read: Vec<&str> = found.prose(section).lines().collect();
        assert_eq!(read, lines.collect::<Vec<_>>(), "{what}: {section:?}");
    }
}

#[test]
fn what_editors_leave_is_read() {
    let export = exported();
    let bare = without_attributes(&export);
    let changed: [(&str, String); 8] = [
        ("as exported", export.clone()),
        ("styles and attributes gone", bare.clone()),
        (
            "paragraphs in cells",
            bare.replace("</span></td>", "</span><p>&nbsp;</p></td>"),
        ),
        (
            "heads as th",
            bare.replacen("<td", "<th", 60).replacen("</td", "</th", 60),
        ),
        ("em spaces", export.replace('\u{3000}', "&emsp;")),
        (
            "line breaks in the markup",
            bare.replace('>', ">\n  ").replace("<", "\n<"),
        ),
        (
            "upper case",
            bare.replace("<td", "<TD")
                .replace("</td>", "</TD>")
                .replace("<tr>", "<TR>"),
        ),
        (
            "wrapped",
            format!("<div class=article><div><table><tr><td>{bare}</td></tr></table></div></div>"),
        ),
    ];
    for (what, markup) in changed {
        check(what, &recognise::read(&parsers::html(&markup)));
    }
}

#[test]
fn tables_that_became_text_are_never_wrong() {
    let report = sample::report();
    // Each cell a line, each row a line without tabs, everything in one line.
    let cells = without_attributes(&exported())
        .replace("</td>", "\n")
        .replace("</p>", "\n");
    let lines = |markup: &str| -> String {
        let mut text = String::new();
        let mut inside = false;
        for c in markup.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside => text.push(c),
                _ => {}
            }
        }
        text.replace("&nbsp;", " ")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
    };
    let rows = exported()
        .replace("</td>", " ")
        .replace("</tr>", "\n")
        .replace("</p>", "\n");
    for (what, text) in [
        ("a cell a line", lines(&cells)),
        ("spaces", lines(&rows)),
        ("glued", lines(&cells).replace('\n', "")),
    ] {
        let found = recognise::read(&plain_text::read(&text));
        for (cell, figure) in found.cells.iter() {
            let text = figure.as_ref().map_or("", |figure| figure.text.as_str());
            assert!(
                text.is_empty() || text == report.figure(cell),
                "{what}: {cell} is {text}"
            );
        }
    }
}
