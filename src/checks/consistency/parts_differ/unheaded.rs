//! Parts of the applications that are told without their total: by applicants
//! (自然人64件、商业企业12件、律师事务所4件) or by ways (网络24件、信函9件、当面3件).

use crate::checks::check::Subject;
use crate::checks::reading::Passage;
use crate::checks::reading::claims::{Topic, topic};
use crate::checks::reading::numeral::{Kind, ONE};
use crate::checks::reading::span::{FILL, PAUSES, VERBS, behind, bits, only, tags};
use crate::checks::reading::target::{ALL_APPLICANTS, NATURAL, Set, Target, row};
use crate::checks::reading::words::Tag;
use crate::model::table::applications::Row;

/// Parts that add up to none of the totals.
pub(super) struct Unheaded {
    /// The token of the first part.
    pub(super) at: usize,
    pub(super) parts: Vec<u64>,
    /// The totals.
    pub(super) wholes: Vec<(Target, u64)>,
}

/// The lists of a passage whose sums are wrong.
pub(super) fn read(subject: &Subject<'_>, passage: &Passage) -> Vec<Unheaded> {
    let new = row(Row::NewlyReceived);
    let rows = [new, new | row(Row::CarriedOver), row(Row::HandledTotal)];
    let wholes: Option<Vec<(Target, u64)>> = rows
        .into_iter()
        .map(|rows| {
            let whole = Target::rows(rows);
            Some((whole, whole.value(subject.sheet)?))
        })
        .collect();
    let Some(wholes) = wholes else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut list: Vec<(usize, u64, Set)> = Vec::new();
    for (at, token) in passage.tokens.iter().enumerate() {
        let others = list.last().is_some_and(|(.., columns)| *columns != 0);
        let part = part(subject, passage, at).or_else(|| others.then(|| rest(passage, at))?);
        match part {
            Some(part) => list.push(part),
            None => {
                let ends = token.tag == Tag::Stop
                    || token
                        .number
                        .is_some_and(|number| number.kind == Kind::Count);
                if ends {
                    let list = std::mem::take(&mut list);
                    found.extend(fault(subject, list, &wholes));
                }
            }
        }
    }
    found.extend(fault(subject, list, &wholes));
    found.extend(kinds(passage, &wholes));
    found
}

/// Lists of what the applications are about, which name the kinds with 类 or end with 其他: 涉企信息类9件、征地类
/// 10件、其他类4件, or 房屋征收（31件）、物业（22件）及其他（11件）. A sum near one of the totals is meant to be it.
fn kinds(passage: &Passage, wholes: &[(Target, u64)]) -> Vec<Unheaded> {
    const FEWEST: usize = 3;
    let tokens = passage.tokens.as_slice();
    let mut found = Vec::new();
    // The parts: their places and numbers, and whether 类 stands before all.
    let mut list: Vec<(usize, u64)> = Vec::new();
    let (mut classes, mut last) = (true, false);
    let mut at = 0;
    while at <= tokens.len() {
        let token = tokens.get(at);
        // Most tokens are neither a number nor an end.
        if token.is_some_and(|token| token.number.is_none() && token.tag != Tag::Stop) {
            at += 1;
            continue;
        }
        let kind = kind(passage, at);
        if let Some((value, class, rest)) = kind
            && (list.is_empty() || is_joined(passage, list.last().map_or(0, |(at, _)| *at), at))
        {
            list.push((at, value));
            classes &= class;
            last = rest;
            at += 1;
            continue;
        }
        let ends = tokens.get(at).is_none_or(|token| {
            token.tag == Tag::Stop || token.number.is_some_and(|n| n.kind == Kind::Count)
        });
        if ends && list.len() >= FEWEST {
            let parts: Vec<u64> = list.iter().map(|(_, value)| *value).collect();
            let sum: u64 = parts.iter().sum();
            let first = list.first().map(|(at, _)| *at);
            let apart = wholes.iter().map(|(_, value)| value.abs_diff(sum));
            let most = wholes.iter().map(|(_, value)| *value).max();
            if let (Some(at), Some(apart), Some(most)) = (first, apart.min(), most)
                && (classes || last)
                && apart != 0
                && (apart * 20 <= most || apart <= 2 * ONE)
            {
                let wholes = wholes.to_vec();
                found.push(Unheaded { at, parts, wholes });
            }
        }
        if ends {
            // What ends one list may begin the next.
            let again = !list.is_empty() && kind.is_some();
            list.clear();
            (classes, last) = (true, false);
            if again {
                continue;
            }
        }
        at += 1;
    }
    found
}

/// Whether two numbers stand in one list: 、 or 和 follows the first, or a comma before the next kind.
fn is_joined(passage: &Passage, from: usize, to: usize) -> bool {
    let between = passage.tokens.get(from + 1..to).unwrap_or_default();
    let mut rest = between.iter().skip_while(|token| token.tag == Tag::Close);
    let next = rest.next().map(|token| token.tag);
    matches!(next, Some(Tag::Mark | Tag::And | Tag::Comma))
        && tags(between) & bits(&[Tag::Semicolon, Tag::Stop]) == 0
}

/// A number of applications of a kind: its value, whether 类 names the kind, and whether it is all the rest.
fn kind(passage: &Passage, at: usize) -> Option<(u64, bool, bool)> {
    let tokens = passage.tokens.as_slice();
    let token = tokens.get(at)?;
    let number = token
        .number
        .filter(|number| number.kind == Kind::Count && number.unit == "件" && !number.rough)?;
    let claimed = passage.claims.iter().any(|claim| claim.token == at);
    if claimed || topic(tokens, at) != Topic::Applications {
        return None;
    }
    let before = tokens.get(..at)?;
    let own = match before.split_last() {
        Some((last, own)) if last.tag == Tag::Open => own,
        _ => before,
    };
    let words = behind(own, PAUSES | bits(&[Tag::Number, Tag::Open, Tag::Close]));
    let foreign = bits(&[
        Tag::Total,
        Tag::Except,
        Tag::Up,
        Tag::Down,
        Tag::Compare,
        Tag::LastYear,
        Tag::NextYear,
        Tag::Channel,
        Tag::Rows,
        Tag::Results,
        Tag::Procedures,
        Tag::Receive,
        Tag::New,
        Tag::Carry,
        Tag::CarriedOver,
        Tag::CarriedForward,
        Tag::Columns,
    ]);
    if words.is_empty() || tags(words) & foreign != 0 {
        return None;
    }
    let (start, end) = (words.first()?.start, words.last()?.end);
    let said = passage.plain.chars.get(start..end)?;
    let name = said.split(|c| "、及和与".contains(*c)).next_back()?;
    let rest = matches!(name, ['其', '他' | '它'] | ['其', '他' | '它', '类' | '方']);
    Some((number.value, name.ends_with(&['类']), rest))
}

/// A part at a place: its number, and the columns of the applicants; 0 for a way.
fn part(subject: &Subject<'_>, passage: &Passage, at: usize) -> Option<(usize, u64, Set)> {
    let tokens = passage.tokens.as_slice();
    let number = tokens
        .get(at)?
        .number
        .filter(|number| number.kind == Kind::Count && !number.rough)?;
    let claim = passage
        .claims
        .iter()
        .find(|claim| claim.token == at && !claim.none);
    if let Some(claim) = claim {
        let Target::Applications(rows, columns) = *claim.readings.first()? else {
            return None;
        };
        let applicants = rows == row(Row::NewlyReceived) && columns != ALL_APPLICANTS;
        // One that is wrong by itself is told by the check of applicants.
        let right = |reading: &Target| reading.value(subject.sheet) == Some(number.value);
        let counts = applicants && !claim.doubtful && claim.readings.iter().any(right);
        return counts.then_some((at, number.value, columns));
    }
    let words = behind(
        tokens.get(..at)?,
        PAUSES | bits(&[Tag::Number, Tag::Open, Tag::Mark]),
    );
    let way = tags(words) & bits(&[Tag::Channel]) != 0
        && only(
            words,
            FILL | VERBS | bits(&[Tag::Channel, Tag::Application, Tag::Among]),
        )
        && number.unit == "件"
        && topic(tokens, at) == Topic::Applications;
    way.then_some((at, number.value, 0))
}

/// 其他1件 behind other applicants.
fn rest(passage: &Passage, at: usize) -> Option<(usize, u64, Set)> {
    let number = passage.tokens.get(at)?.number?;
    let start = passage.tokens.get(at)?.start;
    let said = passage.plain.chars.get(..start)?;
    let named = said.ends_with(&['其', '他']) || said.ends_with(&['其', '它']);
    named.then_some((at, number.value, 1 << 5))
}

/// The list, when it is one of its kind, has all parts, and its sum is wrong.
fn fault(
    subject: &Subject<'_>,
    list: Vec<(usize, u64, Set)>,
    wholes: &[(Target, u64)],
) -> Option<Unheaded> {
    let (first, ..) = *list.first()?;
    let sum: u64 = list.iter().map(|(_, value, _)| value).sum();
    let wholes: Vec<(Target, u64)> = wholes.to_vec();
    let most = wholes.iter().map(|(_, value)| *value).max()?;
    let columns = list.iter().fold(0, |all, (.., columns)| all | columns);
    let ways = list.iter().all(|(.., columns)| *columns == 0);
    let apart = list.iter().all(|(.., columns)| *columns != 0)
        && list
            .iter()
            .map(|(.., columns)| columns.count_ones())
            .sum::<u32>()
            == columns.count_ones();
    // All applicants that there are.
    let complete = apart
        && columns & NATURAL != 0
        && (0..6).all(|column| {
            let new = row(Row::NewlyReceived) | row(Row::CarriedOver);
            columns & 1 << column != 0
                || Target::Applications(new, 1 << column).value(subject.sheet) == Some(0)
        });
    let nearest = wholes.iter().map(|(_, value)| value.abs_diff(sum)).min()?;
    let near = nearest * 20 <= most || nearest <= 2 * ONE && list.len() > 2;
    let wrong = nearest != 0 && list.len() > 1 && (complete || ways && (near || sum > most));
    wrong.then(|| Unheaded {
        at: first,
        parts: list.iter().map(|(_, value, _)| *value).collect(),
        wholes,
    })
}
