//! Drafts in the browser and in backup files: how they are written, read, listed and kept safe.
//!
//! What is kept where:
//!
//! | what | localStorage | IndexedDB | file |
//! | --- | --- | --- | --- |
//! | a draft | yes, at once | yes, the copy that survives a crash | backup: one; archive: all |
//! | a deleted draft | yes, for thirty days and more | yes | archive |
//! | earlier states of a draft | no | yes, thinned | archive |
//! | stored text that could not be read | yes, as it was found | no | archive, as it was found |
//! | which draft was open last | yes | no | no |
//! | its steps to undo and redo | yes, when the page goes away | no | no |
//! | when a backup file was taken last | yes | no | no |
//! | the office's own word list | yes, one for all drafts | yes | archive; a file of its own |
//!
//! Text comes in and goes out as a [`Draft`](crate::model::draft::Draft). Everything that can go
//! wrong is a typed error; nothing that was stored is overwritten because it could not be read.

pub mod archive;
pub mod backup;
pub mod change;
pub mod copies;
pub mod damage;
pub mod envelope;
pub mod json;
pub mod key;
pub mod local;
pub mod place;
pub mod reconcile;
pub mod reminder;
pub mod saved;
pub mod shelf;
pub mod snapshots;
pub mod stamp;
pub mod steps;
pub mod store;
pub mod surviving;
pub mod usage;
pub mod window;
pub mod words;
