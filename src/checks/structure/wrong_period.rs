//! D1: title or statistical period speaks of another year than the report.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::location::{Field, Location};
use crate::model::section::Section;
use crate::model::year::ReportYear;

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

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let Some(report_year) = subject.draft.report_year() else {
            return;
        };
        let title = &subject.draft.title;
        if let Some(year) = years(title).find(|(year, _)| *year != report_year) {
            found.push(Finding::new(
                self,
                Severity::Error,
                [Location::from(Field::Title), Field::Year.into()],
                format!("标题写的是{}年，报告年度是{report_year}年。", year.0),
            ));
        }
        for section in [Section::Preamble, Section::Overview] {
            let prose: String = subject
                .draft
                .prose(section)
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect();
            let wrong = period_years(&prose).find(|year| *year != report_year);
            if let Some(year) = wrong {
                found.push(Finding::new(
                    self,
                    Severity::Error,
                    [Location::from(section), Field::Year.into()],
                    format!(
                        "{}的统计期限写的是{year}年，报告年度是{report_year}年。",
                        section.name()
                    ),
                ));
            }
        }
    }
}

/// The years of the statistical periods in a text: those before 1月1日 with 12月31日 close behind,
/// and those before that 12月31日.
fn period_years(prose: &str) -> impl Iterator<Item = ReportYear> {
    /// 年1月1日起至2025年12月31日止 has 21 characters; a longer way is no period.
    const REACH: usize = 24;
    years(prose).flat_map(|(year, rest)| {
        let near: String = rest.chars().take(REACH).collect();
        let opens = near.strip_prefix("1月1日");
        let end = opens.and_then(|after| after.find("12月31日").map(|at| after.split_at(at).0));
        let end_year = end.and_then(|between| years(between).next());
        [end.map(|_| year), end_year.map(|(year, _)| year)]
            .into_iter()
            .flatten()
    })
}

/// The four-digit years followed by 年, each with the text behind it.
fn years(text: &str) -> impl Iterator<Item = (ReportYear, &str)> {
    text.match_indices('年').filter_map(|(at, mark)| {
        let (before, rest) = text.split_at(at);
        let start = before
            .char_indices()
            .rev()
            .take_while(|(_, c)| c.is_ascii_digit() || ('０'..='９').contains(c))
            .last()?
            .0;
        let digits = before.get(start..)?;
        (digits.chars().count() == 4)
            .then(|| ReportYear::read(digits))
            .flatten()
            .zip(rest.strip_prefix(mark))
    })
}
