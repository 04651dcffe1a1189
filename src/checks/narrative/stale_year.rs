//! D2: the prose tells last year's work as this year's, or the report year's as what is still to come.

use crate::checks::check::{Check, Code, Finding, FixKind, Severity, Subject};
use crate::checks::text::{self, YearMention};
use crate::model::section::Section;

#[doc = include_str!("stale_year.md")]
pub struct StaleYear;

impl Check for StaleYear {
    fn code(&self) -> Code {
        Code("D2")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "正文的年份疑似沿用上年"
    }

    fn explanation(&self) -> &'static str {
        include_str!("stale_year.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let Some(year) = subject.year() else {
            return;
        };
        for section in [Section::Overview, Section::ProblemsAndImprovements] {
            let text = subject.plain(section);
            // Most years are that of the report.
            let of_interest = |mention: &YearMention<'_>| {
                let mentioned = mention.year.get();
                if section == Section::Overview {
                    mentioned < year
                } else {
                    mentioned == year
                }
            };
            for mention in text::years(text).filter(of_interest) {
                let sentence = text::sentence_at(text, mention.digits.start);
                let stale = if section == Section::Overview {
                    tells_work(&mention, sentence, &subject.draft.organ)
                        && !denies_beside(&mention, sentence, year)
                } else {
                    announces(&mention, sentence)
                };
                if !stale {
                    continue;
                }
                let (right, what) = if section == Section::Overview {
                    (year, "报告年度")
                } else {
                    (year + 1, "下一年")
                };
                let message = format!(
                    "{}写着“{}年{}”，这里说的应当是{what}（{right}年）。",
                    section.name(),
                    mention.year,
                    text::head(mention.after, 10)
                        .split(['。', '\n', '《'])
                        .next()
                        .unwrap_or_default()
                );
                let raw = subject.draft.prose(section);
                let mended = text::replaced(raw, &[mention.digits], &right.to_string());
                found.push(
                    Finding::new(self, Severity::Warning, [section], message)
                        .mended_by(FixKind::CorrectYear, vec![(section.into(), mended)]),
                );
            }
        }
    }
}

/// Who does the work that a report tells of.
const SUBJECTS: &[&str] = &[
    "我局",
    "我县",
    "我区",
    "我市",
    "我镇",
    "我乡",
    "我街道",
    "我委",
    "我办",
    "我单位",
    "本局",
    "本机关",
    "本单位",
    "全县",
    "全区",
    "全市",
    "全镇",
    "全乡",
    "全街道",
    "全局",
    "经开区",
    "高新区",
    "开发区",
    "园区",
    "管委会",
];
/// Words of a look back that may well begin with last year.
const LOOKING_BACK: &[&str] = &[
    "以来", "至", "上年", "去年", "相比", "较", "同期", "评估", "考核", "整改", "问题", "结转",
    "启动", "起", "成立", "历年", "连续", "首次", "曾",
];
/// What opens the part about the future.
const FUTURE: &[&str] = &[
    "整改措施",
    "改进措施",
    "下一步",
    "下步",
    "今后",
    "工作打算",
    "工作计划",
];
/// What leads back from it.
const PAST: &[&str] = &["改进情况", "整改情况", "存在的问题", "主要问题"];
/// Words that follow a year when something is planned for it.
const PLANNED: &[&str] = &[
    "将",
    "拟",
    "计划",
    "继续",
    "加大",
    "加强",
    "进一步",
    "着力",
    "要",
];
/// Words of what was already done.
const DONE: &[&str] = &[
    "了", "已", "上年", "去年", "通过", "取得", "发现", "仍", "针对",
];

/// Whether the overview tells work of last year or of one before it: the year opens a sentence, somebody of the organ
/// follows, and nothing says that it is a look back.
fn tells_work(mention: &YearMention<'_>, sentence: &str, organ: &str) -> bool {
    let after = mention.after.strip_prefix('度').unwrap_or(mention.after);
    let after = after.strip_prefix('，').unwrap_or(after);
    mention.opens_sentence()
        && (SUBJECTS.iter().any(|subject| after.starts_with(subject)) || names(organ, after))
        && !text::has(sentence, LOOKING_BACK)
}

/// Whether there was none last year of what this year's sentence before tells: 2025年收到申请1件。2024年我局未收到申请。
fn denies_beside(mention: &YearMention<'_>, sentence: &str, year: u16) -> bool {
    let paragraph = mention.before.rsplit('\n').next().unwrap_or_default();
    let mut sentences = paragraph.trim_end_matches('。').rsplit('。');
    let before = sentences.next().unwrap_or_default();
    text::has(sentence, &["未", "没有"]) && before.contains(&format!("{year}年"))
}

/// Whether the report year stands where plans are made.
fn announces(mention: &YearMention<'_>, sentence: &str) -> bool {
    let after = mention.after.strip_prefix('度').unwrap_or(mention.after);
    if mention.is_date() || after.starts_with(['底', '末', '初', '的', '以']) {
        return false;
    }
    let near = text::head(after, 8);
    // “2025年，我局将……” needs no heading to be a plan.
    if near.contains('将') && !near.contains("将于") && !text::has(near, &["将其", "将政", "将信"])
    {
        return !text::has(sentence, &["已将"]);
    }
    let place = |words: &[&str]| {
        words
            .iter()
            .filter_map(|word| mention.before.rfind(word))
            .max()
    };
    place(FUTURE) > place(PAST) && text::has(near, PLANNED) && !text::has(sentence, DONE)
}

/// Whether a text begins with the organ's name or a good part of it: 园林绿化局 for 示例县园林绿化局.
fn names(organ: &str, text: &str) -> bool {
    let begin = text::head(text, 4);
    begin.chars().count() == 4 && organ.contains(begin)
}
