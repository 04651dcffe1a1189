//! Year-on-year changes: 收到申请40件，较上年的32件增加8件，增长25%.

use super::percent::compared;
use super::{Fault, Place, counted};
use crate::checks::check::Severity;
use crate::checks::reading::claims::Claim;
use crate::checks::reading::numeral::{Kind, Number, ONE};
use crate::checks::reading::span::{FILL, PAUSES, behind, bits, only, tags, until};
use crate::checks::reading::target::Target;
use crate::checks::reading::tokens::Token;
use crate::checks::reading::words::{TO, Tag};

/// What may stand in the words of a change.
const CLEAR: u64 = FILL
    | bits(&[
        Tag::Compare,
        Tag::Up,
        Tag::Down,
        Tag::LastYear,
        Tag::Application,
        Tag::Close,
    ]);
pub(super) const CHANGED: u64 = bits(&[Tag::Up, Tag::Down]);
pub(super) const COMPARED: u64 = bits(&[Tag::LastYear, Tag::Compare]);
const CARRIED: u64 = bits(&[Tag::Carry, Tag::CarriedOver, Tag::CarriedForward]);

/// This year's number and those of last year that it may be compared with.
pub(super) struct Change<'a> {
    claim: &'a Claim,
    now: u64,
    bases: Vec<u64>,
}

impl<'a> Place<'a> {
    /// Checks 是上年的2倍.
    pub(super) fn times(&self) -> Option<Fault> {
        let words = FILL | bits(&[Tag::LastYear]);
        if tags(self.window) & bits(&[Tag::LastYear]) == 0 || !only(self.window, words) {
            return None;
        }
        let changes = self.changes(true);
        let Change { claim, now, bases } = changes.first()?;
        let computed: Vec<(u64, u64)> = bases.iter().map(|base| (*now, *base)).collect();
        let (severity, is) = compared(&self.number, &computed, Severity::Warning)?;
        let readings = claim.readings.clone();
        Some(Fault {
            severity,
            is,
            readings,
        })
    }

    /// Checks 增长25% behind the number that changed.
    pub(super) fn told_change(&self) -> Option<Fault> {
        let up = self.goes_up()?;
        let changes = self.changes(true);
        let mut nearest = None;
        for Change { claim, now, bases } in changes {
            let right_way = |base: &&u64| if up { now >= **base } else { now <= **base };
            let computed: Vec<(u64, u64)> = bases
                .iter()
                .filter(right_way)
                .map(|base| (now.abs_diff(*base), *base))
                .collect();
            let fault = match bases.first() {
                Some(base) if computed.is_empty() => {
                    Some((Severity::Warning, direction(now, *base)))
                }
                Some(_) if computed.iter().all(|(_, base)| *base == 0) => continue,
                Some(_) => compared(&self.number, &computed, Severity::Warning),
                None => continue,
            };
            let (severity, is) = fault?;
            let readings = claim.readings.clone();
            // What is compared is as a rule the number of applications.
            if nearest.is_none() || claim.code.0 == "X1" {
                nearest = Some(Fault {
                    severity,
                    is,
                    readings,
                });
            }
        }
        nearest
    }

    /// Checks the number of last year in 较上年（32件）增长25%.
    pub(super) fn last_years(&self) -> Option<Fault> {
        let words = self.words(self.at);
        let clear = CLEAR | bits(&[Tag::Open]);
        if tags(words) & COMPARED == 0 || tags(words) & CHANGED != 0 || !only(words, clear) {
            return None;
        }
        // It has to be compared, and not only told.
        let after = self.passage.tokens.get(self.at + 1..)?;
        let after = match after.split_first() {
            Some((comma, rest)) if comma.tag == Tag::Comma => rest,
            _ => after,
        };
        let next = until(after, PAUSES | bits(&[Tag::Number]));
        // （2024年为80件）
        let start = self.at.checked_sub(self.window.len() + 1);
        let before = start.and_then(|at| self.passage.tokens.get(at));
        let aside =
            before.is_some_and(|token| token.tag == Tag::Open) && only(next, bits(&[Tag::Close]));
        if !aside && (tags(next) & CHANGED == 0 || !only(next, CLEAR)) {
            return None;
        }
        let changes = self.changes(false);
        // 办结31件，上年申请25件，……
        let applied = tags(words) & bits(&[Tag::Application]) != 0;
        let mut changes = changes.iter();
        let Change { claim, now, .. } =
            changes.find(|change| !applied || change.claim.code.0 == "X1")?;
        let old: Vec<u64> = self.old(claim, *now);
        let first = *old.first()?;
        (!old.contains(&self.number.value)).then(|| {
            let mut is = "上年报告是 ".to_owned();
            is.push_str(&(first / ONE).to_string());
            Fault {
                severity: Severity::Warning,
                is,
                readings: claim.readings.clone(),
            }
        })
    }

    /// Checks 增加8件.
    pub(super) fn changed_by(&self) -> Option<Fault> {
        let up = self.goes_up()?;
        let compared = tags(self.words(self.at)) & COMPARED != 0
            || self.counts().first().is_some_and(|(place, _)| {
                let words = tags(self.words(*place));
                words & COMPARED != 0 && words & CHANGED == 0
            });
        // 对比2024年，收到申请193件，减少21件
        let opened = || {
            let earlier = self.passage.tokens.get(..self.at).unwrap_or_default();
            let sentence = behind(earlier, bits(&[Tag::Stop]));
            let year = sentence.iter().position(|token| token.tag == Tag::LastYear);
            let head = sentence.get(..=year.unwrap_or(0)).unwrap_or_default();
            only(self.window, CHANGED)
                && year.is_some()
                && tags(head) & bits(&[Tag::Compare]) != 0
                && only(head, FILL | COMPARED)
        };
        if !compared && !opened() {
            return None;
        }
        let mut nearest = None;
        for Change { claim, now, bases } in self.changes(false) {
            let Some(base) = bases.first() else { continue };
            let agrees = |base: &u64| {
                let rises = if up { now >= *base } else { now <= *base };
                rises && now.abs_diff(*base) == self.number.value
            };
            if bases.iter().any(agrees) {
                return None;
            }
            let wrong_way = bases
                .iter()
                .all(|base| if up { now < *base } else { now > *base });
            let is = if wrong_way {
                direction(now, *base)
            } else {
                difference(now, *base)
            };
            let readings = claim.readings.clone();
            nearest = nearest.or(Some(Fault {
                severity: Severity::Warning,
                is,
                readings,
            }));
        }
        nearest
    }

    /// Whether the words of the change say more or less; `None` when they are not clear.
    pub(super) fn goes_up(&self) -> Option<bool> {
        // 较上年多7件
        if let Some((last, words)) = self.window.split_last()
            && let Some(more) = self.is_more(last)
        {
            // 比上年的45件少6件
            let counts = self.counts();
            let before = counts
                .first()
                .map_or(0, |(place, _)| tags(self.words(*place)));
            let compared = tags(words) & COMPARED != 0
                || words.is_empty() && before & COMPARED != 0 && before & CHANGED == 0;
            return (compared && only(words, CLEAR)).then_some(more);
        }
        let present = tags(self.window) & CHANGED;
        let reached = |token: &Token| CHANGED & 1 << token.tag as u8 != 0 && token.set & TO != 0;
        let clear = only(self.window, CLEAR)
            && present.count_ones() == 1
            && !self.window.iter().any(reached);
        clear.then_some(present == bits(&[Tag::Up]))
    }

    /// Whether 多 or 少 stands before the number.
    pub(super) fn tells_more(&self) -> bool {
        let last = self.window.last();
        last.is_some_and(|last| self.is_more(last).is_some())
    }

    /// Whether a word is 多 or 少.
    fn is_more(&self, token: &Token) -> Option<bool> {
        match self.passage.plain.chars.get(token.start..token.end)? {
            ['多'] => Some(true),
            ['少'] => Some(false),
            _ => None,
        }
    }

    /// What the change may be one of, the nearest first. The number next to it has to be known; one
    /// further away may be meant as well, and explains the change.
    pub(super) fn changes(&self, derived: bool) -> Vec<Change<'a>> {
        let counts = self.counts_that_may_change();
        let told: Vec<(usize, Number)> = counts
            .iter()
            .filter(|(place, _)| {
                let words = self.words(*place);
                // 比上年（25件）多7件
                let more = words.split_last().is_some_and(|(last, before)| {
                    self.is_more(last).is_some() && tags(before) & bits(&[Tag::Close]) != 0
                });
                tags(words) & (CHANGED | COMPARED | CARRIED) == 0 && !more
            })
            .copied()
            .collect();
        let known = |(place, number): &(usize, Number)| {
            let claim = self.claim(*place)?;
            let bases = self.bases(claim, number.value, &counts, derived);
            Some(Change {
                claim,
                now: number.value,
                bases,
            })
        };
        if told.first().is_none_or(|first| known(first).is_none()) {
            return Vec::new();
        }
        told.iter().filter_map(known).collect()
    }

    /// The counts before the number, and those of the sentence before where this one only tells a change:
    /// 收到申请110件。较上年的86件增加24件，增长27.9%.
    fn counts_that_may_change(&self) -> Vec<(usize, Number)> {
        const TOLD: u64 = CLEAR | bits(&[Tag::Number, Tag::Comma, Tag::Open]);
        let mut counts = self.counts();
        counts.extend(self.last_year_in_brackets());
        let earlier = self.passage.tokens.get(..self.at).unwrap_or_default();
        let sentence = behind(earlier, bits(&[Tag::Stop]));
        let more = |token: &Token| self.is_more(token).is_some();
        let rest = sentence.iter().filter(|token| !more(token));
        let only_changes = rest.fold(0, |all, token| all | 1 << token.tag as u8) & !TOLD == 0;
        if only_changes && !sentence.is_empty() && tags(sentence) & COMPARED != 0 {
            let before = earlier.get(..earlier.len() - sentence.len());
            let before = before.and_then(|before| before.split_last());
            let before = before.map_or(&[][..], |(_, before)| before);
            let previous = behind(before, bits(&[Tag::Stop]));
            let start = before.len() - previous.len();
            let told = previous
                .iter()
                .enumerate()
                .rev()
                .map(|(place, token)| (start + place, token));
            counts.extend(told.filter_map(counted));
        }
        counts
    }

    /// The number of last year in brackets before a change: 比2023年（31件）下降35%.
    fn last_year_in_brackets(&self) -> Option<(usize, Number)> {
        let start = self.at.checked_sub(self.window.len())?;
        let tokens = self.passage.tokens.get(..start)?;
        let (close, tokens) = match self.window.split_first() {
            Some((close, _)) if close.tag == Tag::Close => (close, tokens),
            _ => {
                let (close, tokens) = tokens.split_last()?;
                (close, tokens)
            }
        };
        let (number, year) = match tokens {
            [.., year, open, number] if open.tag == Tag::Open => (number, year),
            _ => return None,
        };
        let told = close.tag == Tag::Close && year.tag == Tag::LastYear;
        told.then(|| counted((tokens.len() - 1, number)))?
    }

    /// The number of last year in brackets behind a change: 减少3件（2022年为20件）.
    fn base_behind(&self) -> Option<u64> {
        let rest = self.passage.tokens.get(self.at + 1..)?;
        let (open, rest) = rest.split_first()?;
        let (number, words) = until(rest, bits(&[Tag::Close])).split_last()?;
        let told =
            open.tag == Tag::Open && tags(words) & COMPARED != 0 && only(words, CLEAR & !CHANGED);
        let number = number.number.filter(|_| told)?;
        (number.kind == Kind::Count && !number.rough).then_some(number.value)
    }

    /// The numbers of last year that are written in the sentence or stand in last year's report; with
    /// `derived` those that a written difference makes.
    fn bases(
        &self,
        claim: &Claim,
        now: u64,
        counts: &[(usize, Number)],
        derived: bool,
    ) -> Vec<u64> {
        let mut bases = Vec::new();
        for (place, other) in counts {
            let present = tags(self.words(*place));
            if present & CARRIED != 0 {
                continue;
            }
            let reached =
                |token: &Token| CHANGED & 1 << token.tag as u8 != 0 && token.set & TO != 0;
            if self.words(*place).iter().any(reached) {
                continue;
            }
            if present & bits(&[Tag::Up]) != 0 {
                bases.extend(now.checked_sub(other.value).filter(|_| derived));
            } else if present & bits(&[Tag::Down]) != 0 {
                bases.extend(derived.then_some(now + other.value));
            } else if present & COMPARED != 0 {
                bases.push(other.value);
            }
        }
        bases.extend(self.base_behind());
        bases.extend(self.old(claim, now));
        bases
    }

    /// The numbers of last year's report that a claim of this year may be compared with: those of the
    /// readings that are right, or else of all.
    fn old(&self, claim: &Claim, now: u64) -> Vec<u64> {
        let Some(previous) = self.subject.previous_year() else {
            return Vec::new();
        };
        let right = |reading: &&Target| reading.value(self.sheet) == Some(now);
        let any = claim.readings.iter().any(|reading| right(&reading));
        let meant = claim
            .readings
            .iter()
            .filter(|reading| !any || right(reading));
        let old = meant.filter_map(|reading| reading.before(previous));
        old.map(|old| old * ONE).collect()
    }
}

/// 34 比 27 多
pub(super) fn direction(now: u64, base: u64) -> String {
    let mut text = (now / ONE).to_string();
    text.push_str(" 比 ");
    text.push_str(&(base / ONE).to_string());
    text.push_str(if now > base { " 多" } else { " 少" });
    text
}

/// 34 比 27 多 7
fn difference(now: u64, base: u64) -> String {
    let mut text = direction(now, base);
    text.push(' ');
    text.push_str(&(now.abs_diff(base) / ONE).to_string());
    text
}
