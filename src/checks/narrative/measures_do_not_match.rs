//! N25: section five numbers fewer measures than problems.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::section::Section;

/// What opens the measures.
const MEASURES: [&str; 8] = [
    "改进情况",
    "改进措施",
    "整改措施",
    "改进举措",
    "下一步",
    "下步",
    "针对上述",
    "针对以上",
];
/// The numbers of points, in their order.
const POINTS: [&str; 9] = [
    "一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是",
];

#[doc = include_str!("measures_do_not_match.md")]
pub struct MeasuresDoNotMatch;

impl Check for MeasuresDoNotMatch {
    fn code(&self) -> Code {
        Code("N25")
    }

    fn severity(&self) -> Severity {
        Severity::Hint
    }

    fn title(&self) -> &'static str {
        "改进的条数少于问题"
    }

    fn explanation(&self) -> &'static str {
        include_str!("measures_do_not_match.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let text = subject.plain(Section::ProblemsAndImprovements);
        // The heading of the section names both.
        let Some(first) = text.find(POINTS[0]) else {
            return;
        };
        let (_, list) = text.split_at(first);
        let Some(opening) = MEASURES.iter().filter_map(|word| list.find(word)).min() else {
            return;
        };
        let (problems, measures) = list.split_at(opening);
        let (Some(problems), Some(measures)) = (points(problems), points(measures)) else {
            return;
        };
        // A problem may well have several measures.
        if problems > measures {
            let message = format!(
                "第五部分的问题写了 {problems} 条，改进写了 {measures} 条，请核对是否逐条对应。"
            );
            let section = [Section::ProblemsAndImprovements];
            found.push(Finding::new(self, self.severity(), section, message));
        }
    }
}

/// How many points a text numbers, two at least and in one list.
fn points(text: &str) -> Option<usize> {
    let counted = POINTS
        .iter()
        .take_while(|point| text.contains(*point))
        .count();
    let once = POINTS.iter().all(|point| text.matches(point).count() < 2);
    (counted > 1 && once).then_some(counted)
}
