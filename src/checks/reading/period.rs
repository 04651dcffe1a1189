//! Which year's numbers a sentence tells: those of the year reported on, of another, or of many.

use super::claims::Reader;
use super::numeral::{Kind, ONE};
use super::span::{PAUSES, behind, bits, since, tags};
use super::tokens::Token;
use super::words::{PERIOD, SINCE, THIS_YEAR, Tag};

/// Whether a part of a sentence has come to what was added up over years, as in 新条例施行以来，累计受理412件, and
/// not gone on to this year. 2025年以来, of the year reported on, is this year.
fn is_added_up_since(part: &[Token]) -> bool {
    let this_year = |token: &Token| {
        token.tag == Tag::Light
            && (token.set & THIS_YEAR != 0
                || token.number.is_some_and(|number| number.kind == Kind::Year))
    };
    let since = part
        .iter()
        .rposition(|token| token.tag == Tag::OtherYear && token.set == SINCE);
    since.is_some_and(|since| {
        let (before, after) = part.split_at(since);
        let own = before.last().is_some_and(this_year) || ends_the_year(before);
        !own && !after.iter().any(this_year)
    })
}

/// Whether a part of a sentence ends with the last day of a year: 1月1日至12月31日 of 期间.
fn ends_the_year(part: &[Token]) -> bool {
    let dates = part.iter().rev().take(4).filter_map(|token| token.number);
    let mut values = dates.map(|number| number.value / ONE);
    (values.next(), values.next()) == (Some(31), Some(12))
}

/// Whether a sentence has come to a part of the year, as in 上半年，受理22件，办结20件, and not gone on to the
/// whole of it.
fn is_of_a_period(sentence: &[Token]) -> bool {
    let period = |token: &Token| token.tag == Tag::Part && token.set == PERIOD;
    let year = |token: &Token| token.is_marked(THIS_YEAR);
    let last = sentence.iter().rposition(period);
    let told = last.and_then(|at| sentence.get(at..));
    // 上半年22件，下半年25件，共收到47件
    let summed =
        |told: &[Token]| tags(since(told, bits(&[Tag::Number]))) & bits(&[Tag::Total]) != 0;
    told.is_some_and(|told| !told.iter().any(year) && !summed(told))
}

/// Whether what is told at a place is told of a part of the year; 其中 goes on with the sentence before: 上半年受理22件。
/// 其中公开9件.
#[must_use]
pub fn tells_a_period(tokens: &[Token], at: usize) -> bool {
    let stop = bits(&[Tag::Stop]);
    let own = behind(tokens.get(..at).unwrap_or_default(), stop);
    let start = at - own.len();
    let first = tokens.get(start).map(|token| token.tag);
    let before = tokens.get(..start.saturating_sub(1)).unwrap_or_default();
    is_of_a_period(own) || first == Some(Tag::Among) && is_of_a_period(behind(before, stop))
}

impl Reader<'_> {
    /// Whether the part of the sentence before a place was opened with the year before the one reported on and has not
    /// come to this one: 2023年全年办理申请281件.
    pub(super) fn is_of_last_year(&self, at: usize) -> bool {
        let part = self.part(at);
        let year = part.iter().rposition(|token| token.tag == Tag::LastYear);
        let Some((before, rest)) = year.and_then(|year| part.split_at_checked(year)) else {
            return false;
        };
        let told = before
            .last()
            .is_none_or(|token| (PAUSES | bits(&[Tag::Colon])) & 1 << token.tag as u8 != 0);
        let year = rest.first().and_then(|year| year.number);
        // 2023年全年, but not 2023年收到31件，今年20件
        let now = |token: &Token| {
            let report = token.tag == Tag::Light
                && token.number.is_some_and(|number| number.kind == Kind::Year);
            token.is_marked(THIS_YEAR) || report
        };
        let compared = bits(&[
            Tag::Compare,
            Tag::Up,
            Tag::Down,
            Tag::Number,
            Tag::OtherYear,
        ]);
        let told_of_others = tags(before) & compared != 0 || rest.iter().skip(2).any(now);
        let part_of_it = rest
            .iter()
            .any(|token| token.tag == Tag::Part && token.set == PERIOD);
        told && year.is_some() && !told_of_others && !part_of_it
    }

    /// Whether the sentence was opened with another year: 2024年，收到申请32件，办结30件.
    pub(super) fn is_of_another_year(&self, at: usize) -> bool {
        let part = self.part(at);
        if is_added_up_since(part) || tells_a_period(self.tokens, at) {
            return true;
        }
        let year = part.iter().rposition(|token| {
            let years = bits(&[Tag::LastYear, Tag::NextYear, Tag::OtherYear]);
            // 1月1日至12月31日期间
            let since = token.tag == Tag::OtherYear && token.set == SINCE;
            !since && years & 1 << token.tag as u8 != 0
                || token.number.is_some_and(|number| number.kind == Kind::Year)
        });
        let before = year.and_then(|at| part.get(at.checked_sub(1)?));
        let Some((year, next)) = year.and_then(|at| Some((part.get(at)?, part.get(at + 1)?)))
        else {
            return false;
        };
        // 明年计划制定规范性文件1件
        let opens = before.is_none_or(|token| PAUSES & 1 << token.tag as u8 != 0);
        if year.tag == Tag::NextYear && opens {
            return true;
        }
        // 上年行政复议4件，纠正2件
        let year_after = |token: &Token| token.is_marked(THIS_YEAR);
        let since = part
            .iter()
            .rev()
            .take_while(|token| token.start > year.start);
        if year.tag == Tag::LastYear
            && opens
            && next.tag == Tag::Procedures
            && !since.into_iter().any(year_after)
        {
            return true;
        }
        // 对比2024年，…… tells this year's.
        let compared = before.is_some_and(|token| token.tag == Tag::Compare);
        next.tag == Tag::Comma && year.tag != Tag::Light && !compared
    }
}
