//! Section four: reconsideration and litigation, and their results.

use super::super::claims::{Before, Found, Reader, Topic, procedures};
use super::super::span::{FILL, KEYS, PAUSES, behind, bits, only, set, since, tags, until};
use super::super::target::{self, ALL_OUTCOMES, DECIDED, LITIGATION, Set, Target};
use super::super::tokens::Token;
use super::super::words::{ABOUT, AROSE, COMPLETE, HEARS, INSTANCE, JUDGED, LOST, Tag, WITHIN};
use crate::model::table::review::Outcome;

impl Reader<'_> {
    /// Section four.
    pub(in crate::checks::reading) fn review(
        &self,
        at: usize,
        before: &Before,
        after: &[Token],
    ) -> Option<Found> {
        const OF: u64 = bits(&[Tag::Procedures, Tag::Results]);
        let words = before.words.as_slice();
        let judged = |token: &Token| token.tag == Tag::Finish && token.set & JUDGED != 0;
        let mut gap = FILL | bits(&[Tag::Application, Tag::Among]);
        if words.iter().any(judged) {
            // 行政复议审结5件
            gap |= bits(&[Tag::Finish]);
        }
        if let Some(found) = self.judged(at, words, after) {
            return Some(found);
        }
        let (groups, mut results);
        if tags(words) & OF != 0 {
            if !only(behind(words, OF), gap) {
                return None;
            }
            groups = procedures(words);
            results = set(words, Tag::Results);
            // 行政复议中3件被维持
            let said = since(after, !FILL);
            // 直接起诉的3件中维持2件
            let within = after.first().is_some_and(|token| token.is_marked(WITHIN));
            if results == 0
                && !within
                && said.first().is_some_and(|token| token.tag == Tag::Results)
                && (tags(until(after, OF)) & bits(&[Tag::All]) == 0 || self.tells_the_rest(at))
            {
                results = set(after, Tag::Results);
            }
        } else {
            if tags(words) & KEYS & !bits(&[Tag::Treat, Tag::Receive]) != 0
                || tags(after) & OF == 0
                || !only(until(after, OF), gap)
            {
                return None;
            }
            groups = procedures(after);
            results = set(until(after, bits(&[Tag::All])), Tag::Results);
        }
        if tags(words) & bits(&[Tag::Alien, Tag::Part, Tag::Publish, Tag::Proactive]) != 0 {
            return None;
        }
        let hears = |token: &Token| token.is_marked(HEARS);
        if self.sentence(at).iter().any(hears) || self.is_of_all_matters(at) {
            return None;
        }
        let all = self.groups(at, groups, results);
        let instance = |token: &Token| token.tag == Tag::Part && token.set == INSTANCE;
        if all.is_empty() || self.sentence(at).iter().any(instance) {
            return None;
        }
        // 受理行政复议申请186件，其中涉及信息公开19件，纠错4件: the cases of others stay those of others.
        let about = |token: &Token| token.tag == Tag::Among && token.set & ABOUT != 0;
        let said = self.sentence(at);
        let opened = said
            .iter()
            .position(about)
            .and_then(|about| said.get(..about));
        let opened = opened
            .filter(|opened| groups == 0 && tags(opened) & bits(&[Tag::Treat, Tag::Receive]) != 0);
        let sentence = tags(opened.unwrap_or(said)) | tags(after);
        let arose = words.iter().any(|token| token.is_marked(AROSE));
        let named =
            arose || sentence & bits(&[Tag::Disclosure, Tag::Application, Tag::Passive]) != 0;
        // 本局受理行政复议申请1386件，其中纠错163件: cases of others.
        let acted = bits(&[Tag::Treat, Tag::Receive]);
        let taken = tags(behind(self.sentence(at), bits(&[Tag::Semicolon]))) & acted != 0;
        let others = !named && (tags(words) & acted != 0 || groups == 0 && taken);
        // 收到行政复议申请9件, where the organ hears no cases of others
        let own = groups != 0 && !self.circumstances.hears;
        if others && !own {
            return None;
        }
        let finished = |tokens: &[Token]| {
            let complete = |token: &Token| token.tag == Tag::Finish && token.set & COMPLETE != 0;
            tokens.iter().any(complete)
        };
        let columns = match results {
            0 if words.iter().any(judged) || after.iter().any(judged) => vec![DECIDED],
            // 办结行政诉讼4件
            0 if finished(words) || finished(after) => vec![ALL_OUTCOMES, DECIDED],
            0 => vec![ALL_OUTCOMES],
            // The other results of a lawsuit, such as a dismissed claim, may be won or lost as well.
            _ if results & LOST != 0 => {
                vec![
                    results & !LOST,
                    results & !LOST | target::outcome(Outcome::OtherResult),
                ]
            }
            _ => vec![results],
        };
        let readings = all.iter().flat_map(|groups| {
            let columns = columns.iter();
            columns.map(|columns| Target::Review(*groups, *columns))
        });
        Some(Found {
            code: "X4",
            readings: readings.collect(),
            doubtful: others
                || !named
                    && matches!(
                        self.topic(before.start.unwrap_or(0)),
                        Topic::Open | Topic::Other
                    ),
        })
    }

    /// Whether a number of cases is of all matters, since those of disclosure are told as a part of it:
    /// 行政应诉案件25件、被复议案件30件，其中政府信息公开8件.
    fn is_of_all_matters(&self, at: usize) -> bool {
        let disclosure = bits(&[Tag::Disclosure, Tag::Application]);
        let rest = self.tokens.get(at + 1..).unwrap_or_default();
        let sentence = until(rest, bits(&[Tag::Stop]));
        let head = until(sentence, bits(&[Tag::Among]));
        let part = sentence.get(head.len() + 1..).unwrap_or_default();
        let named = until(part, bits(&[Tag::Number]));
        // 134件涉及政府信息公开的行政复议案件
        let apart = PAUSES | bits(&[Tag::Open]);
        tags(head) & apart != 0
            && tags(named) & disclosure != 0
            && tags(named) & PAUSES == 0
            && tags(self.sentence(at)) & disclosure == 0
    }

    /// Cases that were told before and are decided: 行政复议60件，审结52件.
    fn judged(&self, at: usize, words: &[Token], after: &[Token]) -> Option<Found> {
        let judged = |token: &Token| token.tag == Tag::Finish && token.set & JUDGED != 0;
        let own = FILL | bits(&[Tag::Finish]);
        let known = words.iter().any(judged)
            && only(words, own)
            && tags(after) & KEYS == 0
            && self.topic(at) == Topic::Review
            && self.tells_own_cases(at);
        let groups = self.procedures_before(at);
        let readings = groups.iter().map(|groups| Target::Review(*groups, DECIDED));
        (known && !groups.is_empty()).then(|| Found {
            code: "X4",
            readings: readings.collect(),
            doubtful: false,
        })
    }

    /// Whether the sentence has told cases of the organ's own, as far as one can know.
    fn tells_own_cases(&self, at: usize) -> bool {
        let start = at - self.sentence(at).len();
        let earlier = self.claims.iter().rev();
        let mut told = earlier.take_while(|claim| claim.token >= start);
        told.any(|claim| claim.code.0 == "X4" && !claim.doubtful)
    }

    /// The groups of section four that a number or a word may be about: `named` with it, or else
    /// before. Won and lost are only lawsuits.
    pub(in crate::checks::reading) fn groups(
        &self,
        at: usize,
        named: Set,
        results: Set,
    ) -> Vec<Set> {
        let mut all = if named == 0 {
            self.procedures_before(at)
        } else {
            vec![named]
        };
        if results & LOST != 0 {
            all.retain(|groups| groups & LITIGATION == *groups);
            if all.is_empty() {
                all.push(LITIGATION);
            }
        }
        all
    }
}
