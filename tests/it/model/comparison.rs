//! What differs between two drafts.

use nianbao::model::comparison::{Comparison, Piece, sentences};
use nianbao::model::draft::Draft;
use nianbao::model::location::{Field, Location};
use nianbao::model::section::Section;
use proptest::prelude::*;

#[test]
fn every_place_is_compared_once_and_has_its_address() {
    let places: Vec<Location> = Location::all().collect();
    assert_eq!(places.len(), 5 + 7 + 200);
    for place in places {
        let mut after = Draft::default();
        after.set_text(place, "department");
        let found = Comparison::of(&Draft::default(), &after);
        assert_eq!(found.places, [place]);
        let count = found.cells().count() + found.sections().count() + found.fields().count();
        assert_eq!(count, 1);
        assert_eq!(Location::from_address(&place.to_string()), Some(place));
    }
    assert_eq!(Location::from_address("draft"), None);
    assert_eq!(Location::from_address("organ"), Some(Field::Organ.into()));
    assert_eq!(
        Location::from_address("review"),
        Some(Section::Review.into())
    );
}

#[test]
fn sentences_are_told_apart() {
    use Piece::{Added, Kept, Removed};
    let cases: [(&str, &str, &[Piece]); 6] = [
        ("", "", &[]),
        ("一。\n二。", "一。二。", &[Kept("一。"), Kept("二。")]),
        ("一。", "", &[Removed("一。")]),
        (
            "一。二。三。",
            "一。新。三。",
            &[Kept("一。"), Removed("二。"), Added("新。"), Kept("三。")],
        ),
        (
            "一。二。三。",
            "三。一。二。",
            &[Added("三。"), Kept("一。"), Kept("二。"), Removed("三。")],
        ),
        (
            "同。一。同。",
            "同。",
            &[Kept("同。"), Removed("一。"), Removed("同。")],
        ),
    ];
    for (before, after, expected) in cases {
        assert_eq!(sentences(before, after), expected, "{before} → {after}");
    }
}

proptest! {
    /// Without the added pieces it is the first text, without the removed ones the second.
    #[test]
    fn no_sentence_is_lost_in_comparing(
        before in "[一二三。\n]{0,40}",
        after in "[一二三。\n]{0,40}",
    ) {
        let pieces = sentences(&before, &after);
        let without = |left_out: fn(&Piece) -> bool| -> String {
            let kept = pieces.iter().filter(|piece| !left_out(piece));
            kept.map(|piece| match piece {
                Piece::Kept(text) | Piece::Removed(text) | Piece::Added(text) => *text,
            })
            .collect()
        };
        let plain = |text: &str| text.replace('\n', "");
        prop_assert_eq!(without(|piece| matches!(piece, Piece::Added(_))), plain(&before));
        prop_assert_eq!(without(|piece| matches!(piece, Piece::Removed(_))), plain(&after));
    }
}
