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
    found
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
