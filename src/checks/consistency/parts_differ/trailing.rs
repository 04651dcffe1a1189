//! A total behind its parts: 公告11篇，预决算4篇，动态96篇，合计111篇; 前两项合计85件.

use super::list::{is_carried, is_part};
use crate::checks::reading::Passage;
use crate::checks::reading::numeral::{Kind, Number};
use crate::checks::reading::span::{FILL, PAUSES, VERBS, behind, bits, only, tags};
use crate::checks::reading::tokens::Token;
use crate::checks::reading::words::{Tag, WITHIN};

/// What was published, told with a total.
const PUBLISHED: u64 = bits(&[Tag::Publish, Tag::Proactive, Tag::Information]);

/// A total that none of the sums before it explains.
pub(super) struct Trailing {
    /// The parts that come nearest.
    pub(super) parts: Vec<u64>,
    pub(super) total: u64,
}

impl Trailing {
    pub(super) fn read(passage: &Passage, at: usize) -> Option<Self> {
        let tokens = passage.tokens.as_slice();
        let total = tokens.get(at)?.number.filter(|number| !number.rough)?;
        let earlier = tokens.get(..at)?;
        let words = behind(
            earlier,
            PAUSES | bits(&[Tag::Number, Tag::Open, Tag::Close]),
        );
        // 前两项合计47件: of the first of the list.
        let front = opens_with(passage, words, &['前']);
        let said = words.get(usize::from(front)..)?;
        // 三类行政许可共计487件
        let told = words.iter().find_map(|token| items(passage, token));
        let object = if total.kind == Kind::Money {
            bits(&[Tag::Fees])
        } else if told.is_some() {
            bits(&[Tag::Decisions, Tag::Application, Tag::Information])
        } else if opens_with(passage, said, &['合', '计']) {
            // 合计收到申请26件
            VERBS | PUBLISHED | bits(&[Tag::Application])
        } else if opens_with(passage, said, &['总', '计']) {
            // 总计公开信息192条
            PUBLISHED
        } else {
            0
        };
        let summed = matches!(total.kind, Kind::Count | Kind::Money)
            && tags(said) & bits(&[Tag::Total]) != 0
            && only(said, FILL & !bits(&[Tag::AndSoOn, Tag::Each]) | object);
        if !summed {
            return None;
        }
        let rest = earlier.get(..earlier.len() - words.len())?;
        let mut parts = parts_before(rest, &total);
        if front {
            // The whole of the list stands before it: 85件中，……
            let within = wholes_within(rest);
            parts.truncate(parts.len().saturating_sub(within));
            parts.reverse();
        }
        let sums: Vec<(usize, u64)> = parts
            .iter()
            .scan(0, |sum, part| {
                *sum += part;
                Some(*sum)
            })
            .enumerate()
            .map(|(place, sum)| (place + 1, sum))
            .filter(|(count, _)| told.map_or(*count > 1, |told| told == *count))
            .collect();
        let apart = |sum: u64| sum.abs_diff(total.value);
        let (count, sum) = sums.into_iter().min_by_key(|(_, sum)| apart(*sum))?;
        // What is far from all sums may count something else.
        // 收到十二件，上年结转一件，共计十三件: a pair that is made to be added.
        let nearest = rest.iter().rposition(|token| token.number.is_some());
        let before = rest.get(..nearest.unwrap_or(0)).unwrap_or_default();
        let carried = is_carried(behind(before, PAUSES | bits(&[Tag::Number, Tag::Open])));
        let near = told.is_some()
            || total.kind == Kind::Money
            || carried && count == 2
            || count > 1 && ways_before(rest) == count
            || apart(sum) * 10 <= total.value;
        if sum == total.value || !near {
            return None;
        }
        let mut parts: Vec<u64> = parts.into_iter().take(count).collect();
        if !front {
            parts.reverse();
        }
        Some(Self {
            parts,
            total: total.value,
        })
    }
}

/// Whether some words begin with one.
fn opens_with(passage: &Passage, words: &[Token], word: &[char]) -> bool {
    let first = words.first();
    let first = first.and_then(|first| passage.plain.chars.get(first.start..first.end));
    first == Some(word)
}

/// Whether the first number of a sentence is the whole of the list behind it: 1, or else 0.
fn wholes_within(tokens: &[Token]) -> usize {
    let sentence = behind(tokens, bits(&[Tag::Stop]));
    let within = sentence
        .iter()
        .position(|token| token.tag == Tag::Among || token.is_marked(WITHIN));
    let number = sentence.iter().position(|token| token.number.is_some());
    usize::from(within.is_some_and(|within| number.is_some_and(|number| number < within)))
}

/// How many numbers 两项, 三类 or 二者 means.
fn items(passage: &Passage, token: &Token) -> Option<usize> {
    let word = passage.plain.chars.get(token.start..token.end)?;
    match word {
        ['两' | '二', '项' | '类' | '者'] => Some(2),
        ['三', '项' | '类' | '者'] => Some(3),
        ['四', '项' | '类'] => Some(4),
        _ => None,
    }
}

/// How many of the counts before a total, from the nearest, tell a way each: 网上申请105件，快递17件.
fn ways_before(tokens: &[Token]) -> usize {
    let sentence = behind(tokens, bits(&[Tag::Stop]));
    let counts = sentence.iter().enumerate().rev();
    let counts = counts.filter(|(_, token)| token.number.is_some());
    let way = |(place, _): &(usize, &Token)| {
        let before = sentence.get(..*place).unwrap_or_default();
        let words = behind(before, PAUSES | bits(&[Tag::Number, Tag::Open, Tag::Mark]));
        tags(words) & bits(&[Tag::Channel]) != 0
            && only(
                words,
                FILL | VERBS | bits(&[Tag::Channel, Tag::Application]),
            )
    };
    counts.take_while(way).count()
}

/// The counts before a total within the sentence, the nearest first. What stands in brackets tells more
/// of a part. Changes, shares and open lists end them.
fn parts_before(tokens: &[Token], total: &Number) -> Vec<u64> {
    let mut parts = Vec::new();
    let mut depth = 0;
    for (place, token) in tokens.iter().enumerate().rev() {
        if token.tag == Tag::Stop || token.tag == Tag::AndSoOn {
            break;
        }
        depth += usize::from(token.tag == Tag::Close);
        if depth > 0 {
            depth -= usize::from(token.tag == Tag::Open);
            continue;
        }
        let Some(number) = token.number else { continue };
        let before = tokens.get(..place).unwrap_or_default();
        let words = behind(before, PAUSES | bits(&[Tag::Number, Tag::Open]));
        let carried = is_carried(words);
        let words = tags(words);
        let change = bits(&[Tag::Compare, Tag::Up, Tag::Down, Tag::LastYear]);
        let texts = "条篇份期部";
        let alike = is_part(&number, total)
            || number.kind == Kind::Count
                && !number.rough
                && texts.contains(number.unit)
                && texts.contains(total.unit);
        if matches!(number.kind, Kind::Percent | Kind::Year | Kind::Other) {
            continue;
        }
        if !alike || words & change != 0 && !carried {
            break;
        }
        parts.push(number.value);
    }
    parts
}
