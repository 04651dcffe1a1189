//! Restoring what a backup file has: a draft of its own, or all drafts of a file that has them all.

use super::cabinet::Cabinet;
use super::notices::Notices;
use super::wording;
use crate::storage::archive::Archive;
use crate::storage::backup;

/// Restores what the bytes of a file come to, and says what came of it. Without bytes the file could not be read.
pub fn restore(bytes: Option<Vec<u8>>, cabinet: Cabinet, notices: Notices) {
    let Some(bytes) = bytes else {
        notices.warn("这个文件读不出来。请确认文件没有被别的程序占用，再选一次。");
        return;
    };
    let text = match backup::text(&bytes) {
        Ok(text) => text,
        Err(error) => return notices.warn(wording::backup_error(&error)),
    };
    match Archive::read(&text) {
        Some(Ok(archive)) => {
            let merged = cabinet.merge(&archive);
            let said = wording::merged(&merged);
            return if merged.failed.is_some() {
                notices.warn(said);
            } else {
                notices.say(said);
            };
        }
        Some(Err(error)) => return notices.warn(wording::backup_error(&error)),
        None => {}
    }
    match backup::read(&text) {
        Ok(draft) => {
            let name = wording::draft_name(&draft);
            if cabinet.begin(draft) {
                notices.say(format!("已从备份恢复“{name}”，作为一份新的草稿。"));
            }
        }
        Err(error) => notices.warn(wording::backup_error(&error)),
    }
}
