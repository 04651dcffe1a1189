//! The drafts as such: the list of them, deleting, restoring.

use std::path::PathBuf;

use anyhow::Result;
use serde_json::json;

use super::Desk;

impl Desk {
    /// Where the list of drafts is shown, the names of all drafts that can be opened.
    pub fn draft_list(&mut self) -> Result<Vec<String>> {
        let entry = "[data-action=\"open-draft\"]";
        self.wait("the list of drafts", |desk| {
            // The editor shows the other drafts only, and has a way to the whole list.
            if desk.offers("all-drafts")? {
                desk.act("all-drafts")?;
                return Ok(None);
            }
            Ok((desk.count_seen(entry)? > 0).then_some(()))
        })?;
        self.ask("attributes", &json!([entry, "data-draft"]))
    }

    /// Opens one of the drafts of the list.
    pub fn open_draft(&mut self, id: &str) -> Result<()> {
        self.draft_list()?;
        self.click(&format!(
            "[data-action=\"open-draft\"][data-draft=\"{id}\"]"
        ))?;
        self.wait("the draft's cells", |desk| {
            Ok((desk.cell_texts()?.len() == 200).then_some(()))
        })
    }

    /// Deletes the open draft. Returns whether the page asked first.
    pub fn delete_draft(&mut self) -> Result<bool> {
        let before = self.cell_texts()?;
        let mut asked = false;
        self.act("delete-draft")?;
        self.wait("the draft to be gone", |desk| {
            if desk.offers("confirm")? {
                asked = true;
                desk.act("confirm")?;
            }
            Ok((desk.cell_texts()? != before).then_some(()))
        })?;
        Ok(asked)
    }

    /// Takes the deletion back: by the page's undo, or by the one that the message about it offers.
    pub fn undo_deletion(&mut self) -> Result<()> {
        self.wait("a way to undo the deletion", |desk| {
            let verbs = ["notice-act", "undo"];
            for verb in verbs {
                if desk.offers(verb)? {
                    return desk.act(verb).map(Some);
                }
            }
            Ok(None)
        })
    }

    /// Restores a backup file, chosen in the chooser that the button opens.
    pub fn restore(&mut self, file: PathBuf) -> Result<()> {
        let own = "button[data-action=\"restore-backup\"]";
        let inner = "[data-action=\"restore-backup\"] button";
        self.choose_files(&format!("{own}, {inner}"), &[file])
    }
}
