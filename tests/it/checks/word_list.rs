//! What is read from a word list.

use nianbao::checks::word_list::{Fault, Unreadable, WordList};

/// The entries as the list has them, `错→正`.
fn entries(text: &str) -> Vec<String> {
    let list = WordList::read(text);
    let shown = list.entries().iter().map(|entry| match &entry.right {
        Some(right) => format!("{}→{right}", entry.wrong),
        None => entry.wrong.clone(),
    });
    shown.collect()
}

#[test]
fn lines_are_read() {
    let cases: &[(&str, &[&str])] = &[
        ("", &[]),
        ("错→对", &["错→对"]),
        ("错 -> 对", &["错→对"]),
        ("错=>对", &["错→对"]),
        ("错\t对", &["错→对"]),
        ("错\t\t对\t", &["错→对"]),
        ("错\t→\t对", &["错→对"]),
        ("错＝对", &["错→对"]),
        ("错=对", &["错→对"]),
        ("  错  ", &["错"]),
        ("错→", &["错"]),
        (
            "# 错→对\n  # 说明\n\n \t \n错→对\r\n错二\r\n",
            &["错→对", "错二"],
        ),
        ("\u{feff}错→对", &["错→对"]),
        ("错→对\n错→对", &["错→对"]),
        ("错→对\n别→的\n错→更对", &["错→更对", "别→的"]),
        ("错 词→对 词", &["错词→对 词"]),
    ];
    for (text, expected) in cases {
        assert_eq!(entries(text), *expected, "{text:?}");
        assert_eq!(WordList::read(text).unreadable(), [], "{text:?}");
        assert_eq!(WordList::read(text).text(), *text);
    }
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_counts() {
    let cases = [
        ("甲→乙→丙", Fault::TooManySeparators),
        ("甲=乙=丙", Fault::TooManySeparators),
        ("甲\t乙\t丙", Fault::TooManySeparators),
        ("甲→甲", Fault::WrongEqualsRight),
        ("甲 乙→甲乙", Fault::WrongEqualsRight),
        ("１→1", Fault::WrongEqualsRight),
        ("→乙", Fault::NoWrongWord),
        ("\t乙", Fault::NoWrongWord),
        ("=", Fault::NoWrongWord),
    ];
    for (line, fault) in cases {
        let text = format!("错→对\n\n{line}\n末");
        let expected = Unreadable { line: 3, fault };
        assert_eq!(WordList::read(&text).unreadable(), [expected], "{line:?}");
        assert_eq!(entries(&text), ["错→对", "末"], "{line:?}");
    }
}

#[test]
fn lists_are_equal_when_they_were_written_alike() {
    assert_eq!(WordList::default(), WordList::read(""));
    assert_eq!(WordList::read("甲→乙"), WordList::read("甲→乙"));
    assert_ne!(WordList::read("甲→乙"), WordList::read("甲 → 乙"));
}
