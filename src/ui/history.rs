//! Undo and redo: the earlier states of the draft.
//!
//! Drafts share their texts, so that a kept state costs little more than its list of pointers.

use crate::model::draft::Draft;
use crate::model::location::Location;

/// How many steps can be taken back.
const MOST_STEPS: usize = 300;

/// Typing in one place without a pause of this many milliseconds is one step.
const BURST_MS: u64 = 1500;

/// The states before and after the present one.
#[derive(Debug, Default)]
pub struct History {
    past: Vec<Draft>,
    future: Vec<Draft>,
    burst: Option<(Location, u64)>,
}

impl History {
    /// Notes the state before typing in one place; a burst of typing there is one step.
    pub fn before_typing(&mut self, draft: &Draft, place: Location, now: u64) {
        let same_burst = self
            .burst
            .is_some_and(|(at, when)| at == place && now.abs_diff(when) < BURST_MS);
        if !same_burst {
            self.push(draft);
        }
        self.future.clear();
        self.burst = Some((place, now));
    }

    /// Notes the state before typing that belongs to the step before it, wherever that was: what was dragged from one
    /// place is dropped in another.
    pub fn before_more_of_the_step(&mut self, draft: &Draft, place: Location, now: u64) {
        if self.past.is_empty() {
            self.push(draft);
        }
        self.future.clear();
        self.burst = Some((place, now));
    }

    /// Notes the state before an act that is a step of its own.
    pub fn before_act(&mut self, draft: &Draft) {
        self.push(draft);
        self.future.clear();
        self.burst = None;
    }

    /// Ends a burst: what is typed next is a new step.
    pub fn end_burst(&mut self) {
        self.burst = None;
    }

    /// The state before, in exchange for the present one.
    pub fn undo(&mut self, present: &Draft) -> Option<Draft> {
        self.burst = None;
        let before = self.past.pop()?;
        self.future.push(present.clone());
        Some(before)
    }

    /// The state that was undone, in exchange for the present one.
    pub fn redo(&mut self, present: &Draft) -> Option<Draft> {
        self.burst = None;
        let after = self.future.pop()?;
        self.past.push(present.clone());
        Some(after)
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// The states before and after a draft, each list from the present one outwards.
    pub fn of(mut past: Vec<Draft>, mut future: Vec<Draft>) -> Self {
        past.reverse();
        future.reverse();
        Self {
            past,
            future,
            burst: None,
        }
    }

    /// The states before the present one, the nearest first.
    pub fn past(&self) -> impl Iterator<Item = &Draft> {
        self.past.iter().rev()
    }

    /// The states that were undone, the nearest first.
    pub fn future(&self) -> impl Iterator<Item = &Draft> {
        self.future.iter().rev()
    }

    fn push(&mut self, draft: &Draft) {
        if self.past.len() == MOST_STEPS {
            self.past.remove(0);
        }
        self.past.push(draft.clone());
    }
}
