//! N5: section five has no problem, no improvement, or hardly any text.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::checks::text;
use crate::model::prose;
use crate::model::section::Section;

/// Words of which a problem has at least one.
const PROBLEMS: &[&str] = &[
    "问题",
    "不足",
    "差距",
    "短板",
    "薄弱",
    "不够",
    "有待",
    "欠缺",
    "困难",
    "滞后",
    "不高",
    "不强",
    "不到位",
    "不及时",
    "不规范",
    "不全面",
    "不均衡",
    "单一",
    "不一",
    "不统一",
    "不完全",
    "不当",
    "不便",
    "不齐",
    "不多",
    "不畅",
    "不平衡",
    "不深",
    "不细",
    "不广",
    "不熟",
    "偏少",
    "偏低",
    "较少",
    "较低",
    "较慢",
    "频繁",
    "缺乏",
    "弱项",
    "需要",
];
/// Words of which an improvement has at least one.
const IMPROVEMENTS: &[&str] = &[
    "改进",
    "整改",
    "下一步",
    "下步",
    "今后",
    "措施",
    "加强",
    "提升",
    "完善",
    "继续",
    "进一步",
    "强化",
    "优化",
    "推进",
    "提高",
    "将",
    "计划",
    "明年",
    "打算",
    "建立",
    "推行",
    "实行",
];
/// A shorter text cannot say both.
const SHORTEST: usize = 60;

#[doc = include_str!("problems_missing.md")]
pub struct ProblemsMissing;

impl Check for ProblemsMissing {
    fn code(&self) -> Code {
        Code("N5")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "第五部分过短或缺项"
    }

    fn explanation(&self) -> &'static str {
        include_str!("problems_missing.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let section = Section::ProblemsAndImprovements;
        let text = subject.plain(section);
        if text.is_empty() {
            return;
        }
        let length = prose::length(subject.draft.prose(section));
        let lacks = |words| !text::has(text, words);
        let message = match (lacks(PROBLEMS), lacks(IMPROVEMENTS)) {
            (true, true) => "第五部分没有写存在的问题，也没有写改进情况。".to_owned(),
            (true, false) => "第五部分没有写存在的问题。".to_owned(),
            (false, true) => "第五部分没有写改进情况。".to_owned(),
            (false, false) if length < SHORTEST => {
                format!("第五部分只有 {length} 字，问题和改进恐怕没有写具体。")
            }
            (false, false) => return,
        };
        found.push(Finding::new(self, Severity::Warning, [section], message));
    }
}
