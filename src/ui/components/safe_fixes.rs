//! 全部安全修正: all mends that change how something is written and not what is said, in one step.

use leptos::prelude::*;

use super::findings::mend_names;
use crate::checks::registry::{self, SafeMends};
use crate::ui::derived::{flag, words};
use crate::ui::desk::Desk;
use crate::ui::notices::Notices;
use crate::ui::view;

/// More places than this are not listed in a message.
const MOST_NAMED: usize = 5;

/// The button, while there is something to mend.
#[component]
pub fn SafeFixes() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let notices = expect_context::<Notices>();
    let board = desk.board();
    let count = Memo::new(move |_| board.with(|board| registry::count_safe(&board.findings)));
    let fix = move |_| {
        let mends = desk.draft().with_untracked(registry::safe_mends);
        if desk.apply(&mends.edits) {
            view::offer_undo(desk, notices, told(&mends));
        }
    };
    view! {
        <button type="button" class="nb-button nb-findings__safe" data-action="fix-all-safe"
            title="只改写法，不改内容，可以撤销"
            hidden=flag(move || count.get() == 0 || desk.locked().get()) on:click=fix>
            {words(move || format!("全部安全修正（{} 处）", count.get()))}
        </button>
    }
}

/// What was mended.
fn told(mends: &SafeMends) -> String {
    let count = mends.made.len();
    let named: Vec<String> = mends
        .made
        .iter()
        .take(MOST_NAMED)
        .map(|(place, kind)| format!("{}（{}）", place.name(), mend_names(*kind).1))
        .collect();
    let rest = if count > MOST_NAMED { "等" } else { "" };
    format!("已修正 {count} 处：{}{rest}。", named.join("、"))
}
