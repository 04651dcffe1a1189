//! N24: a word stands in the report that the office's own word list does not want there.

use crate::checks::check::{Check, Code, Finding, FixKind, Severity, Subject};
use crate::checks::text;
use crate::checks::word_list::Entry;
use crate::model::location::{Field, Location};
use crate::model::section::Section;

/// So many characters are quoted on either side of the word.
const AROUND: usize = 8;

#[doc = include_str!("listed_word.md")]
pub struct ListedWord;

impl Check for ListedWord {
    fn code(&self) -> Code {
        Code("N24")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "有单位词表里的错词"
    }

    fn explanation(&self) -> &'static str {
        include_str!("listed_word.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        if subject.words.entries().is_empty() {
            return;
        }
        for field in [Field::Organ, Field::Title] {
            let plain = text::plain(&subject.draft.text(field.into()));
            self.look(subject, field.into(), field.label(), &plain, found);
        }
        for section in Section::ALL {
            let plain = subject.plain(section);
            self.look(subject, section.into(), section.name(), plain, found);
        }
    }
}

impl ListedWord {
    fn look(
        &self,
        subject: &Subject<'_>,
        place: Location,
        name: &str,
        plain: &str,
        found: &mut Vec<Finding>,
    ) {
        for entry in subject.words.entries() {
            let places = subject.words.places(entry, plain);
            let Some(first) = places.first() else {
                continue;
            };
            let message = message(entry, name, places.len(), &quoted(entry, plain, *first));
            let finding = Finding::new(self, Severity::Warning, [place], message);
            found.push(match &entry.right {
                Some(right) => {
                    let parts: Vec<_> = places
                        .iter()
                        .map(|at| *at..at + entry.wrong.len())
                        .collect();
                    let mended = text::replaced(&subject.draft.text(place), &parts, right);
                    finding.mended_by(FixKind::UseListedWord, vec![(place, mended)])
                }
                None => finding,
            });
        }
    }
}

fn message(entry: &Entry, name: &str, count: usize, quoted: &str) -> String {
    let times = match count {
        1 => String::new(),
        _ => format!(" {count} 处"),
    };
    let wanted = match &entry.right {
        Some(right) => format!("单位词表写明应为“{right}”"),
        None => "单位词表写明不用".to_owned(),
    };
    format!("{name}有{times}“{}”，{wanted}：“{quoted}”。", entry.wrong)
}

/// The word among its neighbours of the same sentence.
fn quoted(entry: &Entry, plain: &str, at: usize) -> String {
    let (before, rest) = plain.split_at_checked(at).unwrap_or_default();
    let after = rest.get(entry.wrong.len()..).unwrap_or_default();
    let before = before.rsplit(['。', '\n']).next().unwrap_or_default();
    let after = after.split(['。', '\n']).next().unwrap_or_default();
    let (before, after) = (text::tail(before, AROUND), text::head(after, AROUND));
    format!("{before}{}{after}", entry.wrong)
}
