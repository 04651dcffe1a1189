//! Thin wrappers over the browser: the only place where the page talks to it by hand.

pub mod canvas;
pub mod channel;
pub mod clipboard;
pub mod clock;
pub mod dom;
pub mod file;
pub mod parsed;
pub mod presses;
pub mod random;
pub mod timer;
pub mod turn;
pub mod words;
