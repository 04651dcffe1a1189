//! A delay that starts anew each time it is asked for, as saving after typing needs it.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::clock;

/// A delayed act of which at most one is pending.
///
/// The browser's timer is not set anew with every keystroke: one that runs out too early looks at the time and goes on
/// waiting. What it calls is made once; a function for each call would be left to the garbage collector. So a delay
/// lives as long as the page.
#[derive(Clone, Copy)]
pub struct Delay {
    state: StoredValue<State, LocalStorage>,
}

#[derive(Default)]
struct State {
    pending: Option<Pending>,
    /// The browser's timer and when it runs out.
    timer: Option<(u64, i32)>,
    /// What the browser's timer calls.
    call: Option<Closure<dyn FnMut()>>,
}

struct Pending {
    /// When it is due, in milliseconds since 1970.
    due: u64,
    /// How long it was to wait, in milliseconds. It waits no longer, even if the clock is set back.
    wait: u64,
    act: Rc<dyn Fn()>,
}

impl Delay {
    /// Nothing pending.
    pub fn new() -> Self {
        Self {
            state: StoredValue::new_local(State::default()),
        }
    }

    /// Does `act` after `wait`; an act that was pending is dropped.
    pub fn restart(&self, wait: Duration, act: impl Fn() + 'static) {
        let now = clock::now();
        let wait = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
        let due = now.saturating_add(wait);
        let state = self.state;
        let early_enough = state.try_update_value(|state| {
            state.pending = Some(Pending {
                due,
                wait,
                act: Rc::new(act),
            });
            let timer = state.timer.as_ref();
            timer.is_some_and(|(runs_out, _)| *runs_out <= due)
        });
        if early_enough != Some(true) {
            set_timer(state, now, due);
        }
    }

    /// Drops the pending act.
    pub fn cancel(&self) {
        self.state.update_value(|state| state.pending = None);
    }
}

fn set_timer(state: StoredValue<State, LocalStorage>, now: u64, due: u64) {
    let wait = i32::try_from(due.saturating_sub(now)).unwrap_or(i32::MAX);
    let window = window();
    state.update_value(|held| {
        if let Some((_, earlier)) = held.timer.take() {
            window.clear_timeout_with_handle(earlier);
        }
        let call = held
            .call
            .get_or_insert_with(|| Closure::new(move || run_out(state)));
        let call = call.as_ref().unchecked_ref();
        let timer = window.set_timeout_with_callback_and_timeout_and_arguments_0(call, wait);
        held.timer = timer.ok().map(|timer| (due, timer));
    });
}

/// Does the act that is due, or goes on waiting for it.
fn run_out(state: StoredValue<State, LocalStorage>) {
    let now = clock::now();
    let mut act = None;
    let mut rest = None;
    state.update_value(|state| {
        state.timer = None;
        match &state.pending {
            Some(Pending { due, wait, .. }) if *due > now && due - now <= *wait => {
                rest = Some(*due)
            }
            Some(_) => act = state.pending.take(),
            None => {}
        }
    });
    if let Some(due) = rest {
        set_timer(state, now, due);
    }
    if let Some(Pending { act, .. }) = act {
        act();
    }
}
