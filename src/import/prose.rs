//! Cuts the prose of a report: title and preamble, the six sections by their headings, what the portal put around it.

use super::found::{Found, NoteKind};
use super::label::{self, folded};
use super::material::trimmed;
use crate::checks::characters;
use crate::checks::heading;
use crate::checks::text;
use crate::model::date::Date;
use crate::model::section::Section;
use crate::model::title;
use crate::model::year::ReportYear;

/// Takes the lines of a report one after the other.
#[derive(Debug, Default)]
pub(super) struct Prose {
    /// The lines before the first heading.
    front: Vec<String>,
    /// The section that is being read.
    section: Option<Section>,
    /// The sections that have been begun.
    begun: Vec<Section>,
    /// Whether a section's table stood in a grid, so that what follows it is a note and no rest of a table.
    tables: Vec<Section>,
    /// Whether the report is over: what follows is the page's.
    over: bool,
}

impl Prose {
    /// The section that is being read.
    pub(super) const fn section(&self) -> Option<Section> {
        self.section
    }

    /// A table of the report stood here.
    pub(super) fn note_table(&mut self) {
        let new = self
            .section
            .filter(|section| !self.tables.contains(section));
        self.tables.extend(new);
    }

    /// Takes a line.
    pub(super) fn line(&mut self, line: &str, found: &mut Found) {
        if self.over {
            found.left_out.push(line.to_owned());
            return;
        }
        if let Some((section, exact)) = heading_of(line) {
            self.begin(section, found);
            if !exact && !self.over {
                found.note(NoteKind::Heading, [], line);
            }
            return;
        }
        for (section, part) in cut(line) {
            if let Some(section) = section {
                self.begin(section, found);
            }
            let part = trimmed(part);
            if !part.is_empty() && !self.over {
                self.body(part, found);
            }
        }
    }

    /// Takes a line that has section three in it, whose figures have been read.
    pub(super) fn glued(&mut self, line: &str, found: &mut Found) {
        for (section, part) in cut(line) {
            if let Some(section) = section {
                self.begin(section, found);
            }
            let part = trimmed(part);
            match self.section {
                _ if part.is_empty() || self.over => {}
                Some(Section::Applications) => {}
                Some(section) if section.table().is_some() => found.note(NoteKind::Row, [], part),
                _ => self.body(part, found),
            }
        }
    }

    fn begin(&mut self, section: Section, found: &mut Found) {
        // A list of contents has the headings without anything below them.
        let below = found
            .prose
            .get(section.index())
            .is_some_and(|prose| !prose.is_empty());
        let figures = || {
            found
                .cells
                .iter()
                .any(|(cell, figure)| cell.section() == section && figure.is_some())
        };
        let again = self.begun.contains(&section) && (below || figures());
        if again {
            self.over = true;
            found.note(
                NoteKind::SecondReport,
                [],
                section.heading().unwrap_or_default(),
            );
            return;
        }
        self.begun.push(section);
        self.section = Some(section);
    }

    fn body(&mut self, line: &str, found: &mut Found) {
        if text::is_page_number(line) {
            return;
        }
        let Some(section) = self.section else {
            self.front.push(line.to_owned());
            return;
        };
        if section == Section::OtherMatters && is_end(line) {
            self.over = true;
            found.left_out.push(line.to_owned());
            return;
        }
        // The date below the report belongs to its end.
        let is_date = section == Section::OtherMatters && Date::read(line).is_some();
        if is_furniture(line) && !is_date {
            note_date(line, found);
            found.left_out.push(line.to_owned());
            return;
        }
        if section.table().is_some() && !self.tables.contains(&section) {
            // In a plain text the rests of a table stand among the lines.
            if label::is_official(&folded(line)) {
                return;
            }
            if !line.contains('。') && !line.starts_with(['注', '备', '说']) {
                if line.chars().any(|c| c.is_ascii_digit()) {
                    found.note(NoteKind::Row, [], line);
                } else {
                    found.left_out.push(line.to_owned());
                }
                return;
            }
        }
        if let Some(prose) = found.prose.get_mut(section.index()) {
            if !prose.is_empty() {
                prose.push('\n');
            }
            prose.push_str(line);
        }
    }

    /// Reads what stood before the first heading and what closes the last section.
    pub(super) fn finish(mut self, found: &mut Found) {
        let front = std::mem::take(&mut self.front);
        let titled = front.iter().rposition(|line| is_title(line));
        let (before, after) = match titled {
            Some(at) => front.split_at(at),
            None => (&[][..], &front[..]),
        };
        if let [.., above] = before
            && let Some(line) = after.first()
        {
            self.title(line, Some(above), found);
        } else if titled.is_some()
            && let Some(line) = after.first()
        {
            self.title(line, None, found);
        }
        for line in before {
            note_date(line, found);
            found.left_out.push(line.clone());
        }
        let mut preamble: Vec<&str> = Vec::new();
        for line in after.iter().skip(usize::from(titled.is_some())) {
            // Without a title nothing tells a preamble from the page around it but that it is a sentence.
            let kept = !is_furniture(line)
                && (titled.is_some() || line.contains('。') && line.chars().count() > 20);
            if kept && !self.begun.is_empty() {
                preamble.push(line);
            } else {
                note_date(line, found);
                found.left_out.push(line.clone());
            }
        }
        let preamble = preamble.join("\n");
        if found.year.is_none() {
            found.year = period(&text::plain(&preamble));
        }
        if let Some(place) = found.prose.get_mut(Section::Preamble.index()) {
            *place = preamble;
        }
        signature(found);
    }

    fn title(&self, line: &str, above: Option<&String>, found: &mut Found) {
        found.title = Some(untagged(line).to_owned());
        let plain = text::plain(untagged(line));
        let Some((year, before, after)) = year_in(&plain) else {
            return;
        };
        found.year = Some(year);
        let after = after.trim_start_matches(['年', '度']);
        let between = after
            .split_once("政府信息公开")
            .map_or("", |(between, _)| between);
        let before = before.trim_start_matches("关于");
        let organ = [before, between].into_iter().find(|name| !name.is_empty());
        match (organ, above) {
            (Some(organ), _) if organ.chars().count() <= MOST_NAME => {
                found.organ = Some(organ.to_owned())
            }
            (None, Some(above)) if is_name(above) => {
                found.organ = Some(above.clone());
                found.note(NoteKind::Organ, [], above.as_str());
            }
            _ => {}
        }
        if let Some(organ) = &found.organ {
            let standard = title::standard_title(organ, year);
            if standard == plain || before.is_empty() && standard == format!("{organ}{plain}") {
                found.title = None;
            }
        }
    }
}

/// The section whose heading a line is, and whether it is written as the official text has it.
fn heading_of(line: &str) -> Option<(Section, bool)> {
    // Most lines are paragraphs, and not worth comparing.
    const LONGEST: usize = 40;
    const WORDS: [&str; 4] = ["情况", "事项", "措施", "问题"];
    if line.chars().nth(LONGEST).is_some() {
        return None;
    }
    let line = ordinary(line);
    let is_likely =
        WORDS.iter().any(|word| line.contains(word)) || line.contains(char::is_whitespace);
    if is_likely {
        heading::section(&line)
    } else {
        None
    }
}

/// The longest name of an organ.
const MOST_NAME: usize = 30;

/// Radicals and compatibility ideographs of a line made ordinary.
fn ordinary(line: &str) -> String {
    line.chars()
        .map(|c| characters::ordinary_ideograph(c).unwrap_or(c))
        .collect()
}

/// A line without 标题 in front of it, as some pages have it.
fn untagged(line: &str) -> &str {
    let tagged = line
        .strip_prefix("标题")
        .and_then(|rest| rest.strip_prefix(['：', ':']));
    tagged.map_or(line, trimmed)
}

/// Whether a line is the title of such a report.
fn is_title(line: &str) -> bool {
    let line = untagged(line);
    let name = folded(line);
    name.contains("政府信息公开")
        && (name.contains("年度报告") || name.contains("年报"))
        && year_in(&text::plain(line)).is_some()
        && line.chars().count() <= 60
        && !line.contains(['。', '，', '：', ':', '《', '；', '|', '＞'])
        && !line.contains("首页")
}

/// Whether a line can be the name of an organ.
fn is_name(line: &str) -> bool {
    let ends = [
        "局",
        "委",
        "委员会",
        "办公室",
        "政府",
        "厅",
        "中心",
        "街道办事处",
        "管委会",
        "院",
        "队",
        "所",
        "处",
        "会",
        "厅",
    ];
    (4..=MOST_NAME).contains(&line.chars().count())
        && !line.contains(|c: char| !c.is_alphabetic())
        && ends.iter().any(|end| line.ends_with(end))
}

/// The first year in a text, and what stands before and after its digits.
fn year_in(plain: &str) -> Option<(ReportYear, &str, &str)> {
    const FIGURES: &str = "〇一二三四五六七八九";
    if let Some(mention) = text::years(plain).next() {
        return Some((mention.year, mention.before, mention.after));
    }
    let end = plain.find('年')?;
    let before = plain.get(..end)?;
    let (start, _) = before.char_indices().rev().nth(3)?;
    let digits: Option<String> = before
        .get(start..)?
        .chars()
        .map(|c| {
            let c = if matches!(c, '零' | '○' | 'Ｏ' | 'O') {
                '〇'
            } else {
                c
            };
            let digit = FIGURES.chars().position(|figure| figure == c)?;
            char::from_digit(u32::try_from(digit).ok()?, 10)
        })
        .collect();
    Some((
        ReportYear::read(&digits?)?,
        before.get(..start)?,
        plain.get(end..)?,
    ))
}

/// The year of a statistical period: 2023年1月1日 … 12月31日.
fn period(plain: &str) -> Option<ReportYear> {
    let mut years = text::years(plain).filter(|mention| mention.after.starts_with("1月1日"));
    years.next().map(|mention| mention.year)
}

/// Cuts a line before each heading that stands inside it, as where a portal has lost the line breaks.
fn cut(line: &str) -> Vec<(Option<Section>, &str)> {
    let mut parts = Vec::new();
    let (mut from, mut section) = (0, None);
    let mut before = None;
    for (at, c) in line.char_indices() {
        let opens = before.is_none_or(|c: char| {
            c.is_whitespace() || "。；！？”）】".contains(c) || c.is_ascii_digit()
        });
        if opens
            && at >= from
            && let Some((next, length)) = line.get(at..).and_then(heading_at)
        {
            parts.push((section, line.get(from..at).unwrap_or_default()));
            section = Some(next);
            from = at + length;
        }
        before = Some(c);
    }
    parts.push((section, line.get(from..).unwrap_or_default()));
    parts
}

/// The numbered heading that a text begins with, and how many bytes it has.
fn heading_at(text: &str) -> Option<(Section, usize)> {
    let number = text
        .chars()
        .next()
        .filter(|c| "一二三四五六".contains(*c))?;
    let rest = text.get(number.len_utf8()..)?;
    let title = rest.strip_prefix(['、', '.', '．', '，'])?;
    let start = text.len() - title.len();
    let same = |section: Section| section.heading().is_some_and(|own| own.starts_with(number));
    let lengths = heading::titles()
        .filter(|(section, _)| same(*section))
        .filter_map(|(section, wanted)| Some((section, spaced_prefix(title, wanted)?)));
    lengths
        .max_by_key(|(_, length)| *length)
        .map(|(section, length)| (section, start + length))
}

/// How many bytes of a text a title takes, with white space inside it.
fn spaced_prefix(text: &str, title: &str) -> Option<usize> {
    let mut wanted = title.chars().peekable();
    for (at, c) in text.char_indices() {
        let Some(next) = wanted.peek() else {
            return Some(at);
        };
        if c.is_whitespace() {
            continue;
        }
        if c != *next {
            return None;
        }
        wanted.next();
    }
    wanted.peek().is_none().then_some(text.len())
}

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

fn is_furniture(line: &str) -> bool {
    let line: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    line.chars().count() <= MOST_FURNITURE
        && !line.contains('。')
        && (FURNITURE.iter().any(|word| line.contains(word)) || Date::read(&line).is_some())
}

fn is_end(line: &str) -> bool {
    line.chars().count() <= MOST_FURNITURE
        && !line.contains('。')
        && END.iter().any(|word| line.contains(word))
}

/// Takes the date of a line of the page.
fn note_date(line: &str, found: &mut Found) {
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
fn signature(found: &mut Found) {
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
