//! N8: the prose has characters that only look right, invisible ones, or digits of two widths.

use crate::checks::characters;
use crate::checks::check::{Check, Code, Finding, FixKind, Severity, Subject};
use crate::checks::reading::plain;
use crate::model::section::Section;

#[doc = include_str!("odd_characters.md")]
pub struct OddCharacters;

impl Check for OddCharacters {
    fn code(&self) -> Code {
        Code("N8")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "有不规范的字符"
    }

    fn explanation(&self) -> &'static str {
        include_str!("odd_characters.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        for section in Section::ALL {
            let text = subject.draft.prose(section);
            let look = Look::at(text);
            let mut parts = Vec::new();
            if look.odd > 0 {
                parts.push(format!(
                    "{} 个部首或兼容字（如“{}”）",
                    look.odd, look.example
                ));
            }
            if look.invisible > 0 {
                parts.push(format!("{} 个看不见的字符", look.invisible));
            }
            if look.wide > 0 && look.narrow {
                parts.push("全角和半角两种数字".to_owned());
            }
            let message = |what: String| format!("{}里有{what}。", section.name());
            if !parts.is_empty() {
                found.push(
                    Finding::new(
                        self,
                        Severity::Warning,
                        [section],
                        message(parts.join("、")),
                    )
                    .mended_by(
                        FixKind::OrdinaryCharacters,
                        vec![(section.into(), ordinary(text))],
                    ),
                );
            }
            if look.garbled > 0 {
                let what = format!("{} 个无法显示的字符，请对照原文改正", look.garbled);
                found.push(Finding::new(
                    self,
                    Severity::Warning,
                    [section],
                    message(what),
                ));
            }
        }
    }
}

/// What characters a text has.
#[derive(Default)]
struct Look {
    /// Radicals and compatibility ideographs.
    odd: usize,
    /// The ordinary character of the first of them.
    example: String,
    invisible: usize,
    garbled: usize,
    /// Full-width digits.
    wide: usize,
    /// Whether there are half-width digits.
    narrow: bool,
}

impl Look {
    fn at(text: &str) -> Self {
        let mut look = Self::default();
        for c in text.chars() {
            if ('\u{4e00}'..='\u{9fff}').contains(&c) {
                continue;
            }
            if c.is_ascii_digit() {
                look.narrow = true;
            } else if ('０'..='９').contains(&c) {
                look.wide += 1;
            } else if let Some(ordinary) = characters::ordinary_ideograph(c) {
                look.odd += 1;
                if look.example.is_empty() {
                    look.example.push(ordinary);
                }
            } else if characters::is_invisible(c) {
                look.invisible += 1;
            } else if characters::is_garbled(c) {
                look.garbled += 1;
            }
        }
        look
    }
}

/// The text in ordinary characters.
fn ordinary(text: &str) -> String {
    text.chars()
        .filter(|c| !characters::is_invisible(*c))
        .map(|c| match c {
            '０'..='９' => plain::as_read(c),
            _ => characters::ordinary_ideograph(c).unwrap_or(c),
        })
        .collect()
}
