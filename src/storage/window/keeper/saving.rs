//! Opening, beginning and saving the open draft.

use std::borrow::Cow;

use super::copy::Then;
use super::event::{Dealing, Effect, News, Timer};
use super::{Keeper, Open, Trouble};
use crate::model::draft::Draft;
use crate::storage::change::Change;
use crate::storage::envelope::Envelope;
use crate::storage::shelf::Shelf;
use crate::storage::snapshots::{self, Snapshot};
use crate::storage::stamp::Stamp;
use crate::storage::steps::Steps;
use crate::storage::store::{OpenError, SaveError, Saved};
use crate::storage::window::messages::Verb;
use crate::storage::window::newest::Farewell;
use crate::storage::window::session::{self, Session};

/// How long after the last keystroke the draft is saved, in milliseconds.
const REST: u64 = 150;

/// How long after the first keystroke that is not saved yet the draft is saved at the latest, in milliseconds: who types
/// without a pause loses no more than the half second that the page promises, writing included.
const AT_THE_LATEST: u64 = 200;

impl<S: Shelf> Keeper<S> {
    /// Saves when typing rests.
    pub(super) fn note_typing(&mut self, dealing: &mut Dealing<'_>) {
        let Some(open) = &mut self.open else {
            return;
        };
        // A clock that was set back must not put saving off.
        let since = open.unsaved_since.unwrap_or(dealing.now).min(dealing.now);
        open.unsaved_since = Some(since);
        let left = AT_THE_LATEST.saturating_sub(dealing.now.saturating_sub(since));
        let wait = REST.min(left);
        dealing.add(Effect::Wait(Timer::Rest, wait));
    }

    /// Saves what is typed. Returns whether the open draft is in storage.
    pub(super) fn save(&mut self, dealing: &mut Dealing<'_>) -> bool {
        dealing.add(Effect::Cancel(Timer::Rest));
        if let Some(open) = &mut self.open {
            open.unsaved_since = None;
        }
        self.session_deals(session::Event::Save, dealing)
    }

    /// Whether another draft may take the desk; says why not.
    pub(super) fn may_leave(&mut self, dealing: &mut Dealing<'_>) -> bool {
        let safe = self.save(dealing);
        if !safe {
            dealing.say(News::CannotLeave);
        }
        safe
    }

    /// Opens a draft. Returns whether it did.
    pub(super) fn open(&mut self, id: &str, dealing: &mut Dealing<'_>) -> bool {
        if !self.may_leave(dealing) {
            return false;
        }
        match self.store.open(id) {
            Ok(Envelope { stamp, draft }) => {
                let steps = self.store.steps(id, &draft);
                self.hold(stamp, false, Some((draft, steps)), dealing);
                self.call(Verb::Ask, dealing);
                self.remember(id);
                self.clear_trouble();
                if !self.is_known(id) && !self.newest.is_awaited() {
                    self.trouble = Some(Trouble::NotCompared);
                }
                true
            }
            Err(error) => {
                self.open = None;
                self.trouble = Some(match error {
                    OpenError::Stored(error) => Trouble::Unreadable {
                        id: id.to_owned(),
                        error,
                    },
                    OpenError::Shelf(error) => Trouble::NoStorage(error),
                });
                dealing.add(Effect::Closed);
                false
            }
        }
    }

    /// Puts a draft into the store as a new one and onto the desk. Returns whether it did: a draft that is not in storage
    /// keeps the desk.
    pub(super) fn begin(&mut self, draft: Draft, dealing: &mut Dealing<'_>) -> bool {
        if !self.may_leave(dealing) {
            return false;
        }
        let id = (dealing.new_id)();
        self.newest.go_on_with(&id);
        let created = self.store.create(&id, &draft, dealing.now, &self.window);
        let stamp = created
            .as_ref()
            .map_or_else(|_| Stamp::forgotten(&id, 0), |saved| saved.stamp.clone());
        self.hold(stamp, true, Some((draft, Steps::default())), dealing);
        match created {
            Ok(saved) => {
                self.remember(&id);
                self.clear_trouble();
                self.report_saved(&id, saved, dealing);
            }
            Err(error) => self.report_failure(error, dealing),
        }
        dealing.add(Effect::List);
        true
    }

    /// Holds a state of a draft from now on, which was written here or not, and lays it on the desk where it is not there.
    pub(super) fn hold(
        &mut self,
        stamp: Stamp,
        own: bool,
        lay: Option<(Draft, Steps)>,
        dealing: &mut Dealing<'_>,
    ) {
        self.leave_draft(&stamp.id, dealing);
        self.open = Some(Open {
            session: Session::new(self.window.clone(), stamp, own, dealing.now),
            opened_at: dealing.changes,
            stored_at: Some(dealing.changes),
            failed_at: None,
            unsaved_since: None,
            barred: false,
            kept_at: None,
        });
        if let Some((draft, _)) = &lay {
            dealing.draft = Cow::Owned(draft.clone());
        }
        dealing.add(Effect::Opened(lay.map(Box::new)));
    }

    /// Notes which draft is to be opened at the next start.
    pub(super) fn remember(&self, id: &str) {
        // Losing which draft was last costs one click; the drafts themselves are not touched by it.
        let _ = self.store.set_last(id);
    }

    /// A draft was stored: tells the others, and carries the text to the surviving copy.
    pub(super) fn report_saved(&mut self, id: &str, saved: Saved, dealing: &mut Dealing<'_>) {
        self.tell_written(id, dealing);
        if !self.lasting {
            return;
        }
        self.report_recycled(&saved.recycled, dealing);
        self.carry_stored(id, &saved, dealing);
        if self.copy.is_open() {
            self.keep_version(id, &saved, dealing);
        }
        dealing.add(Effect::Stored(Box::new(saved)));
    }

    /// Keeps the state that a save has replaced, when it is time for one.
    fn keep_version(&mut self, id: &str, saved: &Saved, dealing: &mut Dealing<'_>) {
        let (Some(before), Some(open)) = (&saved.before, &mut self.open) else {
            return;
        };
        if !snapshots::is_due(open.kept_at, dealing.now) {
            return;
        }
        if let Ok(envelope) = Envelope::read_for(id, Some(before)) {
            open.kept_at = Some(dealing.now);
            let snapshot = Snapshot::of(id, envelope.stamp.saved_at, before);
            let put = Change::Put {
                key: snapshot.key,
                text: before.clone(),
            };
            self.copy.send(vec![put], Then::Thin, &mut dealing.effects);
        }
    }

    /// Says which deleted drafts had to make room, and lets the surviving copy follow.
    pub(super) fn report_recycled(&mut self, recycled: &[String], dealing: &mut Dealing<'_>) {
        for id in recycled {
            self.forget(id, dealing);
        }
        if !recycled.is_empty() {
            dealing.say(News::Recycled(recycled.len()));
            dealing.add(Effect::List);
        }
    }

    /// Nothing of what stands on the desk is stored any more, or yet.
    pub(super) fn report_failure(&mut self, error: SaveError, dealing: &Dealing<'_>) {
        if let Some(open) = &mut self.open {
            open.stored_at = None;
            open.failed_at = Some(dealing.changes);
        }
        self.trouble = Some(Trouble::NotSaved(error));
    }

    /// Takes a trouble away that has passed; forbidden storage does not pass.
    pub(super) fn clear_trouble(&mut self) {
        if self.lasting {
            self.trouble = None;
        }
    }

    /// The page goes away: what is still under way is left for the next start.
    pub(super) fn leave(&self, dealing: &mut Dealing<'_>) {
        for (number, (id, text)) in self.under_way().into_iter().enumerate() {
            // Where there is no room for it, the draft itself is stored nevertheless.
            let _ = self.store.leave(&id, &self.window, number, &text);
        }
        let session = self.session();
        if let Some(session) = session.filter(|_| !self.status(dealing.changes).is_locked()) {
            dealing.add(Effect::Farewell(Farewell {
                stamp: session.seen().clone(),
                at: dealing.now,
            }));
        }
        self.leave_draft("", dealing);
    }
}
