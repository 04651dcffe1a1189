//! Sets of tags, and what stands between tokens of some tags.

use super::target::Set;
use super::tokens::Token;
use super::words::Tag;

/// Tags as a set of bits.
pub const fn bits(tags: &[Tag]) -> u64 {
    let mut set = 0;
    let mut rest = tags;
    while let [tag, more @ ..] = rest {
        set |= 1 << *tag as u8;
        rest = more;
    }
    set
}

/// What may stand between a thing and its number.
pub const FILL: u64 = bits(&[
    Tag::Light,
    Tag::Total,
    Tag::Mark,
    Tag::And,
    Tag::AndSoOn,
    Tag::Disclosure,
    Tag::Colon,
    Tag::Each,
    Tag::Passive,
    Tag::All,
    Tag::Wide,
    Tag::Narrow,
]);
/// What a number can be about.
pub const KEYS: u64 = bits(&[
    Tag::Receive,
    Tag::New,
    Tag::Treat,
    Tag::Finish,
    Tag::Application,
    Tag::CarriedOver,
    Tag::CarriedForward,
    Tag::Carry,
    Tag::Rows,
    Tag::Columns,
    Tag::Procedures,
    Tag::Results,
    Tag::Documents,
    Tag::Act,
    Tag::Decisions,
    Tag::Fees,
]);
/// What is done with applications.
pub const VERBS: u64 = bits(&[Tag::Receive, Tag::New, Tag::Treat, Tag::Finish]);
/// What ends a clause.
pub const PAUSES: u64 = bits(&[Tag::Comma, Tag::Semicolon, Tag::Stop]);

/// The tags of some tokens.
#[must_use]
pub fn tags(tokens: &[Token]) -> u64 {
    tokens
        .iter()
        .fold(0, |set, token| set | 1 << token.tag as u8)
}

/// What the tokens of one tag stand for, together.
#[must_use]
pub fn set(tokens: &[Token], tag: Tag) -> Set {
    let sets = tokens.iter().filter(|token| token.tag == tag);
    sets.fold(0, |all, token| all | token.set)
}

/// The tokens behind the last one of some tags.
#[must_use]
pub fn behind(tokens: &[Token], of: u64) -> &[Token] {
    let last = tokens
        .iter()
        .rposition(|token| of & 1 << token.tag as u8 != 0);
    tokens
        .get(last.map_or(0, |last| last + 1)..)
        .unwrap_or_default()
}

/// The tokens from the first one of some tags on.
#[must_use]
pub fn since(tokens: &[Token], of: u64) -> &[Token] {
    let first = tokens
        .iter()
        .position(|token| of & 1 << token.tag as u8 != 0);
    first
        .and_then(|first| tokens.get(first..))
        .unwrap_or_default()
}

/// The tokens before the first one of some tags.
#[must_use]
pub fn until(tokens: &[Token], of: u64) -> &[Token] {
    let first = tokens
        .iter()
        .position(|token| of & 1 << token.tag as u8 != 0);
    tokens
        .get(..first.unwrap_or(tokens.len()))
        .unwrap_or_default()
}

/// Whether all tokens are of some tags.
#[must_use]
pub fn only(tokens: &[Token], of: u64) -> bool {
    tags(tokens) & !of == 0
}
