//! The backup file: round trips, the frozen version 1, and every reason to refuse a file.

use nianbao::model::draft::{Draft, UnknownValue};
use nianbao::model::level::Level;
use nianbao::model::section::Section;
use nianbao::storage::backup::{self, BackupError};
use nianbao::storage::damage::{Damage, Expected};
use proptest::prelude::*;

use super::sample::{self, cell};

const FULL: &str = include_str!("../../data/saved/v1-full.json");
const BLANK: &str = include_str!("../../data/saved/v1-blank.json");
const BY_HAND: &str = include_str!("../../data/saved/v1-by-hand.json");

proptest! {
    #[test]
    fn a_draft_comes_back_as_it_was(draft in sample::any_draft()) {
        let text = backup::write(&draft);
        let again = backup::read(&text);
        prop_assert_eq!(again.as_ref(), Ok(&draft));
        prop_assert_eq!(backup::write(&again.unwrap()), text);
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        prop_assert!(backup::read(&text).is_err());
    }

    #[test]
    fn any_bytes_are_text_or_refused(bytes in any::<Vec<u8>>()) {
        if let Ok(text) = backup::text(&bytes) {
            prop_assert!(backup::read(&text).is_err());
        }
    }
}

#[test]
fn version_1_is_frozen() {
    for text in [FULL, BLANK] {
        let draft = backup::read(text).unwrap();
        assert_eq!(backup::write(&draft), text);
    }
    assert_eq!(backup::read(BLANK), Ok(Draft::default()));
}

#[test]
fn a_backup_says_when_it_was_saved_and_says_it_once() {
    let draft = backup::read(FULL).unwrap();
    let dated = backup::write_at(&draft, "2026-01-18T09:12:00");
    let again = backup::read(&dated).unwrap();
    let times = |draft: &Draft| -> Vec<String> {
        let own = draft.unknown.iter();
        own.filter(|value| value.key == backup::SAVED_AT)
            .map(|value| value.json.clone())
            .collect()
    };
    assert_eq!(times(&again), ["\"2026-01-18T09:12:00\""]);
    // Saved again later, with everything else as it was.
    let later = backup::read(&backup::write_at(&again, "2026-01-19T10:00:00")).unwrap();
    assert_eq!(times(&later), ["\"2026-01-19T10:00:00\""]);
    let mut without = later.clone();
    let rest = later.unknown.iter();
    without.unknown = rest
        .filter(|value| value.key != backup::SAVED_AT)
        .cloned()
        .collect();
    assert_eq!(without, draft);
}

#[test]
fn version_1_says_this() {
    let draft = backup::read(FULL).unwrap();
    assert_eq!(&*draft.organ, "云溪县应急管理局");
    assert_eq!(draft.level, Some(Level::Department));
    assert_eq!(&*draft.year, "2025年");
    assert_eq!(&*draft.title, "");
    assert_eq!(&*draft.publish_date, "2026-01-20");
    assert_eq!(&**draft.prose(Section::Overview), "第一段\n第二段");
    assert_eq!(&**draft.cell(cell("proactive.fees.amount")), "3.5");
    assert_eq!(
        &**draft.cell(cell("review.litigation_after_reconsideration.pending")),
        " "
    );
    let previous = draft.previous_year.as_ref().unwrap();
    assert_eq!(previous.year.unwrap().get(), 2024);
    assert_eq!(
        &**previous
            .cells
            .get(cell("applications.carried_forward.total")),
        "0"
    );
    assert_eq!(draft.suppressed[0].reason, "经核对，全年未收费");
    let value = |path: &[&str], key: &str, json: &str| UnknownValue {
        path: path.iter().map(|&step| step.to_owned()).collect(),
        key: key.to_owned(),
        json: json.to_owned(),
    };
    assert_eq!(draft.suppressed[0].basis, None);
    assert_eq!(
        draft.suppressed[0].unknown,
        [value(&[], "by", r#""科员甲""#)]
    );
    assert_eq!(
        *draft.unknown,
        [
            value(&[], "filed_by", r#"{ "name": "科员甲", "copies": 1.50 }"#),
            value(&["sections"], "appendix", r#""附件""#),
            value(
                &["cells"],
                "applications.newly_received.foreigner",
                r#""1""#
            ),
            value(&["previous_year"], "source", "[1,2]"),
            value(&["previous_year", "cells"], "other.row.cell", "null"),
            value(&["previous_year", "sections"], "annex", "7"),
        ]
    );
}

/// Somebody edited the file in a Windows editor: a byte order mark, carriage returns, numbers
/// without quotes, fields left out, `null` for nothing.
#[test]
fn a_file_edited_by_hand_is_read() {
    let windows = format!("\u{feff}{}", BY_HAND.replace('\n', "\r\n"));
    for text in [BY_HAND, &windows] {
        let draft = backup::read(text).unwrap();
        assert_eq!(&*draft.organ, "云溪县应急管理局");
        assert_eq!(&*draft.year, "2025");
        assert_eq!(&**draft.cell(cell("proactive.fees.amount")), "3.50");
        assert_eq!(&**draft.cell(cell("proactive.rules.issued")), "0");
        assert_eq!(&**draft.cell(cell("proactive.rules.repealed")), "");
        assert_eq!(draft.previous_year, None);
    }
}

#[test]
fn the_text_of_a_file_is_found_in_the_usual_encodings() {
    let units: Vec<u16> = "\u{feff}年报".encode_utf16().collect();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    assert_eq!(backup::text(&little), Ok("年报".to_owned()));
    assert_eq!(backup::text(&big), Ok("年报".to_owned()));
    assert_eq!(backup::text("年报".as_bytes()), Ok("年报".to_owned()));
    // 年报 in GBK.
    assert_eq!(
        backup::text(&[0xC4, 0xEA, 0xB1, 0xA8]),
        Err(BackupError::NotText)
    );
    assert_eq!(backup::text(&[0xFF, 0xFE, 0x41]), Err(BackupError::NotText));
}

#[track_caller]
fn refused(text: &str, expected: BackupError) {
    assert_eq!(backup::read(text), Err(expected), "{text}");
}

#[track_caller]
fn damaged(fields: &str, path: &[&str], expected: Expected) {
    refused(
        &format!(r#"{{"kind":"nianbao.draft","version":1,{fields}}}"#),
        BackupError::Damaged(Damage {
            path: path.iter().map(|&step| step.to_owned()).collect(),
            expected,
        }),
    );
}

#[test]
fn each_cause_of_refusal_is_told_apart() {
    refused("", BackupError::Empty);
    refused("\u{feff}\r\n", BackupError::Empty);
    refused("<html>", BackupError::NotJson { line: 1, column: 1 });
    refused(
        "{\n  \"kind\": 'x'\n}",
        BackupError::NotJson {
            line: 2,
            column: 11,
        },
    );
    refused("[]", BackupError::NotOurs { kind: None });
    refused("{}", BackupError::NotOurs { kind: None });
    let kind = |kind: &str| BackupError::NotOurs {
        kind: Some(kind.to_owned()),
    };
    refused(r#"{"kind":"excalidraw","version":2}"#, kind("excalidraw"));
    refused(
        r#"{"kind":"nianbao.draft","version":2,"organ":{}}"#,
        BackupError::Newer { version: 2 },
    );
    damaged(r#""organ":{}"#, &["organ"], Expected::Text);
    damaged(r#""organ":"\ud800""#, &["organ"], Expected::Text);
    damaged(r#""organ":"甲","organ":"乙""#, &["organ"], Expected::Once);
    damaged(r#""level":"village""#, &["level"], Expected::Level);
    damaged(r#""year":[2025]"#, &["year"], Expected::Text);
    damaged(r#""title":true"#, &["title"], Expected::Text);
    damaged(r#""sections":"导语""#, &["sections"], Expected::Object);
    damaged(
        r#""sections":{"overview":[]}"#,
        &["sections", "overview"],
        Expected::Text,
    );
    let fees = "proactive.fees.amount";
    damaged(
        r#""cells":{"proactive.fees.amount":{}}"#,
        &["cells", fees],
        Expected::Text,
    );
    damaged(
        r#""cells":{"proactive.fees.amount":"1","proactive.fees.amount":"2"}"#,
        &["cells", fees],
        Expected::Once,
    );
    damaged(
        r#""previous_year":[]"#,
        &["previous_year"],
        Expected::Object,
    );
    damaged(
        r#""previous_year":{"year":1024}"#,
        &["previous_year", "year"],
        Expected::Year,
    );
    damaged(
        r#""previous_year":{"year":"x"}"#,
        &["previous_year", "year"],
        Expected::Number,
    );
    let inner = ["previous_year", "cells", fees];
    damaged(
        r#""previous_year":{"cells":{"proactive.fees.amount":[]}}"#,
        &inner,
        Expected::Text,
    );
    damaged(r#""suppressed":{}"#, &["suppressed"], Expected::List);
    damaged(
        r#""suppressed":[1]"#,
        &["suppressed", "1"],
        Expected::Object,
    );
    damaged(
        r#""suppressed":[{"code":"a","location":"b"},{"code":"a"}]"#,
        &["suppressed", "2", "location"],
        Expected::Present,
    );
}

#[test]
fn a_file_without_a_version_is_damaged() {
    let version = |expected| BackupError::Damaged(Damage::here(expected).inside("version"));
    refused(r#"{"kind":"nianbao.draft"}"#, version(Expected::Present));
    refused(
        r#"{"kind":"nianbao.draft","version":0}"#,
        version(Expected::Number),
    );
    refused(
        r#"{"kind":"nianbao.draft","version":"one"}"#,
        version(Expected::Number),
    );
}

/// A file that a network drive or a mail program cut off is refused at every length, and never read
/// as a shorter report.
#[test]
fn a_file_cut_off_anywhere_is_refused() {
    let whole = FULL.trim_end();
    for (end, _) in whole.char_indices() {
        let (part, _) = whole.split_at(end);
        assert!(
            matches!(
                backup::read(part),
                Err(BackupError::Empty | BackupError::NotJson { .. })
            ),
            "cut at byte {end}"
        );
    }
}

/// The year's number decides over the text beside it, since it is the one somebody corrects by hand.
#[test]
fn a_year_corrected_by_hand_counts() {
    let text = FULL.replace("\"year\": 2025,", "\"year\": 2023,");
    assert_ne!(text, FULL);
    assert_eq!(&*backup::read(&text).unwrap().year, "2023");
}
