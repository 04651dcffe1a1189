//! One window's hold on a draft: what it saves, and what it does when another window writes, deletes or takes over.
//!
//! All of it is decided here, without a page, so that any interleaving of windows can be tried
//! (`tests/it/storage/windows.rs`). The rule: what was typed is saved over the state it was typed upon, or else becomes
//! a draft of its own; while neither is possible the window keeps it and says so.

use super::messages::{Message, Reply, Standing, Verb};
use crate::model::draft::Draft;
use crate::storage::envelope::{Envelope, StoredError};
use crate::storage::shelf::Shelf;
use crate::storage::stamp::Stamp;
use crate::storage::store::{OpenError, SaveError, Saved, Store};

/// A draft that a window has open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The window.
    window: String,
    /// The state of the draft that this window has read or written last.
    seen: Stamp,
    /// Whether that state was written here.
    own: bool,
    /// When it asked the others about the draft.
    asked_at: u64,
    /// Whether it only looks on.
    looking_on: bool,
    /// What is known of the window that edits, while this one looks on.
    editor: Editor,
    /// How often that one was asked since it was last heard of.
    unanswered: u32,
    /// Whether it waits for another window to give way.
    taking: bool,
}

/// What a window that looks on knows of the one that edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Editor {
    /// It was heard of.
    There,
    /// It does not answer: it has crashed, or its browser lets it sleep.
    Silent,
    /// It has said that it goes away.
    Gone,
}

/// So often it is asked before it counts as silent.
const ASKED: u32 = 2;

/// What the window has on its desk at the moment.
#[derive(Clone, Copy, Debug)]
pub struct Work<'a> {
    /// The draft as it stands there.
    pub draft: &'a Draft,
    /// Whether it says something that was not saved.
    pub unsaved: bool,
    /// Whether something was typed since it was opened.
    pub typed: bool,
    /// Whether it is known to be the newest text; see [`newest`](super::newest).
    pub known: bool,
}

/// What happens to a window.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// Typing rests, or the page goes away.
    Save,
    /// Another window has written or removed the draft, or the browser its data.
    Written,
    /// Some time has passed.
    Beat,
    /// The window that edited has gone away, and nobody was heard of since.
    NobodyCame,
    /// Another window says something.
    Said(&'a Message),
    /// The user wants to edit here.
    TakeOver,
    /// Nobody has answered that.
    NoAnswer,
}

/// What the window has to do then, in this order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// The draft was saved.
    pub saved: Option<Saved>,
    /// What stood here could not be saved over what is there and was stored as a draft of its own; its identifier.
    /// Without what was stored where another draft says the same already.
    pub apart: Option<(String, Option<Saved>)>,
    /// What stands here is not in storage: it stays on the desk, and the user is told.
    pub failed: Option<SaveError>,
    /// This state is to be shown.
    pub lay: Option<Draft>,
    /// Another window has deleted the draft.
    pub deleted: bool,
    /// The draft is to be opened anew, to be edited here.
    pub reopen: bool,
    /// The other windows are to be told.
    pub say: Option<Verb>,
    /// What is known of the window that edits has changed.
    pub editor: Option<Editor>,
}

impl Session {
    /// The hold on a draft that was just opened or stored.
    #[must_use]
    pub const fn new(window: String, seen: Stamp, own: bool, asked_at: u64) -> Self {
        Self {
            window,
            seen,
            own,
            asked_at,
            looking_on: false,
            editor: Editor::There,
            unanswered: 0,
            taking: false,
        }
    }

    /// The draft's identifier.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.seen.id
    }

    /// The state that this window has read or written last.
    #[must_use]
    pub const fn seen(&self) -> &Stamp {
        &self.seen
    }

    /// Whether this window only looks on.
    #[must_use]
    pub const fn looking_on(&self) -> bool {
        self.looking_on
    }

    /// Deals with what happens to the window. `new_id` makes the identifier of a draft that becomes two.
    pub fn deal<S: Shelf>(
        &mut self,
        event: Event<'_>,
        store: &Store<S>,
        work: Work<'_>,
        now: u64,
        new_id: impl FnOnce() -> String,
    ) -> Effects {
        let mut effects = Effects::default();
        match event {
            Event::Save => self.save(store, work, now, new_id, &mut effects),
            Event::Written => self.notice(store, work, now, new_id, &mut effects),
            Event::Said(message) => {
                self.hear(message, &mut effects);
                match self.reply(message, work, now) {
                    Reply::Ignore => {}
                    Reply::SayHere => effects.say = Some(Verb::Here),
                    Reply::LookOn => self.look_on(),
                    Reply::GiveWay => {
                        self.save(store, work, now, new_id, &mut effects);
                        // Who has something that no storage holds does not give way.
                        if effects.failed.is_none() {
                            self.look_on();
                            effects.say = Some(Verb::Given);
                        }
                    }
                    Reply::Edit => self.take(&mut effects),
                }
            }
            Event::Beat => self.ask_for_the_editor(&mut effects),
            Event::NobodyCame => {
                effects.reopen = self.looking_on && self.editor == Editor::Gone;
            }
            Event::TakeOver => {
                self.taking = true;
                effects.say = Some(Verb::Take);
            }
            Event::NoAnswer => self.take(&mut effects),
        }
        effects
    }

    fn reply(&self, message: &Message, work: Work<'_>, now: u64) -> Reply {
        let standing = Standing {
            window: &self.window,
            looking_on: self.looking_on,
            typed: work.typed,
            asked_at: self.asked_at,
            taking: self.taking,
            now,
        };
        standing.reply(message)
    }

    const fn look_on(&mut self) {
        self.looking_on = true;
        self.editor = Editor::There;
        self.unanswered = 0;
    }

    /// What another window says tells who looks on that it is there, or that it goes. Who looks on as well says nothing of
    /// the one that edits.
    fn hear(&mut self, message: &Message, effects: &mut Effects) {
        if !self.looking_on || message.window == self.window {
            return;
        }
        let editor = match message.verb {
            Verb::Ask | Verb::Here | Verb::Take | Verb::Given => Editor::There,
            Verb::Bye => Editor::Gone,
            Verb::Probe => return,
        };
        self.unanswered = 0;
        self.now_is(editor, effects);
    }

    fn ask_for_the_editor(&mut self, effects: &mut Effects) {
        if !self.looking_on {
            return;
        }
        if self.unanswered >= ASKED && self.editor == Editor::There {
            self.now_is(Editor::Silent, effects);
        }
        self.unanswered = self.unanswered.saturating_add(1);
        effects.say = Some(Verb::Probe);
    }

    fn now_is(&mut self, editor: Editor, effects: &mut Effects) {
        if self.editor != editor {
            self.editor = editor;
            effects.editor = Some(editor);
        }
    }

    fn take(&mut self, effects: &mut Effects) {
        effects.reopen = std::mem::take(&mut self.taking);
    }

    fn save<S: Shelf>(
        &mut self,
        store: &Store<S>,
        work: Work<'_>,
        now: u64,
        new_id: impl FnOnce() -> String,
        effects: &mut Effects,
    ) {
        if !work.unsaved || self.looking_on {
            return;
        }
        match store.save_over(&self.seen, work.draft, now, &self.window) {
            Ok(saved) => {
                self.seen = saved.stamp.clone();
                self.own = true;
                effects.saved = Some(saved);
            }
            Err(SaveError::Conflict(_)) => {
                if self.keep_apart(store, work.draft, now, new_id, effects) {
                    self.follow(store, effects);
                }
            }
            Err(SaveError::Deleted(_)) => {
                effects.deleted = self.keep_apart(store, work.draft, now, new_id, effects);
            }
            Err(error) => effects.failed = Some(error),
        }
    }

    /// Another window has written or removed the draft.
    fn notice<S: Shelf>(
        &mut self,
        store: &Store<S>,
        work: Work<'_>,
        now: u64,
        new_id: impl FnOnce() -> String,
        effects: &mut Effects,
    ) {
        let mut deleted = false;
        let stored = match store.stamp(self.id()) {
            Ok(stamp) if stamp == self.seen => return,
            Ok(stamp) => stamp,
            Err(OpenError::Stored(StoredError::Absent)) => match store.deleted_stamp(self.id()) {
                Ok(stamp) => {
                    deleted = true;
                    stamp
                }
                // What vanished without being deleted was cleared by the browser, and is stored again. An old text is not
                // while the surviving copy may have a newer one.
                Err(OpenError::Stored(StoredError::Absent)) if work.known => {
                    let unsaved = true;
                    return self.save(store, Work { unsaved, ..work }, now, new_id, effects);
                }
                Err(_) => return,
            },
            // What cannot be read is not overwritten by the next save either, which says so.
            Err(_) => return,
        };
        // What was written here is gone when what is there was not written upon it.
        let overtaken = self.own && !stored.follows(&self.seen);
        let at_stake = !self.looking_on && (work.unsaved || overtaken);
        if at_stake && !self.keep_apart(store, work.draft, now, new_id, effects) {
            return;
        }
        if deleted {
            self.look_on();
            effects.deleted = true;
        } else if self.looking_on || self.own {
            self.follow(store, effects);
        } else {
            // It may be the last of a window that has given way, seen late; were both to look on then, nobody could type.
            // Opened anew it asks, and whoever edits answers.
            effects.reopen = true;
        }
    }

    /// Stores what stands here as a draft of its own. Returns whether it did.
    fn keep_apart<S: Shelf>(
        &mut self,
        store: &Store<S>,
        draft: &Draft,
        now: u64,
        new_id: impl FnOnce() -> String,
        effects: &mut Effects,
    ) -> bool {
        let kept = match store.twin(self.id(), draft) {
            Ok(Some(twin)) => Ok((twin, None)),
            Ok(None) | Err(_) => {
                let id = new_id();
                let saved = store.create(&id, draft, now, &self.window);
                saved.map(|saved| (id, Some(saved)))
            }
        };
        match kept {
            Ok(kept) => {
                self.look_on();
                effects.apart = Some(kept);
                true
            }
            Err(error) => {
                effects.failed = Some(error);
                false
            }
        }
    }

    /// Looks on from now at what another window has written.
    fn follow<S: Shelf>(&mut self, store: &Store<S>, effects: &mut Effects) {
        self.look_on();
        if let Ok(Envelope { stamp, draft }) = store.open(self.id()) {
            self.seen = stamp;
            self.own = false;
            effects.lay = Some(draft);
        }
    }
}
