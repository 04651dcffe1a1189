//! Short messages about what has just happened, with the way back where there is one.

use std::sync::Arc;

use leptos::prelude::*;

/// What a button does. Shared and not owned by a part of the page: it outlives the part that offered it.
pub type Act = Arc<dyn Fn() + Send + Sync>;

/// A message, and what its button does.
#[derive(Clone)]
pub struct Notice {
    /// What happened.
    pub text: String,
    /// Whether it went wrong; such a message stays until it is closed.
    pub failed: bool,
    /// The label of the button and what it does.
    pub action: Option<(&'static str, Act)>,
    /// How many changes of the draft there were when it was said, if the next one makes it untrue.
    pub until_changed: Option<u64>,
}

/// Where messages go. A handle: copies speak of the same place.
#[derive(Clone, Copy)]
pub struct Notices {
    current: RwSignal<Option<(u64, Notice)>>,
}

impl Notices {
    /// No message.
    pub fn new() -> Self {
        Self {
            current: RwSignal::new(None),
        }
    }

    /// The message to show, with its number.
    pub const fn current(&self) -> RwSignal<Option<(u64, Notice)>> {
        self.current
    }

    /// Says what happened.
    pub fn say(&self, text: impl Into<String>) {
        self.put(text.into(), false, None, None);
    }

    /// Says what went wrong and what to do.
    pub fn warn(&self, text: impl Into<String>) {
        self.put(text.into(), true, None, None);
    }

    /// Says what was done with the draft and offers to undo it. The next change takes the message away: what it offers
    /// could not be done any more.
    pub fn offer_undo(
        &self,
        text: impl Into<String>,
        failed: bool,
        changes: u64,
        undo: impl Fn() + Send + Sync + 'static,
    ) {
        let undo: Act = Arc::new(undo);
        self.put(text.into(), failed, Some(("撤销", undo)), Some(changes));
    }

    /// Says what happened and offers an act, the way back as a rule.
    pub fn offer(
        &self,
        text: impl Into<String>,
        label: &'static str,
        act: impl Fn() + Send + Sync + 'static,
    ) {
        self.put(text.into(), false, Some((label, Arc::new(act))), None);
    }

    /// Says what went wrong and offers an act.
    pub fn warn_offering(
        &self,
        text: impl Into<String>,
        label: &'static str,
        act: impl Fn() + Send + Sync + 'static,
    ) {
        self.put(text.into(), true, Some((label, Arc::new(act))), None);
    }

    /// Takes the message away.
    pub fn close(&self) {
        self.current.set(None);
    }

    fn put(
        &self,
        text: String,
        failed: bool,
        action: Option<(&'static str, Act)>,
        until_changed: Option<u64>,
    ) {
        self.current.update(|current| {
            let number = current.as_ref().map_or(0, |(number, _)| number + 1);
            *current = Some((
                number,
                Notice {
                    text,
                    failed,
                    action,
                    until_changed,
                },
            ));
        });
    }
}
