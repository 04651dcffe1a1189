//! N22: half-width punctuation stands after a Chinese character.

use crate::checks::check::{Check, Code, Finding, FixKind, Severity, Subject};
use crate::checks::reading::plain;
use crate::model::section::Section;

#[doc = include_str!("half_width_punctuation.md")]
pub struct HalfWidthPunctuation;

impl Check for HalfWidthPunctuation {
    fn code(&self) -> Code {
        Code("N22")
    }

    fn severity(&self) -> Severity {
        Severity::Hint
    }

    fn title(&self) -> &'static str {
        "中文里用了半角标点"
    }

    fn explanation(&self) -> &'static str {
        include_str!("half_width_punctuation.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        for section in Section::ALL {
            let text = subject.draft.prose(section);
            let (mended, count) = with_wide_marks(text);
            if count > 0 {
                let message = format!("{}里有 {count} 处半角标点。", section.name());
                found.push(
                    Finding::new(self, Severity::Hint, [section], message)
                        .mended_by(FixKind::ChinesePunctuation, vec![(section.into(), mended)]),
                );
            }
        }
    }
}

/// The text with full-width marks where a Chinese character stands before, and how many were changed.
/// A bracket that closes follows the one that opened.
fn with_wide_marks(text: &str) -> (String, usize) {
    let mut mended = String::with_capacity(text.len());
    let mut count = 0;
    let mut open = Vec::new();
    let mut before = ' ';
    for c in text.chars() {
        let after_chinese = is_chinese(before) || matches!(before, '”' | '》' | '）' | '〕' | '’');
        let change = match c {
            '(' => {
                open.push(after_chinese);
                after_chinese
            }
            ')' => open.pop().unwrap_or(after_chinese),
            _ => after_chinese,
        };
        let mark = matches!(c, ',' | ';' | ':' | '?' | '!' | '(' | ')');
        let put = if change && mark { plain::as_read(c) } else { c };
        count += usize::from(put != c);
        mended.push(put);
        before = put;
    }
    (mended, count)
}

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}
