//! The collection's file: what goes in comes out, and nothing is lost that it does not know.

use nianbao::collection::file;
use nianbao::collection::submission::Why;
use nianbao::collection::whole::Collection;
use nianbao::storage::backup::BackupError;
use nianbao::storage::damage::{Damage, Expected};

use super::county;
use crate::chance::Chance;
use crate::sample;

/// Every field that the specification lists, and an unknown key in every object.
const FULL: &str = r#"{ "kind": "nianbao.collection", "version": 1, "id": "c1", "organ": "示例县人民政府",
  "level": "county", "year": 2025, "deadline": "2026-01-26", "later": [1, 2.50],
  "roster": [ { "id": "u1", "name": "示例县应急管理局", "aliases": ["县应急局"], "level": "department", "counted": true,
    "reason": null, "former": ["示例县安全生产监督管理局"], "predecessors": ["示例县地震局"], "contact": "王某", "note": "注", "later": 1 },
    { "id": "u2", "name": "示例县气象局", "level": null, "counted": false, "reason": "vertical" } ],
  "submissions": [ { "unit": "u1", "version": 1, "current": false, "received": "2026-01-18T09:12:00", "file": "应急局.docx",
    "guessed": ["review.reconsideration.upheld"], "blanks_as_zero": "电话核实", "later": {"a": 1},
    "report": { "kind": "nianbao.draft", "version": 1, "organ": "示例县应急管理局", "year": 2025, "later": "x",
      "cells": {"review.reconsideration.upheld": "1"}, "collection": {"id": "c1", "unit": "u1"}, "saved_at": "2026-01-17T08:00:00" } },
    { "unit": "u1", "version": 2, "current": true, "received": "2026-01-19T09:12:00", "file": "应急局改.docx",
    "guessed": [], "blanks_as_zero": null, "report": { "kind": "nianbao.draft", "version": 1 } } ],
  "last_year": { "units": { "u1": { "kind": "nianbao.draft", "version": 1, "year": 2024 } },
    "summary": { "kind": "nianbao.draft", "version": 1, "year": 2024, "level": "county" }, "later": 1 },
  "returns": [ { "unit": "u1", "round": 1, "date": "2026-01-19", "later": 1,
    "findings": [ { "code": "T3", "location": "applications.carried_forward.total", "message": "话", "later": 1 } ] } ],
  "reviews": [ { "unit": "u1", "version": 2, "state": "accepted", "note": "", "later": 1 } ],
  "control": [ { "cell": "review.reconsideration.total", "value": "3", "source": "县司法局", "later": 1 } ],
  "unplaced": [ { "file": "坏.docx", "received": "2026-01-18T09:12:00", "why": "unreadable", "guessed": [], "report": null, "later": 1 } ] }"#;

#[track_caller]
fn read(text: &str) -> Collection {
    file::read(text).expect("it is read")
}

/// Without spaces between tokens, in which two writers of JSON may differ.
fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn acceptance_19_a_round_trip_keeps_unknown_keys_at_every_level() {
    let collection = read(FULL);
    let written = file::write(&collection);
    assert_eq!(read(&written), collection);
    // The collection's own, a unit's, a submission's, last year's, a return's, a told finding's, a review's, a control
    // figure's, an unplaced file's; and within the report its own.
    assert_eq!(written.matches("\"later\"").count(), 10, "{written}");
    for piece in [
        r#""later":[1,2.50]"#,
        r#""later":{"a":1}"#,
        r#""collection":{"id":"c1","unit":"u1"}"#,
        r#""saved_at":"2026-01-17T08:00:00""#,
        r#""reason":"vertical""#,
        r#""predecessors":["示例县地震局"]"#,
        r#""guessed":["review.reconsideration.upheld"],"blanks_as_zero":"电话核实""#,
    ] {
        assert!(compact(&written).contains(piece), "{piece}\n{written}");
    }
    // Once written it is written the same for ever.
    assert_eq!(file::write(&read(&written)), written);
}

#[test]
fn one_submission_stands_on_one_line() {
    let written = file::write(&read(FULL));
    let own: Vec<&str> = written
        .lines()
        .filter(|line| line.contains("\"file\":\"应急局"))
        .collect();
    assert_eq!(own.len(), 2);
    assert!(
        own.iter().all(|line| line.contains("nianbao.draft")),
        "{own:?}"
    );
}

#[test]
fn acceptance_19_version_2_is_refused() {
    let newer = FULL.replacen("\"version\": 1", "\"version\": 2", 1);
    assert_eq!(file::read(&newer), Err(BackupError::Newer { version: 2 }));
    // A newer report inside is refused as well: half of it would be lost.
    let report = FULL.replacen(
        r#""kind": "nianbao.draft", "version": 1, "organ""#,
        r#""kind": "nianbao.draft", "version": 9, "organ""#,
        1,
    );
    assert_ne!(report, FULL);
    assert_eq!(file::read(&report), Err(BackupError::Newer { version: 9 }));
}

#[test]
fn acceptance_19_a_truncated_file_is_said_wherever_it_ends() {
    let mut county = county::with_units(2);
    county::hand_in(&mut county, "u1", sample::draft());
    let whole = file::write(&county);
    let whole = whole.trim_end();
    for (end, _) in whole.char_indices().step_by(7) {
        let read = file::read(&whole[..end]);
        let said = matches!(read, Err(BackupError::Empty | BackupError::NotJson { .. }));
        assert!(said, "cut at byte {end}: {read:?}");
    }
}

#[test]
fn what_is_damaged_is_told_by_its_place() {
    let damaged = |from: &str, to: &str, path: &[&str], expected| {
        let text = FULL.replacen(from, to, 1);
        assert_ne!(text, FULL, "{from}");
        let damage = Damage {
            path: path.iter().map(|&step| step.to_owned()).collect(),
            expected,
        };
        assert_eq!(file::read(&text), Err(BackupError::Damaged(damage)), "{to}");
    };
    damaged(
        r#""year": 2025, "deadline""#,
        r#""year": 1999, "deadline""#,
        &["year"],
        Expected::Year,
    );
    damaged(
        r#""id": "u2""#,
        r#""id": "u1""#,
        &["roster", "2", "id"],
        Expected::Once,
    );
    damaged(
        r#""level": "department""#,
        r#""level": "bureau""#,
        &["roster", "1", "level"],
        Expected::Level,
    );
    damaged(
        r#""cells": {"review.reconsideration.upheld": "1"}"#,
        r#""cells": []"#,
        &["submissions", "1", "report", "cells"],
        Expected::Object,
    );
    damaged(
        r#""report": { "kind": "nianbao.draft", "version": 1 }"#,
        r#""report": { "kind": "other" }"#,
        &["submissions", "2", "report"],
        Expected::Object,
    );
    damaged(
        r#""report": { "kind": "nianbao.draft", "version": 1 }"#,
        r#""reports": 1"#,
        &["submissions", "2", "report"],
        Expected::Present,
    );
    damaged(
        r#""state": "accepted""#,
        r#""state": "perhaps""#,
        &["reviews", "1", "state"],
        Expected::Text,
    );
    assert_eq!(
        file::read(r#"{"kind":"nianbao.draft","version":1}"#),
        Err(BackupError::NotOurs {
            kind: Some("nianbao.draft".to_owned())
        })
    );
}

#[test]
fn a_report_whose_unit_is_gone_is_not_lost() {
    let text = FULL.replacen(r#""id": "u1", "name""#, r#""id": "u7", "name""#, 1);
    let collection = read(&text);
    assert!(collection.submissions.is_empty());
    let waiting: Vec<_> = collection
        .unplaced
        .iter()
        .map(|unplaced| (unplaced.file.as_str(), unplaced.why))
        .collect();
    assert_eq!(
        waiting,
        [
            ("坏.docx", Why::Unreadable),
            ("应急局.docx", Why::Organ),
            ("应急局改.docx", Why::Organ)
        ]
    );
}

#[test]
fn one_version_of_a_unit_is_current_whatever_the_file_says() {
    for (from, to) in [
        (r#""current": true"#, r#""current": false"#),
        (r#""current": false"#, r#""current": true"#),
    ] {
        let collection = read(&FULL.replacen(from, to, 1));
        let current: Vec<u64> = collection
            .submissions
            .iter()
            .filter(|submission| submission.current)
            .map(|submission| submission.version)
            .collect();
        assert_eq!(current, [2]);
    }
}

#[test]
fn any_county_comes_back_as_it_was() {
    let mut chance = Chance(19);
    let mut county = county::with_units(5);
    for at in 1..=4 {
        let report = county::report("云溪县第1局", &mut chance, 9);
        county::hand_in(&mut county, &format!("u{at}"), report);
    }
    assert_eq!(read(&file::write(&county)), county);
}
