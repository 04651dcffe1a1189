//! Where the list behind a total begins.

use crate::checks::reading::numeral::Kind;
use crate::checks::reading::span::{FILL, KEYS, PAUSES, VERBS, bits, only, tags, until};
use crate::checks::reading::tokens::Token;
use crate::checks::reading::words::{ABOUT, Tag, WITHIN};

/// Where the list behind a total begins.
pub(super) struct Opening {
    /// The first token of the list.
    pub(super) first: usize,
    /// Whether the list stands in brackets.
    pub(super) bracket: bool,
    /// Whether it is said to be of all: 21件中.
    pub(super) within: bool,
    /// Whether it is a sentence of its own.
    pub(super) apart: bool,
    /// Whether it is opened by 涉及, which may as well begin the next thing.
    pub(super) about: bool,
}

/// What may stand between a total and its list: what is counted.
const OBJECT: u64 = FILL & !bits(&[Tag::Mark, Tag::And, Tag::Colon])
    | VERBS
    | bits(&[
        Tag::Application,
        Tag::Information,
        Tag::Decisions,
        Tag::Documents,
    ]);

impl Opening {
    /// 249条，其中： or 12件（ or 12件： or 8件中，; a change told between them is passed over:
    /// 110件，同比增长27.9%；其中.
    pub(super) fn of(tokens: &[Token], at: usize, received: bool) -> Option<Self> {
        let is = |place: usize, tag: Tag| tokens.get(place).is_some_and(|token| token.tag == tag);
        let mut place = at + 1;
        let mut within = false;
        loop {
            let token = tokens.get(place)?;
            let list = |first: usize, bracket: bool| {
                Some(Self {
                    first,
                    bracket,
                    within,
                    apart: false,
                    about: false,
                })
            };
            if OBJECT & 1 << token.tag as u8 != 0 {
                within = token.is_marked(WITHIN);
                place += 1;
                continue;
            }
            // 2件因涉及……: no list.
            if token.tag == Tag::Among && token.set != ABOUT {
                return list(place + 1, false);
            }
            if token.tag == Tag::Colon && (place == at + 1 || within) {
                return list(place + 1, false);
            }
            if token.tag == Tag::Comma && within {
                return list(place + 1, false);
            }
            if matches!(token.tag, Tag::Comma | Tag::Semicolon) && is(place + 1, Tag::Among) {
                // 部分公开3件，涉及第三方合法权益不予公开1件: beside the total and no part of it.
                let about = tokens
                    .get(place + 1)
                    .is_some_and(|among| among.set == ABOUT);
                let beside = about && is(place + 2, Tag::Rows);
                let list = list(place + 2, false).filter(|_| !beside);
                return list.map(|list| Self { about, ..list });
            }
            // 195条信息，（其中：
            if token.tag == Tag::Comma && is(place + 1, Tag::Open) && is(place + 2, Tag::Among) {
                return list(place + 3, true);
            }
            // 381条。在公开的信息中，
            if token.tag == Tag::Stop
                && let Some(first) = within_what_was_told(tokens, place + 1)
            {
                return list(first, false);
            }
            // 465条，内容涉及计划、文件等方面。其中
            if token.tag == Tag::Comma
                && let Some(first) = behind_what_it_is_about(tokens, place + 1)
            {
                return Some(Self {
                    first,
                    bracket: false,
                    within,
                    apart: true,
                    about: false,
                });
            }
            // A sentence of its own: of what the sentence before is about.
            if token.tag == Tag::Stop && is(place + 1, Tag::Among) {
                return Some(Self {
                    first: place + 2,
                    bracket: false,
                    within,
                    apart: !received,
                    about: false,
                });
            }
            let end = change_behind(tokens, place)?;
            match (token.tag == Tag::Open, end) {
                (_, Some(end)) => place = end,
                (true, None) => return list(place + 1, true),
                (false, None) => return None,
            }
        }
    }
}

/// Behind clauses that count nothing and the 其中 of the next sentence.
fn behind_what_it_is_about(tokens: &[Token], place: usize) -> Option<usize> {
    let clauses = until(tokens.get(place..)?, bits(&[Tag::Stop, Tag::Number]));
    let lists = |token: &Token| token.tag == Tag::Among && token.set != ABOUT;
    if clauses.iter().any(lists) {
        return None;
    }
    let stop = place + clauses.len();
    let among = tokens.get(stop + 1)?;
    let subject = KEYS | bits(&[Tag::Publish, Tag::Proactive, Tag::Channel]);
    let same = tags(clauses) & subject == 0;
    let opens = tokens.get(stop)?.tag == Tag::Stop && among.tag == Tag::Among && among.set == 0;
    (same && opens).then_some(stop + 2)
}

/// What a clause is made of that names again what was counted.
const NAMED: u64 = bits(&[
    Tag::Light,
    Tag::All,
    Tag::Publish,
    Tag::Proactive,
    Tag::Disclosure,
    Tag::Information,
]);

/// Behind 在公开的信息中，or 所有答复件中，: a clause that names again what the sentence before counted.
fn within_what_was_told(tokens: &[Token], place: usize) -> Option<usize> {
    // 50条。公开工作运行正常。在主动公开的信息中，
    let between = until(tokens.get(place..)?, bits(&[Tag::Stop]));
    let counts = tags(between) & (KEYS | bits(&[Tag::Number])) != 0;
    let next = place + between.len() + 1;
    let skipped = !counts && within_what_was_told_at(tokens, next).is_some();
    within_what_was_told_at(tokens, if skipped { next } else { place })
}

/// Behind a clause that names again what was counted, at a place.
fn within_what_was_told_at(tokens: &[Token], place: usize) -> Option<usize> {
    let clause = until(tokens.get(place..)?, !NAMED);
    let last = clause.last().filter(|last| last.is_marked(WITHIN))?;
    let comma = place + clause.len();
    let ends = tokens.get(comma)?.tag == Tag::Comma && last.end - last.start == 1;
    (ends && tags(clause) & bits(&[Tag::Information]) != 0).then_some(comma + 1)
}

/// The end of a clause or a bracket that begins at a place and only tells a change or a rate: ，比上年减少133件 or
/// （同比增长5%） or ，办结率98%. `None` where the text ends.
pub(super) fn change_behind(tokens: &[Token], place: usize) -> Option<Option<usize>> {
    const CHANGE: u64 =
        FILL | bits(&[Tag::Compare, Tag::Up, Tag::Down, Tag::LastYear, Tag::Number]);
    let opening = tokens.get(place)?.tag;
    let rest = tokens.get(place + 1..)?;
    let ends = if opening == Tag::Open {
        bits(&[Tag::Close])
    } else {
        PAUSES | bits(&[Tag::Open])
    };
    let length = rest
        .iter()
        .position(|token| ends & 1 << token.tag as u8 != 0)?;
    let told = rest.get(..length)?;
    let mut numbers = told.iter().filter_map(|token| token.number).peekable();
    let rate = numbers.peek().is_some() && numbers.all(|number| number.kind == Kind::Percent);
    let change = matches!(opening, Tag::Comma | Tag::Open)
        && (rate || tags(told) & bits(&[Tag::Up, Tag::Down]) != 0 && only(told, CHANGE));
    let end = place + 1 + length + usize::from(opening == Tag::Open);
    Some(change.then_some(end))
}
