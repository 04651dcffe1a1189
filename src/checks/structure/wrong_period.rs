//! D1: title, statistical period or another fixed sentence speaks of another year than the report.

use crate::checks::check::{Check, Code, Finding, FixKind, Severity, Subject};
use crate::checks::text::{self, YearMention};
use crate::model::location::{Field, Location};
use crate::model::section::Section;
use crate::model::year::ReportYear;
use std::ops::Range;

#[doc = include_str!("wrong_period.md")]
pub struct WrongPeriod;

impl Check for WrongPeriod {
    fn code(&self) -> Code {
        Code("D1")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn title(&self) -> &'static str {
        "年份或统计期限与报告年度不符"
    }

    fn explanation(&self) -> &'static str {
        include_str!("wrong_period.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let Some(report_year) = subject.draft.report_year() else {
            return;
        };
        let title = text::plain(&subject.draft.title);
        if let Some(wrong) = text::years(&title).find(|mention| mention.year != report_year) {
            found.push(Finding::new(
                self,
                Severity::Error,
                [Location::from(Field::Title), Field::Year.into()],
                format!("标题写的是{}年，报告年度是{report_year}年。", wrong.year),
            ));
        }
        for section in [Section::Preamble, Section::Overview, Section::OtherMatters] {
            let text = subject.plain(section);
            let wrong: Vec<Wrong> = text::years(text)
                .flat_map(|mention| wrong_years(section, text, &mention, report_year))
                .collect();
            let Some(first) = wrong.iter().min_by_key(|wrong| wrong.severity) else {
                continue;
            };
            let places: Vec<Range<usize>> =
                wrong.iter().map(|wrong| wrong.digits.clone()).collect();
            let raw = subject.draft.prose(section);
            let text = text::replaced(raw, &places, &report_year.to_string());
            found.push(
                Finding::new(
                    self,
                    first.severity,
                    [Location::from(section), Field::Year.into()],
                    format!(
                        "{}的{}写的是{}年，报告年度是{report_year}年。",
                        section.name(),
                        first.what,
                        first.year
                    ),
                )
                .mended_by(FixKind::CorrectYear, vec![(section.into(), text)]),
            );
        }
    }
}

/// A year that should be the report year.
struct Wrong {
    year: ReportYear,
    digits: Range<usize>,
    severity: Severity,
    /// What speaks of it.
    what: &'static str,
}

/// The last day of a period; some reports leave out its 日.
const LAST_DAY: &str = "12月31";
/// How far 12月31日 may be from 1月1日 to be of the same period.
const REACH: usize = 24;
/// Words around a period that say it is that of the report.
const STATISTICS: &[&str] = &["统计", "期限", "时限", "周期", "数据", "本报告", "公开"];
/// What the report calls itself in its preamble.
const REPORT_NAMES: &[&str] = &[
    "政府信息公开工作年度报告",
    "政府信息公开年度报告",
    "政府信息公开年报",
];

/// The wrong years that a mention stands for: its own, or that at the end of the period it opens.
fn wrong_years(
    section: Section,
    text: &str,
    mention: &YearMention<'_>,
    year: ReportYear,
) -> Vec<Wrong> {
    let wrong = |mention: &YearMention<'_>, severity, what| {
        (mention.year != year).then(|| Wrong {
            year: mention.year,
            digits: mention.digits.clone(),
            severity,
            what,
        })
    };
    if section == Section::OtherMatters {
        let sentence = text::sentence_at(text, mention.digits.start);
        let fee = text::has(sentence, &["处理费", "收费", "收取"]);
        let alone = text::years(sentence).count() == 1;
        let other = mention.is_date() || text::is_in_title(mention.before) || compares(mention);
        let told = mention.opens_sentence() && fee && alone && !other;
        return told
            .then(|| wrong(mention, Severity::Warning, "收费情况"))
            .flatten()
            .into_iter()
            .collect();
    }
    let Some(end) = period_end(mention) else {
        let name = mention.after.strip_prefix('度').unwrap_or(mention.after);
        let own = section == Section::Preamble
            && REPORT_NAMES.iter().any(|own| name.starts_with(own))
            && !text::is_in_title(mention.before)
            && !compares(mention);
        return own
            .then(|| wrong(mention, Severity::Warning, "报告名称"))
            .flatten()
            .into_iter()
            .collect();
    };
    if compares(mention) || text::has(text::head(end.after, 6), text::COMPARISON) {
        return Vec::new();
    }
    let around = [text::tail(mention.before, 16), text::head(end.after, 16)];
    let certain =
        section == Section::Preamble || around.iter().any(|words| text::has(words, STATISTICS));
    let severity = if certain {
        Severity::Error
    } else {
        Severity::Warning
    };
    let end_mention = end.mention.map(|at| (at + mention.digits.start, end.year));
    let mut all: Vec<Wrong> = wrong(mention, severity, "统计期限").into_iter().collect();
    if let Some((start, end_year)) = end_mention
        && end_year != year
    {
        all.push(Wrong {
            year: end_year,
            digits: start..start + 4,
            severity,
            what: "统计期限",
        });
    }
    all
}

/// Whether what stands before the year compares with another one.
fn compares(mention: &YearMention<'_>) -> bool {
    text::has(text::tail(mention.before, 8), text::COMPARISON)
}

/// The end of a statistical period.
struct PeriodEnd<'a> {
    /// Where its year stands, counted from the year that opens the period, when it has one.
    mention: Option<usize>,
    year: ReportYear,
    after: &'a str,
}

/// The end of the period that a year opens, 1月1日 to 12月31日.
fn period_end<'a>(mention: &YearMention<'a>) -> Option<PeriodEnd<'a>> {
    let opened = ["1月1日", "01月01日", "元月1日"]
        .iter()
        .find_map(|day| mention.after.strip_prefix(day))?;
    let near = text::head(opened, REACH);
    let at = near.find(LAST_DAY)?;
    let (between, rest) = opened.split_at_checked(at)?;
    let end = text::years(between).last();
    // Four digits, 年 and the first day stand between the two.
    let day = mention.after.len() - opened.len();
    Some(PeriodEnd {
        mention: end
            .as_ref()
            .map(|end| 4 + '年'.len_utf8() + day + end.digits.start),
        year: end.map_or(mention.year, |end| end.year),
        after: {
            let after = rest.strip_prefix(LAST_DAY).unwrap_or(rest);
            after.strip_prefix('日').unwrap_or(after)
        },
    })
}
