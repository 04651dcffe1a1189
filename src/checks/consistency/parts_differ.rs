//! X7: the parts told in a sentence do not add up to their total.

use super::comparison;
use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::checks::reading::Passage;
use crate::checks::reading::claims::{FILL, PAUSES, VERBS, behind, bits, tags};
use crate::checks::reading::numeral::{Kind, Number, ONE};
use crate::checks::reading::target::{LEGAL, NATURAL, Set, Target, row};
use crate::checks::reading::tokens::Token;
use crate::checks::reading::words::Tag;
use crate::model::table::applications::Row;

#[doc = include_str!("parts_differ.md")]
pub struct PartsDiffer;

impl Check for PartsDiffer {
    fn code(&self) -> Code {
        Code("X7")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "分项之和与总数不符"
    }

    fn explanation(&self) -> &'static str {
        include_str!("parts_differ.md")
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        for passage in subject.passages() {
            for at in 0..passage.tokens.len() {
                if let Some(list) = List::read(passage, at)
                    && let Some(severity) = list.fault()
                {
                    let mut message = comparison::opening(passage, at);
                    message.push_str("与分项不符：");
                    for (place, part) in list.parts.iter().enumerate() {
                        message.push_str(if place == 0 { "" } else { "+" });
                        message.push_str(&shown(*part));
                    }
                    message.push('=');
                    message.push_str(&shown(list.sum()));
                    message.push_str("，写的是 ");
                    message.push_str(&shown(list.total));
                    message.push('。');
                    found.push(Finding::new(self, severity, [passage.section], message));
                }
            }
        }
    }
}

fn shown(value: u64) -> String {
    let mut text = (value / ONE).to_string();
    let part = value % ONE;
    if part != 0 {
        text.push('.');
        text.push_str(format!("{part:06}").trim_end_matches('0'));
    }
    text
}

/// 共 N 条，其中 a 条、b 条
struct List {
    total: u64,
    /// The parts up to where the list surely ends.
    parts: Vec<u64>,
    /// A later end of the list at which the sum is right.
    right: bool,
    /// Whether parts that are not told may be left (等).
    open: bool,
    /// Whether the parts are all there can be: 自然人 and 法人.
    complete: bool,
    /// Whether one thing may be counted in several parts: published here and there.
    overlapping: bool,
}

/// What kind of thing a number counts, as far as a list must not mix them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Received,
    Finished,
    Outcome,
    Review,
    Proactive,
    Unknown,
}

fn sort(passage: &Passage, at: usize) -> (Sort, Set) {
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

impl List {
    /// Reads the list whose total stands at a place.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "few of the many words structure a list"
    )]
    fn read(passage: &Passage, at: usize) -> Option<Self> {
        let tokens = passage.tokens.as_slice();
        let total = tokens
            .get(at)?
            .number
            .filter(|number| is_part(number, number))?;
        // 较上年增加1件，其中: the parts are not those of the change.
        let change = bits(&[Tag::Compare, Tag::Up, Tag::Down]);
        let words = behind(tokens.get(..at)?, PAUSES | bits(&[Tag::Number, Tag::Open]));
        if tags(words) & change != 0 {
            return None;
        }
        let after = tokens.get(at + 1..)?;
        // 249条，其中： or 12件（ or 12件：
        let object = FILL & !bits(&[Tag::Mark, Tag::And, Tag::Colon])
            | VERBS
            | bits(&[
                Tag::Application,
                Tag::Information,
                Tag::Decisions,
                Tag::Documents,
            ]);
        let opened = after
            .iter()
            .position(|token| object & 1 << token.tag as u8 == 0)?;
        let opening = after.get(opened)?.tag;
        let next = after.get(opened + 1)?.tag;
        let bracket = opening == Tag::Open;
        let among =
            matches!(opening, Tag::Comma | Tag::Semicolon | Tag::Stop) && next == Tag::Among;
        let direct = opening == Tag::Among;
        if !(bracket
            || among && opening != Tag::Stop
            || direct
            || opening == Tag::Colon && opened == 0)
        {
            return None;
        }
        let (whole, _) = sort(passage, at);
        let mut list = Self {
            total: total.value,
            parts: Vec::new(),
            right: false,
            open: false,
            complete: false,
            overlapping: false,
        };
        let first = at + 1 + opened + 1 + usize::from(among);
        let mut columns = 0;
        // The pauses within the list: 、 is 1, ， is 2, ； is 3.
        let (mut pause, mut usual) = (0, 0);
        let mut ended = false;
        let (mut sum, mut carried) = (0, 0);
        let mut depth = 0;
        let mut last = first;
        for place in first..tokens.len() {
            let token = tokens.get(place)?;
            match token.tag {
                Tag::Open => depth += 1,
                Tag::Close if depth == 0 => break,
                Tag::Close => depth -= 1,
                // 自然人423件（含上年结转11件）
                Tag::Number if depth > 0 => {
                    let words = behind(
                        tokens.get(..place)?,
                        PAUSES | bits(&[Tag::Number, Tag::Open]),
                    );
                    if is_carried(words) {
                        carried += token.number?.value;
                    }
                }
                _ if depth > 0 => {}
                Tag::Stop => break,
                Tag::Mark | Tag::And => pause = pause.max(1),
                Tag::Comma => pause = pause.max(2),
                Tag::Semicolon => pause = pause.max(3),
                Tag::AndSoOn => list.open = true,
                // A part has parts of its own.
                Tag::Among if !list.parts.is_empty() => return None,
                Tag::Number => {
                    let number = token.number?;
                    if matches!(number.kind, Kind::Percent | Kind::Year) {
                        continue;
                    }
                    let words = behind(tokens.get(last..place)?, bits(&[Tag::Number]));
                    let finished = |token: &Token| token.tag == Tag::Finish && token.set == 1;
                    // 行政复议6件，其中审结5件，维持3件: the results are those of the finished.
                    if whole == Sort::Review && words.iter().any(finished) {
                        return None;
                    }
                    // 本级收到58件，其中公开20件；乡镇收到83件
                    let part = |token: &Token| {
                        token.tag == Tag::Narrow || token.tag == Tag::Unknown && token.set != 0
                    };
                    if pause == 3 && tags(words) & VERBS != 0 && words.iter().any(part) {
                        break;
                    }
                    let changed = bits(&[Tag::Compare, Tag::Up, Tag::Down, Tag::LastYear]);
                    let (sort, column) = sort(passage, place);
                    let mixed = match sort {
                        Sort::Unknown | Sort::Outcome => false,
                        Sort::Received => !matches!(whole, Sort::Received | Sort::Finished),
                        Sort::Finished | Sort::Review | Sort::Proactive => {
                            sort != whole
                                && (whole != Sort::Unknown
                                    || sort == Sort::Finished
                                    || sort == Sort::Review)
                        }
                    };
                    if !is_part(&number, &total)
                        || mixed
                        || tags(words) & changed != 0 && !is_carried(words)
                    {
                        break;
                    }
                    if list.parts.len() == 1 {
                        usual = pause;
                    }
                    ended |= list.parts.len() > 1 && pause > usual;
                    pause = 0;
                    sum += number.value;
                    list.right |= sum == total.value;
                    list.overlapping |= words.iter().any(|token| {
                        token.tag == Tag::Channel || token.tag == Tag::Alien && token.set == 1
                    });
                    columns |= column;
                    if !ended {
                        list.parts.push(number.value);
                    }
                    last = place;
                }
                _ => {}
            }
        }
        list.right |= sum == total.value + carried;
        list.right |= !bracket && wholes(passage, at, &total).any(|whole| whole == sum);
        list.complete = columns & NATURAL != 0 && columns & LEGAL == LEGAL;
        list.overlapping &= whole == Sort::Unknown;
        (list.parts.len() > 1).then_some(list)
    }

    fn sum(&self) -> u64 {
        self.parts.iter().sum()
    }

    /// How grave it is that the parts do not add up. Few parts of a large whole may be examples.
    fn fault(&self) -> Option<Severity> {
        let sum = self.sum();
        if self.right || sum == self.total {
            return None;
        }
        if sum > self.total {
            return Some(if self.overlapping {
                Severity::Hint
            } else {
                Severity::Warning
            });
        }
        let left = self.total - sum;
        let nearly = left * 20 <= self.total || left == ONE && self.parts.len() > 2;
        (!self.open && (self.complete || nearly)).then_some(Severity::Warning)
    }
}

/// What parts told behind a list may be parts of: its last numbers together. 直接起诉18件、复议后起诉10件，
/// 其中维持16件、纠正2件、其他结果10件 are parts of the 28.
fn wholes(passage: &Passage, at: usize, total: &Number) -> impl Iterator<Item = u64> {
    let earlier = passage.tokens.get(..at).unwrap_or_default();
    let sentence = behind(earlier, bits(&[Tag::Stop]));
    let numbers = sentence.iter().rev().filter_map(|token| token.number);
    let counted = numbers.filter(|number| is_part(number, total));
    counted.scan(total.value, |sum, number| {
        *sum += number.value;
        Some(*sum)
    })
}

fn is_carried(words: &[Token]) -> bool {
    tags(words) & bits(&[Tag::Carry, Tag::CarriedOver]) != 0
}

/// Whether a number can be a part of a total.
fn is_part(number: &Number, total: &Number) -> bool {
    !number.rough
        && number.kind == total.kind
        && number.unit == total.unit
        && !number.unit.is_empty()
        && matches!(number.kind, Kind::Count | Kind::Money)
}
