//! Changes of what is only named: 申请量同比下降6%, with last year's report to compare with.

use super::change::{CHANGED, COMPARED, direction};
use super::percent::compared;
use super::{Fault, Place};
use crate::checks::check::Severity;
use crate::checks::reading::claims::procedures;
use crate::checks::reading::numeral::ONE;
use crate::checks::reading::span::{FILL, PAUSES, VERBS, behind, bits, only, set, tags, until};
use crate::checks::reading::target::{ALL_OUTCOMES, Target, row};
use crate::checks::reading::tokens::Token;
use crate::checks::reading::words::{LOOSE, TO, Tag};
use crate::model::table::applications::Row;

impl Place<'_> {
    /// Checks 增长25%.
    pub(super) fn changed_at_a_rate(&self) -> Option<Fault> {
        let Some(readings) = self.changing() else {
            return self.told_change();
        };
        let Some(pairs) = self.values_of_both_years(&readings) else {
            return self.told_change();
        };
        let up = tags(self.window) & bits(&[Tag::Up]) != 0;
        let right_way = |(now, base): &&(u64, u64)| if up { now >= base } else { now <= base };
        let computed: Vec<(u64, u64)> = pairs
            .iter()
            .filter(right_way)
            .map(|(now, base)| (now.abs_diff(*base), *base))
            .collect();
        let (severity, is) = match pairs.first() {
            Some((now, base)) if computed.is_empty() => (Severity::Warning, direction(*now, *base)),
            _ => compared(&self.number, &computed, Severity::Warning)?,
        };
        // Numbers that are told may explain it as well.
        let told = self.goes_up().is_some() && !self.changes(true).is_empty();
        if told && self.told_change().is_none() {
            return None;
        }
        Some(Fault {
            severity,
            is,
            readings,
        })
    }

    /// What the words of a change name, with no number of its own: 申请量同比下降6%, 行政处罚决定同比增长5%.
    fn changing(&self) -> Option<Vec<Target>> {
        const NAMED: u64 = bits(&[Tag::Application, Tag::Rows, Tag::Procedures, Tag::Decisions]);
        let change = bits(&[Tag::Compare, Tag::Up, Tag::Down, Tag::LastYear]);
        let subject = until(self.window, change);
        let words = self.window.get(subject.len()..)?;
        let earlier = self.passage.tokens.get(..self.at)?;
        let sentence = behind(earlier, bits(&[Tag::Stop]));
        // It is named in a clause of its own.
        let start = earlier.len() - self.window.len();
        let before = start.checked_sub(1).and_then(|at| earlier.get(at));
        let opens =
            before.is_none_or(|token| (PAUSES | bits(&[Tag::Colon])) & 1 << token.tag as u8 != 0);
        let scope = bits(&[Tag::Wide, Tag::Narrow, Tag::Each]);
        let named = FILL & !scope | NAMED | VERBS & !bits(&[Tag::Finish]);
        let reached = |token: &Token| CHANGED & 1 << token.tag as u8 != 0 && token.set & TO != 0;
        let kinds = tags(subject) & NAMED & !bits(&[Tag::Application]);
        let clear = opens
            && only(subject, named)
            && kinds.count_ones() <= 1
            && only(words, change | bits(&[Tag::Light]))
            && tags(words) & CHANGED != 0
            && tags(sentence) & COMPARED != 0
            && !words.iter().any(reached);
        // 行政复议案件同比增长30%, of all matters that were brought against anybody.
        let disclosure = bits(&[Tag::Disclosure, Tag::Application]);
        let others = kinds == bits(&[Tag::Procedures]) && tags(sentence) & disclosure == 0;
        if !clear || others {
            return None;
        }
        let rows = set(subject, Tag::Rows);
        let groups = procedures(subject);
        let decisions = set(subject, Tag::Decisions);
        let (new, over) = (row(Row::NewlyReceived), row(Row::CarriedOver));
        if rows | decisions != 0 && (rows | decisions) & LOOSE != 0 {
            None
        } else if rows != 0 {
            Some(vec![Target::rows(rows)])
        } else if groups != 0 {
            Some(vec![Target::Review(groups, ALL_OUTCOMES)])
        } else if decisions != 0 {
            (tags(subject) & bits(&[Tag::Application]) == 0 && decisions.count_ones() == 1)
                .then(|| vec![Target::Proactive(decisions)])
        } else {
            let named = tags(subject) & bits(&[Tag::Application]) != 0;
            let handled = row(Row::HandledTotal);
            named.then(|| [new, new | over, handled].map(Target::rows).to_vec())
        }
    }

    /// The values of some readings this year and last; `None` when last year's report does not tell one.
    fn values_of_both_years(&self, readings: &[Target]) -> Option<Vec<(u64, u64)>> {
        let previous = self.subject.previous_year()?;
        let known = readings.iter().filter_map(|reading| {
            let before = reading.before(previous)?;
            Some((reading.value(self.sheet)?, before * ONE))
        });
        let known: Vec<(u64, u64)> = known.filter(|(_, before)| *before > 0).collect();
        (!known.is_empty()).then_some(known)
    }
}
