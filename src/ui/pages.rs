//! The screens: the list of drafts, and the editor of one.

pub mod drafts;
pub mod editor;
