//! Looking back at storage: what the page says is saved may have been cleared meanwhile, and the window that edits a draft
//! may have gone.
//!
//! No browser tells the window itself that its localStorage was cleared, and not every one that its database is gone. So
//! the page looks from time to time, and whenever it is turned to, whether what it holds is still there, and stores it again.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Cabinet;
use crate::storage::key;
use crate::storage::session::{Editor, Event};
use crate::storage::store::Store;
use crate::ui::browser::clock;
use crate::ui::wording;

/// How often.
const BEAT: Duration = Duration::from_secs(5);

/// How long the window that has gone away may take to come back: it may only be loading the page again.
const COMES_BACK: Duration = Duration::from_secs(6);

impl Cabinet {
    /// Looks back from time to time.
    pub(super) fn beat(&self) {
        let cabinet = *self;
        self.beating.restart(clock::now(), BEAT, move || {
            cabinet.look_back();
            // A browser that has just cleared its data may refuse for a while.
            if cabinet.copier.get_value().is_lost() && !cabinet.opening.get_value() {
                cabinet.open_again();
            }
            cabinet.deal(Event::Beat);
            cabinet.beat();
        });
    }

    /// Whether what this window holds is still in storage; what is not is stored again.
    pub(super) fn look_back(&self) {
        if !self.lasting {
            return;
        }
        // A shelf that refuses is in trouble already, or will be with the next save.
        let is_marked = self.with_store(Store::is_marked).unwrap_or(false);
        let cleared = self.marked.get_value() && !is_marked;
        self.marked.set_value(is_marked);
        if cleared {
            let words = self.desk.words();
            let _ = self.with_store(|store| {
                store.is_proven(clock::now())?;
                store.set_words(words.text())
            });
            if let Some(id) = self.open_id() {
                self.remember(&id);
            }
        }
        self.deal(Event::Written);
        if cleared {
            self.refresh();
            self.notices.warn(wording::CLEARED);
            self.compare_again();
        } else {
            self.look_into_the_surviving_copy();
        }
    }

    /// Whether the surviving copy still has the open draft.
    fn look_into_the_surviving_copy(&self) {
        let cabinet = *self;
        let Some(id) = self.open_id() else {
            return;
        };
        let copier = self.copier.get_value();
        // What is on its way there may be what is missed.
        let Some(surviving) = copier.surviving().filter(|_| !copier.is_busy()) else {
            return;
        };
        spawn_local(async move {
            let kept = surviving.text(&key::draft(&id)).await;
            if cabinet.open_id().as_ref() != Some(&id) {
                return;
            }
            match kept {
                Ok(Some(_)) => {}
                Ok(None) => cabinet.compare_again(),
                // The connection is of no use any more, though nobody has said so.
                Err(_) => cabinet.hear_of_loss(),
            }
        });
    }

    /// Brings both copies into line once more.
    fn compare_again(&self) {
        let cabinet = *self;
        let Some(surviving) = self.copier.get_value().surviving() else {
            return;
        };
        spawn_local(async move {
            if let Ok(texts) = surviving.all().await {
                cabinet.bring_into_line(&texts);
            }
        });
    }

    /// The browser has taken the database away.
    pub(super) fn hear_of_loss(&self) {
        let cabinet = *self;
        // Not within the call that the database makes: its connection is dropped here.
        spawn_local(async move {
            cabinet.copier.get_value().close();
            cabinet.take_saved_back();
            cabinet.look_back();
            cabinet.open_again();
            cabinet.confirm_saved();
        });
    }

    /// What is known of the window that edits has changed.
    pub(super) fn follow_editor(&self, editor: Editor) {
        use super::Trouble::{EditedElsewhere, EditorGone, EditorSilent};
        let now = match editor {
            Editor::There => EditedElsewhere,
            Editor::Silent => EditorSilent,
            Editor::Gone => EditorGone,
        };
        let told = self.trouble.with_untracked(|trouble| {
            matches!(trouble, Some(EditedElsewhere | EditorSilent | EditorGone))
        });
        if told {
            self.trouble.set(Some(now));
        }
        if editor == Editor::Gone {
            let cabinet = *self;
            self.returning.restart(clock::now(), COMES_BACK, move || {
                cabinet.return_to_editing()
            });
        }
    }

    fn return_to_editing(&self) {
        let looked_on = self.desk.locked().get_untracked();
        self.deal(Event::NobodyCame);
        if looked_on && !self.desk.locked().get_untracked() {
            self.notices.say(wording::YOURS_AGAIN);
        }
    }
}
