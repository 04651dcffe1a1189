//! Delays that start anew each time they are asked for, as saving after typing needs them.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::clock;

/// A delayed act of which at most one is pending. It lives as long as the page.
///
/// All delays share one timer of the browser, and it is not set anew with every keystroke: when it runs out too early for
/// an act it goes on waiting. What it calls is made once; a function for each call would be left to the garbage
/// collector.
#[derive(Clone, Copy)]
pub struct Delay {
    /// Its place among all delays.
    at: usize,
}

thread_local! {
    static DELAYS: RefCell<Delays> = RefCell::new(Delays::default());
}

/// All delays of the page.
#[derive(Default)]
struct Delays {
    pending: Vec<Option<Pending>>,
    /// When the browser's timer runs out, and its number.
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

impl Default for Delay {
    fn default() -> Self {
        Self::new()
    }
}

impl Delay {
    /// Nothing pending.
    pub fn new() -> Self {
        DELAYS.with_borrow_mut(|delays| {
            delays.pending.push(None);
            Self {
                at: delays.pending.len() - 1,
            }
        })
    }

    /// Does `act` after `wait`, counted from `now`; an act that was pending is dropped.
    pub fn restart(&self, now: u64, wait: Duration, act: impl Fn() + 'static) {
        let wait = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
        let pending = Pending {
            due: now.saturating_add(wait),
            wait,
            act: Rc::new(act),
        };
        DELAYS.with_borrow_mut(|delays| {
            let due = pending.due;
            if let Some(place) = delays.pending.get_mut(self.at) {
                *place = Some(pending);
            }
            if delays.timer.is_none_or(|(runs_out, _)| runs_out > due) {
                delays.set_timer(now, due);
            }
        });
    }

    /// Drops the pending act.
    pub fn cancel(&self) {
        DELAYS.with_borrow_mut(|delays| {
            if let Some(place) = delays.pending.get_mut(self.at) {
                *place = None;
            }
        });
    }
}

impl Delays {
    fn set_timer(&mut self, now: u64, due: u64) {
        let wait = i32::try_from(due.saturating_sub(now)).unwrap_or(i32::MAX);
        let window = window();
        if let Some((_, earlier)) = self.timer.take() {
            window.clear_timeout_with_handle(earlier);
        }
        let call = self.call.get_or_insert_with(|| Closure::new(run_out));
        let call = call.as_ref().unchecked_ref();
        let timer = window.set_timeout_with_callback_and_timeout_and_arguments_0(call, wait);
        self.timer = timer.ok().map(|timer| (due, timer));
    }

    /// Takes the acts that are due, and goes on waiting for the others.
    fn take_due(&mut self, now: u64) -> Vec<Rc<dyn Fn()>> {
        self.timer = None;
        let mut acts = Vec::new();
        let mut next: Option<u64> = None;
        for place in &mut self.pending {
            match place {
                Some(Pending { due, wait, .. }) if *due > now && *due - now <= *wait => {
                    next = Some(next.map_or(*due, |next| next.min(*due)));
                }
                Some(_) => acts.extend(place.take().map(|pending| pending.act)),
                None => {}
            }
        }
        if let Some(due) = next {
            self.set_timer(now, due);
        }
        acts
    }
}

fn run_out() {
    // An act may ask for a delay itself.
    let acts = DELAYS.with_borrow_mut(|delays| delays.take_due(clock::now()));
    for act in acts {
        act();
    }
}
