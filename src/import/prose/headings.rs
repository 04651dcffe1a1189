//! The six headings: on a line of their own, or inside one where a portal has lost the line breaks.

use crate::checks::characters;
use crate::checks::heading;
use crate::model::section::Section;

/// The section whose heading a line is, and whether it is written as the official text has it.
pub(super) fn heading_of(line: &str) -> Option<(Section, bool)> {
    // Most lines are paragraphs, and not worth comparing.
    const LONGEST: usize = 40;
    const WORDS: [&str; 4] = ["情况", "事项", "措施", "问题"];
    if line.chars().nth(LONGEST).is_some() {
        return None;
    }
    let line = ordinary(line);
    let is_likely =
        WORDS.iter().any(|word| line.contains(word)) || line.contains(char::is_whitespace);
    if is_likely {
        heading::section(&line)
    } else {
        None
    }
}

/// Radicals and compatibility ideographs of a line made ordinary.
fn ordinary(line: &str) -> String {
    line.chars()
        .map(|c| characters::ordinary_ideograph(c).unwrap_or(c))
        .collect()
}

/// Cuts a line before each heading that stands inside it, as where a portal has lost the line breaks.
pub(super) fn cut(line: &str) -> Vec<(Option<Section>, &str)> {
    let mut parts = Vec::new();
    let (mut from, mut section) = (0, None);
    let mut before = None;
    for (at, c) in line.char_indices() {
        let opens = before.is_none_or(|c: char| {
            c.is_whitespace() || "。；！？”）】".contains(c) || c.is_ascii_digit()
        });
        if opens
            && at >= from
            && let Some((next, length)) = line.get(at..).and_then(heading_at)
        {
            parts.push((section, line.get(from..at).unwrap_or_default()));
            section = Some(next);
            from = at + length;
        }
        before = Some(c);
    }
    parts.push((section, line.get(from..).unwrap_or_default()));
    parts
}

/// The numbered heading that a text begins with, and how many bytes it has.
fn heading_at(text: &str) -> Option<(Section, usize)> {
    let number = text
        .chars()
        .next()
        .filter(|c| "一二三四五六".contains(*c))?;
    let rest = text.get(number.len_utf8()..)?;
    let title = rest.strip_prefix(['、', '.', '．', '，'])?;
    let start = text.len() - title.len();
    let same = |section: Section| section.heading().is_some_and(|own| own.starts_with(number));
    let lengths = heading::titles()
        .filter(|(section, _)| same(*section))
        .filter_map(|(section, wanted)| Some((section, spaced_prefix(title, wanted)?)));
    lengths
        .max_by_key(|(_, length)| *length)
        .map(|(section, length)| (section, start + length))
}

/// How many bytes of a text a title takes, with white space inside it.
fn spaced_prefix(text: &str, title: &str) -> Option<usize> {
    let mut wanted = title.chars().peekable();
    for (at, c) in text.char_indices() {
        let Some(next) = wanted.peek() else {
            return Some(at);
        };
        if c.is_whitespace() {
            continue;
        }
        if c != *next {
            return None;
        }
        wanted.next();
    }
    wanted.peek().is_none().then_some(text.len())
}

/// A heading of the first level in other words, and how sure its section is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Other {
    /// It is this section's by its number and its words, or by its place.
    Section(Section),
    /// It is a heading, and nothing tells whose.
    Unknown,
}

/// What a heading in other words is, behind a section that has begun: 一、2024年政务公开总体情况 before all others is
/// section one; the others are told by their number and a word that only they have.
pub(super) fn other_heading(line: &str, before: Option<Section>) -> Option<Other> {
    const LONGEST: usize = 30;
    let line = ordinary(line);
    let line: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    if line.chars().nth(LONGEST).is_some() || line.contains(['。', '；', '，', '：', '《', '|'])
    {
        return None;
    }
    let title = numbered(&line);
    if before.is_none() {
        const ENDS: [&str; 7] = [
            "总体情况",
            "基本情况",
            "工作概况",
            "概况",
            "概述",
            "工作情况",
            "总体概况",
        ];
        let is_first = title.is_some_and(|(number, _)| number == 1);
        let is_bare = title.is_none()
            && line.starts_with(|c: char| c.is_alphanumeric())
            && ENDS.iter().any(|end| line.ends_with(end));
        return (is_first || is_bare).then_some(Other::Section(Section::Overview));
    }
    let (number, title) = title?;
    let sections: Vec<Section> = Section::numbered().collect();
    let section = sections.get(number.checked_sub(1)?).copied()?;
    if before.is_some_and(|before| section <= before) {
        return None;
    }
    let words: &[&str] = match section {
        Section::Preamble | Section::Overview => &[],
        Section::ProactiveDisclosure => &["主动公开政府信息"],
        Section::Applications => &["申请情况", "信息公开申请"],
        Section::Review => &["复议", "诉讼"],
        Section::ProblemsAndImprovements => &["问题", "不足", "改进"],
        Section::OtherMatters => &["其他需", "其他事", "其它"],
    };
    if words.iter().any(|word| title.contains(word)) {
        Some(Other::Section(section))
    } else {
        Some(Other::Unknown)
    }
}

/// The number of a heading of the first level, and what follows it.
fn numbered(line: &str) -> Option<(usize, &str)> {
    const NUMBERS: &str = "一二三四五六";
    let number = line.chars().next()?;
    let at = NUMBERS.chars().position(|own| own == number)?;
    let rest = line.get(number.len_utf8()..)?;
    let title = rest.strip_prefix(['、', '.', '．', '，', ' '])?;
    (!title.is_empty()).then_some((at + 1, title))
}
