//! Likely causes: told when the figures point to one, and only then.

use super::{changed, of};

#[track_caller]
fn cause(changes: &[(&str, &str)], code: &str, first: &str) -> Option<String> {
    let found = of(&changed(changes), code);
    let finding = found
        .iter()
        .find(|finding| finding.locations[0].to_string() == first)
        .unwrap_or_else(|| panic!("nothing at {first}: {found:#?}"));
    finding.cause.clone()
}

#[track_caller]
fn says(cause: Option<String>, words: &str) {
    assert!(
        cause.as_deref().is_some_and(|cause| cause.contains(words)),
        "{cause:?} does not say {words}"
    );
}

const NATURAL: &str = "applications.newly_received.natural_person";

#[test]
fn a_total_that_was_not_summed() {
    let total = "applications.disclosed.total";
    says(cause(&[(total, "0")], "T1", total), "没有汇总");
}

#[test]
fn transposed_digits_in_a_total() {
    let (part, total) = (
        "review.reconsideration.upheld",
        "review.reconsideration.total",
    );
    says(cause(&[(part, "12"), (total, "21")], "T4", total), "写颠倒");
}

#[test]
fn transposed_digits_in_one_part() {
    let changes = [
        (NATURAL, "27"),
        ("applications.disclosed.natural_person", "42"),
    ];
    // 27 + 1 received; 42 + 1 + 2 handled and 1 carried forward: 24 in the place of 42 makes it right.
    says(cause(&changes, "T3", NATURAL), "42 可能应为 24");
}

#[test]
fn two_candidates_for_transposed_digits_name_none() {
    let changes = [
        (NATURAL, "51"),
        ("applications.disclosed.natural_person", "42"),
        ("applications.partly_disclosed.natural_person", "42"),
    ];
    let cause = cause(&changes, "T3", NATURAL).unwrap_or_default();
    assert!(!cause.contains("写颠倒"), "{cause}");
}

#[test]
fn a_surplus_that_equals_one_part() {
    let changes = [("applications.not_processed.petition.natural_person", "5")];
    says(cause(&changes, "T3", NATURAL), "重复计");
}

#[test]
fn the_total_column_points_to_the_one_column_that_is_off() {
    let changes = [("applications.disclosed.other", "1")];
    let total = "applications.newly_received.total";
    says(cause(&changes, "T3", total), "“其他”列的差额相同");
}

#[test]
fn two_columns_off_by_the_same_amount_name_none() {
    let changes = [
        ("applications.disclosed.other", "1"),
        ("applications.disclosed.research_institution", "1"),
    ];
    let total = "applications.newly_received.total";
    assert_eq!(cause(&changes, "T3", total), None);
}

#[test]
fn a_column_that_was_pasted_one_row_too_low() {
    // New 9, carried over 1, disclosed 6, partly 1, not held 2, carried forward 1, each a row down.
    let changes = [
        (NATURAL, "0"),
        ("applications.carried_over.natural_person", "9"),
        ("applications.disclosed.natural_person", "1"),
        ("applications.partly_disclosed.natural_person", "6"),
        (
            "applications.not_disclosed.state_secret.natural_person",
            "1",
        ),
        (
            "applications.unable_to_provide.not_held.natural_person",
            "0",
        ),
        (
            "applications.unable_to_provide.needs_creation.natural_person",
            "2",
        ),
        ("applications.not_processed.petition.natural_person", "1"),
        ("applications.carried_forward.natural_person", "0"),
    ];
    says(cause(&changes, "T3", NATURAL), "错了一行");
}
