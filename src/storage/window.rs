//! What a window does with the drafts that others may have open as well: who edits, what is saved over what, and what goes to
//! the copy that survives.
//!
//! Everything here is decided without a page, so that any interleaving of windows can be tried on the host.

pub mod keeper;
pub mod messages;
pub mod newest;
pub mod parting;
pub mod session;
