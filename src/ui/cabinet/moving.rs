//! Moving house: all drafts with their history as one file, and such a file read in.

use leptos::prelude::*;

use super::Cabinet;
use crate::storage::archive::{Archive, Merged};
use crate::storage::snapshots::Snapshot;
use crate::ui::browser::{clock, random};

impl Cabinet {
    /// Everything that is kept, for a file.
    pub async fn archive(&self) -> Option<Archive> {
        self.flush();
        let snapshots = match self.copier.get_value().surviving() {
            Some(surviving) => {
                let is_snapshot = |key: &str| Snapshot::of_key(key).is_some();
                surviving.texts(is_snapshot).await.unwrap_or_default()
            }
            None => Vec::new(),
        };
        self.with_store(|store| Archive::of(store, snapshots)).ok()
    }

    /// Puts what a file holds beside what is here. The word list takes the lines that it does not have.
    pub fn merge(&self, archive: &Archive) -> Merged {
        let mut merged = self.keeper.with_value(|keeper| {
            archive.merge_into(keeper.store(), random::id, clock::now(), keeper.window())
        });
        for changes in std::mem::take(&mut merged.changes) {
            self.send(changes);
        }
        self.unite_words(&archive.words);
        self.refresh();
        merged
    }
}
