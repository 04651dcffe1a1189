//! Keeping company with other windows: who edits, who looks on, and how that changes.

use std::borrow::Cow;

use super::event::{Dealing, Effect, News, Timer};
use super::{Keeper, Trouble};
use crate::storage::key::{self, Key};
use crate::storage::shelf::Shelf;
use crate::storage::window::messages::{Message, Verb};
use crate::storage::window::session::{Editor, Effects, Event, Work};

/// How long to wait for another window to give way; one that does not answer is gone. In milliseconds.
const GIVES_WAY: u64 = 400;

/// How long the window that has gone away may take to come back: it may only be loading the page again. In
/// milliseconds.
const COMES_BACK: u64 = 6_000;

/// How long to wait before the list is read again: what another window has changed is heard twice, and comes seldom alone. In
/// milliseconds.
const LISTED_AGAIN: u64 = 300;

impl<S: Shelf> Keeper<S> {
    /// Lets the session deal with what happens and does what follows from it. Returns whether storage has everything.
    pub(super) fn session_deals(&mut self, event: Event<'_>, dealing: &mut Dealing<'_>) -> bool {
        let id = self.open_id().map(str::to_owned);
        let known = id.as_deref().is_some_and(|id| self.is_known(id));
        let (Some(open), Some(id)) = (&mut self.open, id) else {
            return true;
        };
        let looked_on = open.session.looking_on();
        let work = Work {
            draft: &dealing.draft,
            unsaved: open.stored_at != Some(dealing.changes),
            typed: open.opened_at != dealing.changes,
            known,
        };
        let new_id = &mut *dealing.new_id;
        let effects = open
            .session
            .deal(event, &self.store, work, dealing.now, new_id);
        if effects.saved.is_some() || effects.apart.is_some() {
            open.stored_at = Some(dealing.changes);
            open.failed_at = None;
        }
        let looks_on = open.session.looking_on();
        if looks_on && !looked_on {
            open.unsaved_since = None;
            dealing.add(Effect::Cancel(Timer::Rest));
        }
        if looks_on && (!looked_on || effects.lay.is_some() || effects.deleted) {
            self.trouble = Some(if effects.deleted {
                Trouble::DeletedElsewhere
            } else {
                Trouble::EditedElsewhere
            });
        }
        let safe = effects.failed.is_none();
        self.perform(&id, effects, dealing);
        safe
    }

    fn perform(&mut self, id: &str, effects: Effects, dealing: &mut Dealing<'_>) {
        let Effects {
            saved,
            apart,
            failed,
            lay,
            deleted,
            reopen,
            say,
            editor,
        } = effects;
        if let Some(saved) = saved {
            // Another trouble does not pass by saving.
            if matches!(self.trouble, Some(Trouble::NotSaved(_))) {
                self.clear_trouble();
            }
            self.report_saved(id, saved, dealing);
        }
        if let Some((apart, saved)) = apart {
            if let Some(saved) = saved {
                self.tell_written(&apart, dealing);
                self.report_recycled(&saved.recycled, dealing);
                self.carry_stored(&apart, &saved, dealing);
            }
            dealing.say(News::Apart { id: apart, deleted });
            dealing.add(Effect::List);
        }
        if let Some(error) = failed {
            // What was saved once may have been written over: until it is stored again, storage does not have it.
            self.report_failure(error, dealing);
        }
        if let Some(draft) = lay {
            dealing.draft = Cow::Owned(draft.clone());
            dealing.add(Effect::Lay(Box::new(draft)));
        }
        if reopen {
            dealing.add(Effect::Cancel(Timer::GivesWay));
            self.open(id, dealing);
        }
        if let Some(editor) = editor {
            self.follow_editor(editor, dealing);
        }
        if let Some(verb) = say {
            self.call(verb, dealing);
        }
    }

    /// Another window has changed something in storage, or says something.
    pub(super) fn hear(
        &mut self,
        key: Option<&str>,
        text: Option<&str>,
        dealing: &mut Dealing<'_>,
    ) {
        let open = self.open_id().unwrap_or_default().to_owned();
        match key.map(Key::read) {
            // The open draft is in no list that is looked at meanwhile.
            Some(Some(Key::Draft(id))) if id == open => {
                self.session_deals(Event::Written, dealing);
            }
            Some(Some(Key::Draft(_) | Key::Deleted(_) | Key::Damaged { .. })) => {
                dealing.add(Effect::Wait(Timer::Listing, LISTED_AGAIN));
            }
            None => {
                self.look_back(dealing);
                dealing.add(Effect::Wait(Timer::Listing, LISTED_AGAIN));
            }
            Some(Some(Key::Snapshot { .. }) | None) => {}
        }
        if key.is_some_and(|key| key == key::window(&open))
            && let Some(message) = text.and_then(Message::read)
        {
            self.session_deals(Event::Said(&message), dealing);
        }
    }

    /// Edits here what is being edited in another window, once that has saved and given way.
    pub(super) fn take_over(&mut self, dealing: &mut Dealing<'_>) {
        self.session_deals(Event::TakeOver, dealing);
        dealing.add(Effect::Wait(Timer::GivesWay, GIVES_WAY));
    }

    /// What is known of the window that edits has changed.
    fn follow_editor(&mut self, editor: Editor, dealing: &mut Dealing<'_>) {
        use Trouble::{EditedElsewhere, EditorGone, EditorSilent};
        if let Some(EditedElsewhere | EditorSilent | EditorGone) = self.trouble {
            self.trouble = Some(match editor {
                Editor::There => EditedElsewhere,
                Editor::Silent => EditorSilent,
                Editor::Gone => EditorGone,
            });
        }
        if editor == Editor::Gone {
            dealing.add(Effect::Wait(Timer::Returning, COMES_BACK));
        }
    }

    /// The window that has gone away did not come back.
    pub(super) fn return_to_editing(&mut self, dealing: &mut Dealing<'_>) {
        let looked_on = self.status(dealing.changes).is_locked();
        self.session_deals(Event::NobodyCame, dealing);
        if looked_on && !self.status(dealing.changes).is_locked() {
            dealing.say(News::YoursAgain);
        }
    }

    /// Another draft is opened, or none: whoever looks on at the one that was edited here is told.
    pub(super) fn leave_draft(&self, next: &str, dealing: &mut Dealing<'_>) {
        let edits = self
            .session()
            .is_some_and(|session| session.id() != next && !session.looking_on());
        if edits {
            self.call(Verb::Bye, dealing);
        }
    }

    /// Says something to the other windows that have the open draft open.
    pub(super) fn call(&self, verb: Verb, dealing: &mut Dealing<'_>) {
        let Some(id) = self.open_id() else {
            return;
        };
        let message = Message {
            verb,
            window: self.window.clone(),
            at: dealing.now,
        };
        let text = message.to_string();
        // Without storage there is no other window that could have the draft.
        let _ = self.store.call(id, &text);
        dealing.add(Effect::Tell {
            key: key::window(id),
            text,
        });
    }

    /// Tells the other windows that a draft was written or removed.
    pub(super) fn tell_written(&self, id: &str, dealing: &mut Dealing<'_>) {
        dealing.add(Effect::Tell {
            key: key::draft(id),
            text: String::new(),
        });
    }
}
