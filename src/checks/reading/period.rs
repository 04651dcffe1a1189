//! Which year's numbers a sentence tells: those of the year reported on, of another, or of many.

use super::claims::Reader;
use super::numeral::Kind;
use super::span::bits;
use super::tokens::Token;
use super::words::{SINCE, THIS_YEAR, Tag};

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
        !before.last().is_some_and(this_year) && !after.iter().any(this_year)
    })
}

impl Reader<'_> {
    /// Whether the sentence was opened with another year: 2024年，收到申请32件，办结30件.
    pub(super) fn is_of_another_year(&self, at: usize) -> bool {
        let part = self.part(at);
        if is_added_up_since(part) {
            return true;
        }
        let year = part.iter().rposition(|token| {
            let years = bits(&[Tag::LastYear, Tag::NextYear, Tag::OtherYear]);
            years & 1 << token.tag as u8 != 0
                || token.number.is_some_and(|number| number.kind == Kind::Year)
        });
        let before = year.and_then(|at| part.get(at.checked_sub(1)?));
        let Some((year, next)) = year.and_then(|at| Some((part.get(at)?, part.get(at + 1)?)))
        else {
            return false;
        };
        // 对比2024年，…… tells this year's.
        let compared = before.is_some_and(|token| token.tag == Tag::Compare);
        next.tag == Tag::Comma && year.tag != Tag::Light && !compared
    }
}
