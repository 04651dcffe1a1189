//! Saving the open draft as a backup file.

use leptos::prelude::*;

use super::browser::{clock, file};
use super::by_hand::{ByHand, Content};
use super::cabinet::Cabinet;
use super::desk::Desk;
use super::notices::Notices;
use crate::export::file_name;
use crate::storage::backup;

/// What it takes to save the open draft as a backup file. A handle: copies do the same.
#[derive(Clone, Copy)]
pub struct BackupFile {
    desk: Desk,
    cabinet: Cabinet,
    notices: Notices,
    by_hand: ByHand,
}

impl BackupFile {
    /// Takes what it needs from the page.
    pub fn from_context() -> Self {
        Self {
            desk: expect_context(),
            cabinet: expect_context(),
            notices: expect_context(),
            by_hand: expect_context(),
        }
    }

    /// Hands the user the backup file of the open draft; its text, where the browser gives out no files.
    pub fn save(&self) {
        let draft = self.desk.draft().get_untracked();
        let name = file_name::of_backup(&draft);
        let text = backup::write_at(&draft, &clock::machine_time(clock::now()));
        match file::download(&name, "application/json;charset=utf-8", &text) {
            Ok(()) => {
                self.cabinet.note_backup();
                self.notices.say(format!(
                    "已交给浏览器保存备份文件“{name}”，请到下载文件夹查看。可存到U盘或共享盘，用“恢复备份”打开。"
                ));
            }
            Err(file::DownloadRefused) => self.by_hand.offer(
                "浏览器没有允许保存文件。备份内容已选中，请按 Ctrl+C 复制，粘贴到记事本，另存为 .json 文件（编码选 UTF-8），以后用“恢复备份”打开。",
                Content::Text(text),
            ),
        }
    }
}
