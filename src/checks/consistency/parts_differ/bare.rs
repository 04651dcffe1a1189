//! A total with its parts behind a comma, without 其中: 收到申请27件，内容为社保12件、仲裁8件、职称7件.

use super::list::{Sort, is_part, sort, total_at, transposed, wholes};
use super::opening::change_behind;
use crate::checks::reading::Passage;
use crate::checks::reading::numeral::{Number, ONE};
use crate::checks::reading::span::{FILL, KEYS, PAUSES, VERBS, bits, only, tags, until};
use crate::checks::reading::words::Tag;

/// A list whose sum is near its total and differs from it.
pub(super) struct Bare {
    pub(super) parts: Vec<u64>,
    pub(super) total: u64,
}

/// The fewest parts that are surely a list of all.
const FEWEST: usize = 3;
/// What may stand between a total and the comma: what is counted.
const OBJECT: u64 = FILL & !bits(&[Tag::Mark, Tag::And, Tag::Colon])
    | VERBS
    | bits(&[Tag::Application, Tag::Information]);
/// What no part of such a list is told with: it is another story then, or one of the tables tells it.
const FOREIGN: u64 = KEYS & !bits(&[Tag::Application])
    | bits(&[
        Tag::AndSoOn,
        Tag::Total,
        Tag::None,
        Tag::Up,
        Tag::Down,
        Tag::Compare,
        Tag::LastYear,
        Tag::NextYear,
        Tag::OtherYear,
        Tag::Channel,
        Tag::Alien,
        Tag::Part,
        Tag::OnTime,
        Tag::Share,
        Tag::Rate,
    ]);

impl Bare {
    /// Reads the list whose total stands at a place. No word says that it is complete, so only a sum that
    /// is a slip away from the total, or a twentieth of it, is one.
    pub(super) fn read(passage: &Passage, at: usize) -> Option<Self> {
        let tokens = passage.tokens.as_slice();
        let (total, _) = total_at(tokens, at)?;
        let mut place = at + 1;
        while OBJECT & 1 << tokens.get(place)?.tag as u8 != 0 {
            place += 1;
        }
        while let Some(end) = change_behind(tokens, place)? {
            place = end;
        }
        if tokens.get(place)?.tag != Tag::Comma {
            return None;
        }
        let ends = PAUSES | bits(&[Tag::Open, Tag::Close, Tag::Colon]);
        let mut first = place + 1;
        let mut clause = until(tokens.get(first..)?, ends);
        // 27件，各局承办情况为：甲局11件、……
        let behind = first + clause.len();
        let numbers = tags(clause) & bits(&[Tag::Number]);
        if numbers == 0 && tokens.get(behind)?.tag == Tag::Colon && tags(clause) & FOREIGN == 0 {
            first = behind + 1;
            clause = until(tokens.get(first..)?, ends);
        }
        if let Some(parts) = ways(passage, first, &total) {
            let sum: u64 = parts.iter().sum();
            return (sum != total.value).then_some(Self {
                parts,
                total: total.value,
            });
        }
        let mut parts = Vec::new();
        let mut rest = clause;
        while let Some(next) = rest.iter().position(|token| token.tag == Tag::Number) {
            let (words, behind) = rest.split_at(next);
            let number = behind.first()?.number?;
            let joined = words
                .first()
                .is_some_and(|token| matches!(token.tag, Tag::Mark | Tag::And));
            let named = !only(words, FILL);
            let own = parts.is_empty() || joined;
            let unknown = sort(passage, first + clause.len() - behind.len()).0 == Sort::Unknown;
            if !named || !own || !unknown || !is_part(&number, &total) || tags(words) & FOREIGN != 0
            {
                return None;
            }
            parts.push(number.value);
            rest = behind.get(1..)?;
        }
        // 等三类 or the like, but nothing that goes on.
        if !only(rest, FILL) || parts.len() < FEWEST || tags(rest) & bits(&[Tag::AndSoOn]) != 0 {
            return None;
        }
        let sum: u64 = parts.iter().sum();
        if wholes(passage, at, &total).contains(&sum) {
            return None;
        }
        let slip = |part: &u64| transposed(*part).any(|other| sum - part + other == total.value);
        let near = sum.abs_diff(total.value) * 20 <= total.value
            || sum.checked_sub(total.value) == Some(ONE);
        (near || parts.iter().any(slip)).then_some(Self {
            parts,
            total: total.value,
        })
    }
}

/// The numbers of clauses that tell one way each and nothing else: 6件，2件为网络申请，4件为信件申请. Two at least.
fn ways(passage: &Passage, first: usize, total: &Number) -> Option<Vec<u64>> {
    const WAY: u64 = FILL & !bits(&[Tag::AndSoOn])
        | bits(&[Tag::Channel, Tag::Application, Tag::Comma, Tag::Receive]);
    let tokens = passage.tokens.get(first..)?;
    let list = until(tokens, bits(&[Tag::Stop, Tag::Semicolon]));
    let clauses = list.split(|token| matches!(token.tag, Tag::Comma | Tag::Mark));
    let mut parts = Vec::new();
    for clause in clauses {
        let number = clause.first().and_then(|token| token.number);
        let way = clause.get(1..).unwrap_or_default();
        let told = number.filter(|number| is_part(number, total) && number.value <= total.value);
        let told = told.filter(|_| only(way, WAY) && tags(way) & bits(&[Tag::Channel]) != 0);
        match told {
            Some(number) => parts.push(number.value),
            None => break,
        }
    }
    (parts.len() > 1).then_some(parts)
}
