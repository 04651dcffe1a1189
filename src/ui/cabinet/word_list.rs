//! The office's own word list: kept beside the drafts, in both copies.

use leptos::prelude::*;

use super::Cabinet;
use crate::checks::word_list::WordList;
use crate::storage::change::Change;
use crate::storage::key;
use crate::storage::words;

impl Cabinet {
    /// Whether the office's own word list is shown.
    pub const fn words_shown(&self) -> RwSignal<bool> {
        self.words_shown
    }

    /// Checks by the list that another window has kept.
    pub(super) fn follow_words(&self) {
        if let Ok(text) = self.with_store(|store| store.words()) {
            self.desk.use_words(&WordList::read(&text));
        }
    }

    /// Checks by another word list from now on, and keeps it. Returns whether the browser keeps it.
    pub fn set_words(&self, words: &WordList) -> bool {
        let kept = self.with_store(|store| store.set_words(words.text()));
        self.copy_words(words.text());
        self.desk.use_words(words);
        self.is_lasting() && kept.is_ok()
    }

    /// Carries the word list to the surviving copy.
    fn copy_words(&self, text: &str) {
        let key = key::WORDS.to_owned();
        let text = text.to_owned();
        let change = if text.trim().is_empty() {
            Change::Remove { key }
        } else {
            Change::Put { key, text }
        };
        // A copy that lags behind is brought into line at the next start.
        self.send(vec![change]);
    }

    /// Adds the lines of another word list that this one does not have.
    pub(super) fn unite_words(&self, other: &str) {
        let words = self.desk.words();
        let united = words::united(words.text(), other);
        if united != words.text() {
            self.set_words(&WordList::read(&united));
        }
    }

    /// Puts the word list into storage again, when the browser has cleared it.
    pub(super) fn keep_words(&self) {
        let words = self.desk.words();
        // A shelf that refuses is in trouble already, and the banner says so.
        let _ = self.with_store(|store| store.set_words(words.text()));
    }

    /// Brings the word lists of both copies into line; a crash may have taken the last lines of either.
    pub(super) fn reconcile_words(&self, surviving: Option<&str>) {
        self.unite_words(surviving.unwrap_or_default());
        let words = self.desk.words();
        if surviving.is_none() && !words.text().is_empty() {
            self.copy_words(words.text());
        }
    }
}
