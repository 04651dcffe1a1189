//! X9: the same thing is told twice with different numbers.

use super::comparison;
use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::checks::reading::Passage;
use crate::checks::reading::numeral::{Kind, Number};
use crate::checks::reading::span::{FILL, PAUSES, behind, bits, only};
use crate::checks::reading::words::Tag;
use crate::model::section::Section;

#[doc = include_str!("told_twice.md")]
pub struct ToldTwice;

impl Check for ToldTwice {
    fn code(&self) -> Code {
        Code("X9")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "同一指标前后两个数"
    }

    fn explanation(&self) -> &'static str {
        include_str!("told_twice.md")
    }

    fn compares_prose(&self) -> bool {
        true
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let mut first: Option<(&Passage, usize, Number)> = None;
        let passages = subject.passages().iter();
        for passage in
            passages.filter(|passage| passage.section != Section::ProblemsAndImprovements)
        {
            for at in 0..passage.tokens.len() {
                let Some(number) = published(passage, at) else {
                    continue;
                };
                match first {
                    None => first = Some((passage, at, number)),
                    Some((before, place, known))
                        if known.value != number.value && known.unit == number.unit =>
                    {
                        let mut message = comparison::opening(before, place);
                        message.push_str("，后面又写“");
                        message.push_str(&comparison::quoted(passage, at));
                        message.push_str("”，两处的数不一样。");
                        found.push(Finding::new(
                            self,
                            Severity::Warning,
                            [passage.section],
                            message,
                        ));
                    }
                    Some(_) => {}
                }
            }
        }
    }
}

/// The number of 全年主动公开政府信息86条, which is told of everything, not of a channel or a field.
fn published(passage: &Passage, at: usize) -> Option<Number> {
    let number = passage.tokens.get(at)?.number?;
    let words = behind(
        passage.tokens.get(..at)?,
        PAUSES | bits(&[Tag::Number, Tag::Open]),
    );
    let told = words.iter().any(|token| token.tag == Tag::Proactive);
    let of_all = only(words, FILL | bits(&[Tag::Proactive, Tag::Information]));
    (told && of_all && number.kind == Kind::Count && !number.rough).then_some(number)
}
