//! What the page decides without a browser: selections, undoing.

mod history;
mod mends;
mod selection;
