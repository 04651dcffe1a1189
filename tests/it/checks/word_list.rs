//! What is read from a word list, and what a mend by it leaves as it was.

use nianbao::checks::word_list::{Fault, Unreadable, WordList};
use nianbao::model::draft::Draft;
use nianbao::model::section::Section;

use super::case;

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

#[test]
fn a_mend_changes_the_word_and_nothing_around_it() {
    let list = WordList::read("应急局→应急管理局");
    let cases = [
        ("市应急局\n\n第二段", "市应急管理局\n\n第二段"),
        ("市应急局 公开", "市应急管理局 公开"),
        ("  市 应急局。", "  市 应急管理局。"),
        ("市应急 局公开", "市应急管理局公开"),
        ("应急局", "应急管理局"),
        ("应急局\r\n", "应急管理局\r\n"),
        (
            "应急管理局、应急局、应急局",
            "应急管理局、应急管理局、应急管理局",
        ),
    ];
    for (typed, mended) in cases {
        let mut draft = Draft::default();
        draft.set_prose(Section::Overview, typed);
        let finding = case::findings_by(&list, &draft)
            .into_iter()
            .find(|finding| finding.code.0 == "N24");
        let fix = finding.and_then(|finding| finding.fix);
        let edits = fix.expect("a mend is offered").edits;
        let expected = vec![(Section::Overview.into(), mended.to_owned())];
        assert_eq!(edits, expected, "{typed:?}");
    }
}
