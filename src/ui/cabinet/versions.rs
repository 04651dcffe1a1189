//! The earlier states of drafts: handing them out.

use leptos::prelude::*;

use super::Cabinet;
use crate::storage::envelope::Envelope;
use crate::storage::snapshots::Snapshot;
use crate::storage::store::Store;
use crate::storage::window::keeper::Keeper;

impl Cabinet {
    /// Whether the earlier states of the open draft are shown over everything.
    pub const fn versions_shown(&self) -> RwSignal<bool> {
        self.versions_shown
    }

    /// The earlier states of the open draft, the newest first; `None` where the browser has no place for them.
    pub async fn versions(&self) -> Option<Vec<Envelope>> {
        let id = self.open_id_now()?;
        let surviving = self.copier.get_value().surviving()?;
        let of_this = |key: &str| Snapshot::of_key(key).is_some_and(|snapshot| snapshot.id == id);
        let texts = surviving.texts(of_this).await.ok()?;
        // One that is damaged says nothing about the others.
        let mut versions: Vec<Envelope> = texts
            .iter()
            .filter_map(|(_, text)| Envelope::read_for(&id, Some(text)).ok())
            .collect();
        versions.sort_by_key(|version| std::cmp::Reverse(version.stamp.saved_at));
        Some(versions)
    }

    /// How much room drafts and snapshots take: UTF-16 units in localStorage, bytes of the snapshots, where there are
    /// any.
    pub async fn used(&self) -> (u64, Option<u64>) {
        // A shelf that refuses is in trouble already, and the banner says so.
        let drafts = self.with_store(Store::used).unwrap_or_default();
        let keys = match self.copier.get_value().surviving() {
            Some(surviving) => surviving.keys().await.ok(),
            None => None,
        };
        let snapshots = keys.map(|keys| Snapshot::among(&keys));
        let sum = |all: Vec<Snapshot>| all.iter().map(|snapshot| snapshot.size).sum();
        (drafts, snapshots.map(sum))
    }

    /// Keeps the state that the next save replaces, however short a time it stood.
    pub fn keep_this_version(&self) {
        self.keeper.update_value(Keeper::keep_next_version);
    }
}
