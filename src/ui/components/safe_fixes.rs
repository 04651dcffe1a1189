//! 全部安全修正: all mends that change how something is written and not what is said, in one step.

use leptos::prelude::*;

use super::findings::mend_names;
use crate::checks::registry;
use crate::ui::derived::{flag, words};
use crate::ui::desk::Desk;
use crate::ui::notices::Notices;
use crate::ui::view;

/// More mends than this are not listed in a message.
const MOST_NAMED: usize = 5;

/// The button, while there is something to mend.
#[component]
pub fn SafeFixes() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let board = desk.board();
    let count = move || board.with(|board| registry::count_safe(&board.findings));
    view! {
        <button type="button" class="nb-button nb-findings__safe" data-action="fix-all-safe"
            hidden=flag(move || count() == 0)>
            {words(move || format!("全部安全修正（{} 处）", count()))}
        </button>
    }
}

/// Makes all safe mends in one step and says which.
pub fn mend_all(desk: Desk, notices: Notices) {
    let mends = desk.draft().with_untracked(registry::safe_mends);
    if !desk.apply(&mends.edits) {
        return;
    }
    let count = mends.made.len();
    let mut said = format!("已修正 {count} 处：");
    for (at, (place, kind)) in mends.made.iter().take(MOST_NAMED).enumerate() {
        if at > 0 {
            said.push('、');
        }
        said += &format!("{}（{}）", place.name(), mend_names(*kind).1);
    }
    said += if count > MOST_NAMED { "等。" } else { "。" };
    view::offer_undo(desk, notices, said);
}
