//! What the page decides without a browser: selections, undoing, what is shown of a draft.

mod board;
mod history;
mod importing;
mod mends;
mod selection;
