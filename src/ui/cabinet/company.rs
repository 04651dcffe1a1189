//! Keeping company with other windows: who edits, who looks on, and how that changes.
//!
//! What happens is decided in [`Session`](crate::storage::session::Session); here it is done.

use std::time::Duration;

use leptos::prelude::*;

use super::{Cabinet, Status, Trouble};
use crate::storage::change::Change;
use crate::storage::key::{self, Key};
use crate::storage::session::{Effects, Event, Work};
use crate::storage::windows::{Message, Verb};
use crate::ui::browser::channel::Channel;
use crate::ui::browser::{clock, random};

/// How long to wait for another window to give way; one that does not answer is gone.
const GIVES_WAY: Duration = Duration::from_millis(400);

/// How long to wait before the list is read again: what another window has changed is heard twice, and comes seldom
/// alone.
const RELISTED: Duration = Duration::from_millis(300);

impl Cabinet {
    /// Hears what other windows say and write.
    pub(super) fn listen(&self) {
        let cabinet = *self;
        let channel = Channel::open(key::CHANNEL, move |key, text| {
            cabinet.notice_storage(Some(key), Some(text));
        });
        self.channel.set_value(channel);
    }

    /// Tells the other windows that a draft was written or removed.
    pub(super) fn tell_written(&self, id: &str) {
        self.channel
            .with_value(|channel| channel.say(&key::draft(id), ""));
    }

    /// Edits here what is being edited in another window, once that has saved and given way.
    pub fn take_over(&self) {
        self.deal(Event::TakeOver);
        let cabinet = *self;
        self.giving_way.restart(clock::now(), GIVES_WAY, move || {
            cabinet.deal(Event::NoAnswer);
        });
    }

    /// Another window has changed something in storage.
    pub(super) fn notice_storage(&self, key: Option<String>, text: Option<String>) {
        let open = self.opened.with_untracked(|opened| {
            let opened = opened.as_ref()?;
            Some(opened.session.id().to_owned())
        });
        let open = open.unwrap_or_default();
        if key.as_deref() == Some(key::WORDS) {
            self.follow_words();
        }
        match key.as_deref().map(Key::read) {
            // The open draft is in no list that is looked at meanwhile.
            Some(Some(Key::Draft(id))) if id == open => {
                self.deal(Event::Written);
            }
            Some(Some(Key::Draft(_) | Key::Deleted(_) | Key::Damaged { .. })) | None => {
                if key.is_none() {
                    // Everything was cleared.
                    self.look_back();
                }
                let cabinet = *self;
                self.relist
                    .restart(clock::now(), RELISTED, move || cabinet.refresh());
            }
            Some(Some(Key::Snapshot { .. }) | None) => {}
        }
        if key.is_some_and(|key| key == key::window(&open))
            && let Some(message) = text.as_deref().and_then(Message::read)
        {
            self.deal(Event::Said(&message));
        }
    }

    /// Lets the session deal with what happens and does what follows from it. Returns whether storage has everything.
    pub(super) fn deal(&self, event: Event<'_>) -> bool {
        let Some(before) = self.opened.get_untracked() else {
            return true;
        };
        let changes = self.desk.changes().get_untracked();
        let draft = self.desk.draft().get_untracked();
        let work = Work {
            draft: &draft,
            unsaved: changes != self.saved_changes.get_value(),
            typed: changes != before.changes,
            known: self.is_known(before.session.id()),
        };
        let mut opened = before.clone();
        let effects = self.with_store(|store| {
            let session = &mut opened.session;
            session.deal(event, store, work, clock::now(), random::id)
        });
        if opened != before {
            self.opened.set(Some(opened.clone()));
        }
        if effects.saved.is_some() || effects.apart.is_some() {
            self.saved_changes.set_value(changes);
        }
        if effects.failed.is_some() {
            // What was saved once may have been written over: until it is stored again, storage does not have it.
            self.saved_changes.set_value(u64::MAX);
        }
        if opened.session.looking_on() && !before.session.looking_on() {
            self.rest.cancel();
        }
        let safe = effects.failed.is_none();
        let turned = !before.session.looking_on() || effects.lay.is_some() || effects.deleted;
        let locks = opened.session.looking_on() && turned;
        self.perform(opened.session.id(), locks, effects);
        safe
    }

    fn perform(&self, id: &str, locks: bool, effects: Effects) {
        if let Some(saved) = &effects.saved {
            // Another trouble does not pass by saving.
            let failed = |trouble: &Option<Trouble>| matches!(trouble, Some(Trouble::NotSaved(_)));
            if self.trouble.with_untracked(failed) {
                self.clear_trouble();
            }
            self.report_saved(id, saved);
        }
        if locks {
            self.lock(if effects.deleted {
                Trouble::DeletedElsewhere
            } else {
                Trouble::EditedElsewhere
            });
        }
        if let Some((apart, saved)) = effects.apart {
            if let Some(saved) = saved {
                let put = Change::Put {
                    key: key::draft(&apart),
                    text: saved.text,
                };
                self.copier.get_value().send(vec![put], |_| {});
                self.report_recycled(&saved.recycled);
            }
            let said = if effects.deleted {
                "另一个窗口删除了这份草稿。本窗口尚未保存的内容已另存为一份新草稿，可在“全部草稿”里找到。"
            } else {
                "另一个窗口改动了这份草稿。本窗口尚未保存的内容已另存为一份新草稿，可在“全部草稿”里找到。"
            };
            self.offer_other(said, apart);
            self.refresh();
        }
        if let Some(error) = effects.failed {
            self.report_failure(error);
        }
        if let Some(draft) = effects.lay {
            self.desk.lay(draft);
        }
        if effects.reopen {
            self.rest.cancel();
            self.giving_way.cancel();
            self.open_draft(id);
        }
        if let Some(editor) = effects.editor {
            self.follow_editor(editor);
        }
        if let Some(verb) = effects.say {
            self.call(verb);
        }
    }

    /// Says that something was stored as a draft of its own, and offers to open it.
    pub(super) fn offer_other(&self, said: &'static str, id: String) {
        let cabinet = *self;
        self.notices.warn_offering(said, "打开另存的草稿", move || {
            cabinet.change_to(&id)
        });
    }

    /// Another draft is opened, or none: whoever looks on at the one that was edited here is told.
    pub(super) fn leave_draft(&self, next: &str) {
        let edits = self.opened.with_untracked(|opened| {
            let session = &opened.as_ref()?.session;
            (session.id() != next && !session.looking_on()).then_some(())
        });
        if edits.is_some() {
            self.call(Verb::Bye);
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
        let (id, message) = (opened.session.id(), message.to_string());
        // Without storage there is no other window that could have the draft.
        let _ = self.with_store(|store| store.call(id, &message));
        self.channel
            .with_value(|channel| channel.say(&key::window(id), &message));
    }

    /// Lets nothing be typed, and says why.
    pub(super) fn lock(&self, trouble: Trouble) {
        self.desk.locked().set(true);
        self.status.set(Status::ReadOnly);
        if self
            .trouble
            .with_untracked(|now| now.as_ref() != Some(&trouble))
        {
            self.trouble.set(Some(trouble));
        }
    }
}
