//! Digits that ran together.

use nianbao::import::run_together::split;
use proptest::prelude::*;

#[test]
fn the_only_way_that_adds_up_is_taken() {
    for (digits, parts) in [
        ("15130000154", "151 3 0 0 0 0 154"),
        ("0000000", "0 0 0 0 0 0 0"),
        ("21710000218", "217 1 0 0 0 0 218"),
        ("1000001", "1 0 0 0 0 0 1"),
    ] {
        let found = split(digits).map(|parts| parts.join(" "));
        assert_eq!(found.as_deref(), Some(parts), "{digits}");
    }
}

#[test]
fn several_ways_or_none_are_none() {
    // 22 0 0 0 0 0 22 and 2 20 0 0 0 0 22 both add up.
    for digits in [
        "220000022",
        "123",
        "",
        "1234567",
        "00000001",
        "1a00001",
        "1000000000000000000000001",
    ] {
        assert_eq!(split(digits), None, "{digits}");
    }
}

proptest! {
    #[test]
    fn a_row_is_read_as_it_was_or_not_at_all(parts in prop::collection::vec(0_u32..300, 6)) {
        let sum: u32 = parts.iter().sum();
        let row: Vec<String> = parts.iter().chain([&sum]).map(u32::to_string).collect();
        if let Some(found) = split(&row.concat()) {
            prop_assert_eq!(found.to_vec(), row);
        }
    }
}
