//! X22: a rate is over a hundred per cent, or an answer took longer than any limit.

use super::comparison;
use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::checks::reading::Passage;
use crate::checks::reading::numeral::{Kind, ONE};
use crate::checks::reading::span::{PAUSES, behind, bits, tags};
use crate::checks::reading::words::Tag;

/// The most working days that an answer may take: twenty, and twenty more where it is put off.
const LONGEST: u64 = 40;
/// What a part cannot exceed.
const WHOLE: u64 = 100 * ONE;

#[doc = include_str!("rate_impossible.md")]
pub struct RateImpossible;

impl Check for RateImpossible {
    fn code(&self) -> Code {
        Code("X22")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "答复率或办理时间不合情理"
    }

    fn explanation(&self) -> &'static str {
        include_str!("rate_impossible.md")
    }

    fn compares_prose(&self) -> bool {
        true
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        for passage in subject.passages() {
            for at in 0..passage.tokens.len() {
                let Some(what) = fault(passage, at) else {
                    continue;
                };
                let mut message = comparison::opening(passage, at);
                message.push_str(what);
                found.push(Finding::new(
                    self,
                    self.severity(),
                    [passage.section],
                    message,
                ));
            }
        }
    }
}

/// What is wrong with a number by itself.
fn fault(passage: &Passage, at: usize) -> Option<&'static str> {
    let token = passage.tokens.get(at)?;
    let number = token.number?;
    let before = passage.tokens.get(..at)?;
    let words = behind(before, PAUSES | bits(&[Tag::Number]));
    let present = tags(words);
    if number.kind == Kind::Percent && number.unit != "倍" && number.value > WHOLE {
        let changed = bits(&[Tag::Up, Tag::Down, Tag::Compare]);
        let rate = present & bits(&[Tag::Rate, Tag::Share]) != 0;
        return (rate && present & changed == 0).then_some("超过了 100%。");
    }
    let rest = passage.plain.chars.get(token.end..)?;
    let days = match number.unit {
        "个" => rest.starts_with(&['工', '作', '日']),
        _ => rest.starts_with(&['个', '工', '作', '日']),
    };
    let answered = present & bits(&[Tag::Finish, Tag::Treat, Tag::Application]) != 0
        || tags(passage.tokens.get(at..)?.get(..AHEAD)?) & bits(&[Tag::Finish]) != 0;
    (days && answered && number.value > LONGEST * ONE)
        .then_some("超过了答复和延期的期限之和（40 个工作日）。")
}

/// How many tokens behind a number of days may say that it is one of answers: 在45个工作日内答复.
const AHEAD: usize = 5;
