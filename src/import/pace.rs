//! How a long reading shares the page with whoever uses it: it rests now and then, and may be called off there.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// Says at each rest whether to go on.
pub trait Pace {
    /// Rests when it is time to. Returns whether the reading goes on.
    fn rest(&self) -> Pin<Box<dyn Future<Output = bool> + '_>>;
}

/// Never rests.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unhurried;

impl Pace for Unhurried {
    fn rest(&self) -> Pin<Box<dyn Future<Output = bool> + '_>> {
        Box::pin(std::future::ready(true))
    }
}

/// The result of a reading that never rests.
#[must_use]
pub fn at_once<T>(reading: impl Future<Output = T>) -> Option<T> {
    let mut reading = std::pin::pin!(reading);
    match reading
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(result) => Some(result),
        Poll::Pending => None,
    }
}
