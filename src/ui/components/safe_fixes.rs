//! 全部安全修正: all mends that change how something is written and not what is said, in one step.

use leptos::prelude::*;

use crate::checks::registry;
use crate::ui::desk::Desk;
use crate::ui::mends;
use crate::ui::notices::Notices;
use crate::ui::view;

/// More mends than this are not listed in a message.
const MOST_NAMED: usize = 5;

/// The button; nothing where there is nothing to mend.
pub fn button(count: usize) -> String {
    if count == 0 {
        return String::new();
    }
    format!(
        r#"<button type="button" class="nb-button" data-action="fix-all-safe" title="只改写法，不改内容，可以撤销">全部安全修正（{count} 处）</button>"#
    )
}

/// Makes all safe mends in one step and says which.
pub fn mend_all(desk: Desk, notices: Notices) {
    let mends = registry::safe_mends(&desk.draft().get_untracked());
    if !desk.apply(&mends.edits) {
        return;
    }
    let count = mends.made.len();
    let mut said = format!("已修正 {count} 处：");
    for (at, (place, kind)) in mends.made.iter().take(MOST_NAMED).enumerate() {
        let comma = if at > 0 { "、" } else { "" };
        said += &format!("{comma}{}（{}）", place.name(), mends::action(*kind).1);
    }
    said += if count > MOST_NAMED { "等。" } else { "。" };
    view::offer_undo(desk, notices, said);
}
