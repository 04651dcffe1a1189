//! Prose made ready for reading, so that a check need not know how a text was typed or pasted.
//!
//! Without spaces, lines that a PDF file broke put together again, digits and letters half-width,
//! punctuation full-width, ordinary ideographs. A finding that mends a text finds the way back by
//! [`raw_range`].

use std::ops::Range;

use super::characters;
use super::reading::plain::as_read;
use crate::model::year::ReportYear;

/// A line shorter than this was ended by somebody and not by the edge of a page.
const SHORTEST_BROKEN_LINE: usize = 15;

/// The text as checks read it. A line break is left where a paragraph ends.
#[must_use]
pub fn plain(raw: &str) -> String {
    let mut plain = String::with_capacity(raw.len());
    walk(raw, |_, c| plain.push(c));
    plain
}

/// Where a part of the plain text stands in the text as typed, without the spaces and line ends around it.
#[must_use]
pub fn raw_range(raw: &str, part: Range<usize>) -> Range<usize> {
    let (mut read, mut range) = (0, raw.len()..raw.len());
    walk(raw, |at, c| {
        if read == part.start {
            range = at..at;
        }
        read += c.len_utf8();
        if read == part.end {
            range.end = at + char_len(raw, at);
        }
    });
    range
}

/// The text as typed with some parts of its plain text put anew; the parts are in order.
#[must_use]
pub fn replaced(raw: &str, parts: &[Range<usize>], new: &str) -> String {
    let mut text = raw.to_owned();
    for part in parts.iter().rev() {
        text.replace_range(raw_range(raw, part.clone()), new);
    }
    text
}

fn walk(raw: &str, mut put: impl FnMut(usize, char)) {
    let mut start = 0;
    let mut open: Option<&str> = None;
    for line in raw.split_inclusive('\n') {
        let from = start;
        start += line.len();
        if line.trim().is_empty() || is_page_number(line) {
            continue;
        }
        if open.is_some_and(|above| !runs_on(above.trim(), line.trim())) {
            put(from, '\n');
        }
        open = Some(line);
        let mut before = ' ';
        let mut rest = line.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            if is_common_ideograph(c) {
                before = c;
                put(from + at, c);
                continue;
            }
            if c.is_whitespace() || characters::is_invisible(c) {
                continue;
            }
            let separates = c == ',' || c == '，';
            let digit = |c: char| as_read(c).is_ascii_digit();
            let groups = separates && digit(before) && rest.peek().is_some_and(|(_, c)| digit(*c));
            before = c;
            put(from + at, if groups { ',' } else { as_read(c) });
        }
    }
}

/// Whether a line is the number of a page, as PDF files leave it in the text: `- 3 -`.
#[must_use]
pub fn is_page_number(line: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '—' | '–' | '－' | '─');
    let inside = line.trim();
    let number = inside.trim_start_matches(dash).trim_end_matches(dash);
    number.len() < inside.len()
        && inside.starts_with(dash)
        && inside.ends_with(dash)
        && (1..=3).contains(&number.trim().len())
        && number.trim().bytes().all(|b| b.is_ascii_digit())
}

/// Whether a line was broken off by the edge of a page and goes on in the next.
fn runs_on(line: &str, next: &str) -> bool {
    let second = |line: &str| line.chars().nth(1);
    let numbered = second(line).is_some_and(|c| matches!(c, '、' | '.' | '．'));
    let heading = (numbered || line.starts_with(['（', '('])) && !line.contains('。');
    let ended = line.ends_with(['。', '；', '：', '！', '？', ';', ':']);
    let opens = next.starts_with(['（', '('])
        || second(next).is_some_and(|c| matches!(c, '、' | '.' | '．'));
    !heading && !ended && !opens && line.chars().count() >= SHORTEST_BROKEN_LINE
}

/// The sentences of a plain text, without their last mark.
pub fn sentences(plain: &str) -> impl Iterator<Item = &str> {
    plain
        .split(['。', '！', '？', '；', '\n'])
        .filter(|sentence| !sentence.is_empty())
}

/// The sentence around a place of a plain text.
#[must_use]
pub fn sentence_at(plain: &str, at: usize) -> &str {
    let (before, after) = plain.split_at_checked(at).unwrap_or((plain, ""));
    let marks = ['。', '！', '？', '；', '\n'];
    let start = before
        .rfind(marks)
        .map_or(0, |mark| mark + char_len(before, mark));
    let end = after.find(marks).map_or(plain.len(), |mark| at + mark);
    plain.get(start..end).unwrap_or_default()
}

fn char_len(text: &str, at: usize) -> usize {
    text.get(at..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, char::len_utf8)
}

/// The last characters of a text.
#[must_use]
pub fn tail(text: &str, characters: usize) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take(characters)
        .last()
        .map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

/// The first characters of a text.
#[must_use]
pub fn head(text: &str, characters: usize) -> &str {
    let end = text
        .char_indices()
        .nth(characters)
        .map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

/// Whether a text has one of some words in it. One pass over the text looks for all of them: a search of its own for each
/// word costs more than short texts do.
#[must_use]
pub fn has(text: &str, words: &[&str]) -> bool {
    let heads = Heads::of(words);
    text.char_indices().any(|(at, c)| {
        let rest = text.get(at..).unwrap_or_default();
        heads.may_have(c) && words.iter().any(|word| rest.starts_with(word))
    })
}

/// The first place of a text where one of some words stands, and the word; of several there the least. One pass looks for
/// all of them.
#[must_use]
pub fn first<'a>(text: &str, words: &[&'a str]) -> Option<(usize, &'a str)> {
    let heads = Heads::of(words);
    let mut places = text.char_indices().filter(|(_, c)| heads.may_have(*c));
    places.find_map(|(at, _)| {
        let rest = text.get(at..)?;
        let here = words.iter().filter(|word| rest.starts_with(**word));
        Some((at, *here.min()?))
    })
}

/// What the first characters of some words may be: a set that holds them all, and few others.
struct Heads([u64; 4]);

impl Heads {
    fn of(words: &[&str]) -> Self {
        let mut heads = [0; 4];
        for head in words.iter().filter_map(|word| word.chars().next()) {
            let (part, bit) = Self::place(head);
            if let Some(part) = heads.get_mut(part) {
                *part |= bit;
            }
        }
        Self(heads)
    }

    fn may_have(&self, c: char) -> bool {
        let (part, bit) = Self::place(c);
        self.0.get(part).is_some_and(|part| part & bit != 0)
    }

    const fn place(c: char) -> (usize, u64) {
        let code = c as usize;
        (code / 64 % 4, 1 << (code % 64))
    }
}

/// Whether a character is a common ideograph: most are, and the tables of Unicode need not be asked then.
#[must_use]
pub const fn is_common_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Whether what follows a text stands inside 《》, as the name of a document.
#[must_use]
pub fn is_in_title(before: &str) -> bool {
    before.rfind('《') > before.rfind('》')
}

/// Words beside a figure or a year of another year that it is compared with.
pub const COMPARISON: &[&str] = &["同期", "上年", "去年", "上一年", "相比", "同比", "较"];

/// A year in a plain text: four digits and 年.
#[derive(Clone, Debug)]
pub struct YearMention<'a> {
    /// The year.
    pub year: ReportYear,
    /// Where the digits stand.
    pub digits: Range<usize>,
    /// The text before the digits.
    pub before: &'a str,
    /// The text after 年.
    pub after: &'a str,
}

/// The years in a plain text.
pub fn years(plain: &str) -> impl Iterator<Item = YearMention<'_>> {
    plain.match_indices('年').filter_map(|(end, mark)| {
        let digits = end.checked_sub(4)?..end;
        let before = plain.get(..digits.start)?;
        let written = plain.get(digits.clone())?;
        let alone = !before.ends_with(|c: char| c.is_ascii_digit());
        let year = ReportYear::read(written)
            .filter(|_| alone && written.bytes().all(|b| b.is_ascii_digit()))?;
        Some(YearMention {
            year,
            digits,
            before,
            after: plain.get(end + mark.len()..)?,
        })
    })
}

impl YearMention<'_> {
    /// Whether a month follows, so that it is the year of a date.
    #[must_use]
    pub fn is_date(&self) -> bool {
        self.after
            .starts_with(|c: char| c.is_ascii_digit() || c == '元')
    }

    /// Whether the year opens its sentence.
    #[must_use]
    pub fn opens_sentence(&self) -> bool {
        self.before.is_empty() || self.before.ends_with(['。', '；', '：', '！', '？', '\n'])
    }
}
