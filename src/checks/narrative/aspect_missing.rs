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
/// Set phrases in which a word of an aspect tells nothing of it.
const SET_PHRASES: [&str; 8] = [
    "参与权和监督权",
    "参与权、监督权",
    "表达权和监督权",
    "表达权、监督权",
    "监督权",
    "切实保障",
    "更好保障",
    "保障人民群众",
];
/// What the preamble of a report is made of.
const PREAMBLE: [&str; 6] = ["编制", "组成", "统计期限", "条例》", "六个部分", "如有疑问"];
/// What overviews tell of the work.
const WORK: [&str; 9] = [
    "主动公开信息",
    "公开政府信息共",
    "共收到",
    "未收到",
    "全年",
    "开展",
    "加强",
    "落实",
    "未发生",
];

/// Whether a short overview has only the words of a preamble: 本年报根据……要求编制，由……组成。
fn is_only_a_preamble(text: &str) -> bool {
    let words = PREAMBLE.into_iter().filter(|word| text.contains(word));
    words.count() > 1 && !text::has(text, &WORK)
}

/// A text without the phrases that tell nothing: 保障公民的知情权、参与权和监督权.
fn without_set_phrases(text: &str) -> String {
    let replaced = |text: String, phrase: &&str| text.replace(*phrase, "");
    SET_PHRASES.iter().fold(text.to_owned(), replaced)
}

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
            if is_only_a_preamble(text) {
                let message = "总体情况只写了编制依据和组成部分，没有写工作。".to_owned();
                let section = [Section::Overview];
                found.push(Finding::new(self, Severity::Warning, section, message));
            }
            return;
        }
        let text = &without_set_phrases(text);
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
