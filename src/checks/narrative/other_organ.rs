//! N21: the organ calls itself by the name of another kind of organ.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::section::Section;

/// What an organ may call itself after, and the words that only look so.
const KINDS: [(&str, &[&str]); 6] = [
    ("局", &[]),
    ("镇", &[]),
    ("乡", &["我乡村", "本乡村", "本乡本土"]),
    ("街道", &[]),
    ("厅", &[]),
    ("委", &["我委托", "本委托", "我委派"]),
];

#[doc = include_str!("other_organ.md")]
pub struct OtherOrgan;

impl Check for OtherOrgan {
    fn code(&self) -> Code {
        Code("N21")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "自称与机关名称不符"
    }

    fn explanation(&self) -> &'static str {
        include_str!("other_organ.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let organ = subject.draft.organ.trim();
        if organ.is_empty() {
            return;
        }
        for section in Section::ALL {
            let text = subject.plain(section);
            let foreign = KINDS.into_iter().filter(|(kind, _)| !organ.contains(kind));
            let found_name = foreign
                .flat_map(|(kind, innocent)| {
                    ["我", "本"].map(|own| (format!("{own}{kind}"), innocent))
                })
                .find(|(name, innocent)| {
                    let innocent: usize = innocent
                        .iter()
                        .filter(|word| word.starts_with(name.as_str()))
                        .map(|word| text.matches(word).count())
                        .sum();
                    text.matches(name.as_str()).count() > innocent
                });
            if let Some((name, _)) = found_name {
                let message = format!(
                    "{}自称“{name}”，与机关全称“{organ}”不符，可能是从别处抄来的。",
                    section.name()
                );
                found.push(Finding::new(self, Severity::Warning, [section], message));
            }
        }
    }
}
