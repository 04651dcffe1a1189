//! The cabinet: keeps the drafts, opens one on the desk, saves it as it is typed.
//!
//! The status it gives is what was read back from storage, not what was hoped.

mod copier;
mod moving;
mod performing;
mod place;
mod recycler;
mod reminding;
mod telling;
mod versions;
mod watching;
mod word_list;

use std::rc::Rc;

use leptos::prelude::*;

use copier::{Copier, Opening};

use super::browser::channel::Channel;
use super::browser::timer::Delay;
use super::browser::{clock, random};
use super::desk::Desk;
use super::notices::Notices;
use super::wording;
use crate::checks::word_list::WordList;
use crate::model::draft::Draft;
use crate::storage::local::LocalShelf;
use crate::storage::reminder::Reminder;
use crate::storage::shelf::{MemoryShelf, Shelf};
use crate::storage::store::{AsideText, DraftSummary, Store};
use crate::storage::window::keeper::{Event, Keeper, Timer};
pub use crate::storage::window::keeper::{Status, Trouble};

/// The keeper over localStorage, or over memory where the browser forbids it.
type DraftKeeper = Keeper<Rc<dyn Shelf>>;

/// The drafts. A handle: copies speak of the same cabinet.
#[derive(Clone, Copy)]
pub struct Cabinet {
    desk: Desk,
    notices: Notices,
    /// Decides what is done when something happens.
    keeper: StoredValue<DraftKeeper, LocalStorage>,
    /// The way to the copy that survives a crash.
    copier: StoredValue<Copier, LocalStorage>,
    /// That copy being opened, from before the page was made.
    opening: StoredValue<Option<Opening>, LocalStorage>,
    /// The way to other windows, besides storage events.
    channel: StoredValue<Channel, LocalStorage>,
    /// A delay for each thing that the keeper waits for.
    delays: [Delay; Timer::ALL.len()],
    open: RwSignal<Option<String>>,
    drafts: RwSignal<Vec<DraftSummary>>,
    deleted: RwSignal<Vec<DraftSummary>>,
    aside: RwSignal<Vec<AsideText>>,
    status: RwSignal<Status>,
    trouble: RwSignal<Option<Trouble>>,
    /// Whether the list of drafts is shown over the open draft.
    listing: RwSignal<bool>,
    /// Whether the earlier states of the open draft are shown over everything.
    versions_shown: RwSignal<bool>,
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
        let (shelf, error): (Rc<dyn Shelf>, _) = match LocalShelf::open() {
            Ok(shelf) => (Rc::new(shelf), None),
            Err(error) => (Rc::new(MemoryShelf::default()), Some(error)),
        };
        let store = Store::new(shelf);
        // A shelf that refuses keeps nothing.
        let proven = store.is_proven(clock::now()).unwrap_or(false);
        let keeper = Keeper::new(store, random::id(), error);
        let lasting = keeper.is_lasting();
        let cabinet = Self {
            desk,
            notices,
            keeper: StoredValue::new_local(keeper),
            copier: StoredValue::new_local(Copier::default()),
            opening: StoredValue::new_local(None),
            channel: StoredValue::new_local(Channel::default()),
            delays: Timer::ALL.map(|_| Delay::new()),
            open: RwSignal::new(None),
            drafts: RwSignal::new(Vec::new()),
            deleted: RwSignal::new(Vec::new()),
            aside: RwSignal::new(Vec::new()),
            status: RwSignal::new(Status::Unsaved),
            trouble: RwSignal::new(None),
            listing: RwSignal::new(false),
            versions_shown: RwSignal::new(false),
            words_shown: RwSignal::new(false),
            reminder: RwSignal::new(None),
            put_off: StoredValue::new(0),
            proven,
        };
        if lasting {
            // Before anything else, so that the browser opens it while the page is being made.
            let opening = cabinet.begin_opening();
            cabinet.opening.set_value(Some(opening));
        }
        // A shelf that refuses is in trouble already, and the banner says so.
        let words = cabinet.with_store(Store::words).unwrap_or_default();
        desk.use_words(&WordList::read(&words));
        if lasting {
            // Opening a draft asks the other windows, which takes an open channel.
            cabinet.listen();
            cabinet.hear_farewell();
        }
        cabinet.deal(Event::Start);
        cabinet.watch();
        cabinet
    }

    /// Whether a draft is on the desk.
    pub fn has_open(&self) -> bool {
        self.open.with(Option::is_some)
    }

    /// Which draft is on the desk.
    pub fn open_id(&self) -> Option<String> {
        self.open.get()
    }

    /// The same, for whoever does not follow it.
    fn open_id_now(&self) -> Option<String> {
        self.open.get_untracked()
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
        self.deal(Event::Begin(Box::new(draft)))
    }

    /// Opens a draft of the list.
    pub fn open_draft(&self, id: &str) {
        self.deal(Event::Open(id));
    }

    /// Saves what is typed, now. Returns whether the open draft is in storage.
    pub fn flush(&self) -> bool {
        self.deal(Event::Save)
    }

    /// Edits here what is being edited in another window, once that has saved and given way.
    pub fn take_over(&self) {
        self.deal(Event::TakeOver);
    }

    /// The user waits for the surviving copy.
    pub fn keep_waiting(&self) {
        self.deal(Event::KeepWaiting);
    }

    /// The user goes on with what is shown. Should there be a newer text, both are kept.
    pub fn go_on_with_this(&self) {
        self.deal(Event::GoOn);
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

    /// Makes a second draft of the open one and opens it.
    pub fn duplicate_current(&self) {
        let draft = self.desk.draft().get_untracked();
        let name = wording::draft_name(&draft);
        if self.begin(draft) {
            self.notices
                .say(format!("已复制“{name}”，现在打开的是新的一份。"));
        }
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

    fn is_lasting(&self) -> bool {
        self.keeper.with_value(Keeper::is_lasting)
    }

    fn delay(&self, timer: Timer) -> Delay {
        let all = Timer::ALL.into_iter().zip(self.delays);
        let mut own = all.filter(|(of, _)| *of == timer).map(|(_, delay)| delay);
        own.next().unwrap_or_default()
    }

    fn with_store<T>(&self, act: impl FnOnce(&Store<Rc<dyn Shelf>>) -> T) -> T {
        self.keeper.with_value(|keeper| act(keeper.store()))
    }
}
