//! Keeping company with other windows: who edits, who looks on, and how that changes.

use std::time::Duration;

use leptos::prelude::*;

use super::windows::{Message, Reply, Standing, Verb};
use super::{Cabinet, Opened, Status, Trouble};
use crate::model::draft::Draft;
use crate::storage::key;
use crate::ui::browser::channel::Channel;
use crate::ui::browser::{clock, random};

/// How long to wait for another window to give way; one that does not answer is gone.
const GIVES_WAY: Duration = Duration::from_millis(400);

impl Cabinet {
    /// Hears what other windows say and write.
    pub(super) fn listen(&self) {
        let cabinet = *self;
        let channel = Channel::open(key::CHANNEL, move |key, text| {
            cabinet.notice_storage(Some(key), Some(text));
        });
        self.channel.set_value(channel);
    }

    /// Tells the other windows that a draft was written.
    pub(super) fn tell_written(&self, id: &str) {
        self.channel
            .with_value(|channel| channel.say(&key::draft(id), ""));
    }

    /// Edits here what is being edited in another window, once that has saved and given way.
    pub fn take_over(&self) {
        self.taking.set_value(true);
        self.call(Verb::Take);
        let cabinet = *self;
        self.rest.restart(GIVES_WAY, move || cabinet.edit_here());
    }

    /// Reads the newest text again and edits it.
    fn edit_here(&self) {
        if !self.taking.get_value() {
            return;
        }
        self.taking.set_value(false);
        self.rest.cancel();
        if let Some(opened) = self.opened.get_untracked() {
            self.open_draft(&opened.id);
        }
    }

    /// Another window has changed something in storage.
    pub(super) fn notice_storage(&self, key: Option<String>, text: Option<String>) {
        self.refresh();
        let (Some(key), Some(opened)) = (key, self.opened.get_untracked()) else {
            return;
        };
        if key == key::draft(&opened.id) {
            self.notice_other_window(&opened);
        } else if key == key::window(&opened.id)
            && let Some(message) = text.as_deref().and_then(Message::read)
        {
            self.answer(&opened, &message);
        }
    }

    /// Another window has written the open draft: this one gives way, keeping what is not saved, and
    /// shows what the other has written.
    fn notice_other_window(&self, opened: &Opened) {
        let Ok(envelope) = self.with_store(|store| store.open(&opened.id)) else {
            return;
        };
        if envelope.stamp.revision == opened.revision {
            return;
        }
        self.rest.cancel();
        if !self.desk.locked().get_untracked() {
            if self.desk.changes().get_untracked() == self.saved_changes.get_value() {
                self.lock();
            } else {
                self.give_way(self.desk.draft().get_untracked());
            }
        }
        self.desk.lay(envelope.draft);
        self.opened.set(Some(Opened {
            revision: envelope.stamp.revision,
            ..opened.clone()
        }));
    }

    /// Does what a message of another window asks for.
    fn answer(&self, opened: &Opened, message: &Message) {
        let window = self.window.get_value();
        let standing = Standing {
            window: &window,
            looking_on: self.desk.locked().get_untracked(),
            typed: self.desk.changes().get_untracked() != opened.changes,
            asked_at: opened.asked_at,
            taking: self.taking.get_value(),
            now: clock::now(),
        };
        match standing.reply(message) {
            Reply::Ignore => {}
            Reply::SayHere => self.call(Verb::Here),
            Reply::LookOn => self.lock(),
            Reply::GiveWay => {
                self.flush();
                self.lock();
                self.call(Verb::Given);
            }
            Reply::Edit => self.edit_here(),
        }
    }

    /// Says something to the other windows that have the open draft open.
    pub(super) fn call(&self, verb: Verb) {
        let Some(opened) = self.opened.get_untracked() else {
            return;
        };
        let message = Message {
            verb,
            window: self.window.get_value(),
            at: clock::now(),
        };
        // Without storage there is no other window that could have the draft.
        let _ = self.with_store(|store| store.call(&opened.id, &message.to_string()));
        self.channel
            .with_value(|channel| channel.say(&key::window(&opened.id), &message.to_string()));
    }

    /// Keeps what this window has typed as a draft of its own, then lets nothing be typed.
    pub(super) fn give_way(&self, draft: Draft) {
        let (id, window) = (random::id(), self.window.get_value());
        let kept = self.with_store(|store| store.create(&id, &draft, clock::now(), &window));
        self.saved_changes
            .set_value(self.desk.changes().get_untracked());
        self.lock();
        match kept {
            Ok(_) => self.notices.warn("另一个窗口改动了这份草稿。本窗口尚未保存的内容已另存为一份新草稿，可在“全部草稿”里找到。"),
            Err(error) => self.report_failure(error),
        }
        self.refresh();
    }

    fn lock(&self) {
        self.desk.locked().set(true);
        self.status.set(Status::ReadOnly);
        self.trouble.set(Some(Trouble::EditedElsewhere));
    }
}
