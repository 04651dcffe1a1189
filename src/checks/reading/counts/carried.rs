//! Section three, 二 and 四: how many applications were carried over from last year and into the next.

use super::super::claims::{Before, Found, Reader, Topic};
use super::super::span::{FILL, KEYS, behind, bits, only, set, tags, until};
use super::super::target::{ALL_APPLICANTS, LEGAL, Set, Target, row};
use super::super::tokens::Token;
use super::super::words::{BUSINESS, PLUS, Tag};
use crate::model::table::applications::Row;

impl Reader<'_> {
    /// Section three, 二 and 四.
    pub(in crate::checks::reading) fn carried(
        &self,
        at: usize,
        before: &Before,
        after: &[Token],
    ) -> Option<Found> {
        const OF: u64 = bits(&[Tag::CarriedOver, Tag::CarriedForward, Tag::Carry]);
        // 还有1件在法定期限内办理, 余1件于2026年1月8日答复
        let left = tags(&before.words) & bits(&[Tag::Except]) != 0;
        let next = tags(after) & bits(&[Tag::NextYear]) != 0;
        let later = if next {
            bits(&[Tag::NextYear, Tag::Finish])
        } else {
            0
        };
        let open = left
            && (next || tags(after) & bits(&[Tag::Treat]) != 0)
            && tags(after) & bits(&[Tag::Treat, Tag::Finish]) != 0
            && only(
                after,
                FILL | later | bits(&[Tag::Treat, Tag::OnTime, Tag::Unknown]),
            )
            && (self.tells_handled(at) || next && self.is_near_applications(at));
        if open {
            return Some(Found {
                code: "X2",
                readings: vec![Target::rows(row(Row::CarriedForward))],
                doubtful: false,
            });
        }
        let mut words = before.words.as_slice();
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
            // 结转上年度申请5件
            if !only(behind(words, OF), gap | bits(&[Tag::LastYear])) {
                return None;
            }
        } else {
            let own = KEYS & !bits(&[Tag::Application]);
            // 7件因尚在法定答复期内转入下年
            let alien = tags(after) & bits(&[Tag::Alien]) != 0;
            let still = next
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
            if tags(words) & own != 0 || !only(until(after, OF), gap) {
                return None;
            }
            words = after;
        }
        let present = tags(words);
        if present & OF == 0
            || tags(&before.words) & bits(&[Tag::Alien, Tag::Proactive, Tag::Part]) != 0
        {
            return None;
        }
        let topic = self.topic(at);
        if !self.is_about_applications(at, words, after) && topic != Topic::Open {
            return None;
        }
        let carry = present & bits(&[Tag::Carry]) != 0;
        let over = present & bits(&[Tag::CarriedOver]) != 0
            || carry && present & bits(&[Tag::LastYear]) != 0;
        let forward = present & bits(&[Tag::CarriedForward]) != 0
            || carry && present & bits(&[Tag::NextYear]) != 0;
        let together = present & bits(&[Tag::Receive, Tag::New]) != 0;
        let plus = set(words, Tag::Light) & PLUS != 0;
        let total = present & bits(&[Tag::Total]) != 0;
        let (new, over_row, forward_row) = (
            row(Row::NewlyReceived),
            row(Row::CarriedOver),
            row(Row::CarriedForward),
        );
        let mut readings = match (over, forward) {
            // 连同上年结转共37件 is the sum, 受理量加上上年结转的3件 the part that is added.
            (true, false) if plus && total => vec![Target::rows(new | over_row)],
            (true, false) if plus && together => {
                vec![Target::rows(over_row), Target::rows(new | over_row)]
            }
            (true, false) if together => vec![Target::rows(new | over_row)],
            (true, false) => vec![Target::rows(over_row)],
            (false, true) => vec![Target::rows(forward_row)],
            _ => vec![Target::rows(over_row), Target::rows(forward_row)],
        };
        for columns in self.applicants_with(at, before) {
            for rows in [over_row, forward_row] {
                readings.push(Target::Applications(rows, columns));
            }
        }
        let told = present & bits(&[Tag::Carry, Tag::NextYear]) != 0 || self.tells_handled(at);
        Some(Found {
            code: "X2",
            readings,
            doubtful: forward
                && !over
                && !told
                && set(words, Tag::CarriedForward) == 1
                && words
                    .iter()
                    .all(|token| token.tag != Tag::CarriedForward || token.set == 1),
        })
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
