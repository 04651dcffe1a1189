//! Taking a pasted block into the draft, and saying what became of it.

use crate::import::block::Filled;
use crate::model::location::Location;
use crate::ui::desk::Desk;
use crate::ui::notices::Notices;
use crate::ui::view;

/// Takes a block as one step that can be undone.
pub fn paste_block(desk: Desk, notices: Notices, filled: &Filled) {
    let edits: Vec<(Location, String)> = filled
        .edits
        .iter()
        .map(|(cell, text)| (Location::from(*cell), text.clone()))
        .collect();
    if view::refuses(desk, notices, "粘贴") {
        return;
    }
    let changed = desk.apply(&edits);
    let mut said = format!("已粘贴 {} 格", edits.len());
    if !changed {
        said.push_str("，内容与表里的相同，没有改动");
    }
    if filled.skipped_totals > 0 {
        said.push_str(&format!("，跳过 {} 个自动计算的格", filled.skipped_totals));
    }
    if filled.did_not_fit.is_empty() {
        said.push('。');
        if changed {
            view::offer_undo(desk, notices, said);
        } else {
            notices.say(said);
        }
    } else {
        let examples: Vec<&str> = filled
            .did_not_fit
            .iter()
            .take(5)
            .map(String::as_str)
            .collect();
        said.push_str(&format!(
            "；有 {} 格超出表格，没有填入：{}。请核对起点是否正确{}。",
            filled.did_not_fit.len(),
            examples.join("、"),
            if changed { "，可以撤销" } else { "" }
        ));
        if changed {
            view::warn_and_offer_undo(desk, notices, said);
        } else {
            notices.warn(said);
        }
    }
}
