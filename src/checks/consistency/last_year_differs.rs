//! X21: a sentence about last year tells another number than last year's report.

use super::comparison;
use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::checks::reading::Passage;
use crate::checks::reading::claims::Claim;
use crate::checks::reading::numeral::{Kind, ONE};
use crate::model::section::Section;

#[doc = include_str!("last_year_differs.md")]
pub struct LastYearDiffers;

impl Check for LastYearDiffers {
    fn code(&self) -> Code {
        Code("X21")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "写上年的数与上年报告不符"
    }

    fn explanation(&self) -> &'static str {
        include_str!("last_year_differs.md")
    }

    fn compares_prose(&self) -> bool {
        true
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        // Section five looks back on last year in words of its own.
        let told = subject.passages().iter();
        let told = told.filter(|passage| passage.section != Section::ProblemsAndImprovements);
        for passage in told {
            for claim in &passage.last_year {
                if let Some((severity, what)) = fault(subject, passage, claim) {
                    let mut message = comparison::opening(passage, claim.token);
                    message.push_str(&what);
                    let mut finding = Finding::new(self, severity, [passage.section], message);
                    finding.locations = comparison::locations(passage.section, &claim.readings);
                    found.push(finding);
                }
            }
        }
    }
}

/// How grave it is that a number of last year is told, and why, as the message goes on.
fn fault(subject: &Subject<'_>, passage: &Passage, claim: &Claim) -> Option<(Severity, String)> {
    let number = passage.tokens.get(claim.token)?.number?;
    let exact = number.kind == Kind::Count && number.step == ONE;
    let readings = claim.readings.iter();
    let this_year = readings
        .clone()
        .any(|reading| reading.value(subject.sheet) == Some(number.value));
    let Some(previous) = subject.previous_year() else {
        let ask = this_year && number.value > 0 && exact;
        return ask.then(|| {
            let what = "说的是上年，与本年的数相等。请核对年份。";
            (Severity::Hint, what.to_owned())
        });
    };
    let known = readings.filter_map(|reading| Some((*reading, reading.before(previous)?)));
    let known: Vec<_> = known.collect();
    let (first, value) = *known.first()?;
    let right = known.iter().any(|(_, value)| value * ONE == number.value);
    if right || !exact {
        return None;
    }
    let mut what = "说的是上年，与上年报告不符：上年".to_owned();
    what.push_str(&first.name());
    what.push_str("是 ");
    what.push_str(&value.to_string());
    if this_year {
        what.push_str("，写的数与本年相等，可能是年份没有改");
    }
    what.push('。');
    Some((Severity::Warning, what))
}
