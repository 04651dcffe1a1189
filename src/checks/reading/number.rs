//! What a single number claims: the words that belong to it are gathered, and every reader of counts is asked.

use super::claims::{Before, Reader};
use super::counts;
use super::numeral::{CASE_UNITS, Kind};
use super::span::{FILL, KEYS, bits, only, since, tags};
use super::target::{LITIGATION, RECONSIDERATION, Set, Target};
use super::tokens::Token;
use super::words::{LOOSE, SINCE, TO, Tag};

impl Reader<'_> {
    pub(super) fn number(&mut self, at: usize) {
        let Some(number) = self.tokens.get(at).and_then(|token| token.number) else {
            return;
        };
        let counted = match number.kind {
            Kind::Count => {
                number.unit.is_empty() || CASE_UNITS.contains(number.unit) || number.unit == "个"
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
        if let Some(named) = self.reached(&before) {
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
        if present & changed != 0 || !carried && present & other_year != 0 || rises {
            return;
        }
        let money = number.kind == Kind::Money;
        if self.is_of_another_year(at) {
            return;
        }
        let found = if money {
            counts::fees(&before.words, after)
        } else {
            self.review(at, &before, after)
                .or_else(|| self.outcome(at, &before, after))
                .or_else(|| self.opened(at, &before, after))
                .or_else(|| self.carried(at, &before, after))
                .or_else(|| self.applicants(at, &before, after))
                .or_else(|| self.businesses(at, &before))
                .or_else(|| self.applications(at, &before, after))
                .or_else(|| self.documents(at, &before, after))
                .or_else(|| counts::decisions(self.clause(at), &before.words, number.unit, after))
        };
        let Some(found) = found else { return };
        let Some(narrow) = self.narrowness(at) else {
            return;
        };
        let doubtful = found.doubtful || narrow;
        if present & bits(&[Tag::Each]) == 0 {
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
            let kinds = before
                .words
                .iter()
                .any(|token| token.tag == Tag::Procedures && token.set & LITIGATION == 0b010);
            let (first, second) = if kinds {
                (0b010, 0b100)
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
