//! Tells how far a command has come: numbered steps, and the time since it began.

use std::fmt;
use std::time::{Duration, Instant};

/// Numbers the steps of one command.
pub struct Progress {
    begun: Instant,
    steps: usize,
    step: usize,
}

impl Progress {
    /// A command of so many steps begins now.
    pub fn new(steps: usize) -> Self {
        Self {
            begun: Instant::now(),
            steps,
            step: 0,
        }
    }

    /// The next step begins.
    pub fn step(&mut self, what: &str) {
        self.step += 1;
        eprintln!(
            "[{}/{}] {:>6}  {what}",
            self.step,
            self.steps,
            self.elapsed()
        );
    }

    /// The time since the command began.
    pub fn elapsed(&self) -> Seconds {
        Seconds(self.begun.elapsed())
    }
}

/// A duration, shown in seconds with one decimal.
#[derive(Clone, Copy)]
pub struct Seconds(pub Duration);

impl fmt::Display for Seconds {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&format!("{:.1} s", self.0.as_secs_f64()))
    }
}
