//! What a portal puts around a report, and the dates in it; the organ and the date below the last section.

use super::titles::{MOST_NAME, is_name};
use crate::import::found::Found;
use crate::import::material::trimmed;
use crate::model::date::Date;
use crate::model::section::Section;

/// Beginnings and words of lines that a portal puts around an article.
const FURNITURE: [&str; 44] = [
    "发布时间",
    "发布日期",
    "发文日期",
    "成文日期",
    "公开日期",
    "更新时间",
    "来源：",
    "来源:",
    "信息来源",
    "作者：",
    "作者:",
    "浏览次数",
    "浏览量",
    "点击数",
    "点击量",
    "访问量",
    "阅读次数",
    "字号",
    "字体：",
    "字体:",
    "打印",
    "关闭窗口",
    "分享到",
    "分享：",
    "索引号",
    "发布机构",
    "公开方式",
    "公开范围",
    "主题分类",
    "当前位置",
    "您的位置",
    "首页",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "视力保护色",
    "扫一扫",
    "责任编辑",
    "【关闭",
    "返回顶部",
    "原文链接",
    "相关附件",
    "栏目：",
];

/// What begins the end of a page, behind the report.
const END: [&str; 14] = [
    "关闭窗口",
    "【关闭",
    "分享到",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "扫一扫",
    "责任编辑",
    "返回顶部",
    "版权所有",
    "主办单位",
    "网站标识码",
    "相关附件",
];

/// The longest line of furniture.
const MOST_FURNITURE: usize = 80;

/// Whether a line is what a portal puts around an article.
pub(super) fn is_furniture(line: &str) -> bool {
    let line: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    line.chars().count() <= MOST_FURNITURE
        && !line.contains('。')
        && (FURNITURE.iter().any(|word| line.contains(word)) || Date::read(&line).is_some())
}

/// Whether a line begins what a portal puts behind an article.
pub(super) fn is_end(line: &str) -> bool {
    line.chars().count() <= MOST_FURNITURE
        && !line.contains('。')
        && END.iter().any(|word| line.contains(word))
}

/// Takes the date of a line of the page.
pub(super) fn note_date(line: &str, found: &mut Found) {
    if found.publish_date.is_none() {
        found.publish_date = dates(line).next();
    }
}

/// The dates in a line, written with digits.
fn dates(line: &str) -> impl Iterator<Item = Date> + '_ {
    let parts = line.split(|c: char| {
        !(c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | '年' | '月' | '日'))
    });
    parts.filter_map(Date::read)
}

/// Takes organ and date from below the last section.
pub(super) fn signature(found: &mut Found) {
    let Some(prose) = found.prose.get_mut(Section::OtherMatters.index()) else {
        return;
    };
    let mut date = None;
    // The last lines, or what follows the last sentence where the line breaks are lost.
    let (kept, rest) = match prose.rfind('。') {
        Some(at) => prose.split_at(at + '。'.len_utf8()),
        None => ("", prose.as_str()),
    };
    let compact: String = rest.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = compact.find(|c: char| c.is_ascii_digit());
    if let Some(at) = digits
        && compact.chars().count() <= MOST_NAME * 2
    {
        let (name, day) = compact.split_at(at);
        let is_organ = name.is_empty() || is_name(name) || found.organ.as_deref() == Some(name);
        date = Date::read(day).filter(|_| is_organ);
    }
    if date.is_some() {
        let kept = trimmed(kept).to_owned();
        *prose = kept;
        found.publish_date = date;
    }
}
