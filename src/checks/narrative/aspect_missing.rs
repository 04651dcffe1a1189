//! N2: section one does not speak of one of its five aspects.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::checks::text;
use crate::model::section::Section;

/// The five aspects, and words of which each has at least one when it is spoken of at all.
const ASPECTS: [(&str, &[&str]); 5] = [
    (
        "主动公开",
        &[
            "主动公开",
            "公开信息",
            "发布信息",
            "公开政府信息",
            "公开各类",
            "全年公开",
            "公示",
            "发布",
            "公布",
        ],
    ),
    (
        "依申请公开",
        &[
            "依申请",
            "申请公开",
            "公开申请",
            "信息公开的申请",
            "收到申请",
            "受理申请",
        ],
    ),
    (
        "政府信息管理",
        &[
            "信息管理",
            "审核",
            "审查",
            "三审",
            "目录",
            "规范性文件",
            "信息发布",
            "更新",
        ],
    ),
    (
        "政府信息公开平台建设",
        &[
            "平台",
            "网站",
            "公众号",
            "新媒体",
            "微信",
            "微博",
            "公报",
            "公开栏",
            "专栏",
            "专区",
        ],
    ),
    (
        "监督保障",
        &[
            "监督",
            "保障",
            "考核",
            "评议",
            "培训",
            "追究",
            "问责",
            "检查",
            "督查",
            "领导小组",
        ],
    ),
];
/// The first year whose format names the five aspects.
const FIRST_YEAR: u16 = 2021;
/// A shorter text is still being written.
const SHORTEST: usize = 150;

#[doc = include_str!("aspect_missing.md")]
pub struct AspectMissing;

impl Check for AspectMissing {
    fn code(&self) -> Code {
        Code("N2")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "总体情况缺少方面"
    }

    fn explanation(&self) -> &'static str {
        include_str!("aspect_missing.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        if subject.year().is_some_and(|year| year < FIRST_YEAR) {
            return;
        }
        let text = subject.plain(Section::Overview);
        if text.chars().count() < SHORTEST {
            return;
        }
        let missing: Vec<&str> = ASPECTS
            .into_iter()
            .filter(|(_, words)| !text::has(text, words))
            .map(|(aspect, _)| aspect)
            .collect();
        if !missing.is_empty() {
            let message = format!("总体情况没有写到{}。", missing.join("、"));
            found.push(Finding::new(
                self,
                Severity::Warning,
                [Section::Overview],
                message,
            ));
        }
    }
}
