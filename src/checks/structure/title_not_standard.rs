//! S6: the user's own title is not the standard title.

use crate::checks::check::{Check, Code, Finding, FixKind, Severity, Subject};
use crate::checks::text;
use crate::model::location::Field;

#[doc = include_str!("title_not_standard.md")]
pub struct TitleNotStandard;

impl Check for TitleNotStandard {
    fn code(&self) -> Code {
        Code("S6")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "标题与标准写法不一致"
    }

    fn explanation(&self) -> &'static str {
        include_str!("title_not_standard.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let own = subject.draft.title.trim();
        let Some(standard) = subject.draft.standard_title() else {
            return;
        };
        let title = text::plain(own);
        let same = own.split_whitespace().collect::<String>() == standard;
        if !own.is_empty() && !same {
            found.push(
                Finding::new(
                    self,
                    Severity::Warning,
                    [Field::Title],
                    format!(
                        "标题为“{own}”，标准写法是“{standard}”。{}",
                        difference(&title)
                    ),
                )
                .mended_by(
                    FixKind::UseStandardTitle,
                    vec![(Field::Title.into(), String::new())],
                ),
            );
        }
    }
}

/// The differences that are mistakes and no matter of style.
fn difference(title: &str) -> &'static str {
    if !title.contains("工作") {
        "标题漏了“工作”二字。"
    } else if text::years(title).count() > 1 {
        "年份写了两遍。"
    } else {
        ""
    }
}
