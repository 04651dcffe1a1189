//! Section three, 二 and 四: how many applications were carried over from last year and into the next.

use super::super::claims::{Before, Found, Reader, Topic};
use super::super::span::{FILL, KEYS, behind, bits, only, set, tags, until};
use super::super::target::{ALL_APPLICANTS, LEGAL, Set, Target, row};
use super::super::tokens::Token;
use super::super::words::{BUSINESS, PLUS, Tag};
use crate::model::table::applications::Row;

/// 结转
const OF: u64 = bits(&[Tag::CarriedOver, Tag::CarriedForward, Tag::Carry]);

impl Reader<'_> {
    /// Section three, 二 and 四.
    pub(in crate::checks::reading) fn carried(
        &self,
        at: usize,
        before: &Before,
        after: &[Token],
    ) -> Option<Found> {
        if self.is_left_open(at, before, after) {
            return Some(Found {
                code: "X2",
                readings: vec![Target::rows(row(Row::CarriedForward))],
                doubtful: false,
            });
        }
        let words = self.words_of_carrying(at, before, after)?;
        let elsewhere = bits(&[Tag::Alien, Tag::Proactive, Tag::Part]);
        if tags(words) & OF == 0 || tags(&before.words) & elsewhere != 0 {
            return None;
        }
        if !self.is_about_applications(at, words, after) && self.topic(at) != Topic::Open {
            return None;
        }
        let (over, forward) = ways(words);
        let mut readings = rows_told(words, over, forward);
        for columns in self.applicants_with(at, before) {
            for rows in [row(Row::CarriedOver), row(Row::CarriedForward)] {
                readings.push(Target::Applications(rows, columns));
            }
        }
        let told = tags(words) & bits(&[Tag::Carry, Tag::NextYear]) != 0 || self.tells_handled(at);
        let vague = |token: &Token| token.tag != Tag::CarriedForward || token.set == 1;
        Some(Found {
            code: "X2",
            readings,
            doubtful: forward
                && !over
                && !told
                && set(words, Tag::CarriedForward) == 1
                && words.iter().all(vague),
        })
    }

    /// 还有1件在法定期限内办理, 余1件于2026年1月8日答复
    fn is_left_open(&self, at: usize, before: &Before, after: &[Token]) -> bool {
        let next = tags(after) & bits(&[Tag::NextYear]) != 0;
        let later = if next {
            bits(&[Tag::NextYear, Tag::Finish])
        } else {
            0
        };
        is_rest(before)
            && (next || tags(after) & bits(&[Tag::Treat]) != 0)
            && tags(after) & bits(&[Tag::Treat, Tag::Finish]) != 0
            && only(
                after,
                FILL | later | bits(&[Tag::Treat, Tag::OnTime, Tag::Unknown]),
            )
            && (self.tells_handled(at) || next && self.is_near_applications(at))
    }

    /// The words that say that a number is carried: those before it (结转上年度申请5件), or those behind (7件转入下年).
    fn words_of_carrying<'a>(
        &self,
        at: usize,
        before: &'a Before,
        after: &'a [Token],
    ) -> Option<&'a [Token]> {
        let words = before.words.as_slice();
        let gap = FILL
            | bits(&[
                Tag::Application,
                Tag::Finish,
                Tag::Treat,
                Tag::NextYear,
                Tag::Among,
                Tag::Light,
            ]);
        if tags(words) & OF != 0 {
            let near = only(behind(words, OF), gap | bits(&[Tag::LastYear]));
            return near.then_some(words);
        }
        let left = is_rest(before);
        // 7件因尚在法定答复期内转入下年
        let alien = tags(after) & bits(&[Tag::Alien]) != 0;
        let still = tags(after) & bits(&[Tag::NextYear]) != 0
            && (!alien || left && self.tells_handled(at))
            && self.tokens.get(at)?.number?.unit == "件";
        let reason = if still {
            bits(&[Tag::Unknown, Tag::OnTime, Tag::Alien])
        } else {
            0
        };
        // 尚余3件在法定期限内继续办理
        let in_time = if left { bits(&[Tag::OnTime]) } else { 0 };
        let gap = gap | reason | in_time | bits(&[Tag::LastYear, Tag::Except]);
        let own = KEYS & !bits(&[Tag::Application]);
        (tags(words) & own == 0 && only(until(after, OF), gap)).then_some(after)
    }

    /// Whether the sentence has told how many applications there were or were dealt with: 办结32件，3件正在办理.
    fn tells_handled(&self, at: usize) -> bool {
        const ROWS: Set = row(Row::NewlyReceived) | row(Row::HandledTotal);
        let start = at - self.sentence(at).len();
        let counted = |reading: &Target| matches!(reading, Target::Applications(rows, ALL_APPLICANTS) if rows & ROWS != 0);
        let mut earlier = self.claims.iter().rev();
        earlier
            .by_ref()
            .take_while(|claim| claim.token >= start)
            .any(|claim| !claim.doubtful && claim.readings.iter().any(counted))
    }

    /// The applicants whose share of those carried over a number may be: 自然人申请37件，其中上年结转3件,
    /// 企业申请10件（含上年结转1件）.
    fn applicants_with(&self, at: usize, before: &Before) -> Vec<Set> {
        let Some(start) = before.start else {
            return Vec::new();
        };
        let opened = self.tokens.get(start).map(|token| token.tag) == Some(Tag::Open);
        let among = tags(self.clause(at)) & bits(&[Tag::Among]) != 0;
        if !opened && !among {
            return Vec::new();
        }
        let clause = self.clause(start);
        let columns = set(clause, Tag::Columns);
        let business = |token: &Token| token.tag == Tag::Alien && token.set == BUSINESS;
        if clause.iter().any(business) {
            return vec![0b10, LEGAL];
        }
        let applicants = clause.iter().filter(|token| token.tag == Tag::Columns);
        let mut all: Vec<Set> = applicants.map(|token| token.set).collect();
        all.push(columns);
        all.retain(|columns| *columns != 0);
        all.dedup();
        all
    }
}

/// 还有, 余: what is left of others.
fn is_rest(before: &Before) -> bool {
    tags(&before.words) & bits(&[Tag::Except]) != 0
}

/// Whether some words speak of what came from last year, and of what goes into the next.
fn ways(words: &[Token]) -> (bool, bool) {
    let present = tags(words);
    let carry = present & bits(&[Tag::Carry]) != 0;
    let over =
        present & bits(&[Tag::CarriedOver]) != 0 || carry && present & bits(&[Tag::LastYear]) != 0;
    let forward = present & bits(&[Tag::CarriedForward]) != 0
        || carry && present & bits(&[Tag::NextYear]) != 0;
    (over, forward)
}

/// The rows that a number that is carried may be told of.
fn rows_told(words: &[Token], over: bool, forward: bool) -> Vec<Target> {
    let present = tags(words);
    let together = present & bits(&[Tag::Receive, Tag::New]) != 0;
    let plus = set(words, Tag::Light) & PLUS != 0;
    let total = present & bits(&[Tag::Total]) != 0;
    let carried_over = Target::rows(row(Row::CarriedOver));
    let carried_forward = Target::rows(row(Row::CarriedForward));
    let sum = Target::rows(row(Row::NewlyReceived) | row(Row::CarriedOver));
    match (over, forward) {
        // 连同上年结转共37件 is the sum, 受理量加上上年结转的3件 the part that is added.
        (true, false) if plus && total => vec![sum],
        (true, false) if plus && together => vec![carried_over, sum],
        (true, false) if together => vec![sum],
        (true, false) => vec![carried_over],
        (false, true) => vec![carried_forward],
        _ => vec![carried_over, carried_forward],
    }
}
