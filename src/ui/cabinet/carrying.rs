//! Carrying stored texts to the surviving copy, and keeping both where another process has saved at the same moment.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Cabinet;
use crate::storage::change::Change;
use crate::storage::copies::Refusal;
use crate::storage::key;
use crate::storage::parting;
use crate::storage::session::Event;
use crate::storage::store::Store;
use crate::storage::surviving::SurvivingError;
use crate::ui::browser::{clock, random};
use crate::ui::wording;

/// What became of a text on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Carried {
    /// The surviving copy has it.
    There,
    /// What the surviving copy has was saved upon it, or it is a draft of its own.
    Kept,
    /// It is only where it came from.
    Nowhere,
}

/// Learns what became of a text. Never called when a later text of the same draft has taken its place while it waited.
pub(super) type Finished = Box<dyn FnOnce(Carried)>;

impl Cabinet {
    /// Carries the stored text of a draft to the surviving copy; `finished` learns what became of it.
    pub(super) fn carry(&self, id: &str, text: String, change: Change, finished: Finished) {
        let (cabinet, id) = (*self, id.to_owned());
        self.is_under_way(&id, &text);
        let changes = vec![change.clone()];
        self.copier.get_value().send(changes, move |carried| {
            if let Err(SurvivingError::Refused(Refusal::NotEarlier(_))) = carried {
                spawn_local(async move {
                    match cabinet.part(&id, &text).await {
                        None => finished(Carried::Nowhere),
                        Some(changes) if changes.is_empty() => {
                            cabinet.has_arrived(&id, &text);
                            finished(Carried::Kept);
                        }
                        Some(changes) => {
                            cabinet.copier.get_value().send(changes, move |changed| {
                                if changed.is_ok() {
                                    cabinet.carry(&id, text, change, finished);
                                } else {
                                    finished(Carried::Nowhere);
                                }
                            });
                        }
                    }
                });
            } else if carried.is_ok() {
                cabinet.has_arrived(&id, &text);
                finished(Carried::There);
            } else {
                finished(Carried::Nowhere);
            }
        });
    }

    /// Notes what is to be left when the page goes away.
    pub(super) fn is_under_way(&self, id: &str, text: &str) {
        self.under_way.update_value(|texts| {
            texts.insert(id.to_owned(), text.to_owned());
        });
    }

    fn has_arrived(&self, id: &str, text: &str) {
        self.under_way.update_value(|texts| {
            if texts.get(id).is_some_and(|latest| latest == text) {
                texts.remove(id);
            }
        });
    }

    /// Keeps both texts where the surviving copy has refused one. Returns what it has to change to take that one, where
    /// it is still the one that counts; `None` where they cannot be kept.
    async fn part(&self, id: &str, refused: &str) -> Option<Vec<Change>> {
        let surviving = self.copier.get_value().surviving()?;
        let keys = [key::draft(id), key::deleted(id)];
        let there = surviving.texts(|key| keys.iter().any(|own| own == key));
        let there = there.await.ok()?;
        // What stands on the desk comes first: it may say more than what was refused.
        self.deal(Event::Written);
        self.keep_both(id, refused, &there)
    }

    fn keep_both(
        &self,
        id: &str,
        refused: &str,
        there: &[(String, String)],
    ) -> Option<Vec<Change>> {
        let window = self.window.get_value();
        let parted = self.with_store(|store| {
            parting::part(store, id, refused, there, random::id, clock::now(), &window)
        });
        match parted {
            Ok(parted) => {
                for (new, saved) in &parted.drafts {
                    self.tell_written(new);
                    self.report_recycled(&saved.recycled);
                }
                if parted.apart {
                    match parted.drafts.into_iter().next() {
                        Some((other, _)) => self.offer_other(wording::PARTED, other),
                        None => self.notices.warn(wording::PARTED),
                    }
                    self.refresh();
                }
                Some(parted.changes)
            }
            Err(error) => {
                self.report_failure(error);
                None
            }
        }
    }

    /// The page goes away: what is still under way is left for the next start. Where there is no room for that, the
    /// draft itself is stored nevertheless.
    pub(super) fn leave(&self) {
        let window = self.window.get_value();
        for (id, text) in self.under_way.get_value() {
            let _ = self.with_store(|store| store.leave(&id, &window, &text));
        }
        self.bid_farewell();
        self.leave_draft("");
    }

    /// Sees where the texts belong that windows have left, most of which localStorage and the surviving copy have.
    pub(super) fn place_left(&self) {
        // A shelf that refuses is in trouble already, and the banner says so.
        for left in self.with_store(Store::left).unwrap_or_default() {
            let cabinet = *self;
            let (id, text) = (left.id.clone(), left.text.clone());
            let Ok(put) = self.with_store(|store| store.place_of(&left)) else {
                continue;
            };
            let finished = move |carried| {
                if carried != Carried::Nowhere {
                    let _ = cabinet.with_store(|store| store.remove_left(&left));
                }
            };
            if self.copier.get_value().is_open() {
                self.carry(&id, text, put, Box::new(finished));
            } else if self.keep_both(&id, &text, &[]).is_some() {
                finished(Carried::Kept);
            }
        }
    }
}
