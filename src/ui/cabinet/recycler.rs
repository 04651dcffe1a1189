//! Deleting drafts, taking them back, removing them for good; and the stored texts that cannot be read.

use leptos::prelude::*;

use super::Cabinet;
use crate::storage::store::{AsideText, DraftSummary};
use crate::storage::window::keeper::Event;
use crate::ui::wording;

impl Cabinet {
    /// The deleted drafts that can still be taken back, the one deleted last first.
    pub const fn deleted(&self) -> RwSignal<Vec<DraftSummary>> {
        self.deleted
    }

    /// Deletes the open draft and offers to bring it back.
    pub fn delete_current(&self) {
        if let Some(id) = self.open_id_now() {
            self.delete(&id);
        }
    }

    /// Deletes a draft and offers to bring it back.
    pub fn delete(&self, id: &str) {
        self.deal(Event::Delete(id));
    }

    /// Takes a deleted draft back and opens it.
    pub fn undelete(&self, id: &str) {
        self.deal(Event::Undelete(id));
    }

    /// Removes a deleted draft for good, which makes room.
    pub fn erase(&self, id: &str) {
        match self.with_store(|store| store.erase(id)) {
            Ok(()) => {
                let effects = self
                    .keeper
                    .try_update_value(|keeper| keeper.forget_erased(id));
                self.perform(effects.unwrap_or_default());
                self.notices.say("已彻底删除。");
            }
            Err(error) => self.notices.warn(wording::delete_error(&error)),
        }
        self.refresh();
    }

    /// The texts that could not be read and were put aside.
    pub const fn aside(&self) -> RwSignal<Vec<AsideText>> {
        self.aside
    }

    /// The text under a key that cannot be read as a draft, for keeping it as a file.
    pub fn raw(&self, key: &str) -> Option<String> {
        self.with_store(|store| store.shelf().get(key))
            .ok()
            .flatten()
    }

    /// Removes a text that was put aside for good.
    pub fn remove_aside(&self, text: &AsideText) {
        // A shelf that refuses is in trouble already, and the banner says so.
        let _ = self.with_store(|store| store.remove_aside(text));
        self.refresh();
    }
}
