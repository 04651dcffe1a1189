//! Y4: more than half of the sentences stand in last year's report as well.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::checks::similarity::Sentences;
use crate::model::section::Section;

/// How many repeated sentences a message quotes.
const QUOTED: usize = 3;

#[doc = include_str!("text_repeated.md")]
pub struct TextRepeated;

impl Check for TextRepeated {
    fn code(&self) -> Code {
        Code("Y4")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "与上年年报文字雷同"
    }

    fn explanation(&self) -> &'static str {
        include_str!("text_repeated.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let Some(last) = subject.last_year else {
            return;
        };
        let all = [
            Section::Overview,
            Section::ProblemsAndImprovements,
            Section::OtherMatters,
        ];
        let now = Sentences::of(&all, subject.prose);
        let before = Sentences::of(&all, &last.prose);
        let mut compare = |sections: &[Section], what: &str| {
            let repeated = now.repeated_in(&before, sections);
            if repeated.pairs.len() * 2 <= repeated.compared || repeated.pairs.len() < 2 {
                return;
            }
            let quoted: Vec<String> = repeated
                .pairs
                .iter()
                .take(QUOTED)
                .map(|(now, _)| format!("“{now}”"))
                .collect();
            let message = format!(
                "{what}的 {} 句话里有 {} 句与上年年报相同，占 {}%：{}。",
                repeated.compared,
                repeated.pairs.len(),
                repeated.pairs.len() * 100 / repeated.compared,
                quoted.join("、")
            );
            let mut finding =
                Finding::new(self, Severity::Warning, sections.iter().copied(), message);
            finding.evidence = repeated.pairs;
            found.push(finding);
        };
        compare(
            &[Section::ProblemsAndImprovements],
            Section::ProblemsAndImprovements.name(),
        );
        compare(&all, "全文");
    }
}
