//! Reading in slices: the page answers in between, and whoever puts the material away ends the reading.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::Duration;

use leptos::prelude::set_timeout;

use super::Importing;
use crate::import::pace::Pace;
use crate::ui::browser::clock;

/// So long a slice takes, in milliseconds.
const SLICE: u64 = 16;

/// A reading in slices.
pub struct Slices {
    importing: Importing,
    /// The reading that this one belongs to.
    reading: u64,
    since: Cell<u64>,
}

impl Slices {
    /// A reading that begins now.
    pub fn begin(importing: Importing) -> Self {
        Self {
            importing,
            reading: importing.reading(),
            since: Cell::new(clock::now()),
        }
    }

    /// Whether nobody has put the material away.
    pub fn goes_on(&self) -> bool {
        self.importing.reading() == self.reading
    }
}

impl Pace for Slices {
    fn rest(&self) -> Pin<Box<dyn Future<Output = bool> + '_>> {
        Box::pin(async {
            if clock::now().saturating_sub(self.since.get()) >= SLICE {
                pause().await;
                self.since.set(clock::now());
            }
            self.goes_on()
        })
    }
}

/// Lets the page answer to what has happened meanwhile.
pub async fn pause() {
    let state: Rc<(Cell<bool>, RefCell<Option<Waker>>)> = Rc::default();
    let end = Rc::clone(&state);
    set_timeout(
        move || {
            end.0.set(true);
            if let Some(waker) = end.1.borrow_mut().take() {
                waker.wake();
            }
        },
        Duration::ZERO,
    );
    std::future::poll_fn(move |context| {
        if state.0.get() {
            return Poll::Ready(());
        }
        *state.1.borrow_mut() = Some(context.waker().clone());
        Poll::Pending
    })
    .await;
}
