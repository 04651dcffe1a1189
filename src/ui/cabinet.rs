//! The cabinet: keeps the drafts, opens one on the desk, saves it as it is typed.
//!
//! The status it gives is what was read back from storage, not what was hoped.

mod carrying;
mod checking;
mod company;
mod copier;
mod looking_back;
mod moving;
mod opening;
mod place;
mod recycler;
mod reminding;
mod saving;
mod status;
mod trouble;
mod versions;
mod word_list;

use std::collections::BTreeMap;
use std::rc::Rc;

use leptos::prelude::*;

use copier::Copier;
pub use status::Status;
pub use trouble::Trouble;

use super::browser::channel::Channel;
use super::browser::timer::Delay;
use super::browser::{clock, random};
use super::desk::Desk;
use super::history::History;
use super::notices::Notices;
use super::wording;
use crate::checks::word_list::WordList;
use crate::model::draft::Draft;
use crate::storage::local::LocalShelf;
use crate::storage::newest::Newest;
use crate::storage::reminder::Reminder;
use crate::storage::session::Session;
use crate::storage::shelf::{MemoryShelf, Shelf};
use crate::storage::stamp::Stamp;
use crate::storage::store::{AsideText, DraftSummary, OpenError, Store};
use crate::storage::windows::Verb;

/// The store over localStorage, or over memory where the browser forbids it.
type DraftStore = Store<Rc<dyn Shelf>>;

/// The open draft.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Opened {
    /// This window's hold on it.
    session: Session,
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
    deleted: RwSignal<Vec<DraftSummary>>,
    aside: RwSignal<Vec<AsideText>>,
    status: RwSignal<Status>,
    trouble: RwSignal<Option<Trouble>>,
    /// Tells this window's writes from those of others.
    window: StoredValue<String>,
    /// Saves when typing rests. Each purpose has a delay of its own, so that none ends another.
    rest: Delay,
    /// Takes over when the other window does not answer.
    giving_way: Delay,
    /// Returns to editing when the window that has gone away does not come back.
    returning: Delay,
    /// Looks back at storage from time to time.
    beating: Delay,
    /// Asks again whether to wait for the surviving copy.
    asking: Delay,
    /// When the first change was made that is not saved yet, in milliseconds since 1970.
    unsaved_since: StoredValue<Option<u64>>,
    /// The changes of the desk that storage has.
    saved_changes: StoredValue<u64>,
    /// Reads the list again, when other windows are done changing it.
    relist: Delay,
    /// Whether the browser keeps what is put into the store.
    lasting: bool,
    /// The way to the copy that survives a crash.
    copier: StoredValue<Copier, LocalStorage>,
    /// The way to other windows, besides storage events.
    channel: StoredValue<Channel, LocalStorage>,
    /// The draft that was laid on the desk when the page began.
    began_with: StoredValue<Option<String>>,
    /// Which drafts are known to be shown in their newest text.
    newest: StoredValue<Newest>,
    /// Whether storage has the mark that nothing but clearing takes away.
    marked: StoredValue<bool>,
    /// Whether that copy is being opened.
    opening: StoredValue<bool>,
    /// The texts on their way to that copy, by draft.
    under_way: StoredValue<BTreeMap<String, String>>,
    /// Whether the last change reached that copy.
    survives: StoredValue<bool>,
    /// Whether the list of drafts is shown over the open draft.
    listing: RwSignal<bool>,
    /// Whether the earlier states of the open draft are shown over everything.
    versions_shown: RwSignal<bool>,
    /// When an earlier state of the open draft was kept last.
    kept_at: StoredValue<Option<u64>>,
    /// Whether the office's own word list is shown over everything.
    words_shown: RwSignal<bool>,
    /// The reminder to take a backup file, when it is due.
    reminder: RwSignal<Option<Reminder>>,
    /// The revision of the open draft at which the reminder was put off.
    put_off: StoredValue<u64>,
    /// Whether the browser was found to keep what it stores.
    proven: bool,
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
        let store = Store::new(shelf);
        // A shelf that refuses keeps nothing.
        let proven = store.is_proven(clock::now()).unwrap_or(false);
        let marked = store.is_marked().unwrap_or(false);
        let cabinet = Self {
            desk,
            notices,
            proven,
            store: StoredValue::new_local(store),
            opened: RwSignal::new(None),
            drafts: RwSignal::new(Vec::new()),
            deleted: RwSignal::new(Vec::new()),
            aside: RwSignal::new(Vec::new()),
            status: RwSignal::new(Status::Unsaved),
            lasting: trouble.is_none(),
            trouble: RwSignal::new(trouble),
            window: StoredValue::new(random::id()),
            rest: Delay::new(),
            giving_way: Delay::new(),
            returning: Delay::new(),
            beating: Delay::new(),
            asking: Delay::new(),
            unsaved_since: StoredValue::new(None),
            saved_changes: StoredValue::new(0),
            relist: Delay::new(),
            began_with: StoredValue::new(None),
            newest: StoredValue::new(Newest::default()),
            marked: StoredValue::new(marked),
            opening: StoredValue::new(false),
            copier: StoredValue::new_local(Copier::default()),
            channel: StoredValue::new_local(Channel::default()),
            under_way: StoredValue::new(BTreeMap::new()),
            survives: StoredValue::new(true),
            listing: RwSignal::new(false),
            versions_shown: RwSignal::new(false),
            kept_at: StoredValue::new(None),
            words_shown: RwSignal::new(false),
            reminder: RwSignal::new(None),
            put_off: StoredValue::new(0),
        };
        // Before anything else, so that the browser opens it while the page is being made.
        let opening = cabinet.lasting.then(|| cabinet.begin_opening());
        // A shelf that refuses is in trouble already, and the banner says so.
        let words = cabinet.with_store(Store::words).unwrap_or_default();
        desk.use_words(&WordList::read(&words));
        cabinet.refresh();
        if cabinet.lasting {
            // Opening a draft asks the other windows, which takes an open channel.
            cabinet.listen();
            cabinet.hear_farewell();
        }
        if let Ok(Some(last)) = cabinet.with_store(Store::last) {
            cabinet.open_draft(&last);
        }
        cabinet.began_with.set_value(untrack(|| cabinet.open_id()));
        cabinet.watch();
        if let Some(opening) = opening {
            cabinet.reconcile(opening);
            cabinet.beat();
        }
        cabinet
    }

    /// Whether a draft is on the desk.
    pub fn has_open(&self) -> bool {
        self.opened.with(Option::is_some)
    }

    /// Which draft is on the desk.
    pub fn open_id(&self) -> Option<String> {
        self.opened
            .with(|opened| Some(opened.as_ref()?.session.id().to_owned()))
    }

    /// Whether the draft on the desk is shown, and not the list.
    pub fn is_editing(&self) -> bool {
        self.has_open() && !self.listing.get()
    }

    /// The same, for whoever does not follow it.
    pub fn is_editing_now(&self) -> bool {
        untrack(|| self.is_editing())
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

    /// Begins an empty draft for the year whose report is due. Returns whether it did.
    pub fn begin_new(&self) -> bool {
        let mut draft = Draft::default();
        draft.year = clock::likely_report_year().to_string().into();
        self.begin(draft)
    }

    /// Begins a draft with the example report.
    pub fn begin_example(&self) {
        if wording::example().is_some_and(|draft| self.begin(draft)) {
            self.notices
                .say("这是一份虚构的示例，里面故意填错了一个数，看看校核结果怎样指出它。");
        }
    }

    /// Puts a draft into the cabinet as a new one and onto the desk. Returns whether it did: a draft
    /// that is not in storage keeps the desk.
    pub fn begin(&self, draft: Draft) -> bool {
        if !self.may_leave() {
            return false;
        }
        let id = random::id();
        self.newest(|newest| newest.go_on_with(&id));
        let window = self.window.get_value();
        let now = clock::now();
        let created = self.with_store(|store| store.create(&id, &draft, now, &window));
        self.desk.lay(draft);
        self.desk.locked().set(false);
        let stamp = created
            .as_ref()
            .map_or_else(|_| Stamp::forgotten(&id, 0), |saved| saved.stamp.clone());
        self.set_opened(stamp, true);
        match created {
            Ok(saved) => {
                self.remember(&id);
                self.clear_trouble();
                self.report_saved(&id, &saved);
            }
            Err(error) => {
                // Nothing of it is stored yet.
                self.saved_changes.set_value(u64::MAX);
                self.report_failure(error);
            }
        }
        self.refresh();
        true
    }

    /// Opens a draft of the list.
    pub fn open_draft(&self, id: &str) {
        if !self.may_leave() {
            return;
        }
        match self.with_store(|store| store.open(id)) {
            Ok(envelope) => {
                let steps = self.with_store(|store| store.steps(id, &envelope.draft));
                let history = History::of(steps.past, steps.future);
                self.desk.lay_with(envelope.draft, history);
                let known = self.is_known(id);
                self.desk.locked().set(!known);
                self.set_opened(envelope.stamp, false);
                self.call(Verb::Ask);
                self.remember(id);
                self.clear_trouble();
                if !known {
                    self.check_first();
                    return;
                }
                self.status.set(if self.lasting {
                    Status::Saving
                } else {
                    Status::Unsaved
                });
                self.confirm_saved();
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

    /// Opens another draft of the list that stays in view. The one that was open may be called otherwise by now.
    pub fn change_to(&self, id: &str) {
        self.open_draft(id);
        self.refresh();
    }

    /// Shows the list of drafts. The open draft stays on the desk: it may not be in storage.
    pub fn show_list(&self) {
        self.flush();
        self.refresh();
        self.listing.set(true);
    }

    /// Goes back to the open draft.
    pub fn show_desk(&self) {
        self.listing.set(false);
    }

    /// Whether another draft may take the desk; says why not.
    fn may_leave(&self) -> bool {
        let safe = self.flush();
        if !safe {
            self.notices.warn("正在编辑的草稿没有保存成功，还不能换到别的草稿。请先下载备份，再到“全部草稿”里彻底删除不用的草稿，腾出空间。");
        }
        safe
    }

    /// Makes a second draft of the open one and opens it.
    pub fn duplicate_current(&self) {
        let draft = self.desk.draft().get_untracked();
        let name = wording::draft_name(&draft);
        if self.begin(draft) {
            self.notices
                .say(format!("已复制“{name}”，现在打开的是新的一份。"));
        }
    }

    /// Notes which state of which draft is on the desk, and whether it was written here.
    fn set_opened(&self, stamp: Stamp, own: bool) {
        // What was said of another draft would now be taken for this one.
        self.notices.close();
        self.leave_draft(&stamp.id);
        let changes = self.desk.changes().get_untracked();
        self.saved_changes.set_value(changes);
        let window = self.window.get_value();
        self.opened.set(Some(Opened {
            session: Session::new(window, stamp, own, clock::now()),
            changes,
        }));
        self.listing.set(false);
        self.reminder.set(None);
        self.put_off.set_value(0);
        self.kept_at.set_value(None);
    }

    fn remember(&self, id: &str) {
        // Losing which draft was last costs one click; the drafts themselves are not touched by it.
        let _ = self.with_store(|store| store.set_last(id));
    }

    fn refresh(&self) {
        // A shelf that refuses to list is in trouble already, and the banner says so.
        self.drafts
            .set(self.with_store(Store::list).unwrap_or_default());
        self.deleted
            .set(self.with_store(Store::deleted).unwrap_or_default());
        self.aside
            .set(self.with_store(Store::aside).unwrap_or_default());
    }

    fn with_store<T>(&self, act: impl FnOnce(&DraftStore) -> T) -> T {
        self.store.with_value(act)
    }
}
