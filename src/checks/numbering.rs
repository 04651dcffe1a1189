//! Follows the numbers of lists in prose: 一是, （一）, 1.

/// How a list is numbered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// （一）
    Bracketed,
    /// 1. or 1、, at the beginning of a line
    Arabic,
    /// 一是
    Spoken,
}

/// What may stand before a number that opens an item.
const BOUNDARY: [char; 9] = ['。', '；', '：', '，', '！', '？', '）', '”', '、'];

/// The places in a plain text where a list does not go on with the next number: the number before
/// and the one that follows.
///
/// A list may begin anew with one, also inside another that goes on later, and under another heading
/// with any number. Where the number that is missing stands somewhere between, only not where an item
/// begins, nothing is said.
#[must_use]
pub fn breaks(plain: &str) -> Vec<(String, String)> {
    let mut broken = Vec::new();
    // The lists of each kind that may still go on, the inner ones last: the last number and its end.
    let mut open: [Vec<(u32, usize)>; 3] = [const { Vec::new() }; 3];
    let mut before = '\n';
    for (at, c) in plain.char_indices() {
        let begins = before == '\n' || BOUNDARY.contains(&before);
        let rest = plain.get(at..).unwrap_or_default();
        if let Some((kind, number)) = begins.then(|| item(rest, before)).flatten() {
            // Below another heading the finer lists begin anew.
            for finer in open.iter_mut().skip(kind as usize + 1) {
                finer.clear();
            }
            if let Some(lists) = open.get_mut(kind as usize) {
                if number != 1 {
                    let goes_on = lists.iter().rposition(|(last, _)| last + 1 == number);
                    if let Some((last, from)) = lists.last().copied()
                        && goes_on.is_none()
                        && !between(
                            plain.get(from..at).unwrap_or_default(),
                            kind,
                            last + 1,
                            number,
                        )
                    {
                        broken.push((written(kind, last), written(kind, number)));
                    }
                    lists.truncate(goes_on.unwrap_or(lists.len().saturating_sub(1)));
                }
                lists.push((number, at + c.len_utf8()));
            }
        }
        before = c;
    }
    broken
}

/// The number that an item begins with.
fn item(rest: &str, before: char) -> Option<(Kind, u32)> {
    if let Some(inside) = rest.strip_prefix('（') {
        // A number after a comma or a bracket is that of an article or of a quotation.
        let opens = matches!(before, '\n' | '。' | '；' | '：' | '！' | '？');
        let (digits, after) = inside.split_once('）')?;
        let article = after.starts_with(['项', '款', '至', '、', '和', '目']);
        return (opens && !article)
            .then(|| number(digits))
            .flatten()
            .map(|number| (Kind::Bracketed, number));
    }
    if rest.starts_with(DIGITS) {
        let end = rest.find(|c| !DIGITS.contains(&c))?;
        let (digits, after) = rest.split_at(end);
        let number = number(digits).filter(|_| after.starts_with('是'))?;
        return Some((Kind::Spoken, number));
    }
    if before != '\n' {
        return None;
    }
    let end = rest.find(|c: char| !c.is_ascii_digit())?;
    let (digits, after) = rest.split_at(end);
    let after = after.strip_prefix(['.', '、'])?;
    let counts = (1..=2).contains(&end) && !after.starts_with(|c: char| c.is_ascii_digit());
    counts
        .then(|| digits.parse().ok())
        .flatten()
        .map(|number| (Kind::Arabic, number))
}

const DIGITS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// A Chinese number up to 19.
fn number(text: &str) -> Option<u32> {
    let digit = |c: char| {
        let place = DIGITS.iter().position(|digit| *digit == c)?;
        u32::try_from(place + 1).ok()
    };
    let mut chars = text.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some(c), None, None) => digit(c),
        (Some('十'), Some(c), None) if c != '十' => Some(10 + digit(c)?),
        _ => None,
    }
}

fn written(kind: Kind, number: u32) -> String {
    let digit = |number: u32| {
        let place = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
        place.and_then(|place| DIGITS.get(place)).copied()
    };
    let chinese: String = match number {
        11..=19 => ['十'].into_iter().chain(digit(number - 10)).collect(),
        _ => digit(number).into_iter().collect(),
    };
    match kind {
        Kind::Bracketed => format!("（{chinese}）"),
        Kind::Arabic => format!("{number}."),
        Kind::Spoken => format!("{chinese}是"),
    }
}

/// Whether a number that is missing stands in the text between.
fn between(text: &str, kind: Kind, from: u32, to: u32) -> bool {
    let mark = |number| match kind {
        Kind::Arabic => format!("{number}"),
        Kind::Bracketed | Kind::Spoken => written(kind, number),
    };
    (from..to).any(|missing| text.contains(&mark(missing)))
}
