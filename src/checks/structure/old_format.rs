//! S3: the report follows the format of 2019, which 2021 replaced.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::checks::text;
use crate::model::cell::Cell;
use crate::model::section::Section;
use crate::model::sheet::Value;
use crate::model::table::applications::{Applicant, Row};

/// The first year reported in the format of 国办公开办函〔2021〕30号.
const FIRST_YEAR: u16 = 2021;
/// Heads of the tables of 2019 that those of 2021 no longer have.
const OLD_HEADS: &[&str] = &[
    "上一年项目数量",
    "对外公开总数量",
    "采购项目数量",
    "本年新公开数量",
];

#[doc = include_str!("old_format.md")]
pub struct OldFormat;

impl Check for OldFormat {
    fn code(&self) -> Code {
        Code("S3")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "沿用了2019年的旧格式"
    }

    fn explanation(&self) -> &'static str {
        include_str!("old_format.md")
    }

    fn find_in_texts(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        if !applies(subject) {
            return;
        }
        for section in Section::ALL {
            if text::has(subject.plain(section), OLD_HEADS) {
                let message = format!(
                    "{}里有2019年格式的表头文字，2021年度起应使用国办公开办函〔2021〕30号的格式。",
                    section.name()
                );
                found.push(Finding::new(self, Severity::Warning, [section], message));
            }
        }
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        if !applies(subject) {
            return;
        }
        let filled = |row: Row| {
            Applicant::ALL
                .into_iter()
                .any(|column| subject.sheet.stated(Cell::Applications(row, column)) != Value::Blank)
        };
        let new = [Row::NotCorrectedInTime, Row::FeeNotPaidInTime];
        let others = Row::ALL
            .into_iter()
            .filter(|row| !new.contains(row) && *row != Row::HandledTotal);
        if !new.into_iter().any(filled) && others.into_iter().all(filled) {
            let places = new
                .into_iter()
                .chain([Row::OtherHandling])
                .map(|row| Cell::Applications(row, Applicant::NaturalPerson));
            found.push(Finding::new(
                self,
                Severity::Warning,
                places,
                "第三部分其他处理只填了“3.其他”一行，像是2019年格式的单行。请把其中逾期不补正、逾期未缴费的件数分出来填到前两行，没有的填 0。",
            ));
        }
    }
}

/// Whether the report is of a year in which the format of today was in force.
fn applies(subject: &Subject<'_>) -> bool {
    subject.year().is_some_and(|year| year >= FIRST_YEAR)
}
