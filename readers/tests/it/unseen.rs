//! What is not shown is left out and noted; what a program shows by itself is read.

use readers::{Block, NoteKind, Part};

use crate::decoder::parts;
use crate::tables::folder;

fn read(name: &str) -> Vec<Part> {
    let bytes = std::fs::read(folder().join(name)).expect(name);
    parts(&bytes).expect(name)
}

fn has(part: &Part, kind: NoteKind, text: &str) -> bool {
    let mut notes = part.notes.iter();
    notes.any(|note| note.kind == kind && note.text.contains(text))
}

fn lines(part: &Part) -> Vec<String> {
    let line = |block: &Block| match block {
        Block::Paragraph { text, .. } => text.replace(' ', ""),
        Block::Table(rows) => {
            let texts = rows.iter().flatten().map(|cell| cell.text.as_str());
            texts.collect::<Vec<_>>().join("|")
        }
    };
    part.blocks.iter().map(line).collect()
}

#[test]
fn of_a_text() {
    for name in ["unseen.doc", "unseen.rtf", "unseen.odt"] {
        let parts = read(name);
        let part = &parts[0];
        assert!(has(part, NoteKind::HiddenText, "看不见"), "{name}");
        assert!(has(part, NoteKind::Footnote, "脚注的字"), "{name}");
        let lines = lines(part);
        let numbers = if name == "unseen.odt" {
            assert!(has(part, NoteKind::Numbering, "第二条"), "{name}");
            ["第一条", "第二条"]
        } else {
            ["1.第一条", "2.第二条"]
        };
        assert_eq!(
            lines[..3],
            ["看得见的字。", numbers[0], numbers[1]],
            "{name}"
        );
        assert!(lines[3].starts_with("正文之后，第"), "{name}");
    }
}

#[test]
fn of_a_workbook() {
    for (name, result) in [("unseen.xls", "24.68"), ("unseen.ods", "25")] {
        let parts = read(name);
        assert_eq!(parts.len(), 1, "{name}");
        let part = &parts[0];
        assert!(has(part, NoteKind::Hidden, "藏行"), "{name}");
        assert!(has(part, NoteKind::Hidden, "藏列"), "{name}");
        assert!(has(part, NoteKind::HiddenSheet, "藏表"), "{name}");
        let text = format!("甲|乙|12.34|{result}");
        assert_eq!(lines(part), [text], "{name}");
        assert_eq!(
            has(part, NoteKind::ShownOtherwise, "25 24.68"),
            result == "25",
            "{name}"
        );
    }
}

#[test]
fn a_number_of_a_workbook_has_its_format() {
    let parts = read("unseen.xls");
    let Block::Table(rows) = &parts[0].blocks[0] else {
        panic!("no table");
    };
    let number = rows[1][1].number.as_ref().expect("a number");
    assert_eq!(number.place, "C3");
    assert_eq!(
        serde_json::to_string(&number.format).expect("JSON"),
        r#"{"Code":"0"}"#
    );
}
