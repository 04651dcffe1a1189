//! The stored text of a draft: it proves by itself that it is whole.

use nianbao::storage::backup;
use nianbao::storage::damage::{Damage, Expected};
use nianbao::storage::envelope::{self, Envelope, StoredError};
use nianbao::storage::stamp::Lineage;
use nianbao::storage::stamp::Stamp;

use super::sample;

fn stamp() -> Stamp {
    Stamp {
        id: "k3".to_owned(),
        revision: 7,
        saved_at: 1_767_225_600_000,
        window: "w1".to_owned(),
        upon: Lineage::default(),
    }
}

/// The same draft after another window has gone on with it.
fn handed_on() -> String {
    let stamp = stamp().next(1_767_225_700_000, "w2");
    envelope::write(&stamp, &sample::draft())
}

fn stored() -> String {
    envelope::write(&stamp(), &sample::draft())
}

#[track_caller]
fn refused(text: &str, expected: &StoredError) {
    assert_eq!(
        Envelope::read_for("k3", Some(text)).as_ref(),
        Err(expected),
        "{text}"
    );
    assert_eq!(
        Stamp::read_for("k3", Some(text)).as_ref(),
        Err(expected),
        "{text}"
    );
}

#[test]
fn a_stored_draft_comes_back_as_it_was() {
    let envelope = Envelope::read_for("k3", Some(&stored())).unwrap();
    assert_eq!(envelope.stamp, stamp());
    assert_eq!(envelope.draft, sample::draft());
    assert_eq!(Stamp::read_for("k3", Some(&stored())), Ok(stamp()));
}

/// The stored text is frozen like the backup file: a browser keeps it for years.
#[test]
fn the_envelope_of_version_1_is_frozen() {
    let literal = include_str!("../../data/saved/v1-stored.json").trim_end();
    assert_eq!(stored(), literal);
}

/// Who wrote the revisions before is told by windows, and only where there was more than one.
#[test]
fn a_draft_that_was_handed_on_says_by_whom() {
    let begun = stored()
        .replace("\"draft\":", "\n")
        .lines()
        .next()
        .map(str::to_owned);
    assert!(!begun.unwrap().contains("upon"));
    assert!(handed_on().contains(r#""window":"w2","upon":"w1 7","checksum""#));
    let read = Stamp::read_for("k3", Some(&handed_on())).unwrap();
    assert!(read.follows(&stamp()));
}

#[test]
fn each_cause_is_told_apart() {
    assert_eq!(Envelope::read_for("k3", None), Err(StoredError::Absent));
    refused("", &StoredError::NotJson { line: 1, column: 0 });
    refused("12", &StoredError::NotOurs { kind: None });
    let kind = Some("tldraw".to_owned());
    refused(r#"{"kind":"tldraw"}"#, &StoredError::NotOurs { kind });
    let newer = stored().replacen(r#""version":1"#, r#""version":3"#, 1);
    refused(&newer, &StoredError::Newer { version: 3 });
    let garbled = stored().replace("\"12\"", "\"13\"");
    refused(&garbled, &StoredError::Checksum);
    let older = stored().replace("\"revision\":7", "\"revision\":6");
    refused(&older, &StoredError::Checksum);
    assert_eq!(
        Envelope::read_for("k4", Some(&stored())),
        Err(StoredError::OtherDraft {
            id: "k3".to_owned()
        })
    );
    let missing = stored().replace("\"window\":\"w1\",", "");
    let damage = Damage::here(Expected::Present).inside("window");
    refused(&missing, &StoredError::Invalid(damage));
}

/// A newer version may keep the envelope and change only the draft inside.
#[test]
fn a_newer_draft_in_an_envelope_of_today_is_newer() {
    let text = envelope_around(r#"{"kind":"nianbao.draft","version":2}"#);
    refused(&text, &StoredError::Newer { version: 2 });
}

#[test]
fn a_sound_envelope_around_a_damaged_draft_names_the_field() {
    let text = envelope_around(r#"{"kind":"nianbao.draft","version":1,"organ":[]}"#);
    let damage = Damage::here(Expected::Text).inside("organ").inside("draft");
    assert_eq!(
        Envelope::read_for("k3", Some(&text)),
        Err(StoredError::Invalid(damage))
    );
}

/// A window of the browser may die in the middle of anything; the checksum notices what JSON does
/// not.
#[test]
fn a_stored_text_damaged_at_any_byte_is_refused() {
    for whole in [stored(), handed_on()] {
        each_byte_counts(&whole);
    }
}

fn each_byte_counts(whole: &str) {
    let stamp = Envelope::read_for("k3", Some(whole)).unwrap().stamp;
    for end in 0..whole.len() {
        let Some(part) = whole.get(..end) else {
            continue;
        };
        assert!(
            Envelope::read_for("k3", Some(part)).is_err(),
            "cut at {end}"
        );
        assert!(Stamp::read_for("k3", Some(part)).is_err(), "cut at {end}");
    }
    for place in 0..whole.len() {
        for garbage in [b'0', b'"', b' ', 0] {
            let mut bytes = whole.as_bytes().to_vec();
            if bytes[place] == garbage {
                continue;
            }
            bytes[place] = garbage;
            let text = String::from_utf8_lossy(&bytes);
            let read = Envelope::read_for("k3", Some(&text));
            // Nothing but the spelling of the JSON itself may change without being noticed.
            if let Ok(envelope) = read {
                assert_eq!(envelope.stamp, stamp, "byte {place} replaced by {garbage}");
                assert_eq!(envelope.draft, sample::draft(), "byte {place}");
            }
        }
    }
}

/// What is offered for download when a stored draft is damaged can be repaired by hand and restored.
#[test]
fn the_raw_text_of_a_stored_draft_is_restored_as_a_backup() {
    let garbled = stored().replace("\"12\"", "\"13\"");
    let draft = backup::read(&garbled).unwrap();
    let address = sample::cell("applications.newly_received.natural_person");
    assert_eq!(&**draft.cell(address), "13");
}

/// An envelope with the right checksum around any draft text.
fn envelope_around(draft: &str) -> String {
    let Stamp {
        id,
        revision,
        saved_at,
        window,
        ..
    } = stamp();
    let sealed = format!("{id}\n{revision}\n{saved_at}\n{window}\n{draft}");
    let hash = sealed
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
    format!(
        r#"{{"kind":"nianbao.stored","version":1,"id":"{id}","revision":{revision},"saved_at":{saved_at},"window":"{window}","checksum":"{hash:016x}","draft":{draft}}}"#
    )
}
