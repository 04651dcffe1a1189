//! At the start: opening the copy that survives a crash, and bringing both copies into line.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::copier::Opening;
use super::{Cabinet, Opened, Trouble};
use crate::storage::envelope::StoredError;
use crate::storage::newest::{self, Newest};
use crate::storage::reconcile::{self, Reconciled};
use crate::storage::session::Event;
use crate::storage::surviving::SurvivingError;
use crate::ui::browser::{clock, random};
use crate::ui::wording;

/// How long the browser has for opening the surviving copy before the draft is said to be without one.
const OPENED_WITHIN: Duration = Duration::from_secs(4);

/// How long after an opening that failed it is tried again; after the last one it counts as failed. A browser that was
/// killed may still be mending its own files.
const OPENED_AGAIN_AFTER: &[Duration] = &[Duration::from_secs(1), Duration::from_secs(4)];

impl Cabinet {
    /// Begins to open the copy that survives a crash.
    pub(super) fn begin_opening(&self) -> Opening {
        let cabinet = *self;
        self.opening.set_value(true);
        let lost = move || cabinet.hear_of_loss();
        self.copier.get_value().open(lost)
    }

    /// Brings both copies into line once the one that survives is open.
    pub(super) fn reconcile(&self, opening: Opening) {
        let cabinet = *self;
        cabinet.open_surviving(opening, OPENED_AGAIN_AFTER);
        // A browser that does not answer must not keep anybody from knowing how safe the draft is.
        set_timeout(
            move || {
                if cabinet.newest.with_value(Newest::is_awaited) {
                    cabinet.newest(Newest::waited);
                    cabinet.ask_whether_to_wait();
                    cabinet.say_not_opened();
                }
            },
            OPENED_WITHIN,
        );
    }

    /// Opens the copy that survives a crash once more.
    pub(super) fn open_again(&self) {
        self.open_surviving(self.begin_opening(), OPENED_AGAIN_AFTER);
    }

    fn open_surviving(&self, opening: Opening, again_after: &'static [Duration]) {
        let cabinet = *self;
        spawn_local(async move {
            let opened = opening.await;
            cabinet.opening.set_value(false);
            match (opened, again_after) {
                (Ok(texts), _) => cabinet.bring_into_line(&texts),
                (Err(SurvivingError::Other(_)), [wait, rest @ ..]) => {
                    cabinet.opening.set_value(true);
                    let again = move || cabinet.open_surviving(cabinet.begin_opening(), rest);
                    set_timeout(again, *wait);
                }
                (Err(SurvivingError::Missing), _) => {
                    cabinet.newest(Newest::answered);
                    cabinet.place_left();
                    cabinet.end_checking();
                    cabinet.confirm_saved();
                }
                (Err(_), _) => {
                    cabinet.newest(Newest::waited);
                    cabinet.place_left();
                    cabinet.ask_whether_to_wait();
                    cabinet.say_not_opened();
                }
            }
        });
    }

    /// The surviving copy that there should be cannot be read. Where no draft is to be seen, nobody is to think that
    /// there is none.
    fn say_not_opened(&self) {
        if self.drafts.with_untracked(Vec::is_empty) {
            self.notices.warn(wording::NOT_OPENED);
        }
    }

    pub(super) fn bring_into_line(&self, texts: &[(String, String)]) {
        // What was typed meanwhile is compared as well.
        self.flush();
        let cabinet = *self;
        let copier = self.copier.get_value();
        self.newest(Newest::answered);
        let window = self.window.get_value();
        let done = self.with_store(|store| {
            reconcile::reconcile(store, texts, random::id, clock::now(), &window)
        });
        let Ok(mut done) = done else {
            // localStorage refuses; the next save finds out and says so.
            self.end_checking();
            return;
        };
        let unrestored: Vec<String> = done.failed.iter().map(|(id, _)| id.clone()).collect();
        self.newest(|newest| newest.not_restored(unrestored));
        let old = self.with_store(|store| store.empty_recycler(clock::now()));
        for id in old.unwrap_or_default() {
            self.forget(&id);
        }
        self.reconcile_words(texts);
        self.refresh();
        // Draft by draft: one repair that is refused must not keep the others from being made.
        for changes in std::mem::take(&mut done.changes) {
            copier.send(changes, move |kept| {
                if kept.is_err() {
                    cabinet.survives.set_value(false);
                }
            });
        }
        self.place_left();
        // When everything before it is on disk.
        copier.send(Vec::new(), move |_| cabinet.confirm_saved());
        self.reopen_restored(&done, texts);
        self.report_reconciled(&done);
        // Another window may have written it since it was opened here, and that may not have been heard yet.
        self.deal(Event::Written);
        if self.open_id().is_some_and(|id| !self.is_known(&id)) {
            self.ask_whether_to_wait();
        } else {
            self.end_checking();
        }
    }

    /// Says what was found at the start that the user has to know.
    fn report_reconciled(&self, done: &Reconciled) {
        let newer = self.opened.with_untracked(|opened| {
            let id = opened.as_ref()?.session.id();
            done.newer.iter().find(|(newer, _)| newer == id).cloned()
        });
        if let Some((id, version)) = newer {
            let error = StoredError::Newer { version };
            self.lock(Trouble::Unreadable { id, error });
        }
        if let Some(said) = wording::reconciled(done) {
            self.notices.warn(said);
        }
    }

    /// Shows what a crash had taken from localStorage. What was typed in the meantime stays on the desk.
    fn reopen_restored(&self, done: &Reconciled, texts: &[(String, String)]) {
        let opened = self.opened.get_untracked();
        let typed = |opened: &Opened| self.desk.changes().get_untracked() != opened.changes;
        if opened.as_ref().is_some_and(typed) {
            self.stay_with_what_was_typed(done, texts);
            return;
        }
        let open = self.open_id();
        let chosen =
            self.listing.get_untracked() || open != self.began_with.with_value(Clone::clone);
        // The list begins with the draft that was saved last.
        let saved_last = self
            .drafts
            .with_untracked(|drafts| Some(drafts.first()?.id.clone()));
        let id = newest::to_show(
            open.as_deref(),
            chosen,
            saved_last.as_deref(),
            &done.restored,
        );
        if let Some(id) = id {
            self.open_draft(id);
            self.notices
                .say("上次没有正常关闭，已恢复到最后保存的内容。");
        }
    }
}
