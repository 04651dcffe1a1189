//! Deleting drafts, taking them back, removing them for good; and the stored texts that cannot be read.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Cabinet;
use crate::storage::change::Change;
use crate::storage::key;
use crate::storage::snapshots::Snapshot;
use crate::storage::store::{AsideText, DraftSummary};
use crate::ui::browser::clock;
use crate::ui::wording;

impl Cabinet {
    /// The deleted drafts that can still be taken back, the one deleted last first.
    pub const fn deleted(&self) -> RwSignal<Vec<DraftSummary>> {
        self.deleted
    }

    /// Deletes the open draft and offers to bring it back.
    pub fn delete_current(&self) {
        if let Some(opened) = self.opened.get_untracked() {
            self.flush();
            self.delete(opened.session.id());
        }
    }

    /// Deletes a draft and offers to bring it back.
    pub fn delete(&self, id: &str) {
        self.rest.cancel();
        let window = self.window.get_value();
        match self.with_store(|store| store.delete(id, clock::now(), &window)) {
            Ok(saved) => {
                self.tell_written(id);
                self.copy_move(id, &key::draft(id), &key::deleted(id), saved.text);
            }
            Err(error) => {
                self.notices.warn(wording::delete_error(&error));
                return;
            }
        }
        if self.opened.with_untracked(|opened| {
            opened
                .as_ref()
                .is_some_and(|opened| opened.session.id() == id)
        }) {
            self.opened.set(None);
            self.reminder.set(None);
            self.clear_trouble();
        }
        self.refresh();
        let (cabinet, id) = (*self, id.to_owned());
        self.notices.offer(
            "草稿已删除，可在“全部草稿”里找回。",
            "撤销删除",
            move || {
                cabinet.undelete(&id);
            },
        );
    }

    /// Takes a deleted draft back and opens it.
    pub fn undelete(&self, id: &str) {
        let window = self.window.get_value();
        match self.with_store(|store| store.undelete(id, clock::now(), &window)) {
            Ok(saved) => {
                self.tell_written(id);
                self.copy_move(id, &key::deleted(id), &key::draft(id), saved.text);
                self.open_draft(id);
            }
            Err(error) => self.notices.warn(wording::delete_error(&error)),
        }
        self.refresh();
    }

    /// Removes a deleted draft for good, which makes room.
    pub fn erase(&self, id: &str) {
        match self.with_store(|store| store.erase(id)) {
            Ok(()) => {
                self.forget(id);
                self.notices.say("已彻底删除。");
            }
            Err(error) => self.notices.warn(wording::delete_error(&error)),
        }
        self.refresh();
    }

    /// Removes what the surviving copy has of an erased draft.
    pub(super) fn forget(&self, id: &str) {
        let copier = self.copier.get_value();
        copier.remove(vec![key::deleted(id)]);
        let id = id.to_owned();
        spawn_local(async move {
            let Some(surviving) = copier.surviving() else {
                return;
            };
            let keys = surviving.keys().await.unwrap_or_default();
            let all = Snapshot::among(&keys).into_iter();
            let own = all.filter(|snapshot| snapshot.id == id);
            copier.remove(own.map(|snapshot| snapshot.key).collect());
        });
    }

    /// Lets the surviving copy follow when a draft is deleted or taken back.
    fn copy_move(&self, id: &str, from: &str, to: &str, text: String) {
        self.carry(
            id,
            text.clone(),
            Change::Move {
                from: from.to_owned(),
                to: to.to_owned(),
                text,
            },
            // A copy that lags behind is brought into line at the next start.
            Box::new(|_| {}),
        );
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
