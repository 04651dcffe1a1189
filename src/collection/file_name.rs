//! What the name of a file says of the report in it: organs and years. It is a hint, and a reason to ask where it
//! contradicts the report.

use crate::import::label::folded;
use crate::model::year::ReportYear;

/// Words of which file names are full and that name no organ. Where one begins or ends, a name ends or begins.
const FILLERS: [&str; 26] = [
    "政府信息公开",
    "信息公开",
    "政务公开",
    "工作年度报告",
    "年度报告",
    "工作报告",
    "年报",
    "年度",
    "报告",
    "报送",
    "关于",
    "定稿",
    "终稿",
    "初稿",
    "修改",
    "最终",
    "最新",
    "副本",
    "备份",
    "草稿",
    "上报",
    "表格",
    "年政",
    "年",
    "版",
    "稿",
];

/// What the name of an organ ends with.
const ORGANS: [&str; 20] = [
    "局", "委", "办", "镇", "乡", "厅", "院", "所", "站", "处", "会", "队", "街道", "中心", "政府",
    "公司", "集团", "馆", "社", "校",
];

/// The name without its folders and its ending.
#[must_use]
pub fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let known = [
        "json", "docx", "doc", "html", "htm", "xlsx", "xls", "txt", "csv", "xml", "pdf", "wps",
        "zip",
    ];
    match name.rsplit_once('.') {
        Some((stem, ending)) if known.iter().any(|one| ending.eq_ignore_ascii_case(one)) => stem,
        _ => name,
    }
}

/// The words of a file name that look like the names of organs, folded.
#[must_use]
pub fn organs(file: &str) -> Vec<String> {
    // 人民政府信息公开年报 has the government in it, not the filler alone.
    let stem = stem(file).replace("人民政府信息公开", "人民政府\n信息公开");
    let words = stem.split(|c: char| !c.is_alphabetic());
    let mut found = Vec::new();
    for word in words {
        let mut word = folded(word);
        for filler in FILLERS {
            word = word.replace(filler, "\n");
        }
        let parts = word.split('\n').filter(|part| {
            part.chars().count() > 1 && ORGANS.iter().any(|ending| part.ends_with(ending))
        });
        found.extend(parts.map(str::to_owned));
    }
    found
}

/// The report years that a file name tells, in four digits or, before 年, in two; the year of a date is none.
#[must_use]
pub fn years(file: &str) -> Vec<ReportYear> {
    let digits = in_digits(stem(file));
    let mut years = Vec::new();
    let mut rest = digits.as_str();
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let run = rest.get(start..).unwrap_or_default();
        let end = run.find(|c: char| !c.is_ascii_digit()).unwrap_or(run.len());
        let (number, after) = run.split_at(end);
        let date = after
            .strip_prefix(['年', '.', '-', '_', '/'])
            .is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
        match number.len() {
            _ if date => {}
            4 => years.extend(ReportYear::read(number)),
            2 if after.starts_with('年') => years.extend(ReportYear::read(&format!("20{number}"))),
            _ => {}
        }
        rest = after;
        if date {
            rest = after.trim_start_matches(|c: char| {
                c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '.' | '-' | '_' | '/')
            });
        }
    }
    years
}

/// Whether a file name speaks of last year's report.
#[must_use]
pub fn says_last_year(file: &str) -> bool {
    let stem = folded(stem(file));
    ["上年", "去年", "上一年"]
        .iter()
        .any(|word| stem.contains(word))
}

/// A text with the years in it in digits: 二〇二五年 becomes 2025年. Ideographs before anything else are no year.
fn in_digits(text: &str) -> String {
    let ideographs = "〇一二三四五六七八九".chars();
    let digits: Vec<(char, char)> = ideographs.zip('0'..='9').chain([('零', '0')]).collect();
    let as_digit = |c: char| {
        digits
            .iter()
            .find(|(own, _)| *own == c)
            .map(|(_, digit)| *digit)
    };
    let read = text.chars().map(crate::checks::reading::plain::as_read);
    let parts: Vec<char> = read.collect();
    let before_year = |at: usize| {
        let tail = parts.get(at..).unwrap_or_default();
        let ideographs = tail.iter().take_while(|c| as_digit(**c).is_some()).count();
        ideographs > 0 && tail.get(ideographs) == Some(&'年')
    };
    let of = |(at, c): (usize, &char)| as_digit(*c).filter(|_| before_year(at)).unwrap_or(*c);
    parts.iter().enumerate().map(of).collect()
}
