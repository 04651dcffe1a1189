//! Until the surviving copy has answered: what was opened from localStorage is shown and not typed in.
//!
//! Why, and when the page knows better, is said in [`newest`](crate::storage::newest).

use std::time::Duration;

use leptos::prelude::*;

use super::{Cabinet, Status, Trouble};
use crate::storage::envelope::Envelope;
use crate::storage::key;
use crate::storage::local;
use crate::storage::newest::{Farewell, Newest, Whereabouts, whereabouts};
use crate::storage::reconcile::Reconciled;
use crate::storage::shelf::Shelf;
use crate::ui::browser::clock;

/// How long the user who wants to wait is not asked again.
const ASKED_AGAIN: Duration = Duration::from_secs(20);

impl Cabinet {
    /// Whether a draft that is opened from localStorage may be typed in at once.
    pub(super) fn is_known(&self, id: &str) -> bool {
        !self.lasting || self.newest.with_value(|newest| newest.is_known(id))
    }

    pub(super) fn newest<T>(&self, act: impl FnOnce(&mut Newest) -> T) -> Option<T> {
        self.newest.try_update_value(act)
    }

    /// The draft is shown, and not known to be the newest text.
    pub(super) fn check_first(&self) {
        self.status.set(Status::Checking);
        if !self.newest.with_value(Newest::is_awaited) {
            self.trouble.set(Some(Trouble::NotCompared));
        }
    }

    fn is_checking(&self) -> bool {
        self.status.get_untracked() == Status::Checking
    }

    /// The surviving copy has not answered in time: the user is asked, where it matters.
    pub(super) fn ask_whether_to_wait(&self) {
        if self.is_checking() {
            self.trouble.set(Some(Trouble::NotCompared));
        } else {
            self.confirm_saved();
        }
    }

    /// The user waits for the surviving copy.
    pub fn keep_waiting(&self) {
        self.trouble.set(None);
        if !self.opening.get_value() {
            self.open_again();
        }
        let cabinet = *self;
        self.asking.restart(clock::now(), ASKED_AGAIN, move || {
            if cabinet.is_checking() {
                cabinet.ask_whether_to_wait();
            }
        });
    }

    /// The user goes on with what is shown. Should there be a newer text, both are kept.
    pub fn go_on_with_this(&self) {
        if let Some(id) = self.open_id() {
            self.newest(|newest| newest.go_on_with(&id));
            self.end_checking();
        }
    }

    /// What is shown may be typed in.
    pub(super) fn end_checking(&self) {
        if self.is_checking() {
            self.desk.locked().set(false);
            self.status.set(Status::Saving);
            self.clear_trouble();
            self.confirm_saved();
        }
    }

    /// Both copies are in line, and something was typed before they were: it stays on the desk, as the draft that it is
    /// now. `there` is what the surviving copy had.
    pub(super) fn stay_with_what_was_typed(&self, done: &Reconciled, there: &[(String, String)]) {
        let Some(opened) = self.opened.get_untracked() else {
            return;
        };
        let draft = self.desk.draft().get_untracked();
        let seen = opened.session.seen();
        let other = match self.with_store(|store| whereabouts(store, seen, &draft)) {
            Whereabouts::Apart(stamp) => {
                let own = stamp.id.clone();
                self.set_opened(stamp, true);
                self.remember(&own);
                self.refresh();
                Some(seen.id.clone())
            }
            Whereabouts::Here => {
                let key = key::draft(&seen.id);
                let text = there.iter().find(|(known, _)| *known == key);
                let text = text.map(|(_, text)| text.as_str());
                let there = Envelope::read_for(&seen.id, text).map(|there| there.draft);
                let is_it = |id: &&String| {
                    let fork = self.with_store(|store| store.open(id));
                    fork.is_ok_and(|fork| there.as_ref() == Ok(&fork.draft))
                };
                done.forked.iter().find(is_it).cloned()
            }
            Whereabouts::Nowhere => None,
        };
        if let Some(id) = other {
            self.trouble.set(Some(Trouble::OtherFound { id }));
        }
    }

    /// Shows the other text that was found; what was typed stays in a draft of its own.
    pub fn open_found(&self, id: &str) {
        self.clear_trouble();
        self.change_to(id);
    }

    /// Leaves a word for the page that is loaded in the place of this one, if everything is saved here.
    pub(super) fn bid_farewell(&self) {
        let Some(opened) = self.opened.get_untracked() else {
            return;
        };
        if self.desk.locked().get_untracked() || !self.is_known(opened.session.id()) {
            return;
        }
        let farewell = Farewell {
            stamp: opened.session.seen().clone(),
            at: clock::now(),
        };
        // Without it the next page waits for the surviving copy.
        if let Some(tab) = local::of_tab() {
            let _ = tab.put(key::FAREWELL, &farewell.to_string());
        }
    }

    /// Believes what the page before has left in the tab, once.
    pub(super) fn hear_farewell(&self) {
        let Some(tab) = local::of_tab() else {
            return;
        };
        let left = tab.get(key::FAREWELL).ok().flatten();
        let Some(farewell) = left.as_deref().and_then(Farewell::read) else {
            return;
        };
        let _ = tab.remove(key::FAREWELL);
        let id = &farewell.stamp.id;
        let stored = self.with_store(|store| store.stamp(id));
        let began = clock::navigation_began();
        if let (Ok(stored), Some(began)) = (stored, began)
            && farewell.vouches(&stored, began)
        {
            self.newest(|newest| newest.go_on_with(id));
        }
    }
}
