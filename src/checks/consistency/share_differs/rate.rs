//! Rates: 办结率94.1%, 纠错率14.3%, and those whose part and whole stand before them, as in
//! 发放问卷300份，收回287份，回收率95.7%.

use super::percent::compared;
use super::{Fault, Place, wholes};
use crate::checks::check::Severity;
use crate::checks::reading::claims::{Topic, topic};
use crate::checks::reading::numeral::ONE;
use crate::checks::reading::period::tells_a_period;
use crate::checks::reading::span::{PAUSES, behind, bits, tags, until};
use crate::checks::reading::target::{
    ALL_OUTCOMES, DECIDED, DIRECT_LAWSUIT, LATER_LAWSUIT, LITIGATION, RECONSIDERATION, Set, Target,
    outcome, row,
};
use crate::checks::reading::words::{COMPLETE, Tag};
use crate::model::table::applications::Row;
use crate::model::table::review::Outcome;

/// The longest name of a rate, without 率.
const LONGEST: usize = 4;

impl Place<'_> {
    pub(super) fn rate(&self) -> Option<Fault> {
        if tells_a_period(&self.passage.tokens, self.at) {
            return None;
        }
        let of_applications = topic(&self.passage.tokens, self.at) == Topic::Applications;
        if tags(self.window) & bits(&[Tag::Rate]) != 0 && of_applications {
            return self.rate_of_applications();
        }
        let name = self.name_of_rate()?;
        let text: String = name.iter().collect();
        let result = match text.as_str() {
            "纠错" | "直接纠错" | "被纠错" | "败诉" => Outcome::Corrected,
            "维持" | "胜诉" => Outcome::Upheld,
            "公开" => return self.rate_of_disclosed(),
            _ => return self.rate_of_what_is_told(&name),
        };
        self.rate_of_results(outcome(result))
    }

    /// 办结率94.13%: of all that had to be dealt with.
    fn rate_of_applications(&self) -> Option<Fault> {
        let finished = self
            .window
            .iter()
            .any(|token| token.tag == Tag::Rate && token.set & COMPLETE != 0);
        let foreign = bits(&[
            Tag::OnTime,
            Tag::Except,
            Tag::Unknown,
            Tag::Alien,
            Tag::Part,
            Tag::Procedures,
        ]);
        let whole = self.number.value == 100 * ONE;
        if tags(self.window) & foreign != 0 || whole && !finished {
            return None;
        }
        let all = row(Row::NewlyReceived) | row(Row::CarriedOver);
        let readings = vec![Target::rows(row(Row::HandledTotal)), Target::rows(all)];
        let values = self.values(&readings)?;
        let (handled, wholes) = values.split_first()?;
        let computed: Vec<(u64, u64)> = wholes.iter().map(|whole| (*handled, *whole)).collect();
        let lightest = if finished {
            Severity::Warning
        } else {
            Severity::Hint
        };
        let (severity, is) = compared(&self.number, &computed, lightest)?;
        Some(Fault {
            severity,
            is,
            readings,
        })
    }

    /// 公开率55.6%: of the applications; of the information, it is no number that the tables have.
    fn rate_of_disclosed(&self) -> Option<Fault> {
        if topic(&self.passage.tokens, self.at) != Topic::Applications {
            return None;
        }
        let disclosed = row(Row::Disclosed);
        let parts = [disclosed, disclosed | row(Row::PartlyDisclosed)].map(Target::rows);
        let mut readings = wholes();
        let values = self.values(&readings)?;
        let parts_values = self.values(&parts)?;
        let computed: Vec<(u64, u64)> = parts_values
            .iter()
            .flat_map(|part| values.iter().map(|whole| (*part, *whole)))
            .collect();
        let (severity, is) = compared(&self.number, &computed, Severity::Warning)?;
        readings.extend(parts);
        Some(Fault {
            severity,
            is,
            readings,
        })
    }

    /// 纠错率14.3%: of one kind of cases or of all, with or without those that are not decided.
    fn rate_of_results(&self, result: Set) -> Option<Fault> {
        let counts = self.counts();
        let own = counts.iter().any(|(place, _)| {
            let claim = self.claim(*place);
            claim.is_some_and(|claim| claim.code.0 == "X4" && !claim.doubtful)
        });
        let earlier = self.passage.tokens.get(..self.at).unwrap_or_default();
        let sentence = behind(earlier, bits(&[Tag::Stop]));
        let named = tags(sentence) & bits(&[Tag::Disclosure]) != 0;
        if !(own || named) || topic(&self.passage.tokens, self.at) != Topic::Review {
            return None;
        }
        let groups = [
            RECONSIDERATION,
            LITIGATION,
            DIRECT_LAWSUIT,
            LATER_LAWSUIT,
            RECONSIDERATION | LITIGATION,
        ];
        let mut computed = Vec::new();
        let mut readings = Vec::new();
        for groups in groups {
            let part = Target::Review(groups, result);
            for columns in [ALL_OUTCOMES, DECIDED] {
                let whole = Target::Review(groups, columns);
                computed.push((part.value(self.sheet)?, whole.value(self.sheet)?));
            }
            readings.extend([part, Target::Review(groups, ALL_OUTCOMES)]);
        }
        let (severity, is) = compared(&self.number, &computed, Severity::Warning)?;
        Some(Fault {
            severity,
            is,
            readings,
        })
    }

    /// The part is the number just before whose words say what the rate is called after; the whole is
    /// one of those before.
    fn rate_of_what_is_told(&self, name: &[char]) -> Option<Fault> {
        // 公开信息43条，其中公文2条，主动公开率100%: of what was not counted.
        if self.number.value == 100 * ONE {
            return None;
        }
        let counts = self.counts();
        let ((place, part), earlier) = counts.split_first()?;
        let first = self.words(*place).first().map_or(0, |token| token.start);
        let end = self.passage.tokens.get(self.at)?.start;
        // What is said of the number ends with its clause.
        let after = self.passage.tokens.get(*place + 1..self.at)?;
        let clause = until(after, PAUSES).last().map(|token| token.end);
        let number = self.passage.tokens.get(*place)?.end;
        let own = end
            .checked_sub(name.len() + 1)?
            .min(clause.unwrap_or(number));
        let said = self.passage.plain.chars.get(first..own)?;
        // 不合格31批次，合格率97.8%
        let denied = said.iter().any(|c| "不未无非没".contains(*c));
        if denied || !name.iter().all(|c| said.contains(c)) {
            return None;
        }
        let computed: Vec<(u64, u64)> = earlier
            .iter()
            .filter(|(_, whole)| whole.unit == part.unit && whole.value >= part.value)
            .map(|(_, whole)| (part.value, whole.value))
            .collect();
        let (severity, is) = compared(&self.number, &computed, Severity::Warning)?;
        Some(Fault {
            severity,
            is,
            readings: Vec::new(),
        })
    }

    /// What stands before 率 in the words of the number.
    fn name_of_rate(&self) -> Option<Vec<char>> {
        let start = self.window.first()?.start;
        let end = self.passage.tokens.get(self.at)?.start;
        let said = self.passage.plain.chars.get(start..end)?;
        let mark = said.iter().rposition(|c| *c == '率')?;
        let behind = said.get(mark + 1..)?;
        // 平均主动公开率
        let name = said.get(..mark)?;
        let name = name.strip_prefix(&['平', '均']).unwrap_or(name);
        let plain = behind.iter().all(|c| "为达到是均也".contains(*c));
        // 政府信息公开行政复议纠错率
        let cases = tags(self.window) & bits(&[Tag::Procedures]) != 0;
        let results = ["纠错", "败诉", "维持", "胜诉"];
        let result = name.get(name.len().saturating_sub(2)..).unwrap_or_default();
        let known = |word: &&str| word.chars().eq(result.iter().copied());
        if cases && plain && results.iter().any(known) {
            return Some(result.to_vec());
        }
        (plain && (1..=LONGEST).contains(&name.len())).then(|| name.to_vec())
    }
}
