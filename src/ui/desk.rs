//! The draft on the desk: what is typed now, how it came about, and what follows from it.
//!
//! All changes of the draft go through here, so that undoing, checking and saving see every one.

use std::sync::Arc;

use leptos::prelude::*;

use super::board::Board;
use super::browser::clock;
use super::history::History;
use crate::checks::dismissal;
use crate::checks::registry::Runner;
use crate::checks::word_list::WordList;
use crate::model::draft::Draft;
use crate::model::location::Location;

/// The open draft. A handle: copies speak of the same draft.
#[derive(Clone, Copy)]
pub struct Desk {
    draft: RwSignal<Draft>,
    texts: Memo<Draft>,
    board: Memo<Arc<Board>>,
    runner: StoredValue<Runner>,
    can_undo: Memo<bool>,
    can_redo: Memo<bool>,
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
        let runner = StoredValue::new(Runner::default());
        let derive = move |draft: &Draft| {
            let derived = runner.try_update_value(|runner| Board::of(draft, runner));
            derived.unwrap_or_else(|| Board::of(draft, &mut Runner::default()))
        };
        let history = StoredValue::new(History::default());
        let after_each_change = move |asks: fn(&History) -> bool| {
            Memo::new(move |_| {
                draft.track();
                history.with_value(asks)
            })
        };
        Self {
            draft,
            texts: Memo::new_with_compare(
                move |_| draft.get(),
                |before: Option<&Draft>, after: Option<&Draft>| match (before, after) {
                    (Some(before), Some(after)) => !before.equals_but_for_figures(after),
                    (_, _) => true,
                },
            ),
            board: Memo::new(move |_| Arc::new(draft.with(derive))),
            runner,
            can_undo: after_each_change(History::can_undo),
            can_redo: after_each_change(History::can_redo),
            history,
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
    pub const fn texts(&self) -> Memo<Draft> {
        self.texts
    }

    /// What follows from what is typed now.
    pub const fn board(&self) -> Memo<Arc<Board>> {
        self.board
    }

    /// The office's own word list, by which every draft is checked.
    pub fn words(&self) -> WordList {
        self.runner.with_value(|runner| runner.words().clone())
    }

    /// Checks by another word list from now on. The draft stays as it is; what follows from it is derived anew.
    pub fn use_words(&self, words: &WordList) {
        self.runner.update_value(|runner| runner.use_words(words));
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
        self.draft.set(draft);
    }

    /// The earlier states of the draft.
    pub fn with_history<T>(&self, ask: impl FnOnce(&History) -> T) -> T {
        self.history.with_value(ask)
    }

    /// Takes over what the user typed in one place.
    pub fn type_text(&self, place: Location, text: &str) {
        if self.locked.get_untracked() {
            return;
        }
        let before = self.draft.get_untracked();
        if *before.text(place) == *text {
            return;
        }
        self.history
            .update_value(|history| history.before_typing(&before, place, clock::now()));
        self.draft.update(|draft| draft.set_text(place, text));
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
        self.draft.set(after);
        self.changes.update(|changes| *changes += 1);
        true
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
    pub const fn can_undo(&self) -> Memo<bool> {
        self.can_undo
    }

    /// Whether there is something to redo.
    pub const fn can_redo(&self) -> Memo<bool> {
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
        self.draft.set(after);
        self.changes.update(|changes| *changes += 1);
        changed
    }
}

/// The first place in which two drafts differ.
fn first_difference(before: &Draft, after: &Draft) -> Option<Location> {
    Location::all().find(|place| before.text(*place) != after.text(*place))
}
