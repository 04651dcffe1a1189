//! N23: the same long sentence stands in the report twice.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::checks::text;
use crate::model::section::Section;

/// A shorter sentence may well be said twice.
const SHORTEST: usize = 25;

#[doc = include_str!("sentence_twice.md")]
pub struct SentenceTwice;

impl Check for SentenceTwice {
    fn code(&self) -> Code {
        Code("N23")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "有整句重复"
    }

    fn explanation(&self) -> &'static str {
        include_str!("sentence_twice.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let mut seen: Vec<(Section, &str)> = Vec::new();
        for section in Section::ALL {
            let sentences = text::sentences(subject.plain(section));
            for sentence in sentences.filter(|sentence| sentence.chars().count() >= SHORTEST) {
                let earlier = seen.iter().find(|(_, earlier)| *earlier == sentence);
                let Some((first, _)) = earlier.copied() else {
                    seen.push((section, sentence));
                    continue;
                };
                let (severity, places) = if first == section {
                    (Severity::Warning, vec![section])
                } else {
                    (Severity::Hint, vec![section, first])
                };
                let message = format!(
                    "{}的“{}……”与{}的一句完全相同。",
                    section.name(),
                    text::head(sentence, 20),
                    if first == section {
                        "前面"
                    } else {
                        first.name()
                    }
                );
                found.push(Finding::new(self, severity, places, message));
            }
        }
    }
}
