//! What a single number claims: the words that belong to it are gathered, and every reader of counts is asked.

use super::claims::{Before, Claim, Found, Reader};
use super::counts;
use super::numeral::{CASE_UNITS, Kind, PERSONS};
use super::span::{FILL, KEYS, PAUSES, behind, bits, only, since, tags, until};
use super::target::{DIRECT_LAWSUIT, LATER_LAWSUIT, LITIGATION, RECONSIDERATION, Set, Target};
use super::tokens::Token;
use super::words::{IN_ORDER, LOOSE, SINCE, TO, Tag};
use crate::checks::check::Code;

impl Reader<'_> {
    pub(super) fn number(&mut self, at: usize) {
        let Some(number) = self.tokens.get(at).and_then(|token| token.number) else {
            return;
        };
        let counted = match number.kind {
            Kind::Count => {
                number.unit.is_empty()
                    || CASE_UNITS.contains(number.unit)
                    || number.unit == "个"
                    || self.counts_persons_for_applications(at)
            }
            Kind::Money => true,
            Kind::Percent | Kind::Year | Kind::Other => false,
        };
        if number.rough || !counted {
            return;
        }
        let after = self.after(at);
        let mut before = self.before(at, tags(after) & KEYS != 0);
        let waits = tags(&before.words) & KEYS == 0 && tags(after) & KEYS == 0;
        if waits
            && !before.words.is_empty()
            && only(&before.words, FILL)
            && let Some(comma) = before.start.filter(|at| {
                self.tokens
                    .get(*at)
                    .is_some_and(|token| token.tag == Tag::Comma)
            })
        {
            // 受理政府信息公开申请，共计 26 件
            let mut ahead = self.before(comma, false);
            // 1件上年结转，合计6件: a sum of the numbers before.
            let counted = ahead.start.and_then(|at| self.tokens.get(at));
            let sum = tags(&before.words) & bits(&[Tag::Total]) != 0
                && counted.is_some_and(|token| token.tag == Tag::Number);
            // 未废止规范性文件，现有9件
            let denied = tags(&ahead.words) & bits(&[Tag::None]) != 0;
            if !sum && !denied {
                ahead.words.append(&mut before.words);
                before.words = ahead.words;
            }
        }
        if let Some(named) = self.reached(&before).or_else(|| self.in_order(at)) {
            before.words = named;
        }
        let added_up = |token: &Token| token.tag == Tag::OtherYear && token.set == SINCE;
        before.words.retain(|token| !added_up(token));
        let present = tags(&before.words);
        let carried = present & bits(&[Tag::Carry, Tag::CarriedOver, Tag::CarriedForward]) != 0;
        let changed = bits(&[
            Tag::Compare,
            Tag::Up,
            Tag::Down,
            Tag::OtherYear,
            Tag::Share,
            Tag::Rate,
        ]);
        let other_year = bits(&[Tag::LastYear, Tag::NextYear]);
        // 由 32 件增至 40 件
        let rises = since(after, !FILL)
            .first()
            .is_some_and(|token| matches!(token.tag, Tag::Up | Tag::Down));
        if present & changed != 0 || rises {
            return;
        }
        if !carried && self.is_of_last_year(at) {
            before.words.retain(|token| token.tag != Tag::LastYear);
            if let Some(found) = self.counted(at, &before, after)
                && !found.doubtful
                && self.narrowness(at) == Some(false)
            {
                self.last_year.push(Claim {
                    code: Code(found.code),
                    token: at,
                    none: false,
                    doubtful: false,
                    readings: found.readings,
                });
            }
            return;
        }
        if !carried && present & other_year != 0 || self.is_of_another_year(at) {
            return;
        }
        let Some(found) = self.counted(at, &before, after) else {
            return;
        };
        let Some(narrow) = self.narrowness(at) else {
            return;
        };
        self.push_found(at, found, &before, narrow);
    }

    /// What a number counts: every reader of counts is asked.
    fn counted(&self, at: usize, before: &Before, after: &[Token]) -> Option<Found> {
        let number = self.tokens.get(at)?.number?;
        if number.kind == Kind::Money {
            counts::fees(&before.words, after)
        } else if PERSONS.contains(number.unit) && !number.unit.is_empty() {
            self.applicants(at, before, after)
                .or_else(|| self.businesses(at, before))
        } else {
            self.review(at, before, after)
                .or_else(|| self.outcome(at, before, after))
                .or_else(|| self.opened(at, before, after))
                .or_else(|| self.absent(at, before))
                .or_else(|| self.carried(at, before, after))
                .or_else(|| self.applicants(at, before, after))
                .or_else(|| self.businesses(at, before))
                .or_else(|| self.applications(at, before, after))
                .or_else(|| self.documents(at, before, after))
                .or_else(|| {
                    let told = !self.lists_what_is_published(at);
                    let sentence = self.sentence(at);
                    told.then(|| counts::decisions(sentence, &before.words, number.unit, after))?
                })
        }
    }

    /// Keeps what was found, once for each thing where 各 says so.
    fn push_found(&mut self, at: usize, found: Found, before: &Before, narrow: bool) {
        // 各部门收到12件 tells of all of them together.
        let each = tags(behind(&before.words, KEYS)) & bits(&[Tag::Each]) != 0;
        let doubtful = found.doubtful || narrow;
        if !each {
            self.push(found.code, at, false, doubtful, found.readings);
        } else if found.code == "X2" {
            // 部分公开、不予公开各1件
            let rows = before.words.iter().filter(|token| token.tag == Tag::Rows);
            let rows: Vec<Set> = rows.map(|token| token.set).collect();
            for rows in rows.into_iter().filter(|rows| rows & LOOSE == 0) {
                self.push("X2", at, false, doubtful, vec![Target::rows(rows)]);
            }
        } else if let [Target::Review(groups, columns)] = *found.readings.as_slice() {
            // 行政复议、行政诉讼各1件
            // 直接起诉、复议后起诉各1件
            let kinds = before.words.iter().any(|token| {
                token.tag == Tag::Procedures && token.set & LITIGATION == DIRECT_LAWSUIT
            });
            let (first, second) = if kinds {
                (DIRECT_LAWSUIT, LATER_LAWSUIT)
            } else {
                (RECONSIDERATION, LITIGATION)
            };
            for each in [first, second]
                .into_iter()
                .filter(|each| groups & each == *each)
            {
                self.push(
                    found.code,
                    at,
                    false,
                    doubtful,
                    vec![Target::Review(each, columns)],
                );
            }
        }
    }

    /// The words that say what one of the numbers of 行政许可、行政处罚决定分别为278件、121件 counts: those of the thing at
    /// its place. There have to be as many numbers as things.
    fn in_order(&self, at: usize) -> Option<Vec<Token>> {
        const LISTED: u64 = bits(&[Tag::Number, Tag::Mark, Tag::And]);
        let earlier = self.tokens.get(..at)?;
        let numbers = behind(earlier, !LISTED);
        let named = earlier.get(..earlier.len() - numbers.len())?;
        let (opening, named) = named.split_last()?;
        if opening.tag != Tag::Among || opening.set != IN_ORDER {
            return None;
        }
        let joins = |token: &Token| matches!(token.tag, Tag::Mark | Tag::And);
        let count = |tokens: &[Token]| {
            let numbers = tokens.iter().filter(|token| token.tag == Tag::Number);
            numbers.count()
        };
        let rest = until(self.tokens.get(at..)?, !LISTED);
        let things: Vec<&[Token]> = behind(named, PAUSES).split(joins).collect();
        let place = count(numbers);
        (things.len() > 1 && things.len() == place + count(rest))
            .then(|| things.get(place).map(|thing| thing.to_vec()))?
    }

    /// The words that say what 现行有效规范性文件由上年的6件减至5件 counts with the second number: those of the first.
    fn reached(&self, before: &Before) -> Option<Vec<Token>> {
        let to = |token: &Token| matches!(token.tag, Tag::Up | Tag::Down) && token.set & TO != 0;
        let change = FILL | bits(&[Tag::Up, Tag::Down]);
        let from = before.start.filter(|at| {
            self.tokens
                .get(*at)
                .is_some_and(|from| from.tag == Tag::Number)
        })?;
        if !before.words.iter().any(to) || !only(&before.words, change) {
            return None;
        }
        let mut named = self.before(from, false).words;
        if tags(&named) & bits(&[Tag::LastYear]) == 0 {
            return None;
        }
        named.retain(|token| token.tag != Tag::LastYear);
        Some(named)
    }
}
