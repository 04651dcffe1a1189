//! X8: a percentage or a year-on-year rate is miscalculated.

use super::comparison;
use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::checks::reading::Passage;
use crate::checks::reading::claims::{
    Claim, FILL, PAUSES, Topic, VERBS, behind, bits, only, tags, topic,
};
use crate::checks::reading::numeral::{Kind, Number, ONE};
use crate::checks::reading::target::{ALL_OUTCOMES, DECIDED, Target, row};
use crate::checks::reading::tokens::Token;
use crate::checks::reading::words::{RESPECTIVELY, Tag};
use crate::model::table::applications::Row;

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

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        for passage in subject.passages() {
            for at in 0..passage.tokens.len() {
                if let Some((severity, is, places)) = fault(subject, passage, at) {
                    let mut message = comparison::opening(passage, at);
                    message.push_str("重新计算不符：");
                    message.push_str(&is);
                    message.push('。');
                    let mut finding = Finding::new(self, severity, [passage.section], message);
                    finding.locations = comparison::locations(passage.section, &places);
                    found.push(finding);
                }
            }
        }
    }
}

/// How grave a wrong percentage is, what it should be, and the readings it was computed from.
type Fault = (Severity, String, Vec<Target>);

fn fault(subject: &Subject<'_>, passage: &Passage, at: usize) -> Option<Fault> {
    let tokens = passage.tokens.as_slice();
    let number = tokens
        .get(at)?
        .number
        .filter(|number| number.kind == Kind::Percent && !number.rough)?;
    let earlier = tokens.get(..at)?;
    let window = behind(earlier, PAUSES | bits(&[Tag::Number, Tag::Open]));
    let present = tags(window);
    let opened = earlier.last().is_some_and(|token| token.tag == Tag::Open);
    if present & bits(&[Tag::Up, Tag::Down]) != 0 {
        change(subject, passage, at, &number, window)
    } else if present & bits(&[Tag::Rate]) != 0 {
        rate(subject, passage, at, &number, window)
    } else if let Some(nth) = respectively(tokens, at) {
        share(subject, passage, at, &number, &[], Some(nth))
    } else if present & bits(&[Tag::Share]) != 0 || opened {
        share(subject, passage, at, &number, window, None)
    } else {
        None
    }
}

/// Compares the written percentage with those computed; the nearest is told.
fn compared(
    number: &Number,
    computed: &[(u64, u64)],
    lightest: Severity,
) -> Option<(Severity, String)> {
    let mut best: Option<(u64, u64, u64)> = None;
    let mut severity = lightest;
    for (part, whole) in computed.iter().filter(|(_, whole)| *whole > 0) {
        let exact = (part / ONE * 100).saturating_mul(ONE) / (whole / ONE).max(1);
        let apart = exact.abs_diff(number.value);
        if apart <= number.step / 2 + 1 {
            return None;
        }
        if apart < number.step && number.value < exact {
            severity = Severity::Hint;
        }
        if best.is_none_or(|(known, ..)| apart < known) {
            best = Some((apart, *part, *whole));
        }
    }
    let (_, part, whole) = best?;
    let mut places = 1_u64;
    while places * number.step < ONE {
        places *= 10;
    }
    let (part, whole) = (part / ONE, (whole / ONE).max(1));
    let rounded = (part * 100 * places * 2 + whole) / (2 * whole);
    let mut text = part.to_string();
    text.push_str(" 除以 ");
    text.push_str(&whole.to_string());
    text.push_str(" 是 ");
    text.push_str(&(rounded / places).to_string());
    if places > 1 {
        let digits = (places + rounded % places).to_string();
        text.push('.');
        text.push_str(digits.get(1..).unwrap_or_default());
    }
    text.push('%');
    Some((severity, text))
}

fn claim_at(passage: &Passage, token: usize) -> Option<&Claim> {
    let mut claims = passage.claims.iter();
    claims.find(|claim| claim.token == token && !claim.none && claim.code.0 != "X6")
}

/// The counts before a place within the sentence, the nearest first.
fn counts(passage: &Passage, at: usize) -> Vec<(usize, Number)> {
    let earlier = passage.tokens.get(..at).unwrap_or_default();
    let numbers = earlier.iter().enumerate().rev();
    let sentence = numbers.take_while(|(_, token)| token.tag != Tag::Stop);
    sentence
        .filter_map(|(place, token)| Some((place, token.number?)))
        .filter(|(_, number)| number.kind == Kind::Count && !number.rough)
        .collect()
}

/// Which of the counts before it, from the nearest, a percentage of 分别占83.7%、16.3% belongs to.
fn respectively(tokens: &[Token], at: usize) -> Option<usize> {
    let listed = |token: &&Token| {
        let percent = token
            .number
            .is_some_and(|number| number.kind == Kind::Percent);
        percent || matches!(token.tag, Tag::Mark | Tag::And)
    };
    let percent = |token: &&Token| token.tag == Tag::Number;
    let earlier = tokens.get(..at)?.iter().rev();
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
    let following = tokens.get(at + 1..)?.iter();
    (opening.tag == Tag::Share && opening.set == RESPECTIVELY)
        .then(|| following.take_while(listed).filter(percent).count())
}

/// 予以公开17件，占44.74%; `listed` tells which of the counts before, from
/// the nearest, where it stands in a list.
fn share(
    subject: &Subject<'_>,
    passage: &Passage,
    at: usize,
    number: &Number,
    window: &[Token],
    listed: Option<usize>,
) -> Option<Fault> {
    let behind_share = behind(window, bits(&[Tag::Share]));
    let of = FILL
        | VERBS
        | bits(&[
            Tag::Application,
            Tag::Information,
            Tag::OnTime,
            Tag::Procedures,
            Tag::Publish,
            Tag::Columns,
        ]);
    if !only(behind_share, of) {
        return None;
    }
    let counts = counts(passage, at);
    let (place, part) = *counts.get(listed.unwrap_or(0))?;
    let claim = claim_at(passage, place)?;
    let parts = [part.value].into_iter();
    let total = tags(window) & bits(&[Tag::Total]) != 0;
    let together: u64 = counts.iter().take(2).map(|(_, number)| number.value).sum();
    let parts: Vec<u64> = parts.chain(total.then_some(together)).collect();
    let new = row(Row::NewlyReceived);
    let mut readings = match claim.readings.first()? {
        Target::Review(groups, _) => vec![
            Target::Review(*groups, ALL_OUTCOMES),
            Target::Review(*groups, DECIDED),
            Target::Review(0b111, ALL_OUTCOMES),
            Target::Review(0b111, DECIDED),
        ],
        Target::Applications(..) | Target::Proactive(_) => vec![
            Target::rows(row(Row::HandledTotal)),
            Target::rows(new),
            Target::rows(new | row(Row::CarriedOver)),
        ],
    };
    let mut wholes = Vec::new();
    for reading in &readings {
        wholes.push(reading.value(subject.sheet)?);
    }
    wholes.extend(
        counts
            .iter()
            .skip(listed.unwrap_or(0) + 1)
            .filter(|(_, whole)| whole.value >= part.value && whole.unit == part.unit)
            .map(|(_, whole)| whole.value),
    );
    // 自然人412件、法人80件，分别占83.7%、16.3%
    let together = counts.iter().take(6).scan(0, |sum, (_, count)| {
        *sum += count.value;
        Some(*sum)
    });
    wholes.extend(
        together
            .skip(1)
            .filter(|whole| listed.is_some() && *whole > part.value),
    );
    let computed: Vec<(u64, u64)> = parts
        .iter()
        .flat_map(|part| wholes.iter().map(|whole| (*part, *whole)))
        .collect();
    let (severity, is) = compared(number, &computed, Severity::Warning)?;
    readings.extend(claim.readings.iter().copied());
    Some((severity, is, readings))
}

/// 办结率94.13%
fn rate(
    subject: &Subject<'_>,
    passage: &Passage,
    at: usize,
    number: &Number,
    window: &[Token],
) -> Option<Fault> {
    let finished = window
        .iter()
        .any(|token| token.tag == Tag::Rate && token.set == 1);
    let foreign = bits(&[
        Tag::OnTime,
        Tag::Except,
        Tag::Unknown,
        Tag::Alien,
        Tag::Part,
        Tag::Procedures,
    ]);
    let whole = number.value == 100 * ONE;
    if tags(window) & foreign != 0
        || topic(&passage.tokens, at) != Topic::Applications
        || whole && !finished
    {
        return None;
    }
    let new = row(Row::NewlyReceived);
    let readings = vec![
        Target::rows(row(Row::HandledTotal)),
        Target::rows(new | row(Row::CarriedOver)),
    ];
    let mut values = Vec::new();
    for reading in &readings {
        values.push(reading.value(subject.sheet)?);
    }
    let (handled, wholes) = values.split_first()?;
    let computed: Vec<(u64, u64)> = wholes.iter().map(|whole| (*handled, *whole)).collect();
    let severity = if finished {
        Severity::Warning
    } else {
        Severity::Hint
    };
    let (severity, is) = compared(number, &computed, severity)?;
    Some((severity, is, readings))
}

/// 收到申请40件，较上年的32件增长25%
fn change(
    subject: &Subject<'_>,
    passage: &Passage,
    at: usize,
    number: &Number,
    window: &[Token],
) -> Option<Fault> {
    let clear = FILL
        | bits(&[
            Tag::Compare,
            Tag::Up,
            Tag::Down,
            Tag::LastYear,
            Tag::Application,
        ]);
    if !only(window, clear) {
        return None;
    }
    let counts = counts(passage, at);
    let (now, claim) = counts
        .iter()
        .find_map(|(place, number)| Some((number.value, claim_at(passage, *place)?)))?;
    let mut bases = Vec::new();
    for (place, other) in &counts {
        let words = behind(passage.tokens.get(..*place)?, PAUSES | bits(&[Tag::Number]));
        let present = tags(words);
        if present & bits(&[Tag::Carry, Tag::CarriedOver, Tag::CarriedForward]) != 0 {
            continue;
        }
        if present & bits(&[Tag::Up]) != 0 {
            bases.extend(now.checked_sub(other.value));
        } else if present & bits(&[Tag::Down]) != 0 {
            bases.push(now + other.value);
        } else if present & bits(&[Tag::LastYear, Tag::Compare]) != 0 {
            bases.push(other.value);
        }
    }
    if let Some(previous) = &subject.draft.previous_year {
        let old = claim
            .readings
            .iter()
            .filter_map(|reading| reading.before(previous));
        bases.extend(old.map(|old| old * ONE));
    }
    let up = tags(window) & bits(&[Tag::Up]) != 0;
    let computed: Vec<(u64, u64)> = bases
        .into_iter()
        .map(|base| {
            (
                if up {
                    now.saturating_sub(base)
                } else {
                    base.saturating_sub(now)
                },
                base,
            )
        })
        .collect();
    let (severity, is) = compared(number, &computed, Severity::Warning)?;
    Some((severity, is, claim.readings.clone()))
}
