//! Recognises first-level headings in prose: the official ones, those that are nearly so, others.

use super::text::is_common_ideograph;
use crate::model::section::Section;

/// The longer forms that the filling notes of 国办公开办函〔2021〕30号 use for sections two, four and
/// five; real reports have both.
const LONG_FORMS: [&str; 3] = [
    "二、行政机关主动公开政府信息情况",
    "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "五、政府信息公开工作存在的主要问题及改进情况",
];

/// The numbers of headings of the first level.
const NUMBERS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// A longer line is a paragraph that happens to be numbered.
const LONGEST: usize = 30;

/// Whether a line is one of the six headings, spaces and punctuation aside. A sub-heading such as
/// （一）总体情况 has its number in brackets and is none. A heading with another number than its own
/// is official all the same.
#[must_use]
pub fn is_official(line: &str) -> bool {
    // A paragraph is none, and not worth taking apart.
    if line.chars().nth(LONGEST * 2).is_some() {
        return false;
    }
    let bracketed = line.trim().starts_with(['（', '(']);
    let line = letters(line);
    let renumbered = !bracketed && line.starts_with(NUMBERS);
    !bracketed
        && !line.is_empty()
        && official().any(|heading| {
            letters_in(heading).eq(line.chars())
                || renumbered
                    && letters_in(without_number(heading)).eq(without_number(&line).chars())
                    && is_telling(&line)
        })
}

/// The official heading that a line of plain text nearly is; its number is right.
#[must_use]
pub fn misspelt(line: &str) -> Option<&'static str> {
    let title = first_level(line)?;
    if is_official(line) {
        return None;
    }
    let title = letters(title);
    official()
        .filter(|heading| heading.chars().next() == line.chars().next())
        .map(|heading| (likeness(without_number(&letters(heading)), &title), heading))
        .filter(|(likeness, _)| *likeness >= LEAST_LIKENESS)
        .max_by_key(|(likeness, _)| *likeness)
        .map(|(_, heading)| heading)
}

/// The section whose heading a line of plain text is, its number present or not, and whether it is written as the
/// official text or the filling notes have it.
#[must_use]
pub fn section(line: &str) -> Option<(Section, bool)> {
    if line.chars().nth(LONGEST * 2).is_some() || line.trim().starts_with(['（', '(']) {
        return None;
    }
    let letters = letters(line);
    let sections = || Section::numbered().filter_map(|section| Some((section, section.heading()?)));
    let numbered =
        |heading: &str| sections().find(|(_, own)| own.chars().next() == heading.chars().next());
    let title = without_number(&letters);
    let known = official().find(|heading| without_number(&self::letters(heading)) == title);
    if let Some(heading) = known {
        return numbered(heading).map(|(section, own)| (section, own == line.trim()));
    }
    numbered(misspelt(line)?).map(|(section, _)| (section, false))
}

/// The titles of the headings, short and long, each with its section. Numbers are left out.
pub fn titles() -> impl Iterator<Item = (Section, &'static str)> {
    let by_number = |heading: &str| {
        Section::numbered().find(|section| {
            let own = section.heading().and_then(|own| own.chars().next());
            own.is_some() && own == heading.chars().next()
        })
    };
    official().filter_map(move |heading| {
        let title = heading.split_once('、').map_or(heading, |(_, title)| title);
        Some((by_number(heading)?, title))
    })
}

/// Whether a line of plain text is a heading of the first level that is none of the report's.
#[must_use]
pub fn is_foreign(line: &str) -> bool {
    first_level(line).is_some() && !is_official(line) && misspelt(line).is_none()
}

fn official() -> impl Iterator<Item = &'static str> {
    Section::numbered()
        .filter_map(Section::heading)
        .chain(LONG_FORMS)
}

/// What follows the number of a first-level heading.
fn first_level(line: &str) -> Option<&str> {
    let title = line
        .strip_prefix(NUMBERS)?
        .strip_prefix(['、', '.', '，'])?;
    let sentence = title.contains(['。', '，', '；', '：']);
    let length = title.chars().count();
    (!sentence && (2..=LONGEST).contains(&length)).then_some(title)
}

/// 总体情况 alone may be the title of anything; the others say what they are about.
fn is_telling(line: &str) -> bool {
    line.chars().count() > 6
}

/// A title that is less alike than this is another one.
const LEAST_LIKENESS: usize = 65;

/// How many of a hundred characters two titles share (Dice's coefficient); none when one is much
/// longer than the other.
fn likeness(official: &str, title: &str) -> usize {
    let mut rest: Vec<char> = official.chars().collect();
    let (ours, theirs) = (rest.len(), title.chars().count());
    if ours * 3 < theirs * 2 || theirs * 3 < ours * 2 {
        return 0;
    }
    let shared = title
        .chars()
        .filter(|c| {
            let place = rest.iter().position(|other| other == c);
            place.map(|place| rest.swap_remove(place)).is_some()
        })
        .count();
    shared * 200 / (ours + theirs)
}

fn letters(text: &str) -> String {
    letters_in(text).collect()
}

fn letters_in(text: &str) -> impl Iterator<Item = char> {
    let letter = |c: &char| is_common_ideograph(*c) || c.is_alphabetic();
    text.chars().filter(letter)
}

fn without_number(letters: &str) -> &str {
    letters.strip_prefix(NUMBERS).unwrap_or(letters)
}
