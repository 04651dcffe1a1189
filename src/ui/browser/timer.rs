//! A delay that starts anew each time it is asked for, as saving after typing needs it.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

/// A delayed act of which at most one is pending.
#[derive(Clone, Copy)]
pub struct Delay {
    pending: StoredValue<Option<TimeoutHandle>>,
}

impl Delay {
    /// Nothing pending.
    pub fn new() -> Self {
        Self {
            pending: StoredValue::new(None),
        }
    }

    /// Does `act` after `wait`; an act that was pending is dropped.
    pub fn restart(&self, wait: Duration, act: impl FnOnce() + 'static) {
        self.cancel();
        let pending = self.pending;
        let handle = set_timeout_with_handle(
            move || {
                pending.set_value(None);
                act();
            },
            wait,
        );
        self.pending.set_value(handle.ok());
    }

    /// Drops the pending act.
    pub fn cancel(&self) {
        self.pending.update_value(|pending| {
            if let Some(handle) = pending.take() {
                handle.clear();
            }
        });
    }
}
