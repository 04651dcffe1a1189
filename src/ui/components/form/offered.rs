//! The prepared texts that a button puts into an empty section, or before what is there.

use leptos::prelude::*;

use crate::model::draft::Draft;
use crate::model::section::Section;
use crate::ui::desk::Desk;
use crate::ui::notices::Notices;
use crate::ui::wording;

/// What the button of a section is called; most sections have none.
pub const fn label(section: Section) -> Option<&'static str> {
    match section {
        Section::Preamble => Some("填入标准导语"),
        Section::Overview => Some("插入写作提纲"),
        Section::ProactiveDisclosure
        | Section::Applications
        | Section::Review
        | Section::ProblemsAndImprovements
        | Section::OtherMatters => None,
    }
}

/// The text; nothing while the fields that it needs are blank.
fn text(draft: &Draft, section: Section) -> Option<String> {
    if section == Section::Preamble {
        wording::preamble(draft)
    } else {
        Some(wording::SCAFFOLD.to_owned())
    }
}

/// Puts the text of a section where it belongs.
pub fn insert(desk: Desk, notices: Notices, section: Section) {
    let draft = desk.draft().get_untracked();
    let Some(offered) = text(&draft, section) else {
        notices.say("请先填写报告年度，再填入标准导语。");
        return;
    };
    let present = draft.prose(section);
    if present.contains(offered.trim()) {
        notices.say("这段文字已经在里面了。");
        return;
    }
    let joined = if present.trim().is_empty() {
        offered
    } else {
        format!("{}\n{present}", offered.trim_end())
    };
    desk.apply(&[(section.into(), joined)]);
}
