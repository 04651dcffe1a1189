//! X8: a percentage or a year-on-year change is miscalculated.

use super::comparison;
use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::checks::reading::Passage;
use crate::checks::reading::claims::Claim;
use crate::checks::reading::numeral::{Kind, Number};
use crate::checks::reading::span::{PAUSES, behind, bits, tags};
use crate::checks::reading::target::{Target, row};
use crate::checks::reading::tokens::Token;
use crate::checks::reading::words::Tag;
use crate::model::sheet::Sheet;
use crate::model::table::applications::Row;

/// Year-on-year changes.
mod change;
/// Year-on-year changes of what is named without a number.
mod named_change;
/// Comparing a written percentage with computed ones.
mod percent;
/// Rates, as in 办结率.
mod rate;
/// Shares, as in 占.
mod share;

#[doc = include_str!("share_differs.md")]
pub struct ShareDiffers;

impl Check for ShareDiffers {
    fn code(&self) -> Code {
        Code("X8")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "百分比或同比计算有误"
    }

    fn explanation(&self) -> &'static str {
        include_str!("share_differs.md")
    }

    fn compares_prose(&self) -> bool {
        true
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        for passage in subject.passages() {
            for at in 0..passage.tokens.len() {
                let Some(place) = Place::of(subject, passage, at) else {
                    continue;
                };
                if let Some(Fault {
                    severity,
                    is,
                    readings,
                }) = place.fault()
                {
                    let mut message = comparison::opening(passage, at);
                    message.push_str("重新计算不符：");
                    message.push_str(&is);
                    message.push('。');
                    let mut finding = Finding::new(self, severity, [passage.section], message);
                    finding.locations = comparison::locations(passage.section, &readings);
                    found.push(finding);
                }
            }
        }
    }
}

/// A written number that does not come of the others.
struct Fault {
    /// How grave it is.
    severity: Severity,
    /// What it should be.
    is: String,
    /// What it was computed from.
    readings: Vec<Target>,
}

/// A number in its surroundings.
struct Place<'a> {
    sheet: &'a Sheet,
    subject: &'a Subject<'a>,
    passage: &'a Passage,
    at: usize,
    number: Number,
    /// The words before it, back to the last number or pause.
    window: &'a [Token],
    /// Whether it is the first thing in brackets.
    opened: bool,
}

impl<'a> Place<'a> {
    fn of(subject: &'a Subject<'a>, passage: &'a Passage, at: usize) -> Option<Self> {
        let number = passage.tokens.get(at)?.number?;
        let earlier = passage.tokens.get(..at)?;
        let told = matches!(number.kind, Kind::Percent | Kind::Count) && !number.rough;
        told.then(|| Place {
            sheet: subject.sheet,
            subject,
            passage,
            at,
            number,
            window: behind(earlier, PAUSES | bits(&[Tag::Number, Tag::Open])),
            opened: earlier.last().is_some_and(|token| token.tag == Tag::Open),
        })
    }

    fn fault(&self) -> Option<Fault> {
        let present = tags(self.window);
        let changed = present & bits(&[Tag::Up, Tag::Down, Tag::Compare]) != 0;
        if self.number.kind == Kind::Count {
            // 比上年的45件少6件
            let changed = changed || self.tells_more();
            let changed = changed.then(|| self.changed_by()).flatten();
            return changed.or_else(|| self.last_years());
        }
        if changed {
            self.changed_at_a_rate()
        } else if self.number.unit == "倍" {
            self.times()
        } else if let Some(nth) = self.respectively() {
            self.share(Some(nth))
        } else if present & bits(&[Tag::Share]) != 0 || self.opened {
            self.share(None)
        } else {
            self.rate()
        }
    }

    /// The claim that a number makes about a table.
    fn claim(&self, token: usize) -> Option<&'a Claim> {
        let mut claims = self.passage.claims.iter();
        claims.find(|claim| claim.token == token && !claim.none)
    }

    /// The words before a number, back to the last number or pause; brackets do not part them.
    fn words(&self, token: usize) -> &'a [Token] {
        let earlier = self.passage.tokens.get(..token).unwrap_or_default();
        behind(earlier, PAUSES | bits(&[Tag::Number]))
    }

    /// The counts before the number within the sentence, the nearest first. What brackets before it add to a count is
    /// passed over: 不予公开58件（内部事务信息9件、执法案卷7件），占10.62%.
    fn counts(&self) -> Vec<(usize, Number)> {
        let earlier = self.passage.tokens.get(..self.at).unwrap_or_default();
        // 公开信息80条。其中，年报1条，占比1.3%: the sentence goes on with the one before.
        let own = behind(earlier, bits(&[Tag::Stop]));
        let goes_on = own.first().is_some_and(|token| token.tag == Tag::Among);
        let mut stops = usize::from(goes_on);
        let numbers = earlier.iter().enumerate().rev();
        let sentence = numbers.take_while(|(_, token)| {
            let stop = token.tag == Tag::Stop;
            let ends = stop && stops == 0;
            stops -= usize::from(stop && !ends);
            !ends
        });
        let mut brackets = 0_usize;
        let outside = sentence.filter(|(_, token)| {
            brackets += usize::from(token.tag == Tag::Close);
            brackets = brackets.saturating_sub(usize::from(token.tag == Tag::Open));
            brackets == 0
        });
        outside.filter_map(counted).collect()
    }

    /// The values of some readings; `None` while one of them has no figure.
    fn values(&self, readings: &[Target]) -> Option<Vec<u64>> {
        readings
            .iter()
            .map(|reading| reading.value(self.sheet))
            .collect()
    }
}

/// A number that counts something, with its place.
fn counted((place, token): (usize, &Token)) -> Option<(usize, Number)> {
    let number = token.number?;
    (number.kind == Kind::Count && !number.rough).then_some((place, number))
}

/// What applications may be a share of: those dealt with, those received, with or without those carried over.
fn wholes() -> Vec<Target> {
    let new = row(Row::NewlyReceived);
    vec![
        Target::rows(row(Row::HandledTotal)),
        Target::rows(new),
        Target::rows(new | row(Row::CarriedOver)),
    ]
}
