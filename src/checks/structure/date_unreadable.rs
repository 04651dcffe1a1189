//! F2: the publish date is no day of the calendar.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::date::Date;
use crate::model::location::Field;

#[doc = include_str!("date_unreadable.md")]
pub struct DateUnreadable;

impl Check for DateUnreadable {
    fn code(&self) -> Code {
        Code("F2")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn title(&self) -> &'static str {
        "发布日期无法识别"
    }

    fn explanation(&self) -> &'static str {
        include_str!("date_unreadable.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let typed = subject.draft.publish_date.trim();
        if !typed.is_empty() && Date::read(typed).is_none() {
            found.push(Finding::new(
                self,
                Severity::Error,
                [Field::PublishDate],
                format!("发布日期“{typed}”不是有效的日期，请按“2026-01-20”的样式填写。"),
            ));
        }
    }
}
