//! The title of a report and what it says: the organ and the year.

use crate::checks::text;
use crate::import::found::{Found, NoteKind};
use crate::import::label::folded;
use crate::import::material::trimmed;
use crate::model::title;
use crate::model::year::ReportYear;

/// Takes title, year and organ from the title and the line above it.
pub(super) fn read(line: &str, above: Option<&String>, found: &mut Found) {
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

/// The longest name of an organ.
pub(super) const MOST_NAME: usize = 30;

/// A line without 标题 in front of it, as some pages have it.
fn untagged(line: &str) -> &str {
    let tagged = line
        .strip_prefix("标题")
        .and_then(|rest| rest.strip_prefix(['：', ':']));
    tagged.map_or(line, trimmed)
}

/// What such a report calls itself.
const KINDS: [&str; 4] = ["年度报告", "年报", "工作报告", "情况报告"];

/// Whether two lines are a title that was broken in two.
pub(super) fn is_broken_title(first: &str, second: &str) -> bool {
    const LONGEST: usize = 40;
    let short = |line: &str| line.chars().count() <= LONGEST;
    short(first)
        && short(second)
        && !is_title(first)
        && !is_title(second)
        && !is_name(first)
        && is_title(&format!("{first}{second}"))
}

/// Whether a line is the title of such a report.
pub(in crate::import) fn is_title(line: &str) -> bool {
    let line = untagged(line);
    let name = folded(line);
    name.contains("政府信息公开")
        && KINDS.iter().any(|kind| name.contains(kind))
        && year_in(&text::plain(line)).is_some()
        && line.chars().count() <= 60
        && !line.contains(['。', '，', '：', ':', '《', '；', '|', '＞'])
        && !line.contains("首页")
}

/// Whether a line can be the name of an organ.
pub(super) fn is_name(line: &str) -> bool {
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
pub(super) fn period(plain: &str) -> Option<ReportYear> {
    let mut years = text::years(plain).filter(|mention| mention.after.starts_with("1月1日"));
    years.next().map(|mention| mention.year)
}

/// A year and perhaps an organ that the running text tells where there is no title, with the words that tell it.
pub(super) struct Told {
    pub year: ReportYear,
    pub organ: Option<String>,
    pub words: String,
}

/// What a text says of the year that it is about: 现公布某局2024年政府信息公开工作年度报告, or 2024年，我局… at the
/// beginning of a paragraph.
pub(super) fn told(text: &str) -> Option<Told> {
    const NAMES: [&str; 6] = [
        "政府信息公开工作年度报告",
        "政府信息公开年度报告",
        "政府信息公开工作报告",
        "政府信息公开工作情况",
        "政府信息公开情况",
        "政务公开工作情况",
    ];
    let plain = text::plain(text);
    let words = |before: &str, after: &str, year: ReportYear| {
        let tail: String = before.chars().rev().take(12).collect();
        let tail: String = tail.chars().rev().collect();
        let head: String = after.chars().take(20).collect();
        format!("{tail}{year}年{head}")
    };
    for mention in text::years(&plain) {
        let after = mention.after.trim_start_matches('度');
        if NAMES.iter().any(|name| after.starts_with(name)) && !text::is_in_title(mention.before) {
            let name = mention
                .before
                .rsplit(['，', '。', '：', '、', '》'])
                .next()
                .unwrap_or_default();
            let name = ["现公布", "现将", "公布", "编制", "发布", "将", "现"]
                .iter()
                .find_map(|verb| name.strip_prefix(verb))
                .unwrap_or(name);
            return Some(Told {
                year: mention.year,
                organ: Some(name.to_owned())
                    .filter(|name| is_name(name) && !name.starts_with(['本', '我'])),
                words: words(mention.before, mention.after, mention.year),
            });
        }
    }
    let mut opening = text::years(&plain).filter(|mention| {
        let begins = mention.before.is_empty() || mention.before.ends_with('\n');
        let after = mention.after.trim_start_matches('度');
        begins && after.starts_with(['，', '我', '本', '全', '县', '区', '市', '在'])
    });
    let first = opening.next()?;
    let same = opening.all(|other| other.year == first.year);
    same.then(|| Told {
        year: first.year,
        organ: None,
        words: words("", first.after, first.year),
    })
}
