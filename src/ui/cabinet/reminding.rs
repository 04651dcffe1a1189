//! Reminding the user to take a backup file: the one copy that no cleaning of the browser reaches.

use leptos::prelude::*;

use super::Cabinet;
use crate::storage::reminder::Reminder;
use crate::storage::store::Saved;
use crate::storage::window::session::Session;

impl Cabinet {
    /// The reminder that is due.
    pub const fn reminder(&self) -> RwSignal<Option<Reminder>> {
        self.reminder
    }

    /// A backup file of the open draft was handed out.
    pub fn note_backup(&self) {
        // What is typed but not saved yet is in the file as well; one save more or less does not matter here.
        self.keeper.with_value(|keeper| {
            // A shelf that refuses is in trouble already, and the banner asks for backups until it is not.
            let seen = keeper.session().map(Session::seen);
            seen.map(|seen| keeper.store().note_backup(&seen.id, seen.revision))
        });
        self.reminder.set(None);
    }

    /// The user wants to take a backup file later.
    pub fn put_off_backup(&self) {
        let revision = self.keeper.with_value(|keeper| {
            let session = keeper.session();
            session.map_or(0, |session| session.seen().revision)
        });
        self.put_off.set_value(revision);
        self.reminder.set(None);
    }

    /// Reminds when the draft that was just saved has gone long enough without a backup file.
    pub(super) fn remind(&self, saved: &Saved) {
        let stamp = &saved.stamp;
        let backed_up = self.with_store(|store| store.backed_up(&stamp.id));
        let (backed_up, put_off) = (backed_up.unwrap_or(0), self.put_off.get_value());
        let due = Reminder::due(stamp.revision, backed_up, put_off, self.proven);
        // Once shown it stays until the user has answered; the figures need not follow every save.
        if due.is_none() || self.reminder.with_untracked(Option::is_none) {
            self.reminder.set(due);
        }
    }
}
