//! What mends are called on the page.

use crate::checks::check::{Fix, FixKind};

/// What the button of a mend says; with what would go and what would come, where that is a number in prose.
#[must_use]
pub fn label(fix: &Fix) -> String {
    let (_, name) = action(fix.kind);
    match &fix.change {
        Some((old, new)) => format!("{name}：{old} → {new}"),
        None => name.to_owned(),
    }
}

/// What a mend is called, for machines and for the user.
#[must_use]
pub const fn action(kind: FixKind) -> (&'static str, &'static str) {
    match kind {
        FixKind::AcceptComputed => ("accept-computed", "采用计算值"),
        FixKind::UseStandardTitle => ("use-standard-title", "使用标准标题"),
        FixKind::CorrectYear => ("correct-year", "改正年份"),
        FixKind::OrdinaryCharacters => ("ordinary-characters", "改为规范字符"),
        FixKind::ChinesePunctuation => ("chinese-punctuation", "改为全角标点"),
        FixKind::NumberOnly => ("number-only", "只留数字"),
        FixKind::TakeLastYear => ("take-last-year", "采用上年结转数"),
        FixKind::UseFigure => ("use-figure", "改用表中的数"),
        FixKind::UseListedWord => ("use-listed-word", "改为词表用词"),
    }
}
