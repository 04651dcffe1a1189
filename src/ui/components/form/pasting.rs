//! Taking a pasted block into the draft, and saying what became of it.

use leptos::prelude::*;

use crate::import::block::Filled;
use crate::model::location::Location;
use crate::ui::desk::Desk;
use crate::ui::notices::Notices;
use crate::ui::view;
use crate::ui::wording::pasting;

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
    let differing = desk
        .draft()
        .with_untracked(|draft| filled.differing_totals(draft));
    let said = pasting::said(filled, changed, &differing);
    match (pasting::is_all(filled, &differing), changed) {
        (true, true) => view::offer_undo(desk, notices, said),
        (true, false) => notices.say(said),
        (false, true) => view::warn_and_offer_undo(desk, notices, said),
        (false, false) => notices.warn(said),
    }
}
