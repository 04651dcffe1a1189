//! Deleting drafts, taking them back, and letting the surviving copy follow.

use super::Keeper;
use super::event::{Dealing, Effect, News, Timer};
use crate::storage::change::Change;
use crate::storage::key;
use crate::storage::shelf::Shelf;
use crate::storage::store::SaveError;

impl<S: Shelf> Keeper<S> {
    /// Deletes a draft; it can be taken back. Returns whether it did: what is not in storage is not deleted with it.
    pub(super) fn delete(&mut self, id: &str, dealing: &mut Dealing<'_>) -> bool {
        let is_open = self.open_id() == Some(id);
        if is_open && !self.may_leave(dealing) {
            return false;
        }
        let saved = match self.store.delete(id, dealing.now, &self.window) {
            Ok(saved) => saved,
            Err(error) => return Self::refuse(error, dealing),
        };
        self.tell_written(id, dealing);
        let change = Change::Move {
            from: key::draft(id),
            to: key::deleted(id),
            text: saved.text.clone(),
        };
        self.carry_change(id, &saved, change, dealing);
        if is_open {
            dealing.add(Effect::Cancel(Timer::Rest));
            self.open = None;
            self.clear_trouble();
            dealing.add(Effect::Closed);
        }
        dealing.add(Effect::List);
        dealing.say(News::Deleted(id.to_owned()));
        true
    }

    /// Takes a deleted draft back and opens it. Returns whether it was taken back.
    pub(super) fn undelete(&mut self, id: &str, dealing: &mut Dealing<'_>) -> bool {
        let saved = match self.store.undelete(id, dealing.now, &self.window) {
            Ok(saved) => saved,
            Err(error) => return Self::refuse(error, dealing),
        };
        self.tell_written(id, dealing);
        let change = Change::Move {
            from: key::deleted(id),
            to: key::draft(id),
            text: saved.text.clone(),
        };
        self.carry_change(id, &saved, change, dealing);
        self.open(id, dealing);
        dealing.add(Effect::List);
        true
    }

    fn refuse(error: SaveError, dealing: &mut Dealing<'_>) -> bool {
        dealing.say(News::NotDeleted(error));
        dealing.add(Effect::List);
        false
    }

    /// Removes what the surviving copy has of a draft that was removed for good.
    pub(super) fn forget(&mut self, id: &str, dealing: &mut Dealing<'_>) {
        dealing.effects.extend(self.forget_erased(id));
    }

    /// The same, for whoever has removed one.
    pub fn forget_erased(&mut self, id: &str) -> Vec<Effect> {
        let key = key::deleted(id);
        let mut effects = self.send(vec![Change::Remove { key }]);
        effects.push(Effect::Forget(id.to_owned()));
        effects
    }
}
