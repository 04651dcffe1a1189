//! The cabinet: keeps the drafts, opens one on the desk, saves it as it is typed.
//!
//! The status it gives is what was read back from storage, not what was hoped.

mod status;
mod trouble;
mod windows;

use std::rc::Rc;
use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

pub use status::Status;
pub use trouble::Trouble;
use windows::{Message, Reply, Standing, Verb};

use super::browser::timer::Delay;
use super::browser::{clock, dom, random};
use super::desk::Desk;
use super::notices::Notices;
use super::wording;
use crate::model::draft::Draft;
use crate::storage::key;
use crate::storage::local::LocalShelf;
use crate::storage::shelf::{MemoryShelf, Shelf};
use crate::storage::store::{DraftSummary, OpenError, SaveError, Store};

/// How long after the last keystroke the draft is saved.
const REST: Duration = Duration::from_millis(300);

/// The store over localStorage, or over memory where the browser forbids it.
type DraftStore = Store<Rc<dyn Shelf>>;

/// How long to wait for another window to give way; one that does not answer is gone.
const GIVES_WAY: Duration = Duration::from_millis(400);

/// The open draft as it was last read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Opened {
    id: String,
    revision: u64,
    /// When this window asked the others about it.
    asked_at: u64,
    /// The changes of the desk when it was opened.
    changes: u64,
}

/// The drafts. A handle: copies speak of the same cabinet.
#[derive(Clone, Copy)]
pub struct Cabinet {
    desk: Desk,
    notices: Notices,
    store: StoredValue<DraftStore, LocalStorage>,
    opened: RwSignal<Option<Opened>>,
    drafts: RwSignal<Vec<DraftSummary>>,
    status: RwSignal<Status>,
    trouble: RwSignal<Option<Trouble>>,
    /// Tells this window's writes from those of others.
    window: StoredValue<String>,
    rest: Delay,
    /// The changes of the desk that storage has.
    saved_changes: StoredValue<u64>,
    /// Whether this window waits for another one to give way.
    taking: StoredValue<bool>,
    /// Whether the browser keeps what is put into the store.
    lasting: bool,
}

impl Cabinet {
    /// Opens the cabinet and lays the last draft on the desk.
    pub fn open(desk: Desk, notices: Notices) -> Self {
        let (shelf, trouble): (Rc<dyn Shelf>, _) = match LocalShelf::open() {
            Ok(shelf) => (Rc::new(shelf), None),
            Err(error) => (
                Rc::new(MemoryShelf::default()),
                Some(Trouble::NoStorage(error)),
            ),
        };
        let cabinet = Self {
            desk,
            notices,
            store: StoredValue::new_local(Store::new(shelf)),
            opened: RwSignal::new(None),
            drafts: RwSignal::new(Vec::new()),
            status: RwSignal::new(Status::Unsaved),
            lasting: trouble.is_none(),
            trouble: RwSignal::new(trouble),
            window: StoredValue::new(random::id()),
            rest: Delay::new(),
            saved_changes: StoredValue::new(0),
            taking: StoredValue::new(false),
        };
        cabinet.refresh();
        if let Ok(Some(last)) = cabinet.with_store(Store::last) {
            cabinet.open_draft(&last);
        }
        cabinet.watch();
        cabinet
    }

    /// Whether a draft is on the desk.
    pub fn has_open(&self) -> bool {
        self.opened.with(Option::is_some)
    }

    /// All drafts, the newest first.
    pub const fn drafts(&self) -> RwSignal<Vec<DraftSummary>> {
        self.drafts
    }

    /// Whether the open draft is safe.
    pub const fn status(&self) -> RwSignal<Status> {
        self.status
    }

    /// What keeps drafts from being safe.
    pub const fn trouble(&self) -> RwSignal<Option<Trouble>> {
        self.trouble
    }

    /// Begins an empty draft for the year whose report is due.
    pub fn begin_new(&self) {
        let mut draft = Draft::default();
        draft.year = clock::likely_report_year().to_string().into();
        self.begin(draft);
    }

    /// Begins a draft with the example report.
    pub fn begin_example(&self) {
        if let Some(draft) = wording::example() {
            self.begin(draft);
            self.notices
                .say("这是一份虚构的示例，里面故意填错了一个数，看看校核结果怎样指出它。");
        }
    }

    /// Puts a draft into the cabinet as a new one and onto the desk.
    pub fn begin(&self, draft: Draft) {
        self.flush();
        let id = random::id();
        let window = self.window.get_value();
        let created = self.with_store(|store| store.create(&id, &draft, clock::now(), &window));
        self.desk.lay(draft);
        self.desk.locked().set(false);
        let revision = created.as_ref().map_or(0, |saved| saved.revision);
        self.set_opened(&id, revision);
        match created {
            Ok(_) => {
                self.remember(&id);
                self.clear_trouble();
                self.report_saved();
            }
            Err(error) => self.report_failure(error),
        }
        self.refresh();
    }

    /// Opens a draft of the list.
    pub fn open_draft(&self, id: &str) {
        self.flush();
        match self.with_store(|store| store.open(id)) {
            Ok(envelope) => {
                self.desk.lay(envelope.draft);
                self.desk.locked().set(false);
                self.set_opened(id, envelope.stamp.revision);
                self.call(Verb::Ask);
                self.remember(id);
                self.clear_trouble();
                self.status.set(if self.lasting {
                    Status::Saved(envelope.stamp.saved_at)
                } else {
                    Status::Unsaved
                });
            }
            Err(error) => {
                self.opened.set(None);
                self.trouble.set(Some(match error {
                    OpenError::Stored(error) => Trouble::Unreadable {
                        id: id.to_owned(),
                        error,
                    },
                    OpenError::Shelf(error) => Trouble::NoStorage(error),
                }));
            }
        }
    }

    /// Goes back to the list of drafts.
    pub fn leave(&self) {
        self.flush();
        self.opened.set(None);
        self.refresh();
    }

    /// Makes a second draft of the open one and opens it.
    pub fn duplicate_current(&self) {
        let draft = self.desk.draft().get_untracked();
        let name = wording::draft_name(&draft);
        self.begin(draft);
        self.notices
            .say(format!("已复制“{name}”，现在打开的是新的一份。"));
    }

    /// Deletes the open draft and offers to bring it back.
    pub fn delete_current(&self) {
        if let Some(opened) = self.opened.get_untracked() {
            self.flush();
            self.delete(&opened.id);
        }
    }

    /// Deletes a draft and offers to bring it back.
    pub fn delete(&self, id: &str) {
        self.rest.cancel();
        let window = self.window.get_value();
        if let Err(error) = self.with_store(|store| store.delete(id, clock::now(), &window)) {
            self.notices.warn(wording::delete_error(&error));
            return;
        }
        if self
            .opened
            .with_untracked(|opened| opened.as_ref().is_some_and(|opened| opened.id == id))
        {
            self.opened.set(None);
        }
        self.refresh();
        let (cabinet, id) = (*self, id.to_owned());
        self.notices.offer("草稿已删除。", "撤销删除", move || {
            match cabinet
                .with_store(|store| store.undelete(&id, clock::now(), &cabinet.window.get_value()))
            {
                Ok(_) => cabinet.open_draft(&id),
                Err(error) => cabinet.notices.warn(wording::delete_error(&error)),
            }
            cabinet.refresh();
        });
    }

    /// The stored text of a draft that cannot be opened, for keeping it as a file.
    pub fn raw(&self, id: &str) -> Option<String> {
        self.with_store(|store| store.raw(id)).ok().flatten()
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

    /// Saves what is typed, now.
    pub fn flush(&self) {
        self.rest.cancel();
        let changes = self.desk.changes().get_untracked();
        if changes == self.saved_changes.get_value() || self.desk.locked().get_untracked() {
            return;
        }
        let Some(opened) = self.opened.get_untracked() else {
            return;
        };
        let draft = self.desk.draft().get_untracked();
        let window = self.window.get_value();
        let saved = self.with_store(|store| {
            store.save(&opened.id, &draft, opened.revision, clock::now(), &window)
        });
        match saved {
            Ok(saved) => {
                self.saved_changes.set_value(changes);
                self.opened.set(Some(Opened {
                    revision: saved.revision,
                    ..opened
                }));
                self.clear_trouble();
                self.report_saved();
            }
            Err(SaveError::Conflict(_) | SaveError::Deleted(_)) => self.give_way(draft),
            Err(error) => self.report_failure(error),
        }
    }

    /// Saves whenever there were changes, and before the page goes away.
    fn watch(&self) {
        let cabinet = *self;
        Effect::new(move |_| {
            let changes = cabinet.desk.changes().get();
            if changes != cabinet.saved_changes.get_value() {
                if cabinet.lasting {
                    cabinet.status.set(Status::Saving);
                }
                cabinet.rest.restart(REST, move || cabinet.flush());
            }
        });
        let _ = window_event_listener_untyped("pagehide", move |_| cabinet.flush());
        let _ = window_event_listener_untyped("visibilitychange", move |_| cabinet.flush());
        let _ = window_event_listener(ev::beforeunload, move |event| {
            cabinet.flush();
            let unsafe_work = cabinet.opened.with_untracked(Option::is_some)
                && cabinet.status.get_untracked() == Status::Unsaved
                && cabinet.desk.changes().get_untracked() > 0;
            if unsafe_work {
                event.prevent_default();
                event.set_return_value("未保存");
            }
        });
        let _ = window_event_listener(ev::storage, move |event| {
            cabinet.notice_storage(event.key(), event.new_value());
        });
        Effect::new(move |_| {
            let name = cabinet.desk.draft().with(wording::draft_name);
            dom::set_title(&if cabinet.has_open() {
                format!("{name} - 年报编制器")
            } else {
                "年报编制器".to_owned()
            });
        });
    }

    /// Another window has changed something in storage.
    fn notice_storage(&self, key: Option<String>, text: Option<String>) {
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
    fn call(&self, verb: Verb) {
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
    }

    fn set_opened(&self, id: &str, revision: u64) {
        let changes = self.desk.changes().get_untracked();
        self.saved_changes.set_value(changes);
        self.opened.set(Some(Opened {
            id: id.to_owned(),
            revision,
            asked_at: clock::now(),
            changes,
        }));
    }

    /// Keeps what this window has typed as a draft of its own, then lets nothing be typed.
    fn give_way(&self, draft: Draft) {
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

    fn report_saved(&self) {
        self.status.set(if self.lasting {
            Status::Saved(clock::now())
        } else {
            Status::Unsaved
        });
    }

    fn report_failure(&self, error: SaveError) {
        self.status.set(Status::Unsaved);
        self.trouble.set(Some(Trouble::NotSaved(error)));
    }

    /// Takes a trouble away that has passed; forbidden storage does not pass.
    fn clear_trouble(&self) {
        if self.lasting {
            self.trouble.set(None);
        }
    }

    fn remember(&self, id: &str) {
        // Losing which draft was last costs one click; the drafts themselves are not touched by it.
        let _ = self.with_store(|store| store.set_last(id));
    }

    fn refresh(&self) {
        // A shelf that refuses to list is in trouble already, and the banner says so.
        self.drafts
            .set(self.with_store(Store::list).unwrap_or_default());
    }

    fn with_store<T>(&self, act: impl FnOnce(&DraftStore) -> T) -> T {
        self.store.with_value(act)
    }
}
