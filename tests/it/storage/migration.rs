//! The way from version to version, tried with one that was never released.

use nianbao::model::draft::Draft;
use nianbao::storage::damage::Damage;
use nianbao::storage::json::{self, Object};
use nianbao::storage::saved::{SavedError, Version, read_as, v1};

/// Version 1, literally, as it was frozen.
const FIRST: &str = include_str!("../../data/saved/v1-by-hand.json");

/// A version 2 that says by whom a draft was checked.
#[derive(Debug)]
struct Second {
    checked_by: String,
    draft: Draft,
}

impl Version for Second {
    const NUMBER: u64 = 2;
    type Before = v1::Saved;

    fn read(mut object: Object) -> Result<Self, Damage> {
        let checked_by = object.take_as("checked_by", json::text)?;
        Ok(Self {
            checked_by: checked_by.unwrap_or_default(),
            draft: v1::Saved::read(object)?.into_draft()?,
        })
    }

    fn follow(before: v1::Saved) -> Result<Self, Damage> {
        Ok(Self {
            checked_by: "无".to_owned(),
            draft: before.into_draft()?,
        })
    }
}

/// A version 3 after it, so that there is a way of more than one step.
#[derive(Debug)]
struct Third(Second);

impl Version for Third {
    const NUMBER: u64 = 3;
    type Before = Second;

    fn read(object: Object) -> Result<Self, Damage> {
        Second::read(object).map(Self)
    }

    fn follow(before: Second) -> Result<Self, Damage> {
        Ok(Self(before))
    }
}

fn object(version: u64) -> Object {
    let text = FIRST.replacen("\"version\": 1", &format!("\"version\": {version}"), 1);
    Object::read(&text).unwrap()
}

#[test]
fn a_draft_of_an_older_version_is_led_to_the_newest() {
    let first = read_as::<v1::Saved>(object(1)).unwrap();
    let draft = first.into_draft().unwrap();
    assert!(!draft.organ.is_empty());
    for (version, checked_by) in [(1, "无"), (2, ""), (3, "")] {
        let read: Third = read_as(object(version)).unwrap();
        assert_eq!(read.0.checked_by, checked_by, "{version}");
        assert_eq!(read.0.draft, draft, "{version}");
    }
}

#[test]
fn what_comes_after_is_newer_and_what_never_was_is_damaged() {
    assert!(matches!(
        read_as::<v1::Saved>(object(2)),
        Err(SavedError::Newer { version: 2 })
    ));
    assert!(matches!(
        read_as::<Second>(object(3)),
        Err(SavedError::Newer { version: 3 })
    ));
    assert!(matches!(
        read_as::<Third>(object(0)),
        Err(SavedError::Damaged(_))
    ));
}
