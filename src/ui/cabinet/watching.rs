//! What the page hears of: typing, other windows, and going away.

use js_sys::Reflect;
use leptos::ev;
use leptos::prelude::*;

use super::Cabinet;
use crate::storage::key;
use crate::storage::window::keeper::Event;
use crate::ui::browser::channel::Channel;
use crate::ui::browser::{dom, file};
use crate::ui::deeds::follow;
use crate::ui::wording;

impl Cabinet {
    /// Hears what other windows say and write.
    pub(super) fn listen(&self) {
        let cabinet = *self;
        let channel = Channel::open(key::CHANNEL, move |key, text| {
            cabinet.hear(Some(&key), Some(&text));
        });
        self.channel.set_value(channel);
    }

    /// Another window has changed something in storage, or says something.
    fn hear(&self, key: Option<&str>, text: Option<&str>) {
        if key == Some(key::WORDS) {
            self.follow_words();
        }
        self.deal(Event::Heard { key, text });
    }

    /// Saves whenever there were changes, and before the page goes away.
    pub(super) fn watch(&self) {
        let cabinet = *self;
        follow(move || {
            let changes = cabinet.desk.changes().get();
            if !cabinet.keeper.with_value(|keeper| keeper.has_all(changes)) {
                cabinet.deal(Event::Typed);
            }
        });
        for leaving in ["pagehide", "visibilitychange"] {
            let _ = window_event_listener_untyped(leaving, move |_| {
                if cabinet.flush() {
                    cabinet.keep_steps();
                }
                cabinet.deal(if leaving == "pagehide" {
                    Event::Leave
                } else {
                    // Not every browser tells what other windows have written, or that its data were cleared.
                    Event::LookBack
                });
            });
        }
        let _ = window_event_listener(ev::focus, move |_| _ = cabinet.deal(Event::LookBack));
        let _ = window_event_listener_untyped("pageshow", move |event| {
            // Shown again as it was: another window may have taken the draft meanwhile.
            let kept = Reflect::get(&event, &"persisted".into());
            if kept.is_ok_and(|kept| kept.is_truthy())
                && let Some(id) = cabinet.open_id_now()
            {
                cabinet.open_draft(&id);
            }
        });
        let _ = window_event_listener(ev::beforeunload, move |event| {
            let safe = cabinet.flush() && cabinet.is_lasting();
            let typed =
                cabinet.open_id_now().is_some() && cabinet.desk.changes().get_untracked() > 0;
            if typed && !safe && !file::is_saving() {
                event.prevent_default();
                event.set_return_value("未保存");
            }
        });
        let _ = window_event_listener(ev::storage, move |event| {
            cabinet.hear(event.key().as_deref(), event.new_value().as_deref());
        });
        // Each save touches what this rests on; the title is set when it changes.
        let title = Memo::new(move |_| {
            let name = cabinet.desk.texts().with(wording::draft_name);
            if cabinet.is_editing() {
                format!("{name} - 年报编制器")
            } else {
                "年报编制器".to_owned()
            }
        });
        follow(move || title.with(|title| dom::set_title(title)));
    }

    /// Keeps what can be undone and redone for the next start. Without it only that is lost.
    fn keep_steps(&self) {
        let Some(id) = self.open_id_now() else {
            return;
        };
        if self.desk.locked().get_untracked() {
            return;
        }
        let draft = self.desk.draft().get_untracked();
        let _ = self.desk.with_history(|history| {
            self.with_store(|store| store.put_steps(&id, &draft, history.past(), history.future()))
        });
    }
}
