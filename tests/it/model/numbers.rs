//! What is accepted as a count or an amount, and why the rest is refused.

use nianbao::model::amount::Amount;
use nianbao::model::count::Count;
use nianbao::model::number::NumberError::{
    Fraction, Grouping, Negative, NotDigits, Placeholder, TooLarge, TooManyPlaces,
};
use nianbao::model::number::{self, NumberError};

#[track_caller]
fn count(text: &str, expected: Result<Option<u64>, NumberError>) {
    let read = Count::read(text).map(|count| count.map(Count::get));
    assert_eq!(read, expected, "the count of {text:?}");
}

/// Compares the printed form as well, which keeps the zeros that were typed.
#[track_caller]
fn amount(text: &str, expected: Result<Option<(u64, &str)>, NumberError>) {
    let read = Amount::read(text)
        .map(|amount| amount.map(|amount| (amount.millionths(), amount.to_string())));
    let expected =
        expected.map(|some| some.map(|(millionths, shown)| (millionths, shown.to_owned())));
    assert_eq!(read, expected, "the amount of {text:?}");
}

#[test]
fn counts_are_read_in_every_usual_spelling() {
    for (text, value) in [
        ("0", 0),
        ("7", 7),
        ("007", 7),
        ("123456789", 123_456_789),
        ("1234567890", 1_234_567_890),
        ("1,234", 1_234),
        ("12,345,678", 12_345_678),
        ("１２３", 123),
        ("１，２３４", 1_234),
        ("  12\t", 12),
        ("\u{3000}12\u{a0}", 12),
        ("\u{feff}12\u{200b}", 12),
        ("1000000000000", 1_000_000_000_000),
        ("1,000,000,000,000", 1_000_000_000_000),
    ] {
        count(text, Ok(Some(value)));
    }
}

#[test]
fn blank_is_not_zero() {
    for text in ["", " ", "\u{3000}", "\u{a0}", "\t\n", "\u{200b}\u{feff}"] {
        count(text, Ok(None));
        amount(text, Ok(None));
        assert!(number::is_blank(text), "{text:?} is blank");
    }
    assert!(!number::is_blank("0"));
}

#[test]
fn counts_are_refused_with_the_reason() {
    for (text, reason) in [
        ("22（其中修订16件）", NotDigits),
        ("12件", NotDigits),
        ("约12", NotDigits),
        ("1 2", NotDigits),
        ("1e3", NotDigits),
        ("+5", NotDigits),
        ("十二", NotDigits),
        ("1.2.3", NotDigits),
        (".", NotDigits),
        (",", NotDigits),
        ("NaN", NotDigits),
        ("—", Placeholder),
        ("——", Placeholder),
        ("-", Placeholder),
        ("/", Placeholder),
        ("无", Placeholder),
        ("N/A", Placeholder),
        ("-3", Negative),
        ("－３", Negative),
        ("−3", Negative),
        ("1.5", Fraction),
        ("3.0", Fraction),
        ("12,34", Grouping),
        ("1234,567", Grouping),
        (",123", Grouping),
        ("1000000000001", TooLarge),
        ("99999999999999999999999", TooLarge),
    ] {
        count(text, Err(reason));
    }
}

#[test]
fn amounts_are_exact_to_six_places() {
    for (text, millionths, shown) in [
        ("0", 0, "0"),
        ("12", 12_000_000, "12"),
        ("3.50", 3_500_000, "3.50"),
        ("0.000001", 1, "0.000001"),
        ("4166.241619", 4_166_241_619, "4166.241619"),
        ("59,237.2449", 59_237_244_900, "59237.2449"),
        ("９６１７１．６", 96_171_600_000, "96171.6"),
        ("1000000000000", 1_000_000_000_000_000_000, "1000000000000"),
        (
            "1000000000000.000000",
            1_000_000_000_000_000_000,
            "1000000000000.000000",
        ),
    ] {
        amount(text, Ok(Some((millionths, shown))));
    }
}

#[test]
fn amounts_are_refused_with_the_reason() {
    for (text, reason) in [
        ("0.0000001", TooManyPlaces),
        ("1.5000000", TooManyPlaces),
        ("1000000000000.000001", TooLarge),
        ("1000000000001", TooLarge),
        ("3.5万元", NotDigits),
        (".5", NotDigits),
        ("5.", NotDigits),
        ("1.2,3", NotDigits),
        ("-0.5", Negative),
        ("12,34.5", Grouping),
        ("无", Placeholder),
    ] {
        amount(text, Err(reason));
    }
}

#[test]
fn amounts_are_equal_whatever_zeros_were_typed() {
    assert_eq!(Amount::read("3.5"), Amount::read("3.500"));
    assert_ne!(Amount::read("3.5"), Amount::read("3.51"));
}
