//! The draft on the desk: what is typed now, how it came about, and what follows from it.
//!
//! All changes of the draft go through here, so that undoing, checking and saving see every one.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::board::{Board, Deriver};
use super::browser::clock;
use super::browser::timer::Delay;
use super::deeds::set_if_new;
use super::history::History;
use crate::checks::dismissal;
use crate::checks::word_list::WordList;
use crate::model::draft::{Draft, Proved};
use crate::model::location::Location;

/// How long typing figures rests before the prose is compared with them anew.
const COMPARING: Duration = Duration::from_millis(150);

/// The open draft. A handle: copies speak of the same draft.
#[derive(Clone, Copy)]
pub struct Desk {
    draft: RwSignal<Draft>,
    texts: RwSignal<Draft>,
    board: Memo<Arc<Board>>,
    /// Whether the prose is still to be compared with the figures as they are now.
    compares_later: StoredValue<bool>,
    /// Told when that is to be made up for. The flag by itself tells nobody: a keystroke sets it, and tells of the
    /// draft anyway.
    compares_now: Trigger,
    rest: Delay,
    deriver: StoredValue<Deriver>,
    can_undo: RwSignal<bool>,
    can_redo: RwSignal<bool>,
    history: StoredValue<History>,
    /// How many changes there were; what is saved follows it.
    changes: RwSignal<u64>,
    /// While true, nothing may be changed: the draft is being edited elsewhere or by a newer version.
    locked: RwSignal<bool>,
}

impl Desk {
    /// An empty desk.
    pub fn new() -> Self {
        let draft = RwSignal::new(Draft::default());
        let compares_later = StoredValue::new(false);
        let compares_now = Trigger::new();
        let deriver = StoredValue::new(Deriver::default());
        let derive = move |draft: &Draft| {
            compares_now.track();
            let derive = if compares_later.get_value() {
                Deriver::but_comparison
            } else {
                Deriver::board
            };
            let derived = deriver.try_update_value(|deriver| derive(deriver, draft));
            derived.unwrap_or_else(|| derive(&mut Deriver::default(), draft))
        };
        Self {
            draft,
            texts: RwSignal::new(Draft::default()),
            board: Memo::new(move |_| Arc::new(draft.with(derive))),
            compares_later,
            compares_now,
            rest: Delay::new(),
            deriver,
            can_undo: RwSignal::new(false),
            can_redo: RwSignal::new(false),
            history: StoredValue::new(History::default()),
            changes: RwSignal::new(0),
            locked: RwSignal::new(false),
        }
    }

    /// What is typed now.
    pub const fn draft(&self) -> RwSignal<Draft> {
        self.draft
    }

    /// The draft for whoever shows fields or prose: it follows when one of these changes, and not each keystroke in a
    /// table; the figures in it may be those of before.
    pub const fn texts(&self) -> RwSignal<Draft> {
        self.texts
    }

    /// What follows from what is typed now. While figures are being typed, the comparison of the prose with them may be
    /// that of before, for as long as a keystroke must not wait for it.
    pub const fn board(&self) -> Memo<Arc<Board>> {
        self.board
    }

    /// What follows from what is typed now, the whole of it: for whoever decides something by it.
    pub fn whole_board(&self) -> Arc<Board> {
        self.compare_now();
        self.board.get_untracked()
    }

    /// Compares the prose with the figures, if that was put off.
    fn compare_now(&self) {
        if self.compares_later.get_value() {
            self.compares_later.set_value(false);
            self.compares_now.notify();
        }
    }

    /// The office's own word list, by which every draft is checked.
    pub fn words(&self) -> WordList {
        self.deriver.with_value(|deriver| deriver.words().clone())
    }

    /// Checks by another word list from now on. The draft stays as it is; what follows from it is derived anew.
    pub fn use_words(&self, words: &WordList) {
        self.deriver
            .update_value(|deriver| deriver.use_words(words));
        self.draft.update(|_| {});
    }

    /// Counts the changes, for whoever saves them.
    pub const fn changes(&self) -> RwSignal<u64> {
        self.changes
    }

    /// Whether the draft may only be looked at.
    pub const fn locked(&self) -> RwSignal<bool> {
        self.locked
    }

    /// Puts another draft on the desk; there is nothing to undo then.
    pub fn lay(&self, draft: Draft) {
        self.lay_with(draft, History::default());
    }

    /// Puts another draft on the desk with the states that it was in before.
    pub fn lay_with(&self, mut draft: Draft, history: History) {
        dismissal::anchor(&mut draft);
        self.history.set_value(history);
        self.put(draft);
    }

    /// Puts a state of the draft.
    fn put(&self, draft: Draft) {
        self.compares_later.set_value(false);
        self.texts.set(draft.clone());
        self.draft.set(draft);
        self.follow_history();
    }

    fn follow_history(&self) {
        set_if_new(self.can_undo, &self.history.with_value(History::can_undo));
        set_if_new(self.can_redo, &self.history.with_value(History::can_redo));
    }

    /// The earlier states of the draft.
    pub fn with_history<T>(&self, ask: impl FnOnce(&History) -> T) -> T {
        self.history.with_value(ask)
    }

    /// Takes over what the user dropped in one place after dragging it from another: both are one step.
    pub fn drop_text(&self, place: Location, text: &str) {
        self.take_text(place, text, History::before_more_of_the_step);
    }

    /// Takes over what the user typed in one place.
    pub fn type_text(&self, place: Location, text: &str) {
        self.take_text(place, text, History::before_typing);
    }

    fn take_text(
        &self,
        place: Location,
        text: &str,
        note: fn(&mut History, &Draft, Location, u64),
    ) {
        if self.locked.get_untracked() {
            return;
        }
        let is_there = |draft: &Draft| *draft.text(place) == *text;
        if self.draft.with_untracked(is_there) {
            return;
        }
        let now = clock::now();
        self.draft.with_untracked(|before| {
            self.history
                .update_value(|history| note(history, before, place, now));
        });
        if let Location::Cell(_) = place {
            self.compares_later.set_value(true);
            let desk = *self;
            self.rest
                .restart(now, COMPARING, move || desk.compare_now());
            self.draft.update(|draft| draft.set_text(place, text));
            self.follow_history();
        } else {
            let mut after = self.draft.get_untracked();
            after.set_text(place, text);
            self.put(after);
        }
        self.changes.update(|changes| *changes += 1);
    }

    /// Changes several places as one step. Returns whether anything changed.
    pub fn apply(&self, edits: &[(Location, String)]) -> bool {
        let mut after = self.draft.get_untracked();
        for (place, text) in edits {
            after.set_text(*place, text);
        }
        self.replace(after)
    }

    /// Puts a new state of the same draft as one step. Returns whether anything changed.
    pub fn replace(&self, after: Draft) -> bool {
        let before = self.draft.get_untracked();
        if self.locked.get_untracked() || before == after {
            return false;
        }
        self.history
            .update_value(|history| history.before_act(&before));
        self.put(after);
        self.changes.update(|changes| *changes += 1);
        true
    }

    /// Keeps the comparison with the published page. It is no step to undo, since nothing that was typed changes.
    pub fn keep_proved(&self, proved: Proved) {
        if self.locked.get_untracked() {
            return;
        }
        let proved = Arc::new(proved);
        for kept in [self.draft, self.texts] {
            kept.update(|draft| draft.proved = Some(Arc::clone(&proved)));
        }
        self.changes.update(|changes| *changes += 1);
    }

    /// Fills every blank cell that is typed with zero, as one step. Returns how many.
    pub fn fill_zero(&self) -> usize {
        let edits: Vec<(Location, String)> = self.draft.with_untracked(|draft| {
            draft
                .blank_cells()
                .map(|cell| (cell.into(), "0".to_owned()))
                .collect()
        });
        self.apply(&edits);
        edits.len()
    }

    /// What is typed next is a step of its own.
    pub fn end_burst(&self) {
        self.history.update_value(History::end_burst);
    }

    /// Takes the last step back. Returns the first place that changed.
    pub fn undo(&self) -> Option<Location> {
        self.travel(History::undo)
    }

    /// Takes the last undone step again. Returns the first place that changed.
    pub fn redo(&self) -> Option<Location> {
        self.travel(History::redo)
    }

    /// Whether there is something to undo.
    pub const fn can_undo(&self) -> RwSignal<bool> {
        self.can_undo
    }

    /// Whether there is something to redo.
    pub const fn can_redo(&self) -> RwSignal<bool> {
        self.can_redo
    }

    fn travel(&self, step: fn(&mut History, &Draft) -> Option<Draft>) -> Option<Location> {
        if self.locked.get_untracked() {
            return None;
        }
        let before = self.draft.get_untracked();
        let mut after = None;
        self.history
            .update_value(|history| after = step(history, &before));
        let after = after?;
        let changed = first_difference(&before, &after);
        self.put(after);
        self.changes.update(|changes| *changes += 1);
        changed
    }
}

/// The first place in which two drafts differ.
fn first_difference(before: &Draft, after: &Draft) -> Option<Location> {
    Location::all().find(|place| before.text(*place) != after.text(*place))
}
