//! D4: the date of publication is past the deadline, or before the report year has ended.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::date::Date;
use crate::model::level::Level;
use crate::model::location::Field;

#[doc = include_str!("published_late.md")]
pub struct PublishedLate;

impl Check for PublishedLate {
    fn code(&self) -> Code {
        Code("D4")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "发布日期不在规定时限内"
    }

    fn explanation(&self) -> &'static str {
        include_str!("published_late.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let (Some(published), Some(year)) =
            (Date::read(&subject.draft.publish_date), subject.year())
        else {
            return;
        };
        let (month, day) = deadline(subject.draft.level);
        let message = if Date::new(year, 12, 31).is_some_and(|end| published <= end) {
            format!(
                "发布日期是{}，报告年度{year}年还没有结束，请核对年份。",
                published.official()
            )
        } else if Date::new(year + 1, month, day).is_some_and(|last| published > last) {
            format!(
                "发布日期是{}，这类机关的时限是{}年{month}月{day}日。请核对日期；确已超过时限的，尽快发布。",
                published.official(),
                year + 1
            )
        } else {
            return;
        };
        found.push(Finding::new(
            self,
            Severity::Warning,
            [Field::PublishDate],
            message,
        ));
    }
}

/// Month and day by which a report of this kind must be published. While the kind is not known, the
/// latest of all.
const fn deadline(level: Option<Level>) -> (u8, u8) {
    match level {
        Some(Level::Department | Level::Township | Level::GovernmentOffice) => (1, 31),
        Some(Level::County) => (2, 20),
        Some(Level::City) => (3, 10),
        Some(Level::Province) | None => (3, 31),
    }
}
