//! What the checks of prose against tables share: comparing a claim with its readings, and telling
//! where they differ.

use crate::checks::check::{Code, Finding, Fix, FixKind, Severity, Subject};
use crate::checks::reading::Passage;
use crate::checks::reading::claims::Claim;
use crate::checks::reading::numeral::{Kind, Number, ONE};
use crate::checks::reading::span::{PAUSES, behind, bits, set};
use crate::checks::reading::target::{ALL_APPLICANTS, NATURAL, Target};
use crate::checks::reading::tokens::Token;
use crate::checks::reading::words::{LOOSE, REVISED, Tag};
use crate::model::location::Location;
use crate::model::section::Section;

/// The most characters of prose that a message quotes.
const QUOTED: usize = 20;

/// 万元 in the millionths of 元 that money is told in.
const TEN_THOUSAND: u64 = 10_000 * ONE;

/// Adds a finding for each claim of a check that no reading explains.
pub(super) fn compare(
    code: Code,
    severity: Severity,
    subject: &Subject<'_>,
    found: &mut Vec<Finding>,
) {
    for passage in subject.passages() {
        for claim in passage.claims.iter().filter(|claim| claim.code == code) {
            if let Some(finding) = difference(severity, subject, passage, claim) {
                found.push(finding);
            }
        }
    }
}

/// How a number agrees with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Agreement {
    Equal,
    /// Its last digit is cut off where it should be rounded.
    Cut,
    Different,
}

fn agreement(number: &Number, value: u64) -> Agreement {
    let apart = number.value.abs_diff(value);
    let rounded = number.step != ONE || number.kind == Kind::Money;
    if apart == 0 || rounded && apart * 2 <= number.step {
        Agreement::Equal
    } else if rounded && apart < number.step && number.value < value {
        Agreement::Cut
    } else {
        Agreement::Different
    }
}

/// Whether other numbers of the sentence tell of the same cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beside {
    /// Together they are right: 因信息不存在无法提供7件，因不属于本机关公开无法提供4件, in the table 11.
    AddsUp,
    /// They are not, and any of them may be the wrong one.
    Differs,
}

/// The words before a claim, back to the last pause or number.
fn words<'a>(passage: &'a Passage, claim: &Claim) -> &'a [Token] {
    let before = passage.tokens.get(..claim.token).unwrap_or_default();
    behind(before, PAUSES | bits(&[Tag::Number]))
}

/// Whether a row is told in words of its own (信息不存在), so that it may be told in others as well.
fn tells_partly(passage: &Passage, claim: &Claim) -> bool {
    set(words(passage, claim), Tag::Rows) & LOOSE != 0
}

/// Whether documents are told that were only changed, which may be counted with those that are new.
fn is_revised(passage: &Passage, claim: &Claim) -> bool {
    set(words(passage, claim), Tag::Act) & REVISED != 0
}

/// Whether another number of the sentence tells what a claim may mean, and rightly: 收到申请9件，……受理3件. That one is
/// right leaves it open what this one is.
fn is_told_rightly(subject: &Subject<'_>, passage: &Passage, claim: &Claim) -> bool {
    let stop = |token: &Token| token.tag == Tag::Stop;
    let sentence = |at: usize| {
        let before = passage.tokens.get(..at).unwrap_or_default();
        before.iter().filter(|token| stop(token)).count()
    };
    let right = |other: &Claim| {
        let number = passage
            .tokens
            .get(other.token)
            .and_then(|token| token.number);
        let same = other
            .readings
            .iter()
            .filter(|reading| claim.readings.contains(reading));
        let mut values = same.map(|reading| reading.value(subject.sheet));
        number.is_some_and(|number| {
            values.any(|value| {
                value.is_some_and(|value| agreement(&number, value) == Agreement::Equal)
            })
        })
    };
    let others = passage
        .claims
        .iter()
        .filter(|other| other.code == claim.code && !other.none && other.token != claim.token);
    others
        .filter(|other| right(other))
        .any(|other| sentence(other.token) == sentence(claim.token))
}

/// Looks for other claims of the sentence that may mean the same cells and are wrong alone as well.
fn told_beside(subject: &Subject<'_>, passage: &Passage, claim: &Claim) -> Option<Beside> {
    if claim.none || !matches!(claim.code.0, "X2" | "X6") {
        return None;
    }
    let stop = |token: &Token| token.tag == Tag::Stop;
    let before = passage.tokens.get(..claim.token)?.iter().rposition(stop);
    let after = passage.tokens.get(claim.token..)?.iter().position(stop);
    let start = before.unwrap_or(0);
    let end = after.map_or(passage.tokens.len(), |after| claim.token + after);
    let number = |claim: &Claim| passage.tokens.get(claim.token)?.number;
    let others = passage.claims.iter().filter(|other| {
        (tells_partly(passage, claim) && tells_partly(passage, other)
            || is_revised(passage, claim) != is_revised(passage, other))
            && other.code == claim.code
            && !other.none
            && other.token != claim.token
            && (start..end).contains(&other.token)
    });
    let mut found = None;
    for reading in &claim.readings {
        let same = others
            .clone()
            .filter(|other| other.readings.contains(reading));
        let same: Vec<u64> = same.filter_map(number).map(|number| number.value).collect();
        if same.is_empty() {
            continue;
        }
        let sum = same.iter().sum::<u64>() + number(claim)?.value;
        if reading.value(subject.sheet) == Some(sum) {
            return Some(Beside::AddsUp);
        }
        found = Some(Beside::Differs);
    }
    found
}

fn difference(
    severity: Severity,
    subject: &Subject<'_>,
    passage: &Passage,
    claim: &Claim,
) -> Option<Finding> {
    let values: Option<Vec<u64>> = claim
        .readings
        .iter()
        .map(|reading| reading.value(subject.sheet))
        .collect();
    let values = values?;
    let number = passage.tokens.get(claim.token)?.number;
    let number = number.filter(|_| !claim.none);
    let mut cut = false;
    for value in &values {
        let agrees = number.map_or(
            if *value == 0 {
                Agreement::Equal
            } else {
                Agreement::Different
            },
            |number| agreement(&number, *value),
        );
        match agrees {
            Agreement::Equal => return None,
            Agreement::Cut => cut = true,
            Agreement::Different => {}
        }
    }
    let beside = told_beside(subject, passage, claim);
    if beside == Some(Beside::AddsUp) {
        return None;
    }
    // Section five looks back on single cases and on last year.
    let aside = passage.section == Section::ProblemsAndImprovements;
    let doubtful = claim.doubtful || aside || cut;
    let mut message = opening(passage, claim.token);
    message.push_str("与表不符");
    let several = values.len() > 1;
    message.push_str(if several && !claim.none {
        "，几种读法都不相等："
    } else {
        "："
    });
    let mut last = None;
    for (reading, value) in claim.readings.iter().zip(&values) {
        let section = reading.cells().first().map(|cell| cell.section());
        if last.is_some() {
            message.push('，');
        }
        if last != section {
            message.push_str(section.map_or("", Section::name));
        }
        last = section;
        message.push_str(&reading.name());
        message.push_str("是 ");
        message.push_str(&shown(*reading, *value));
    }
    message.push('。');
    let mut finding = Finding {
        code: claim.code,
        severity: if doubtful { Severity::Hint } else { severity },
        locations: locations(passage.section, &claim.readings),
        suspect: None,
        marked: Some(passage.section.into()),
        message,
        cause: number.and_then(|number| cause(subject, claim, &number)),
        fix: None,
        evidence: Vec::new(),
    };
    // A result may belong to either kind of lawsuit or to both: equal values are then a coincidence.
    // So they are where all applicants may be meant, or those of one kind.
    let columns = |reading: &Target| match *reading {
        Target::Applications(_, columns) => Some(columns),
        Target::Review(..) => None,
        Target::Proactive(_) => Some(0),
    };
    let first = claim.readings.first().and_then(columns);
    let alike = |reading: &Target| first.is_some() && columns(reading) == first;
    let open = beside.is_some()
        || several && !claim.readings.iter().all(alike)
        || is_told_rightly(subject, passage, claim);
    let mut single = values.iter();
    let first = single.next().copied().filter(|_| !open);
    let alone = first.filter(|first| single.all(|other| other == first));
    if let (Some(value), Some(number), false) = (alone, number, doubtful)
        && number.kind == Kind::Count
        && number.step == ONE
    {
        finding.fix = Some(mend(subject, passage, claim.token, &number, value / ONE));
    }
    Some(finding)
}

/// The section, then the cells of all readings, each once.
pub(super) fn locations(section: Section, readings: &[Target]) -> Vec<Location> {
    let mut locations = vec![Location::from(section)];
    for cell in readings.iter().flat_map(|reading| reading.cells()) {
        let place = Location::from(cell);
        if !locations.contains(&place) {
            locations.push(place);
        }
    }
    locations
}

/// A value as the form shows it.
fn shown(reading: Target, value: u64) -> String {
    let fees = reading.cells().first().is_some_and(|cell| cell.is_amount());
    if !fees {
        return (value / ONE).to_string();
    }
    let mut text = (value / TEN_THOUSAND).to_string();
    let part = value % TEN_THOUSAND / 10_000;
    if part != 0 {
        text.push('.');
        text.push_str(format!("{part:06}").trim_end_matches('0'));
    }
    text.push_str(" 万元");
    text
}

/// 第一部分写的“收到申请12件”
pub(super) fn opening(passage: &Passage, token: usize) -> String {
    let mut text = passage.section.name().to_owned();
    text.push_str("写的“");
    text.push_str(&quoted(passage, token));
    text.push('”');
    text
}

/// The words around a token within its clause, 20 characters at most.
pub(super) fn quoted(passage: &Passage, token: usize) -> String {
    let chars = passage.plain.chars.as_slice();
    let pause = |c: &char| "，；。！？：\n（）".contains(*c);
    let at = token;
    let Some(token) = passage.tokens.get(at) else {
        return String::new();
    };
    let starts = passage.tokens.iter().map(|token| token.start);
    let before = chars.get(..token.start).unwrap_or_default();
    let start = before.iter().rposition(pause).map_or(0, |at| at + 1);
    let start = behind_number(passage, at, start);
    let after = chars.get(token.end..).unwrap_or_default();
    let end = token.end + after.iter().position(pause).unwrap_or(after.len());
    let end = before_number(passage, at, end, start);
    let most = token.end.max(start + QUOTED);
    let end = if most < end {
        let comma = (token.end..=most)
            .rev()
            .find(|at| chars.get(*at) == Some(&'、'));
        let word = || starts.clone().rfind(|at| (token.end..=most).contains(at));
        comma.or_else(word).unwrap_or(token.end)
    } else {
        end
    };
    // Too long: it begins behind a pause, or at least between two words.
    let far = end.saturating_sub(QUOTED);
    let start = if start < far {
        let comma = (far..token.start).find(|at| chars.get(at.wrapping_sub(1)) == Some(&'、'));
        let word = || starts.clone().find(|at| (far..=token.start).contains(at));
        comma.or_else(word).unwrap_or(far)
    } else {
        start
    };
    let words = chars.get(start..end).unwrap_or_default();
    words.iter().filter(|c| !"“”".contains(**c)).collect()
}

/// Behind the number before a token, when the words from there on say what the token counts.
fn behind_number(passage: &Passage, at: usize, start: usize) -> usize {
    const FEW: usize = 2;
    let earlier = passage.tokens.get(..at).unwrap_or_default();
    let number = earlier.iter().rfind(|token| token.tag == Tag::Number);
    let Some(end) = number.map(|number| number.end).filter(|end| *end > start) else {
        return start;
    };
    let own = passage.tokens.get(at).map_or(end, |token| token.start);
    let words = passage.plain.chars.get(end..own).unwrap_or_default();
    // 3件公开、2件本机关不掌握: what follows says what the second counts.
    if words.last() == Some(&'、') && words.len() > 1 {
        return own;
    }
    let joined = words
        .iter()
        .take_while(|c| "、和及与".contains(**c))
        .count();
    if words.len() - joined < FEW {
        start
    } else {
        end + joined
    }
}

/// Before the words that belong to the number behind a token.
fn before_number(passage: &Passage, at: usize, end: usize, start: usize) -> usize {
    let Some(token) = passage.tokens.get(at) else {
        return end;
    };
    let later = passage.tokens.get(at + 1..).unwrap_or_default();
    let number = later.iter().find(|token| token.tag == Tag::Number);
    let Some(next) = number.map(|number| number.start).filter(|next| *next < end) else {
        return end;
    };
    let between = passage.plain.chars.get(token.end..next).unwrap_or_default();
    match between.iter().rposition(|c| *c == '、') {
        Some(mark) => token.end + mark,
        None if start < token.start => token.end,
        None => next,
    }
}

/// Where a wrong number may come from.
fn cause(subject: &Subject<'_>, claim: &Claim, number: &Number) -> Option<String> {
    let same = |reading: &Target| match *reading {
        Target::Applications(rows, ALL_APPLICANTS) => Target::Applications(rows, NATURAL)
            .value(subject.sheet)
            .is_some_and(|value| value == number.value),
        Target::Applications(..) | Target::Review(..) | Target::Proactive(_) => false,
    };
    if number.value > 0 && claim.readings.iter().any(same) {
        return Some("可能取的是“自然人”一列的数。".to_owned());
    }
    let previous = subject.previous_year()?;
    let old = |reading: &Target| {
        reading
            .before(previous)
            .is_some_and(|old| old * ONE == number.value)
    };
    (number.value > 0 && claim.readings.iter().any(old))
        .then(|| "可能是上年报告的数，没有改。".to_owned())
}

/// Puts the figure of the table in place of the number in prose.
fn mend(
    subject: &Subject<'_>,
    passage: &Passage,
    token: usize,
    number: &Number,
    value: u64,
) -> Fix {
    let start = passage.tokens.get(token).map_or(0, |token| token.start);
    let place = passage.plain.typed(start..number.digits_end);
    let mut text = subject.draft.prose(passage.section).to_string();
    let old = text.get(place.clone()).unwrap_or_default().to_owned();
    let new = value.to_string();
    if text.is_char_boundary(place.start) && text.is_char_boundary(place.end) {
        text.replace_range(place, &new);
    }
    Fix {
        kind: FixKind::UseFigure,
        edits: vec![(passage.section.into(), text)],
        change: Some((old, new)),
    }
}
