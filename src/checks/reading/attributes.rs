//! What is said of cases just counted, without a number of its own: 行政复议1件，结果为维持;
//! 行政诉讼1件，系未经复议直接起诉.

use super::claims::Reader;
use super::span::{PAUSES, bits, only, until};
use super::target::{ALL_OUTCOMES, DECIDED, LITIGATION, Set, Target, outcome};
use super::tokens::Token;
use super::words::{INSTANCE, LOST, Tag};
use crate::model::table::review::Outcome;

/// What may stand between a result and the pause: what was upheld, as in 维持我局答复.
const OBJECT: u64 = BESIDE | bits(&[Tag::Finish, Tag::Unknown, Tag::Alien, Tag::Disclosure]);
/// The most words that tell it.
const LONGEST: usize = 4;
/// What may stand beside the word.
const BESIDE: u64 = bits(&[Tag::Light, Tag::Passive]);

/// Reads a result or a kind of lawsuit that has its clause for itself, behind the number of cases. It
/// holds of all of them, so that there are none of the others.
pub(super) fn told(reader: &mut Reader<'_>, at: usize) {
    let Some(token) = reader.tokens.get(at).copied() else {
        return;
    };
    let clause = reader.clause(at);
    // 均获维持 is read with 均.
    let upheld = token.set == outcome(Outcome::Upheld) || token.tag == Tag::Procedures;
    let result = token.tag == Tag::Results;
    let mut beside = if upheld {
        BESIDE
    } else {
        BESIDE | bits(&[Tag::All])
    };
    if result {
        // 复议决定维持, 一审维持
        beside |= bits(&[Tag::Procedures, Tag::Part]);
    }
    let after = reader.tokens.get(at + 1..).unwrap_or_default();
    let end = PAUSES | bits(&[Tag::Close]);
    let rest = until(after, end);
    let object = if result { OBJECT } else { BESIDE };
    let ends = rest.len() <= LONGEST && only(rest, object);
    let start = at - clause.len();
    let comma = start.checked_sub(1).and_then(|at| reader.tokens.get(at));
    let comma = comma.is_some_and(|token| matches!(token.tag, Tag::Comma | Tag::Open));
    // Of several instances each has its result.
    let instance = |token: &Token| token.tag == Tag::Part && token.set == INSTANCE;
    let instances = until(after, bits(&[Tag::Stop]))
        .iter()
        .filter(|token| instance(token));
    let single = clause
        .iter()
        .filter(|token| token.tag == Tag::Part)
        .all(|token| instance(token) && instances.clone().count() == 0);
    if !ends || !comma || !only(clause, beside) || !single || reader.tells_a_part(at) {
        return;
    }
    // The last number before, with nothing but what it counts between it and the comma.
    let earlier = reader
        .tokens
        .get(..start.saturating_sub(1))
        .unwrap_or_default();
    let own = bits(&[Tag::Light, Tag::Procedures, Tag::Disclosure]);
    let own = |token: &&Token| own & 1 << token.tag as u8 != 0;
    let counted = earlier.len() - earlier.iter().rev().take_while(own).count();
    let Some(claim) = reader
        .claims
        .last()
        .filter(|claim| claim.token + 1 == counted && !claim.none && !claim.doubtful)
    else {
        return;
    };
    let readings = claim.readings.iter().filter_map(|reading| match reading {
        Target::Review(groups, ALL_OUTCOMES) => others(token.tag, token.set, *groups),
        Target::Review(..) | Target::Applications(..) | Target::Proactive(_) => None,
    });
    let readings = readings.collect();
    reader.push("X4", at, true, false, readings);
}

/// The cells that are zero when all cases of some groups are of one kind.
fn others(tag: Tag, set: Set, groups: Set) -> Option<Target> {
    if tag == Tag::Procedures {
        let kind = set & LITIGATION;
        let known = kind.count_ones() == 1 && groups & LITIGATION == groups && groups & kind != 0;
        let rest = groups & !kind;
        return (known && rest != 0).then_some(Target::Review(rest, ALL_OUTCOMES));
    }
    let result = set & !LOST;
    let pending = outcome(Outcome::Pending);
    let columns = if result == pending {
        DECIDED
    } else if result == outcome(Outcome::Upheld) {
        outcome(Outcome::Corrected) | pending
    } else if result == outcome(Outcome::Corrected) {
        outcome(Outcome::Upheld) | pending
    } else {
        return None;
    };
    Some(Target::Review(groups, columns))
}
