//! How prose is structured: a line is a paragraph, and its number says whether it opens a sub-heading.

/// The level of a numbered line below the official headings (which are level one).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubLevel {
    /// （一）
    Second,
    /// 1.
    Third,
    /// （1）
    Fourth,
}

/// One line of prose, split into the sub-heading it begins with and the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// The sub-heading with its number, when the line begins with one.
    pub heading: Option<(SubLevel, &'a str)>,
    /// The running text; empty when the whole line is a sub-heading.
    pub body: &'a str,
}

/// A sub-heading longer than this many characters is a paragraph that happens to be numbered.
const LONGEST_HEADING: usize = 40;

/// The paragraphs of a prose text, without blank lines and without the typed leading indent.
pub fn lines(prose: &str) -> impl Iterator<Item = Line<'_>> {
    prose
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(split_line)
}

/// How many characters a text has, blanks not counted: the way the 1,000 of section one are counted.
#[must_use]
pub fn length(prose: &str) -> usize {
    prose.chars().filter(|c| !c.is_whitespace()).count()
}

/// Splits `（二）依申请公开情况。2025年……` after its first sentence. A line with no full stop is a
/// heading as a whole when it is short enough.
fn split_line(line: &str) -> Line<'_> {
    let plain = Line {
        heading: None,
        body: line,
    };
    let Some((level, number)) = numbering(line) else {
        return plain;
    };
    let end = line
        .find('。')
        .map_or(line.len(), |at| at + '。'.len_utf8());
    let (first, rest) = line.split_at(end);
    let title = first.get(number..).unwrap_or_default();
    // “1.全年收到申请12件，均已办结。” is a numbered sentence and no heading.
    let sentence = level != SubLevel::Second && title.contains(['，', '；', '：', ',', ';', ':']);
    if title.trim().is_empty() || first.chars().count() > LONGEST_HEADING || sentence {
        return plain;
    }
    Line {
        heading: Some((level, first)),
        body: rest,
    }
}

/// The level of the number that a line begins with, and how many bytes the number has.
fn numbering(line: &str) -> Option<(SubLevel, usize)> {
    let bracketed = line
        .strip_prefix(['（', '('])
        .and_then(|rest| rest.find(['）', ')']).map(|end| rest.split_at(end).0));
    if let Some(inside) = bracketed {
        let brackets = line.len() - line.trim_start_matches(['（', '(']).len();
        let close = line
            .get(brackets + inside.len()..)?
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        let end = brackets + inside.len() + close;
        if !inside.is_empty() && inside.chars().all(|c| "一二三四五六七八九十".contains(c))
        {
            return Some((SubLevel::Second, end));
        }
        if is_small_number(inside) {
            return Some((SubLevel::Fourth, end));
        }
        return None;
    }
    let digits = line.find(|c: char| !c.is_ascii_digit())?;
    let (number, rest) = line.split_at(digits);
    let mark = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '.' | '．' | '、'))?;
    let after = rest.get(mark.len_utf8()..)?;
    // “1.5万件” is a number and no numbering.
    if is_small_number(number) && !after.starts_with(|c: char| c.is_ascii_digit()) {
        return Some((SubLevel::Third, digits + mark.len_utf8()));
    }
    None
}

fn is_small_number(text: &str) -> bool {
    (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}
