//! The check record (校核记录): one page that says what was checked, what was let pass and why, and which text it is
//! about, with places for the signatures of those who drew up, checked and issued the report.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::document::{Document, Mark};
use super::escape::escaped;
use super::html;
use crate::checks::check::{Check, Code, Finding, Severity};
use crate::checks::dismissal::Dismissed;
use crate::checks::registry::{self, CHECKS};
use crate::model::draft::Proved;

/// What a record is made of.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// The full name of the organ.
    pub organ: &'a str,
    /// The year reported on.
    pub year: &'a str,
    /// The report as it would be exported now.
    pub document: &'a Document,
    /// When the record was made, as it is printed.
    pub made: &'a str,
    /// What the checks found and nobody dismissed.
    pub findings: &'a [Finding],
    /// What somebody dismissed.
    pub dismissed: &'a [Dismissed],
    /// What could not be checked for want of something to compare with.
    pub without: Without,
    /// The last comparison with the published page.
    pub proved: Option<&'a Proved>,
}

/// What was not there to compare with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Without {
    /// No report of last year.
    pub last_year: bool,
    /// No word list of the office.
    pub words: bool,
}

/// The fingerprint of a report: SHA-256 of the source code that 复制源代码 copies, in hexadecimal digits.
#[must_use]
pub fn seal(document: &Document) -> String {
    let source = html::fragment(document, html::Options::default());
    let mut digits = String::new();
    for byte in Sha256::digest(source) {
        push(&mut digits, format_args!("{byte:02x}"));
    }
    digits
}

/// How many columns of checks stand beside each other.
const COLUMNS: usize = 2;

/// The record as markup, every text in it escaped; the page's style sheets give it its look.
#[must_use]
pub fn markup(record: &Record<'_>) -> String {
    let mut html = String::from("<div class=\"nb-record\">");
    push(
        &mut html,
        format_args!(
            "<h2 class=\"nb-record__title\">政府信息公开工作年度报告校核记录{}</h2>",
            record.document.mark.title_end()
        ),
    );
    html.push_str("<table class=\"nb-record__facts\"><tbody>");
    let seal = seal(record.document);
    let proved = proved(record, &seal);
    for (label, text) in [
        ("机关全称", record.organ),
        ("报告年度", record.year),
        ("报告标题", &record.document.title),
        ("校核时间", record.made),
        ("校核结论", &conclusion(record)),
        ("核对已发布页面", &proved),
        ("报告指纹（源代码的 SHA-256）", &seal),
    ] {
        push(
            &mut html,
            format_args!(
                "<tr><th scope=\"row\">{label}</th><td>{}</td></tr>",
                escaped(text)
            ),
        );
    }
    html.push_str("</tbody></table>");
    checks(&mut html, record);
    dismissed(&mut html, record.dismissed);
    html.push_str("<table class=\"nb-record__signatures\"><tbody><tr>");
    for role in ["编制", "审核", "签发"] {
        push(
            &mut html,
            format_args!("<td>{role}：<br><br>日期：　　　　年　　月　　日</td>"),
        );
    }
    html.push_str("</tr></tbody></table></div>");
    html
}

fn conclusion(record: &Record<'_>) -> String {
    let count = |severity| registry::count(record.findings, severity);
    let kind = match record.document.mark {
        Mark::Final => "定稿",
        Mark::Draft => "草稿",
    };
    format!(
        "{kind}。运行规则 {} 条，错误 {} 处，提醒 {} 处，提示 {} 处，已忽略 {} 处",
        CHECKS.len(),
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Hint),
        record.dismissed.len()
    )
}

fn proved(record: &Record<'_>, seal: &str) -> String {
    let Some(proved) = record.proved else {
        return "没有核对".to_owned();
    };
    let compared = format!(
        "{}核对文字 {} 行、数字 {} 个",
        proved.at, proved.lines, proved.figures
    );
    let found = match proved.differences {
        0 => "，与报告一致".to_owned(),
        count => format!("，有 {count} 处不一致"),
    };
    let later = if proved.seal == seal {
        ""
    } else {
        "；核对后内容有改动，应当重新核对"
    };
    format!("{compared}{found}{later}")
}

/// All checks with what came of each, column by column.
fn checks(html: &mut String, record: &Record<'_>) {
    html.push_str("<table class=\"nb-record__checks\"><thead><tr>");
    for _ in 0..COLUMNS {
        html.push_str("<th>编号</th><th>查出的问题</th><th>结果</th>");
    }
    html.push_str("</tr></thead><tbody>");
    let rows = CHECKS.len().div_ceil(COLUMNS);
    for row in 0..rows {
        html.push_str("<tr>");
        for column in 0..COLUMNS {
            match CHECKS.get(column * rows + row) {
                Some(check) => push(
                    html,
                    format_args!(
                        "<td>{}</td><td>{}</td><td>{}</td>",
                        check.code(),
                        escaped(check.title()),
                        result(*check, record)
                    ),
                ),
                None => html.push_str("<td></td><td></td><td></td>"),
            }
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table>");
}

/// What came of a check.
fn result(check: &dyn Check, record: &Record<'_>) -> String {
    let code = check.code();
    let mut told: Vec<String> = Severity::ALL
        .into_iter()
        .map(|severity| {
            let mut findings = record.findings.iter();
            let mut count = 0;
            findings.by_ref().for_each(|finding| {
                count += usize::from(finding.code == code && finding.severity == severity);
            });
            (count, severity.label())
        })
        .chain([(dismissed_of(code, record), "忽略")])
        .filter(|(count, _)| *count > 0)
        .map(|(count, label)| format!("{label} {count}"))
        .collect();
    if told.is_empty() {
        told.push(
            match needed(check) {
                Some(Needed::LastYear) if record.without.last_year => "无上年年报",
                Some(Needed::Words) if record.without.words => "无词表",
                Some(_) | None => "无",
            }
            .to_owned(),
        );
    }
    told.join("，")
}

fn dismissed_of(code: Code, record: &Record<'_>) -> usize {
    let dismissed = record.dismissed.iter();
    dismissed
        .filter(|dismissed| dismissed.finding.code == code)
        .count()
}

/// What a check compares with besides the report itself.
enum Needed {
    LastYear,
    Words,
}

/// The family Y compares with last year's report, N24 with the word list.
fn needed(check: &dyn Check) -> Option<Needed> {
    let Code(code) = check.code();
    match code {
        "N24" => Some(Needed::Words),
        code if code.starts_with('Y') => Some(Needed::LastYear),
        _ => None,
    }
}

fn dismissed(html: &mut String, dismissed: &[Dismissed]) {
    if dismissed.is_empty() {
        return;
    }
    html.push_str("<p class=\"nb-record__label\">已忽略的提醒、提示和理由</p><ol class=\"nb-record__dismissed\">");
    for Dismissed { finding, reason } in dismissed {
        push(
            html,
            format_args!(
                "<li>{} {}理由：{}</li>",
                finding.code,
                escaped(&finding.message),
                escaped(reason)
            ),
        );
    }
    html.push_str("</ol>");
}

fn push(html: &mut String, part: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = html.write_fmt(part);
}
