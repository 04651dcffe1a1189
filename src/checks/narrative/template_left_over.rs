//! N6: words of a template, of a web page or of somebody else's report were left in the prose.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::checks::text;
use crate::model::level::Level;
use crate::model::section::Section;

/// What is to be filled in, as templates write it.
const TEMPLATES: &[&str] = &[
    "××",
    "**",
    "某某",
    "某局",
    "某县",
    "某镇",
    "（文字描述",
    "待补充",
    "待填",
    "【】",
    "（）",
    "此处填",
    "请填写",
    "此处插入",
];
/// What stands around the text of a web page.
const PAGES: &[&str] = &[
    "关闭窗口",
    "打印本页",
    "点击数",
    "扫一扫在手机",
    "分享到微信",
    "上一篇：",
    "下一篇：",
    "浏览次数",
];
/// How a supervisor speaks of others.
const OTHERS: &[&str] = &["一些地区", "部分地区", "各级政府部门", "各地区各部门"];

#[doc = include_str!("template_left_over.md")]
pub struct TemplateLeftOver;

impl Check for TemplateLeftOver {
    fn code(&self) -> Code {
        Code("N6")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "模板、网页残留或他人口吻"
    }

    fn explanation(&self) -> &'static str {
        include_str!("template_left_over.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let voice = match subject.draft.level {
            Some(Level::Department | Level::Township) => Some(Severity::Warning),
            Some(Level::County | Level::GovernmentOffice) | None => Some(Severity::Hint),
            Some(Level::City | Level::Province) => None,
        };
        for section in Section::ALL {
            let text = subject.plain(section);
            let first = |words: &[&'static str]| text::first(text, words);
            let mut report = |severity, place: Option<(usize, &str)>, what: &str| {
                if let Some((at, word)) = place {
                    let sentence = text::sentence_at(text, at);
                    let message = format!(
                        "{}有{what}“{word}”：“{}”。请改成本机关的情况，或者删去。",
                        section.name(),
                        text::head(sentence, 24)
                    );
                    found.push(Finding::new(self, severity, [section], message));
                }
            };
            let template = first(TEMPLATES)
                .into_iter()
                .chain(blank_letters(text))
                .chain(layout_note(text))
                .min();
            report(Severity::Warning, template, "模板残留");
            report(Severity::Warning, first(PAGES), "网页残留");
            let own = matches!(
                section,
                Section::Overview | Section::ProblemsAndImprovements
            );
            if let Some(severity) = voice.filter(|_| own) {
                report(severity, first(OTHERS), "不像本机关口吻的话");
            }
            let mut lines = subject.draft.prose(section).lines();
            if let Some(line) = lines.find(|line| text::is_page_number(line)) {
                let message = format!("{}的正文里夹有页码“{}”。", section.name(), line.trim());
                found.push(Finding::new(self, Severity::Hint, [section], message));
            }
        }
    }
}

/// A note in brackets on how the text is to be set: （宋体加粗小四号字）, （三号仿宋，行距28磅）.
fn layout_note(text: &str) -> Option<(usize, &str)> {
    const LONGEST: usize = 20;
    const FONTS: [&str; 7] = ["宋体", "仿宋", "黑体", "楷体", "小标宋", "加粗", "号字"];
    const SIZES: [&str; 8] = ["号", "加粗", "字体", "行距", "磅", "居中", "缩进", "标题"];
    text.match_indices('（').find_map(|(at, _)| {
        let rest = text.get(at..)?;
        let note = rest.get(..rest.find('）')? + '）'.len_utf8())?;
        let short = note.chars().count() <= LONGEST;
        (short && text::has(note, &FONTS) && text::has(note, &SIZES)).then_some((at, note))
    })
}

/// Where letters stand for something to be filled in: XX局, 20XX年. The letters of an address on the
/// web are none.
fn blank_letters(text: &str) -> Option<(usize, &str)> {
    // Most texts have none.
    if !text.bytes().any(|byte| matches!(byte, b'X' | b'x')) {
        return None;
    }
    let mut start = 0;
    for run in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        let letters = run.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = run.len() - letters.len();
        let year = digits > 0 && run.len() == 4 && run.starts_with("20");
        let blank = !letters.is_empty() && letters.bytes().all(|b| matches!(b, b'X' | b'x'));
        let before = text.get(..start).and_then(|before| before.chars().last());
        let after = text
            .get(start + run.len()..)
            .and_then(|after| after.chars().next());
        let address = |c: Option<char>| c.is_some_and(|c| matches!(c, '.' | '/' | '@' | '-' | '_'));
        if blank && (year || digits == 0 && run.len() > 1) && !address(before) && !address(after) {
            return Some((start, run));
        }
        start += run.len() + after.map_or(0, char::len_utf8);
    }
    None
}
