//! D3: the report rests on a regulation or a notice that is no longer in force.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::checks::text;
use crate::model::section::Section;

/// Out of date: from which report year, how it is written, what stands around it where that is in
/// order, what to say.
type Basis = (
    u16,
    &'static [&'static str],
    &'static [&'static str],
    &'static str,
);

const BASES: [Basis; 3] = [
    (
        2019,
        &["第492号", "令492号"],
        &["711"],
        "国务院令第492号公布的《政府信息公开条例》已于2019年修订，现行的是国务院令第711号。",
    ),
    (
        2021,
        &["〔2019〕60号", "[2019]60号", "（2019）60号", "【2019】60号"],
        &["废止", "代替", "修订", "〔2021〕30号"],
        "年度报告格式的依据是国办公开办函〔2021〕30号，国办公开办函〔2019〕60号是此前的试行格式。",
    ),
    (
        2021,
        &["收费及减免", "收费和减免", "收费与减免", "费用减免情况"],
        &[],
        "“收费及减免”是2019年修订前条例的内容；现在第六部分报告信息处理费的收取情况。",
    ),
];

#[doc = include_str!("repealed_basis.md")]
pub struct RepealedBasis;

impl Check for RepealedBasis {
    fn code(&self) -> Code {
        Code("D3")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "引用了失效的依据"
    }

    fn explanation(&self) -> &'static str {
        include_str!("repealed_basis.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let Some(year) = subject.year() else {
            return;
        };
        for section in Section::ALL {
            let text = subject.plain(section);
            for (from, written, in_order, says) in BASES {
                let place = written.iter().find_map(|words| text.find(words));
                let Some(at) = place.filter(|_| year >= from) else {
                    continue;
                };
                let before = text::tail(text.get(..at).unwrap_or_default(), 40);
                let after = text::head(text.get(at..).unwrap_or_default(), 40);
                if text::has(before, in_order) || text::has(after, in_order) {
                    continue;
                }
                let message = format!("{}引用的依据已经失效。{says}", section.name());
                found.push(Finding::new(self, Severity::Warning, [section], message));
            }
        }
    }
}
