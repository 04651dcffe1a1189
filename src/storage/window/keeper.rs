//! The keeper of a window's drafts: what happens goes in, what the page has to do comes out.
//!
//! It puts together what is decided elsewhere: what is saved over what ([`session`](super::session)), whether a text is the
//! newest ([`newest`](super::newest)), what becomes of two texts that were saved at the same moment
//! ([`parting`](super::parting)), and the way to the copy that survives a crash. It has no page, no clock and no timer of its
//! own: `ui/cabinet` drives it in the browser, `tests/it/storage/world.rs` in any interleaving of windows.

mod carrying;
mod company;
mod copy;
mod event;
mod opening;
mod recycling;
mod saving;
mod status;

use std::borrow::Cow;

pub use event::{Effect, Event, News, OnDesk, Outcome, Timer};
pub use status::{Status, Trouble};

use copy::{Copy, Then};
use event::Dealing;

use super::newest::{Farewell, Newest};
use super::session::Session;
use crate::storage::change::Change;
use crate::storage::shelf::{Shelf, ShelfError};
use crate::storage::store::Store;

/// The keeper. One lives as long as its page.
#[derive(Debug)]
pub struct Keeper<S> {
    store: Store<S>,
    /// Tells this window's writes from those of others.
    window: String,
    /// Whether the browser keeps what is put into the store.
    lasting: bool,
    open: Option<Open>,
    newest: Newest,
    copy: Copy,
    trouble: Option<Trouble>,
    /// Whether storage has the mark that nothing but clearing takes away.
    marked: bool,
    /// The draft that was opened when the page began.
    began_with: Option<String>,
}

/// The open draft.
#[derive(Debug)]
struct Open {
    /// This window's hold on it.
    session: Session,
    /// The changes of the desk when it was opened.
    opened_at: u64,
    /// The changes of the desk that storage has; `None` where it has none of it.
    stored_at: Option<u64>,
    /// The changes of the desk that it has refused.
    failed_at: Option<u64>,
    /// When the first change was made that is not saved yet, in milliseconds since 1970.
    unsaved_since: Option<u64>,
    /// Whether a newer version has written it, so that it is not written here.
    barred: bool,
    /// When an earlier state of it was kept last.
    kept_at: Option<u64>,
}

impl<S: Shelf> Keeper<S> {
    /// The keeper of the drafts in a store. `window` tells this window from all others. A store that the browser forbids is
    /// one of memory, and the `error` says why.
    pub fn new(store: Store<S>, window: String, error: Option<ShelfError>) -> Self {
        // A shelf that refuses has no mark, and is in trouble with the first save.
        let marked = store.is_marked().unwrap_or(false);
        Self {
            store,
            window,
            lasting: error.is_none(),
            open: None,
            newest: Newest::default(),
            copy: Copy::default(),
            trouble: error.map(Trouble::NoStorage),
            marked,
            began_with: None,
        }
    }

    /// The drafts.
    pub const fn store(&self) -> &Store<S> {
        &self.store
    }

    /// The identifier of this window.
    pub fn window(&self) -> &str {
        &self.window
    }

    /// Whether the browser keeps what is put into the store.
    pub const fn is_lasting(&self) -> bool {
        self.lasting
    }

    /// Which draft is open.
    pub fn open_id(&self) -> Option<&str> {
        Some(self.session()?.id())
    }

    /// This window's hold on the open draft.
    pub fn session(&self) -> Option<&Session> {
        Some(&self.open.as_ref()?.session)
    }

    /// What keeps drafts from being safe.
    pub const fn trouble(&self) -> Option<&Trouble> {
        self.trouble.as_ref()
    }

    /// Whether the open draft is safe, with so many changes on the desk.
    pub fn status(&self, changes: u64) -> Status {
        let Some(open) = &self.open else {
            return Status::Unsaved;
        };
        let id = open.session.id();
        if open.session.looking_on() || open.barred {
            Status::ReadOnly
        } else if !self.is_known(id) {
            Status::Checking
        } else if !self.lasting || open.failed_at == Some(changes) {
            Status::Unsaved
        } else if open.stored_at != Some(changes)
            || self.newest.is_awaited()
            || self.copy.carries(id)
        {
            Status::Saving
        } else {
            Status::Saved {
                at: open.session.seen().saved_at,
                survives: !self.copy.lacks(id),
            }
        }
    }

    /// Whether storage has everything, with so many changes on the desk.
    pub fn has_all(&self, changes: u64) -> bool {
        let stored = |open: &Open| open.stored_at == Some(changes);
        self.open.as_ref().is_none_or(stored)
    }

    /// Whether the copy that survives is open and has nothing to do.
    pub const fn is_copy_idle(&self) -> bool {
        self.copy.is_open() && !self.copy.is_busy()
    }

    /// The stored texts that have not reached it, by draft, the latest last.
    pub fn under_way(&self) -> Vec<(String, String)> {
        self.copy.under_way()
    }

    /// Whether a draft may be typed in at once when it is opened.
    pub fn is_known(&self, id: &str) -> bool {
        !self.lasting || self.newest.is_known(id)
    }

    /// The next save keeps the state that it replaces, however short a time it stood.
    pub const fn keep_next_version(&mut self) {
        if let Some(open) = &mut self.open {
            open.kept_at = None;
        }
    }

    /// Sends changes of something else than a draft to the copy that survives. What it does not take is brought into line at
    /// the next start.
    pub fn send(&mut self, changes: Vec<Change>) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !changes.is_empty() {
            self.copy.send(changes, Then::Nothing, &mut effects);
        }
        effects
    }

    /// Believes what the page before has left in the tab, if it vouches for what is stored.
    pub fn hear_farewell(&mut self, farewell: &Farewell, navigation_began: u64) {
        let id = &farewell.stamp.id;
        if let Ok(stored) = self.store.stamp(id)
            && farewell.vouches(&stored, navigation_began)
        {
            self.newest.go_on_with(id);
        }
    }

    /// Deals with what happens to the window. `now` is in milliseconds since 1970; `new_id` makes identifiers of drafts.
    pub fn deal(
        &mut self,
        event: Event<'_>,
        desk: OnDesk<'_>,
        now: u64,
        new_id: &mut dyn FnMut() -> String,
    ) -> Outcome {
        let mut dealing = Dealing {
            draft: Cow::Borrowed(desk.draft),
            changes: desk.changes,
            listed: desk.listed,
            now,
            new_id,
            effects: Vec::new(),
        };
        let done = self.act(event, &mut dealing);
        Outcome {
            done,
            effects: dealing.effects,
        }
    }

    fn act(&mut self, event: Event<'_>, dealing: &mut Dealing<'_>) -> bool {
        match event {
            Event::Start => self.start(dealing),
            Event::Typed => self.note_typing(dealing),
            Event::Save => return self.save(dealing),
            Event::Passed(timer) => self.has_passed(timer, dealing),
            Event::Heard { key, text } => self.hear(key, text, dealing),
            Event::LookBack => self.look_back(dealing),
            Event::TakeOver => self.take_over(dealing),
            Event::KeepWaiting => self.keep_waiting(dealing),
            Event::GoOn => self.go_on_with_this(),
            Event::Open(id) => return self.open(id, dealing),
            Event::Begin(draft) => return self.begin(*draft, dealing),
            Event::Delete(id) => return self.delete(id, dealing),
            Event::Undelete(id) => return self.undelete(id, dealing),
            Event::Connected(texts) => {
                self.copy.has_opened();
                self.bring_into_line(&texts, dealing);
            }
            Event::NotConnected(error) => self.is_not_connected(&error, dealing),
            Event::Compared(texts) => self.bring_into_line(&texts, dealing),
            Event::Lost => self.is_lost(dealing),
            Event::Applied(ticket, applied) => self.is_applied(ticket, applied, dealing),
            Event::Read(ticket, there) => self.is_read(ticket, there.as_deref(), dealing),
            Event::Leave => self.leave(dealing),
        }
        true
    }

    fn has_passed(&mut self, timer: Timer, dealing: &mut Dealing<'_>) {
        match timer {
            Timer::Rest => {
                self.save(dealing);
            }
            Timer::GivesWay => {
                self.session_deals(super::session::Event::NoAnswer, dealing);
            }
            Timer::Returning => self.return_to_editing(dealing),
            Timer::Beat => self.beat(dealing),
            Timer::Connecting => self.stop_expecting(dealing),
            Timer::Reconnecting => dealing.add(Effect::Connect),
            Timer::Asking => self.ask_whether_to_wait(),
            Timer::Listing => dealing.add(Effect::List),
        }
    }
}
