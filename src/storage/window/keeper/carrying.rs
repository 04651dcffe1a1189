//! Carrying stored texts to the surviving copy, and keeping both where another process has saved at the same moment.

use super::Keeper;
use super::copy::{Cargo, Purpose, Then};
use super::event::{Dealing, Effect, News};
use crate::storage::change::Change;
use crate::storage::copies::Refusal;
use crate::storage::key;
use crate::storage::shelf::Shelf;
use crate::storage::store::{LeftText, Saved};
use crate::storage::surviving::SurvivingError;
use crate::storage::window::parting;
use crate::storage::window::session::Event;

impl<S: Shelf> Keeper<S> {
    /// Carries the text of a draft that was just stored.
    pub(super) fn carry_stored(&mut self, id: &str, saved: &Saved, dealing: &mut Dealing<'_>) {
        let change = Change::Put {
            key: key::draft(id),
            text: saved.text.clone(),
        };
        self.carry_change(id, saved, change, dealing);
    }

    /// Carries a text that was just stored, by this change.
    pub(super) fn carry_change(
        &mut self,
        id: &str,
        saved: &Saved,
        change: Change,
        dealing: &mut Dealing<'_>,
    ) {
        if !self.copy.is_open() {
            // Bringing both copies into line will carry it there.
            self.copy.is_unsent(id, &saved.text);
            return;
        }
        let cargo = Cargo {
            id: id.to_owned(),
            text: saved.text.clone(),
            change,
            purpose: Purpose::Stored,
        };
        self.copy.carry(cargo, &mut dealing.effects);
    }

    /// Carries the texts that were stored while the surviving copy was not open. Bringing both copies into line is not enough:
    /// a repair is passed over where another window has written meanwhile, and then this text may be nowhere else.
    pub(super) fn carry_unsent(&mut self, dealing: &mut Dealing<'_>) {
        for (id, text) in self.copy.unsent() {
            let change = Change::Put {
                key: key::draft(&id),
                text: text.clone(),
            };
            let cargo = Cargo {
                id,
                text,
                change,
                purpose: Purpose::Stored,
            };
            self.copy.carry(cargo, &mut dealing.effects);
        }
    }

    /// Sees where the texts belong that windows have left, most of which localStorage and the surviving copy have.
    pub(super) fn place_left(&mut self, dealing: &mut Dealing<'_>) {
        // A shelf that refuses is in trouble already, and the banner says so.
        for left in self.store.left().unwrap_or_default() {
            let Ok(change) = self.store.place_of(&left) else {
                continue;
            };
            if self.copy.is_open() {
                let cargo = Cargo {
                    id: left.id.clone(),
                    text: left.text.clone(),
                    change,
                    purpose: Purpose::Left(left),
                };
                self.copy.carry(cargo, &mut dealing.effects);
            } else if self.keep_both(&left.id, &left.text, &[], dealing).is_some() {
                self.has_its_place(&left);
            }
        }
    }

    fn has_its_place(&self, left: &LeftText) {
        // What stays is placed again at the next start.
        let _ = self.store.remove_left(left);
    }

    /// What was sent to the surviving copy was made, or not.
    pub(super) fn is_applied(
        &mut self,
        ticket: u32,
        applied: Result<(), SurvivingError>,
        dealing: &mut Dealing<'_>,
    ) {
        let Some(group) = self.copy.end(ticket, &mut dealing.effects) else {
            return;
        };
        match (group.then, applied) {
            (Then::Carried(cargo), Err(SurvivingError::Refused(Refusal::NotEarlier(_)))) => {
                self.copy.ask(cargo, &mut dealing.effects);
            }
            (Then::Carried(cargo), Ok(())) => self.end_carrying(&cargo, true),
            (Then::CarryAgain(cargo), Ok(())) => self.copy.carry(cargo, &mut dealing.effects),
            (Then::Carried(cargo) | Then::CarryAgain(cargo), Err(_)) => {
                self.end_carrying(&cargo, false);
            }
            (Then::Repaired, Err(_)) => self.copy.are_not_repaired(&group.changes),
            (Then::Thin, _) => dealing.add(Effect::Thin),
            (Then::Repaired, Ok(())) | (Then::Nothing, _) => {}
        }
    }

    /// A text is in the surviving copy, itself or what was saved upon it, or in a draft of its own; or it is only where it
    /// came from.
    fn end_carrying(&mut self, cargo: &Cargo, arrived: bool) {
        if arrived {
            self.copy.has_arrived(&cargo.id, &cargo.text);
            if let Purpose::Left(left) = &cargo.purpose {
                self.has_its_place(left);
            }
        } else if cargo.purpose == Purpose::Stored {
            self.copy.is_unsent(&cargo.id, &cargo.text);
        }
    }

    /// The surviving copy has refused a text, and this is what is there.
    pub(super) fn is_read(
        &mut self,
        ticket: u32,
        there: Option<&[(String, String)]>,
        dealing: &mut Dealing<'_>,
    ) {
        let Some(cargo) = self.copy.asked(ticket) else {
            return;
        };
        // What stands on the desk comes first: it may say more than what was refused.
        self.session_deals(Event::Written, dealing);
        let changes =
            there.and_then(|there| self.keep_both(&cargo.id, &cargo.text, there, dealing));
        match changes {
            None => self.end_carrying(&cargo, false),
            Some(changes) if changes.is_empty() => self.end_carrying(&cargo, true),
            Some(changes) => {
                let again = Then::CarryAgain(cargo);
                self.copy.send(changes, again, &mut dealing.effects);
            }
        }
    }

    /// Keeps both texts where the surviving copy has refused one. Returns what it has to change to take that one, where
    /// it is still the one that counts; `None` where they cannot be kept.
    fn keep_both(
        &mut self,
        id: &str,
        refused: &str,
        there: &[(String, String)],
        dealing: &mut Dealing<'_>,
    ) -> Option<Vec<Change>> {
        let new_id = &mut *dealing.new_id;
        let (now, window) = (dealing.now, &self.window);
        match parting::part(&self.store, id, refused, there, new_id, now, window) {
            Ok(parted) => {
                for (new, saved) in &parted.drafts {
                    self.tell_written(new, dealing);
                    self.report_recycled(&saved.recycled, dealing);
                }
                if parted.apart {
                    let other = parted.drafts.into_iter().next().map(|(new, _)| new);
                    dealing.say(News::Parted(other));
                    dealing.add(Effect::List);
                }
                Some(parted.changes)
            }
            Err(error) => {
                self.report_failure(error, dealing);
                None
            }
        }
    }
}
