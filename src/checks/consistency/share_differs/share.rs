//! Shares: 予以公开17件，占44.74%; 自然人占80%; 取水许可88件，占许可总数的37.1%.

use super::percent::compared;
use super::{Fault, Place, wholes};
use crate::checks::check::Severity;
use crate::checks::reading::claims::{Topic, topic};
use crate::checks::reading::numeral::{Kind, Number};
use crate::checks::reading::span::{FILL, VERBS, behind, bits, only, set, tags, until};
use crate::checks::reading::target::{ALL_APPLICANTS, ALL_OUTCOMES, DECIDED, Set, Target, row};
use crate::checks::reading::tokens::Token;
use crate::checks::reading::words::{JUDGED, LOOSE, OPEN, RESPECTIVELY, TOGETHER, Tag, WITHIN};
use crate::model::table::applications::Row;

/// What may stand between 占 and its percentage.
const WHOLE: u64 = FILL
    | VERBS
    | bits(&[
        Tag::Application,
        Tag::Information,
        Tag::OnTime,
        Tag::Procedures,
        Tag::Publish,
        Tag::Columns,
        Tag::Rows,
        Tag::Decisions,
    ]);
/// What may stand before 占 when a number before it is meant.
const JOINED: u64 = FILL | bits(&[Tag::Application, Tag::Among]);

impl Place<'_> {
    /// Which of the counts before it, from the nearest, a percentage of 分别占83.7%、16.3% belongs to.
    pub(super) fn respectively(&self) -> Option<usize> {
        let tokens = self.passage.tokens.as_slice();
        let listed = |token: &&Token| {
            let percent = token
                .number
                .is_some_and(|number| number.kind == Kind::Percent);
            percent || matches!(token.tag, Tag::Mark | Tag::And)
        };
        let percent = |token: &&Token| token.tag == Tag::Number;
        let earlier = tokens.get(..self.at)?.iter().rev();
        let opening = earlier.skip_while(listed).find(|token| {
            let passed = bits(&[
                Tag::Light,
                Tag::Total,
                Tag::Application,
                Tag::Finish,
                Tag::Receive,
            ]);
            passed & 1 << token.tag as u8 == 0
        })?;
        let following = tokens.get(self.at + 1..)?.iter();
        let following = following.take_while(listed).filter(percent).count();
        let before = tokens.get(..self.at)?.iter().rev();
        let several = following + before.take_while(listed).filter(percent).count() > 0;
        (opening.tag == Tag::Share && (opening.set == RESPECTIVELY || several)).then_some(following)
    }

    /// `listed` tells which of the counts before, from the nearest, is meant.
    pub(super) fn share(&self, listed: Option<usize>) -> Option<Fault> {
        let window = if listed.is_some() { &[] } else { self.window };
        let of = behind(window, bits(&[Tag::Share]));
        let subject = until(window, bits(&[Tag::Share]));
        let shared = subject.len() < window.len();
        // 占全省的3%: of what nobody here knows.
        if !only(of, WHOLE) || tags(of) & bits(&[Tag::Wide, Tag::Narrow]) != 0 {
            return None;
        }
        if shared && !only(subject, JOINED) {
            return self.share_of_named(subject);
        }
        let counts = self.counts();
        let nth = listed.unwrap_or(0);
        let (place, part) = *counts.get(nth)?;
        let joint = |token: &Token| token.tag == Tag::Share && token.set == TOGETHER;
        let total = tags(window) & bits(&[Tag::Total]) != 0 || window.iter().any(joint);
        let together: u64 = counts.iter().take(2).map(|(_, number)| number.value).sum();
        let parts = [part.value]
            .into_iter()
            .chain(total.then_some(together))
            .collect::<Vec<_>>();
        let told = counts.iter().skip(nth + 1);
        let told = told.filter(|(_, whole)| whole.value >= part.value && whole.unit == part.unit);
        let told =
            told.filter(|(whole, _)| listed.is_some() || !self.is_shared_beside(*whole, place));
        let mut values: Vec<u64> = told.map(|(_, whole)| whole.value).collect();
        let counted = self.claim(place).filter(|claim| claim.code.0 != "X6");
        let reading = counted.and_then(|claim| claim.readings.first());
        let applications = tags(of) & bits(&[Tag::Application]) != 0
            && topic(&self.passage.tokens, self.at) == Topic::Applications;
        let mut readings = match (reading, named_whole(of)) {
            (Some(reading @ Target::Review(..)), _) | (Some(reading), None) => wholes_of(reading),
            (_, Some(whole)) => vec![whole],
            // 网上127件，占63.5%; 15件，占新收申请的65.2%
            (None, None) if self.is_a_way(place) || applications => wholes(),
            (None, None) if listed.is_none() && self.is_among(place) => Vec::new(),
            (None, None) if listed.is_none() => {
                values.push(self.total_behind(&part)?);
                Vec::new()
            }
            (None, None) => return None,
        };
        values.extend(self.values(&readings)?);
        // 自然人412件、法人80件，分别占83.7%、16.3%
        let sums = counts.iter().take(6).scan(0, |sum, (_, count)| {
            *sum += count.value;
            Some(*sum)
        });
        values.extend(
            sums.skip(1)
                .filter(|whole| listed.is_some() && *whole > part.value),
        );
        let computed: Vec<(u64, u64)> = parts
            .iter()
            .flat_map(|part| values.iter().map(|whole| (*part, *whole)))
            .collect();
        let (severity, is) = compared(&self.number, &computed, Severity::Warning)?;
        let claim = self.claim(place).into_iter();
        readings.extend(claim.flat_map(|claim| claim.readings.iter().copied()));
        Some(Fault {
            severity,
            is,
            readings,
        })
    }

    /// 自然人占80%: the part is named and not counted.
    fn share_of_named(&self, subject: &[Token]) -> Option<Fault> {
        let named = FILL
            | VERBS
            | bits(&[
                Tag::Columns,
                Tag::Rows,
                Tag::Publish,
                Tag::Application,
                Tag::Information,
                Tag::Among,
            ]);
        if !only(subject, named) || topic(&self.passage.tokens, self.at) != Topic::Applications {
            return None;
        }
        let columns = set(subject, Tag::Columns);
        let mut rows = set(subject, Tag::Rows);
        let answered = tags(subject) & bits(&[Tag::Finish]) != 0;
        let open = |token: &Token| token.tag == Tag::Publish && token.set == OPEN;
        let kind = subject.last().is_some_and(|last| {
            self.passage.plain.chars.get(last.start..last.end) == Some(&['类'])
        });
        // 公开类答复占78.1%
        if (answered || kind) && subject.iter().any(open) {
            rows |= row(Row::Disclosed) | row(Row::PartlyDisclosed);
        }
        if (columns == 0) == (rows == 0) || rows & LOOSE != 0 {
            return None;
        }
        let mut bases: Vec<(Set, Target)> = wholes()
            .into_iter()
            .filter_map(|whole| match whole {
                Target::Applications(of, _) => Some((of, whole)),
                Target::Review(..) | Target::Proactive(_) => None,
            })
            .collect();
        // 予以公开的23件中，自然人占78%
        for (place, _) in self.counts() {
            for reading in self
                .claim(place)
                .into_iter()
                .flat_map(|claim| &claim.readings)
            {
                if let Target::Applications(of, ALL_APPLICANTS) = reading {
                    bases.push((*of, *reading));
                }
            }
        }
        let mut computed = Vec::new();
        let mut readings = Vec::new();
        for (of, whole) in bases {
            let part = if columns == 0 {
                Target::rows(rows)
            } else {
                Target::Applications(of, columns)
            };
            computed.push((part.value(self.sheet)?, whole.value(self.sheet)?));
            readings.extend([part, whole]);
        }
        let (severity, is) = compared(&self.number, &computed, Severity::Warning)?;
        Some(Fault {
            severity,
            is,
            readings,
        })
    }

    /// Whether a number before a part has a share of its own and does not open a list: 网络25件，占53%，信函22件，占47%.
    fn is_shared_beside(&self, whole: usize, part: usize) -> bool {
        let between = self.passage.tokens.get(whole + 1..part).unwrap_or_default();
        let mut next = between.iter().filter_map(|token| token.number);
        let shared = next
            .next()
            .is_some_and(|number| number.kind == Kind::Percent);
        let within = |token: &Token| token.is_marked(WITHIN);
        shared
            && tags(until(between, bits(&[Tag::Number]))) & bits(&[Tag::Share, Tag::Open]) != 0
            && tags(between) & bits(&[Tag::Among]) == 0
            && !between.iter().any(within)
    }

    /// Whether a number tells how many applications came in some way.
    fn is_a_way(&self, place: usize) -> bool {
        let words = self.words(place);
        let own = FILL | VERBS | bits(&[Tag::Channel, Tag::Application, Tag::Among]);
        tags(words) & bits(&[Tag::Channel]) != 0
            && only(words, own)
            && topic(&self.passage.tokens, place) == Topic::Applications
    }

    /// The total at the end of the list that a number belongs to: ……，合计503条.
    fn total_behind(&self, part: &Number) -> Option<u64> {
        let tokens = self.passage.tokens.as_slice();
        let rest = until(tokens.get(self.at..)?, bits(&[Tag::Stop]));
        rest.iter().enumerate().find_map(|(place, token)| {
            let number = token.number.filter(|number| number.unit == part.unit)?;
            let words = self.words(self.at + place);
            let total = tags(words) & bits(&[Tag::Total]) != 0 && only(words, FILL);
            total.then_some(number.value)
        })
    }

    /// Whether a number is told as a part of one before it: 收到972件，其中市本级338件.
    fn is_among(&self, place: usize) -> bool {
        let counts = self.counts();
        let first = counts.last().map_or(place, |(first, _)| *first);
        let between = self.passage.tokens.get(first..place).unwrap_or_default();
        let within = |token: &Token| token.is_marked(WITHIN);
        tags(between) & bits(&[Tag::Among]) != 0 || between.iter().any(within)
    }
}

/// What a reading may be a share of.
fn wholes_of(reading: &Target) -> Vec<Target> {
    match reading {
        Target::Review(groups, _) => [*groups, 0b111]
            .into_iter()
            .flat_map(|groups| {
                [ALL_OUTCOMES, DECIDED].map(|columns| Target::Review(groups, columns))
            })
            .collect(),
        Target::Applications(..) => wholes(),
        Target::Proactive(_) => Vec::new(),
    }
}

/// The whole that 占……的 names, when it is one.
fn named_whole(of: &[Token]) -> Option<Target> {
    let decisions = set(of, Tag::Decisions);
    let rows = set(of, Tag::Rows);
    let columns = set(of, Tag::Columns);
    let finished = of
        .iter()
        .any(|token| token.tag == Tag::Finish && token.set & JUDGED == 0);
    match (decisions & !LOOSE, rows & !LOOSE, columns) {
        // 占新收申请的65.2%
        (0, 0, 0) if tags(of) & bits(&[Tag::New]) != 0 => {
            Some(Target::rows(row(Row::NewlyReceived)))
        }
        (0, 0, 0) => finished.then(|| Target::rows(row(Row::HandledTotal))),
        (decisions, 0, 0) => Some(Target::Proactive(decisions)),
        (0, rows, 0) => Some(Target::rows(rows)),
        _ => None,
    }
}
