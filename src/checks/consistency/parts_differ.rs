//! X7: the parts told in a sentence do not add up to their total.

use super::comparison;
use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::checks::reading::Passage;
use crate::checks::reading::numeral::ONE;

/// A total with its parts behind it, and no word that says so.
mod bare;
/// A total with its parts behind it.
mod list;
/// Where the list behind a total begins.
mod opening;
/// A total behind its parts.
mod trailing;
/// Parts without a total in the sentence.
mod unheaded;

use self::bare::Bare;
use self::list::List;
use self::trailing::Trailing;

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

    fn compares_prose(&self) -> bool {
        true
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        for passage in subject.passages() {
            let mut told: Vec<Vec<u64>> = Vec::new();
            for at in 0..passage.tokens.len() {
                let Some((parts, total, severity)) = wrong_sum(passage, at) else {
                    continue;
                };
                let mut message = comparison::opening(passage, at);
                message.push_str("与分项不符：");
                push_sum(&mut message, &parts);
                message.push_str("，写的是 ");
                message.push_str(&shown(total));
                message.push('。');
                found.push(Finding::new(self, severity, [passage.section], message));
                if severity != Severity::Hint {
                    told.push(parts);
                }
            }
            let unheaded = unheaded::read(subject, passage).into_iter();
            for list in unheaded.filter(|list| !told.contains(&list.parts)) {
                let mut message = comparison::opening(passage, list.at);
                message.push_str("等各项相加与表不符：");
                push_sum(&mut message, &list.parts);
                for (reading, value) in &list.wholes {
                    message.push('，');
                    message.push_str(&reading.name());
                    message.push_str("是 ");
                    message.push_str(&shown(*value));
                }
                message.push('。');
                let mut finding = Finding::new(self, Severity::Warning, [passage.section], message);
                let readings: Vec<_> = list.wholes.iter().map(|(reading, _)| *reading).collect();
                finding.locations = comparison::locations(passage.section, &readings);
                found.push(finding);
            }
        }
    }
}

/// The parts of the total at a place, when they do not add up, and how grave that is. What is only worth a hint where its
/// parts stand behind it may surely be wrong as the sum of what stands before it.
fn wrong_sum(passage: &Passage, at: usize) -> Option<(Vec<u64>, u64, Severity)> {
    let list = List::read(passage, at).and_then(|list| Some((list.fault()?, list)));
    let list = match list {
        Some((severity, list)) if severity != Severity::Hint => {
            let total = list.total;
            return Some((list.all_parts(), total, severity));
        }
        list => list,
    };
    let trailing = Trailing::read(passage, at).map(|list| (list.parts, list.total));
    let bare = || Bare::read(passage, at).map(|list| (list.parts, list.total));
    let surely = trailing.or_else(bare);
    let surely = surely.map(|(parts, total)| (parts, total, Severity::Warning));
    surely.or_else(|| {
        let (severity, list) = list?;
        let total = list.total;
        Some((list.all_parts(), total, severity))
    })
}

/// 12+24=36
fn push_sum(text: &mut String, parts: &[u64]) {
    for (place, part) in parts.iter().enumerate() {
        text.push_str(if place == 0 { "" } else { "+" });
        text.push_str(&shown(*part));
    }
    text.push('=');
    text.push_str(&shown(parts.iter().sum()));
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
