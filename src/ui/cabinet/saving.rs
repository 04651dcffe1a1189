//! Saving the open draft as it is typed, and saying how safe it is.

use std::time::Duration;

use js_sys::Reflect;
use leptos::ev;
use leptos::prelude::*;

use super::carrying::Carried;
use super::{Cabinet, Status, Trouble};
use crate::storage::change::Change;
use crate::storage::key;
use crate::storage::newest::Newest;
use crate::storage::session::Event;
use crate::storage::store::{SaveError, Saved};
use crate::ui::browser::{clock, dom, file};
use crate::ui::deeds::follow;
use crate::ui::wording;

/// How long after the last keystroke the draft is saved.
const REST: Duration = Duration::from_millis(150);

/// How long after the first keystroke that is not saved yet the draft is saved at the latest, in milliseconds: who types
/// without a pause loses no more than the half second that the page promises, writing included.
const AT_THE_LATEST: u64 = 200;

impl Cabinet {
    /// Saves what is typed, now. Returns whether the open draft is in storage.
    pub fn flush(&self) -> bool {
        self.rest.cancel();
        self.unsaved_since.set_value(None);
        self.deal(Event::Save)
    }

    /// Saves whenever there were changes, and before the page goes away.
    pub(super) fn watch(&self) {
        let cabinet = *self;
        follow(move || {
            let changes = cabinet.desk.changes().get();
            if changes != cabinet.saved_changes.get_value() {
                if cabinet.lasting && cabinet.status.get_untracked() != Status::Saving {
                    cabinet.status.set(Status::Saving);
                }
                let now = clock::now();
                // A clock that was set back must not put saving off.
                let since = cabinet.unsaved_since.get_value().unwrap_or(now).min(now);
                cabinet.unsaved_since.set_value(Some(since));
                let left = AT_THE_LATEST.saturating_sub(now.saturating_sub(since));
                cabinet
                    .rest
                    .restart(now, REST.min(Duration::from_millis(left)), move || {
                        cabinet.flush();
                    });
            }
        });
        for leaving in ["pagehide", "visibilitychange"] {
            let _ = window_event_listener_untyped(leaving, move |_| {
                if cabinet.flush() {
                    cabinet.keep_steps();
                }
                if leaving == "pagehide" {
                    cabinet.leave();
                } else {
                    // Not every browser tells what other windows have written, or that its data were cleared.
                    cabinet.look_back();
                }
            });
        }
        let _ = window_event_listener(ev::focus, move |_| cabinet.look_back());
        let _ = window_event_listener_untyped("pageshow", move |event| {
            // Shown again as it was: another window may have taken the draft meanwhile.
            let kept = Reflect::get(&event, &"persisted".into());
            if kept.is_ok_and(|kept| kept.is_truthy())
                && let Some(id) = cabinet.open_id()
            {
                cabinet.open_draft(&id);
            }
        });
        let _ = window_event_listener(ev::beforeunload, move |event| {
            let safe = cabinet.flush() && cabinet.lasting;
            let typed = cabinet.opened.with_untracked(Option::is_some)
                && cabinet.desk.changes().get_untracked() > 0;
            if typed && !safe && !file::is_saving() {
                event.prevent_default();
                event.set_return_value("未保存");
            }
        });
        let _ = window_event_listener(ev::storage, move |event| {
            cabinet.notice_storage(event.key(), event.new_value());
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
        let opened = self.opened.get_untracked();
        let Some(opened) = opened.filter(|_| !self.desk.locked().get_untracked()) else {
            return;
        };
        let draft = self.desk.draft().get_untracked();
        let _ = self.desk.with_history(|history| {
            self.with_store(|store| {
                store.put_steps(
                    opened.session.id(),
                    &draft,
                    history.past(),
                    history.future(),
                )
            })
        });
    }

    /// A draft was stored: says so, and carries the text to the surviving copy.
    pub(super) fn report_saved(&self, id: &str, saved: &Saved) {
        self.tell_written(id);
        if !self.lasting {
            self.status.set(Status::Unsaved);
            return;
        }
        self.remind(id, saved);
        self.report_recycled(&saved.recycled);
        self.status.set(Status::Saving);
        if !self.copier.get_value().is_open() {
            // While it is being opened, bringing both copies into line will carry this text there.
            self.is_under_way(id, &saved.text);
            self.confirm_saved();
            return;
        }
        let change = Change::Put {
            key: key::draft(id),
            text: saved.text.clone(),
        };
        let cabinet = *self;
        self.keep_version(id, saved);
        let stamp = saved.stamp.clone();
        let finished = move |carried| {
            // A later save is on its own way, and says so when it has arrived.
            let latest = cabinet.opened.with_untracked(|opened| {
                let opened = opened.as_ref();
                opened.is_some_and(|opened| *opened.session.seen() == stamp)
            });
            if latest {
                cabinet.survives.set_value(carried == Carried::There);
                cabinet.confirm_saved();
            }
        };
        self.carry(id, saved.text.clone(), change, Box::new(finished));
    }

    /// Says which deleted drafts had to make room, and lets the surviving copy follow.
    pub(super) fn report_recycled(&self, recycled: &[String]) {
        for id in recycled {
            self.forget(id);
        }
        if !recycled.is_empty() {
            self.notices.warn(format!(
                "浏览器的存储空间已满。为了保存现在的内容，最早删除的 {} 份草稿已从“已删除的草稿”里彻底删除。",
                recycled.len()
            ));
            self.refresh();
        }
    }

    /// Says that storage has everything, when it has.
    pub(super) fn confirm_saved(&self) {
        let all = self.desk.changes().get_untracked() == self.saved_changes.get_value();
        let locked = self.desk.locked().get_untracked();
        if let Some(opened) = self.opened.get_untracked()
            && all
            && self.lasting
            && !self.newest.with_value(Newest::is_awaited)
            && !locked
        {
            self.status.set(Status::Saved {
                at: opened.session.seen().saved_at,
                survives: self.copier.get_value().is_open() && self.survives.get_value(),
            });
        }
    }

    /// Something has happened to storage: until it was looked at, nothing is said to be saved.
    pub(super) fn take_saved_back(&self) {
        if let Status::Saved { .. } = self.status.get_untracked() {
            self.status.set(Status::Saving);
        }
    }

    pub(super) fn report_failure(&self, error: SaveError) {
        self.status.set(Status::Unsaved);
        self.trouble.set(Some(Trouble::NotSaved(error)));
    }

    /// Takes a trouble away that has passed; forbidden storage does not pass.
    pub(super) fn clear_trouble(&self) {
        if self.lasting {
            self.trouble.set(None);
        }
    }
}
