//! Doing what the keeper says: timers, messages to other windows, the desk, and the copy that survives a crash.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Cabinet;
use super::copier::{self, Opening};
use crate::model::draft::Draft;
use crate::storage::change::Change;
use crate::storage::key;
use crate::storage::local;
use crate::storage::shelf::Shelf;
use crate::storage::snapshots::{self, BUDGET, Snapshot};
use crate::storage::steps::Steps;
use crate::storage::window::keeper::{Effect, Event, OnDesk};
use crate::storage::window::newest::Farewell;
use crate::ui::browser::{clock, random};
use crate::ui::deeds::set_if_new;
use crate::ui::history::History;

impl Cabinet {
    /// Lets the keeper deal with what happens and does what it says. Returns whether it was done.
    pub(super) fn deal(&self, event: Event<'_>) -> bool {
        let changes = self.desk.changes().get_untracked();
        let listed = self.listing.get_untracked();
        let outcome = self.desk.draft().with_untracked(|draft| {
            let desk = OnDesk {
                draft,
                changes,
                listed,
            };
            let deal = |keeper: &mut super::DraftKeeper| {
                keeper.deal(event, desk, clock::now(), &mut random::id)
            };
            self.keeper.try_update_value(deal)
        });
        let outcome = outcome.unwrap_or_default();
        self.perform(outcome.effects);
        self.show();
        outcome.done
    }

    /// Sends changes of something else than a draft to the copy that survives.
    pub(super) fn send(&self, changes: Vec<Change>) {
        let effects = self.keeper.try_update_value(|keeper| keeper.send(changes));
        self.perform(effects.unwrap_or_default());
    }

    /// Shows what the keeper knows, where it has changed.
    fn show(&self) {
        let changes = self.desk.changes().get_untracked();
        self.keeper.with_value(|keeper| {
            let status = keeper.status(changes);
            set_if_new(self.desk.locked(), &status.is_locked());
            set_if_new(self.status, &status);
            set_if_new(self.trouble, &keeper.trouble().cloned());
            set_if_new(self.open, &keeper.open_id().map(str::to_owned));
        });
    }

    pub(super) fn perform(&self, effects: Vec<Effect>) {
        let mut listed = false;
        for effect in effects {
            let cabinet = *self;
            match effect {
                Effect::Wait(timer, wait) => {
                    let passed = move || {
                        cabinet.deal(Event::Passed(timer));
                    };
                    let wait = Duration::from_millis(wait);
                    self.delay(timer).restart(clock::now(), wait, passed);
                }
                Effect::Cancel(timer) => self.delay(timer).cancel(),
                Effect::Tell { key, text } => {
                    self.channel.with_value(|channel| channel.say(&key, &text));
                }
                Effect::Lay(draft) => self.desk.lay(*draft),
                Effect::Opened(laid) => self.has_opened(laid.map(|laid| *laid)),
                Effect::Closed => self.reminder.set(None),
                Effect::Stored(saved) => self.remind(&saved),
                Effect::List => listed = true,
                Effect::Connect => self.connect(),
                Effect::Apply(ticket, changes) => self.apply(ticket, changes),
                Effect::Read(ticket, keys) => self.read(ticket, keys),
                Effect::LookInto(id) => self.look_into(id),
                Effect::Compare => self.compare(),
                Effect::Thin => self.remove_snapshots(|all| snapshots::superfluous(&all, BUDGET)),
                Effect::Forget(id) => self.remove_snapshots(move |all| {
                    let own = all.into_iter().filter(|snapshot| snapshot.id == id);
                    own.map(|snapshot| snapshot.key).collect()
                }),
                Effect::Words(text) => self.reconcile_words(text.as_deref()),
                Effect::KeepWords => self.keep_words(),
                Effect::Farewell(farewell) => Self::bid(&farewell),
                Effect::Say(news) => self.tell(news),
            }
        }
        if listed {
            self.refresh();
        }
    }

    fn has_opened(&self, laid: Option<(Draft, Steps)>) {
        // What was said of another draft would now be taken for this one.
        self.notices.close();
        if let Some((draft, steps)) = laid {
            let history = History::of(steps.past, steps.future);
            self.desk.lay_with(draft, history);
        }
        self.listing.set(false);
        self.reminder.set(None);
        self.put_off.set_value(0);
    }

    /// Begins to open the copy that survives a crash.
    pub(super) fn begin_opening(&self) -> Opening {
        let cabinet = *self;
        let lost = move || cabinet.hear_of_loss();
        self.copier.get_value().open(lost)
    }

    fn connect(&self) {
        let cabinet = *self;
        let begun = self.opening.try_update_value(Option::take).flatten();
        let opening = begun.unwrap_or_else(|| self.begin_opening());
        spawn_local(async move {
            cabinet.deal(match opening.await {
                Ok(texts) => Event::Connected(texts),
                Err(error) => Event::NotConnected(error),
            });
        });
    }

    /// The browser has taken the database away.
    fn hear_of_loss(&self) {
        let cabinet = *self;
        // Not within the call that the database makes: its connection is dropped here.
        spawn_local(async move {
            cabinet.copier.get_value().close();
            cabinet.deal(Event::Lost);
        });
    }

    fn apply(&self, ticket: u32, changes: Vec<Change>) {
        let cabinet = *self;
        // Of a connection that is gone the keeper has heard.
        let Some(surviving) = self.copier.get_value().surviving() else {
            return;
        };
        spawn_local(async move {
            let applied = copier::apply(&surviving, &changes).await;
            cabinet.deal(Event::Applied(ticket, applied));
        });
    }

    fn read(&self, ticket: u32, keys: [String; 2]) {
        let cabinet = *self;
        let Some(surviving) = self.copier.get_value().surviving() else {
            return;
        };
        spawn_local(async move {
            let there = surviving.texts(|key| keys.iter().any(|wanted| wanted == key));
            let there = there.await.ok();
            cabinet.deal(Event::Read(ticket, there));
        });
    }

    /// Whether the surviving copy still has a draft.
    fn look_into(&self, id: String) {
        let cabinet = *self;
        let Some(surviving) = self.copier.get_value().surviving() else {
            return;
        };
        spawn_local(async move {
            let kept = surviving.text(&key::draft(&id)).await;
            if cabinet.open_id().as_ref() != Some(&id) {
                return;
            }
            match kept {
                Ok(Some(_)) => {}
                Ok(None) => cabinet.compare(),
                // The connection is of no use any more, though nobody has said so.
                Err(_) => cabinet.hear_of_loss(),
            }
        });
    }

    fn compare(&self) {
        let cabinet = *self;
        let Some(surviving) = self.copier.get_value().surviving() else {
            return;
        };
        spawn_local(async move {
            if let Ok(texts) = surviving.all().await {
                cabinet.deal(Event::Compared(texts));
            }
        });
    }

    /// Removes those of all snapshots that `gone` names by their keys. What stays takes room and does no harm.
    fn remove_snapshots(&self, gone: impl FnOnce(Vec<Snapshot>) -> Vec<String> + 'static) {
        let cabinet = *self;
        let Some(surviving) = self.copier.get_value().surviving() else {
            return;
        };
        spawn_local(async move {
            let keys = surviving.keys().await.unwrap_or_default();
            let gone = gone(Snapshot::among(&keys)).into_iter();
            cabinet.send(gone.map(|key| Change::Remove { key }).collect());
        });
    }

    /// Leaves a word for the page that is loaded in the place of this one.
    fn bid(farewell: &Farewell) {
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
        if let Some(farewell) = left.as_deref().and_then(Farewell::read) {
            let _ = tab.remove(key::FAREWELL);
            if let Some(began) = clock::navigation_began() {
                self.keeper
                    .update_value(|keeper| keeper.hear_farewell(&farewell, began));
            }
        }
    }
}
