//! Which of two copies counts: every combination of what can be in the two places.

use nianbao::model::draft::Draft;
use nianbao::storage::copies::{Other, Refusal, Side, Verdict, choose, may_put};
use nianbao::storage::envelope::{self, StoredError};
use nianbao::storage::stamp::Lineage;
use nianbao::storage::stamp::Stamp;

use super::sample;

/// What can be in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum There {
    Missing,
    Older,
    Newest,
    /// Of the same revision as the newest, saved earlier, with another text.
    Twin,
    /// Of a lower revision than the newest, but saved later.
    Stray,
    Damaged,
    NewerVersion,
}

const ALL: [There; 7] = [
    There::Missing,
    There::Older,
    There::Newest,
    There::Twin,
    There::Stray,
    There::Damaged,
    There::NewerVersion,
];

fn stamp(there: There) -> Stamp {
    let (revision, saved_at) = match there {
        There::Older => (5, 50),
        There::Twin => (6, 59),
        There::Stray => (4, 70),
        There::Newest | There::Missing | There::Damaged | There::NewerVersion => (6, 60),
    };
    Stamp {
        id: "a".to_owned(),
        revision,
        saved_at,
        window: "w".to_owned(),
        upon: Lineage::default(),
    }
}

fn text(there: There) -> Option<String> {
    let sound = || envelope::write(&stamp(there), &sample::draft());
    match there {
        There::Missing => None,
        There::Older | There::Newest | There::Stray => Some(sound()),
        There::Twin => Some(envelope::write(&stamp(there), &Draft::default())),
        There::Damaged => Some(sound().replace("第一段", "第")),
        There::NewerVersion => Some(sound().replacen("\"version\":1", "\"version\":2", 1)),
    }
}

/// The verdict of the place that counts, written down case by case from its point of view.
fn expected(local: There, surviving: There) -> Verdict {
    use There::{Damaged, Missing, NewerVersion, Newest, Older, Stray, Twin};
    let wins = |side, other| Verdict::Wins { side, other };
    let newer = |readable| Verdict::Newer {
        version: 2,
        readable,
    };
    let damaged = || StoredError::Checksum;
    match (local, surviving) {
        (Missing, Missing) => Verdict::Absent,
        (Older, Older) | (Newest, Newest) | (Twin, Twin) | (Stray, Stray) => Verdict::Agreed,
        (Missing, Damaged) => Verdict::Unreadable {
            local: StoredError::Absent,
            surviving: damaged(),
        },
        (Damaged, Missing) => Verdict::Unreadable {
            local: damaged(),
            surviving: StoredError::Absent,
        },
        (Damaged, Damaged) => Verdict::Unreadable {
            local: damaged(),
            surviving: damaged(),
        },
        (NewerVersion, Missing | Damaged | NewerVersion) | (Missing | Damaged, NewerVersion) => {
            newer(None)
        }
        (NewerVersion, _) => newer(Some(Side::Surviving)),
        (_, NewerVersion) => newer(Some(Side::Local)),
        (_, Missing) => wins(Side::Local, Other::Missing),
        (Missing, _) => wins(Side::Surviving, Other::Missing),
        (_, Damaged) => wins(Side::Local, Other::Damaged(damaged())),
        (Damaged, _) => wins(Side::Surviving, Other::Damaged(damaged())),
        (Newest | Twin, Older) => wins(Side::Local, Other::Older(stamp(Older))),
        (Older, Newest | Twin) => wins(Side::Surviving, Other::Older(stamp(Older))),
        (Newest, Twin | Stray) | (Twin | Older, Stray) => {
            wins(Side::Local, Other::Forked(stamp(surviving)))
        }
        (Twin | Stray, Newest) | (Stray, Twin | Older) => {
            wins(Side::Surviving, Other::Forked(stamp(local)))
        }
    }
}

#[test]
fn every_combination_has_its_verdict() {
    for local in ALL {
        for surviving in ALL {
            let verdict = choose("a", text(local).as_deref(), text(surviving).as_deref());
            assert_eq!(
                verdict,
                expected(local, surviving),
                "{local:?} {surviving:?}"
            );
        }
    }
}

/// A sound draft of another identifier under this key is as little use as a damaged one.
#[test]
fn a_draft_of_another_identifier_does_not_count() {
    let newest = text(There::Newest);
    let id = "a".to_owned();
    let other = || StoredError::OtherDraft { id: id.clone() };
    assert_eq!(
        choose("b", newest.as_deref(), newest.as_deref()),
        Verdict::Unreadable {
            local: other(),
            surviving: other()
        }
    );
}

/// Two windows write to the surviving copy, and their writes may overtake each other.
#[test]
fn only_an_earlier_revision_is_written_over() {
    let older = text(There::Older).unwrap();
    let newest = text(There::Newest).unwrap();
    let key = "nianbao.draft.a";
    let not_earlier = |there| Err(Refusal::NotEarlier(stamp(there)));
    assert_eq!(may_put(key, None, &older), Ok(()));
    assert_eq!(may_put(key, Some(&older), &newest), Ok(()));
    assert_eq!(may_put(key, Some(&newest), &newest), Ok(()));
    let refused = may_put(key, Some(&newest), &older);
    assert_eq!(refused, not_earlier(There::Newest));
    let twin = text(There::Twin).unwrap();
    let refused = may_put(key, Some(&twin), &newest);
    assert_eq!(refused, not_earlier(There::Twin));
    for there in [There::Damaged, There::NewerVersion] {
        let in_the_way = text(there).unwrap();
        let refused = may_put(key, Some(&in_the_way), &newest);
        assert!(matches!(refused, Err(Refusal::Unreadable(_))), "{there:?}");
        let refused = may_put(key, None, &in_the_way);
        assert!(matches!(refused, Err(Refusal::Unsound(_))), "{there:?}");
    }
    let other = may_put("nianbao.deleted.b", None, &newest);
    assert!(matches!(
        other,
        Err(Refusal::Unsound(StoredError::OtherDraft { .. }))
    ));
    assert_eq!(may_put("nianbao.damaged.a.1", Some("{"), "["), Ok(()));
}
