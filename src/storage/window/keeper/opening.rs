//! Opening the copy that survives a crash, bringing both copies into line, and looking back at storage.
//!
//! Until that copy has answered, what was opened from localStorage is shown and not typed in; why, and when the page knows
//! better, is said in [`newest`](crate::storage::window::newest). No browser tells the window itself that its localStorage
//! was cleared, and not every one that its database is gone. So the window looks from time to time, and whenever it is turned
//! to, whether what it holds is still there, and stores it again.

use super::copy::Then;
use super::event::{Dealing, Effect, News, Timer};
use super::{Keeper, Status, Trouble};
use crate::storage::envelope::{Envelope, StoredError};
use crate::storage::key;
use crate::storage::reconcile::{self, Reconciled};
use crate::storage::shelf::Shelf;
use crate::storage::surviving::SurvivingError;
use crate::storage::window::newest::{Whereabouts, to_show, whereabouts};
use crate::storage::window::session::Event;

/// How long the browser has for opening the surviving copy before the draft is said to be without one, in
/// milliseconds.
const OPENED_WITHIN: u64 = 4_000;

/// How long after an opening that failed it is tried again; after the last one it counts as failed. A browser that was
/// killed may still be mending its own files. In milliseconds.
const OPENED_AGAIN_AFTER: [u64; 2] = [1_000, 4_000];

/// How long the user who wants to wait is not asked again, in milliseconds.
const ASKED_AGAIN: u64 = 20_000;

/// How often the window looks back, in milliseconds.
const BEAT: u64 = 5_000;

impl<S: Shelf> Keeper<S> {
    /// The page begins.
    pub(super) fn start(&mut self, dealing: &mut Dealing<'_>) {
        if self.lasting {
            // Before anything else, so that the browser opens it while the page is being made.
            self.connect(dealing);
            dealing.add(Effect::Wait(Timer::Connecting, OPENED_WITHIN));
            dealing.add(Effect::Wait(Timer::Beat, BEAT));
        }
        dealing.add(Effect::List);
        if let Ok(Some(last)) = self.store.last() {
            self.open(&last, dealing);
        }
        self.began_with = self.open_id().map(str::to_owned);
    }

    fn connect(&mut self, dealing: &mut Dealing<'_>) {
        self.copy.opening = true;
        self.copy.failed = 0;
        dealing.add(Effect::Connect);
    }

    /// The surviving copy could not be opened.
    pub(super) fn is_not_connected(&mut self, error: &SurvivingError, dealing: &mut Dealing<'_>) {
        let again = OPENED_AGAIN_AFTER.get(self.copy.failed);
        match (error, again) {
            (SurvivingError::Other(_), Some(wait)) => {
                self.copy.failed += 1;
                dealing.add(Effect::Wait(Timer::Reconnecting, *wait));
                return;
            }
            (SurvivingError::Missing, _) => {
                self.newest.answered();
                self.place_left(dealing);
                self.end_comparing();
            }
            (_, _) => {
                self.newest.waited();
                self.place_left(dealing);
                self.ask_whether_to_wait();
                self.say_not_opened(dealing);
            }
        }
        self.copy.opening = false;
    }

    /// The surviving copy has not answered in time. A browser that does not answer must not keep anybody from knowing how
    /// safe the draft is.
    pub(super) fn stop_expecting(&mut self, dealing: &mut Dealing<'_>) {
        if self.newest.is_awaited() {
            self.newest.waited();
            self.ask_whether_to_wait();
            self.say_not_opened(dealing);
        }
    }

    /// The surviving copy that there should be cannot be read. Where no draft is to be seen, nobody is to think that there
    /// is none.
    fn say_not_opened(&self, dealing: &mut Dealing<'_>) {
        if self.store.list().is_ok_and(|drafts| drafts.is_empty()) {
            dealing.say(News::NotOpened);
        }
    }

    fn is_checking(&self) -> bool {
        // Whatever was typed or not, the draft may only be looked at.
        self.status(0) == Status::Checking
    }

    /// The user is asked whether to wait for the surviving copy, where it matters.
    pub(super) fn ask_whether_to_wait(&mut self) {
        if self.is_checking() {
            self.trouble = Some(Trouble::NotCompared);
        }
    }

    /// The user waits for it.
    pub(super) fn keep_waiting(&mut self, dealing: &mut Dealing<'_>) {
        self.trouble = None;
        if !self.copy.opening {
            self.connect(dealing);
        }
        dealing.add(Effect::Wait(Timer::Asking, ASKED_AGAIN));
    }

    /// The user goes on with what is shown. Should there be a newer text, both are kept.
    pub(super) fn go_on_with_this(&mut self) {
        if let Some(id) = self.open_id().map(str::to_owned) {
            self.newest.go_on_with(&id);
            self.end_comparing();
        }
    }

    /// What is shown is compared, or need not be.
    fn end_comparing(&mut self) {
        if self.trouble == Some(Trouble::NotCompared) {
            self.clear_trouble();
        }
    }

    /// Brings both copies into line.
    pub(super) fn bring_into_line(
        &mut self,
        texts: &[(String, String)],
        dealing: &mut Dealing<'_>,
    ) {
        // What was typed meanwhile is compared as well.
        self.save(dealing);
        self.newest.answered();
        let new_id = &mut *dealing.new_id;
        let (now, window) = (dealing.now, &self.window);
        let Ok(mut done) = reconcile::reconcile(&self.store, texts, new_id, now, window) else {
            // localStorage refuses; the next save finds out and says so.
            self.end_comparing();
            return;
        };
        self.copy.has(texts);
        let unrestored = done.failed.iter().map(|(id, _)| id.clone());
        self.newest.not_restored(unrestored);
        for id in self.store.empty_recycler(now).unwrap_or_default() {
            self.forget(&id, dealing);
        }
        let words = texts.iter().find(|(key, _)| key == key::WORDS);
        dealing.add(Effect::Words(words.map(|(_, text)| text.clone())));
        dealing.add(Effect::List);
        // Draft by draft: one repair that is refused must not keep the others from being made.
        for changes in std::mem::take(&mut done.changes) {
            self.copy
                .send(changes, Then::Repaired, &mut dealing.effects);
        }
        self.carry_unsent(dealing);
        self.place_left(dealing);
        self.reopen_restored(&done, texts, dealing);
        self.bar_newer(&done);
        dealing.say(News::Reconciled(Box::new(done)));
        // Another window may have written it since it was opened here, and that may not have been heard yet.
        self.session_deals(Event::Written, dealing);
        if self.is_checking() {
            self.ask_whether_to_wait();
        } else {
            self.end_comparing();
        }
    }

    /// Lets nothing be typed into a draft that a newer version has written.
    fn bar_newer(&mut self, done: &Reconciled) {
        let Some(open) = &mut self.open else {
            return;
        };
        let mut newer = done.newer.iter();
        if let Some((id, version)) = newer.find(|(id, _)| id == open.session.id()) {
            open.barred = true;
            self.trouble = Some(Trouble::Unreadable {
                id: id.clone(),
                error: StoredError::Newer { version: *version },
            });
        }
    }

    /// Shows what a crash had taken from localStorage. What was typed in the meantime stays on the desk.
    fn reopen_restored(
        &mut self,
        done: &Reconciled,
        texts: &[(String, String)],
        dealing: &mut Dealing<'_>,
    ) {
        let open = self.open.as_ref();
        if open.is_some_and(|open| open.opened_at != dealing.changes) {
            return self.stay_with_what_was_typed(done, texts, dealing);
        }
        if done.restored.is_empty() {
            return;
        }
        let open = self.open_id();
        let chosen = dealing.listed || open != self.began_with.as_deref();
        // The list begins with the draft that was saved last.
        let list = self.store.list().unwrap_or_default();
        let saved_last = list.first().map(|draft| draft.id.as_str());
        let shown = to_show(open, chosen, saved_last, &done.restored).map(str::to_owned);
        if let Some(id) = shown {
            self.open(&id, dealing);
            dealing.say(News::Restored);
        }
    }

    /// Both copies are in line, and something was typed before they were: it stays on the desk, as the draft that it is
    /// now. `there` is what the surviving copy had.
    fn stay_with_what_was_typed(
        &mut self,
        done: &Reconciled,
        there: &[(String, String)],
        dealing: &mut Dealing<'_>,
    ) {
        let Some(seen) = self.session().map(|session| session.seen().clone()) else {
            return;
        };
        let other = match whereabouts(&self.store, &seen, &dealing.draft) {
            Whereabouts::Apart(stamp) => {
                let own = stamp.id.clone();
                self.hold(stamp, true, None, dealing);
                self.remember(&own);
                dealing.add(Effect::List);
                Some(seen.id)
            }
            Whereabouts::Here => {
                let key = key::draft(&seen.id);
                let text = there.iter().find(|(known, _)| *known == key);
                let text = text.map(|(_, text)| text.as_str());
                let there = Envelope::read_for(&seen.id, text).map(|there| there.draft);
                let is_it = |id: &&String| {
                    let fork = self.store.open(id);
                    fork.is_ok_and(|fork| there.as_ref() == Ok(&fork.draft))
                };
                done.forked.iter().find(is_it).cloned()
            }
            Whereabouts::Nowhere => None,
        };
        if let Some(id) = other {
            self.trouble = Some(Trouble::OtherFound { id });
        }
    }

    /// Some time has passed.
    pub(super) fn beat(&mut self, dealing: &mut Dealing<'_>) {
        self.look_back(dealing);
        // A browser that has just cleared its data may refuse for a while.
        if self.copy.is_lost() && !self.copy.opening {
            self.connect(dealing);
        }
        self.session_deals(Event::Beat, dealing);
        dealing.add(Effect::Wait(Timer::Beat, BEAT));
    }

    /// Whether what this window holds is still in storage; what is not is stored again.
    pub(super) fn look_back(&mut self, dealing: &mut Dealing<'_>) {
        if !self.lasting {
            return;
        }
        // A shelf that refuses is in trouble already, or will be with the next save.
        let is_marked = self.store.is_marked().unwrap_or(false);
        let cleared = self.marked && !is_marked;
        self.marked = is_marked;
        if cleared {
            let _ = self.store.is_proven(dealing.now);
            dealing.add(Effect::KeepWords);
            if let Some(id) = self.open_id() {
                self.remember(id);
            }
        }
        self.session_deals(Event::Written, dealing);
        if cleared {
            dealing.add(Effect::List);
            dealing.say(News::Cleared);
            if self.copy.is_open() {
                dealing.add(Effect::Compare);
            }
        } else if let Some(id) = self.open_id()
            && self.is_copy_idle()
        {
            // What is on its way there may be what is missed.
            dealing.add(Effect::LookInto(id.to_owned()));
        }
    }

    /// The browser has taken the surviving copy away.
    pub(super) fn is_lost(&mut self, dealing: &mut Dealing<'_>) {
        self.copy.has_closed();
        self.look_back(dealing);
        self.connect(dealing);
    }
}
