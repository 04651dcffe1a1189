//! A total with its parts behind it: 共 N 条，其中 a 条、b 条.

mod reader;

use reader::Reader;

use crate::checks::check::Severity;
use crate::checks::reading::Passage;
use crate::checks::reading::numeral::{Kind, Number, ONE};
use crate::checks::reading::span::{FILL, PAUSES, behind, bits, only, set, tags};
use crate::checks::reading::target::{Set, Target, row};
use crate::checks::reading::tokens::Token;
use crate::checks::reading::words::{AVERAGE, MAINLY, Tag};
use crate::model::table::applications::Row;

/// 共 N 条，其中 a 条、b 条
pub(super) struct List {
    pub(super) total: u64,
    /// The parts up to where the list surely ends.
    pub(super) parts: Vec<u64>,
    /// A later end of the list at which the sum is right.
    right: bool,
    /// Whether parts that are not told may be left (等).
    open: bool,
    /// Whether the parts are all there can be: 自然人 and 法人.
    complete: bool,
    /// Whether one thing may be counted in several parts: published here and there.
    overlapping: bool,
    /// Whether the list stands in brackets.
    bracket: bool,
    /// Whether the list is a sentence of its own, so that only a complete one is surely that of the total.
    apart: bool,
    /// The parts behind a pause that is longer than those before it: a list that goes on, or another one.
    later: Vec<u64>,
    /// Whether the list goes on in the same way behind a place where its sum is right.
    overrun: bool,
    /// Whether some parts are counted otherwise than the total: 信息47条，其中文件22件、公告25条.
    mixed: bool,
}

/// More parts than this with their sum near the total are surely its parts.
const FEW: usize = 3;

/// What kind of thing a number counts, as far as a list must not mix them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Received,
    Finished,
    Outcome,
    Review,
    Proactive,
    Unknown,
}

pub(super) fn sort(passage: &Passage, at: usize) -> (Sort, Set) {
    let claim = passage
        .claims
        .iter()
        .find(|claim| claim.token == at && !claim.none);
    let Some(reading) = claim.and_then(|claim| claim.readings.first()) else {
        return (Sort::Unknown, 0);
    };
    match *reading {
        Target::Applications(rows, columns) => {
            let sort = if rows & (row(Row::NewlyReceived) | row(Row::CarriedOver)) != 0 {
                Sort::Received
            } else if rows & row(Row::HandledTotal) != 0 {
                Sort::Finished
            } else {
                Sort::Outcome
            };
            (sort, columns)
        }
        Target::Review(..) => (Sort::Review, 0),
        Target::Proactive(_) => (Sort::Proactive, 0),
    }
}

/// The number at a place that can be a total, and the words before it. 较上年增加1件，其中 is none: the parts are not those
/// of the change.
pub(super) fn total_at(tokens: &[Token], at: usize) -> Option<(Number, &[Token])> {
    let total = tokens
        .get(at)?
        .number
        .filter(|number| is_part(number, number))?;
    let words = behind(tokens.get(..at)?, PAUSES | bits(&[Tag::Number, Tag::Open]));
    let change = bits(&[Tag::Compare, Tag::Up, Tag::Down]);
    let average = set(words, Tag::Part) & AVERAGE != 0;
    (tags(words) & change == 0 && !average).then_some((total, words))
}

impl List {
    /// Reads the list whose total stands at a place.
    pub(super) fn read(passage: &Passage, at: usize) -> Option<Self> {
        let mut reader = Reader::begin(passage, at)?;
        for place in reader.first..passage.tokens.len() {
            if reader.take(place)?.is_break() {
                break;
            }
        }
        reader.end()
    }

    pub(super) fn sum(&self) -> u64 {
        self.parts.iter().sum()
    }

    /// How grave it is that the parts do not add up. Few parts of a large whole may be examples.
    pub(super) fn fault(&self) -> Option<Severity> {
        let sum = self.sum();
        if self.right || sum == self.total {
            let more = self.overrun && !self.open && !self.overlapping;
            return more.then_some(Severity::Hint);
        }
        // With two digits of a part or of the total the other way round it would be right.
        let slip = |part: &u64| transposed(*part).any(|other| sum - part + other == self.total);
        let total = |other: u64| other == sum && other * 10 > self.total;
        let slips = self.parts.iter().any(slip) || transposed(self.total).any(total);
        if self.mixed {
            // What is counted in several ways may as well be several things.
            let sum = sum + self.later.iter().sum::<u64>();
            let near = sum.abs_diff(self.total) * 20 <= self.total;
            let hint = sum != self.total && !self.open && !self.overlapping && (slips || near);
            return hint.then_some(Severity::Hint);
        }
        if self.apart && !self.complete {
            // 。其中 may tell of more than the number before it.
            let near = sum.abs_diff(self.total) * 20 <= self.total;
            let hint = (slips || near) && !self.open || sum > self.total && !self.overlapping;
            return hint.then_some(Severity::Hint);
        }
        if slips {
            return Some(Severity::Warning);
        }
        if sum > self.total {
            // What was published here and there is told twice, but seldom so little of it within brackets.
            let little = self.bracket && (sum - self.total) * 20 <= self.total;
            return Some(if self.overlapping && !little {
                Severity::Hint
            } else {
                Severity::Warning
            });
        }
        if !self.later.is_empty() {
            return self.fault_of_all();
        }
        let left = self.total - sum;
        let nearly = left * 20 <= self.total || left == ONE && self.parts.len() > 2;
        (!self.open && (self.complete || nearly)).then_some(Severity::Warning)
    }

    /// How grave it is that the parts with those behind a longer pause do not add up, as in 其中动态40条、概况20条，
    /// 文件30条、规划10条: near the total they are its parts, beyond it they may be another story.
    fn fault_of_all(&self) -> Option<Severity> {
        let sum = self.sum() + self.later.iter().sum::<u64>();
        if sum == self.total || self.open {
            return None;
        }
        let all = || self.parts.iter().chain(&self.later);
        let slip = |part: &u64| transposed(*part).any(|other| sum - part + other == self.total);
        let near = sum.abs_diff(self.total) * 20 <= self.total;
        if all().count() > FEW && (near || all().any(slip)) {
            Some(Severity::Warning)
        } else {
            (sum > self.total && sum < self.total * 2).then_some(Severity::Hint)
        }
    }

    /// The parts that were added up.
    pub(super) fn all_parts(mut self) -> Vec<u64> {
        if self.parts.iter().sum::<u64>() <= self.total {
            self.parts.append(&mut self.later);
        }
        self.parts
    }
}

/// Whether the parts at some places are the things that the clause of their total joins, each of them once.
fn are_all_named(passage: &Passage, at: usize, parts: &[usize]) -> bool {
    const LETTERS: usize = 2;
    let chars = passage.plain.chars.as_slice();
    let before = |at: usize| {
        let end = passage.tokens.get(at).map_or(0, |token| token.start);
        let said = chars.get(..end).unwrap_or_default();
        let pause = said.iter().rposition(|c| "，；。：（）\n".contains(*c));
        said.get(pause.map_or(0, |at| at + 1)..).unwrap_or_default()
    };
    let joined = before(at);
    let things: Vec<&[char]> = joined.split(|c| "和、及与".contains(*c)).collect();
    if things.len() < 2 || things.len() != parts.len() {
        return false;
    }
    let mut told = parts.iter().map(|part| {
        let name = before(*part).split(|c| "、".contains(*c)).next_back()?;
        let name = match name {
            ['其', '中', rest @ ..] => rest,
            _ => name,
        };
        let head = name.get(..LETTERS)?;
        let of = |thing: &&[char]| thing.windows(LETTERS).any(|pair| pair == head);
        things.iter().position(of)
    });
    let mut seen = Vec::new();
    told.all(|place| {
        let new = place.is_some_and(|place| !seen.contains(&place));
        seen.extend(place);
        new
    })
}

/// Whether the last sentence of some tokens tells a number.
fn is_told_in_sentence(tokens: &[Token], value: u64) -> bool {
    let sentence = behind(tokens, bits(&[Tag::Stop]));
    let mut numbers = sentence.iter().filter_map(|token| token.number);
    numbers.any(|number| number.value == value)
}

/// Whether a number without a unit stands before words that name something.
fn lacks_its_unit(token: &Token, next: Option<&Token>) -> bool {
    let bare = token
        .number
        .is_some_and(|number| number.kind == Kind::Other && number.unit.is_empty());
    let names = |next: &Token| {
        matches!(next.tag, Tag::Unknown | Tag::Alien | Tag::Disclosure) && next.start == token.end
    };
    bare && next.is_some_and(names)
}

/// Whether 等 with what follows it leaves a list open, and is not within the name of a part: 监测等信息86条.
fn ends_a_list(next: Option<&Token>) -> bool {
    const NAMES: u64 = bits(&[Tag::Unknown, Tag::Information, Tag::Disclosure, Tag::Alien]);
    next.is_none_or(|token| NAMES & 1 << token.tag as u8 == 0)
}

/// Whether a number is a part of a quoted name: “示例海关12360”.
fn is_within_a_name(passage: &Passage, token: &Token) -> bool {
    let bare = token.number.is_some_and(|number| number.unit.is_empty());
    bare && passage.plain.chars.get(token.end) == Some(&'”')
}

/// Whether a number is that of last year, and not one of a thing of last year's: 上年度报告1条.
fn is_last_years(words: &[Token]) -> bool {
    let last_year = tags(words) & bits(&[Tag::LastYear]) != 0;
    let thing = bits(&[Tag::Unknown, Tag::Alien]);
    last_year && tags(behind(words, bits(&[Tag::LastYear]))) & thing == 0
}

/// Whether the last number of some tokens is told to be the sum of those before.
fn is_subtotal(tokens: &[Token]) -> bool {
    let Some((_, earlier)) = tokens.split_last() else {
        return false;
    };
    let words = behind(
        earlier,
        PAUSES | bits(&[Tag::Number, Tag::Open, Tag::Colon]),
    );
    let counted = earlier.iter().any(|token| token.number.is_some());
    counted && tags(words) & bits(&[Tag::Total]) != 0 && only(words, FILL)
}

/// What parts told behind a list may be parts of: its last numbers together. 直接起诉18件、复议后起诉10件，
/// 其中维持16件、纠正2件、其他结果10件 are parts of the 28. Numbers of another sort belong to it only where
/// 、 joins them.
pub(super) fn wholes(passage: &Passage, at: usize, total: &Number) -> Vec<u64> {
    let tokens = passage.tokens.as_slice();
    let (own, _) = sort(passage, at);
    let mut wholes = vec![total.value];
    let mut sum = total.value;
    let mut next = at;
    let mut joined = true;
    for place in (0..at).rev() {
        let Some(token) = tokens.get(place) else {
            break;
        };
        if token.tag == Tag::Stop {
            break;
        }
        let Some(number) = token.number else { continue };
        let between = tags(tokens.get(place + 1..next).unwrap_or_default());
        joined &= between & bits(&[Tag::Mark, Tag::And]) != 0 && between & PAUSES == 0;
        next = place;
        if is_part(&number, total) && (joined || sort(passage, place).0 == own) {
            sum += number.value;
            wholes.push(sum);
        }
    }
    wholes
}

/// Whether a part at a place is all that is left: 其他18条.
fn names_the_rest(passage: &Passage, at: usize) -> bool {
    let start = passage.tokens.get(at).map_or(0, |token| token.start);
    let said = passage.plain.chars.get(..start).unwrap_or_default();
    let pause = said.iter().rposition(|c| "，；、：。（".contains(*c));
    let clause = said.get(pause.map_or(0, |at| at + 1)..).unwrap_or_default();
    let clause = match clause {
        ['以' | '还', '及' | '有', rest @ ..] | ['及' | '和' | '与', rest @ ..] => rest,
        ['通', '过', rest @ ..] => rest,
        _ => clause,
    };
    let outcome = matches!(clause, [_, _, '处', '理', ..] | [_, _, '结', '果', ..]);
    !outcome && matches!(clause, ['其', '他' | '它' | '余', ..])
}

/// A number with two neighbouring digits exchanged.
pub(super) fn transposed(value: u64) -> impl Iterator<Item = u64> {
    let mut places = Vec::new();
    let mut times = 1;
    while value.is_multiple_of(ONE) && value / ONE / times >= 10 {
        places.push(times);
        times *= 10;
    }
    places.into_iter().filter_map(move |times| {
        let (low, high) = (value / ONE / times % 10, value / ONE / times / 10 % 10);
        let moved = value.checked_add_signed(0)? + (low * 10 + high) * times * ONE;
        let other = moved.checked_sub((high * 10 + low) * times * ONE)?;
        (other != value).then_some(other)
    })
}

pub(super) fn is_carried(words: &[Token]) -> bool {
    tags(words) & bits(&[Tag::Carry, Tag::CarriedOver]) != 0
}

/// Whether the word that opens a list says that it is none of all: 主要包括.
fn tells_some(tokens: &[Token], at: usize) -> bool {
    let opening = tokens.get(at);
    opening.is_some_and(|token| token.tag == Tag::Among && token.set == MAINLY)
}

/// Whether a number counts pieces of information in another way than their total: 文件22件 of 信息47条.
fn is_piece(number: &Number, total: &Number) -> bool {
    const PIECES: &str = "条篇份件";
    let piece = |number: &Number| {
        !number.rough
            && number.kind == Kind::Count
            && !number.unit.is_empty()
            && PIECES.contains(number.unit)
    };
    total.unit == "条" && piece(number) && piece(total)
}

/// Whether a number can be a part of a total.
pub(super) fn is_part(number: &Number, total: &Number) -> bool {
    !number.rough
        && number.kind == total.kind
        && number.unit == total.unit
        && !number.unit.is_empty()
        && matches!(number.kind, Kind::Count | Kind::Money)
}
