//! Saving the open draft as a backup file.

use leptos::prelude::*;

use super::browser::file;
use super::desk::Desk;
use super::notices::Notices;
use crate::export::file_name;
use crate::storage::backup;

/// Hands the user the backup file of the open draft.
pub fn save(desk: Desk, notices: Notices) {
    let draft = desk.draft().get_untracked();
    let name = file_name::of_backup(&draft);
    match file::download(&name, "application/json;charset=utf-8", &backup::write(&draft)) {
        Ok(()) => notices.say(format!(
            "已保存备份文件“{name}”，在浏览器的下载文件夹里。可存到U盘或共享盘，用“恢复备份”打开。"
        )),
        Err(file::DownloadRefused) => notices.warn(
            "浏览器没有允许保存文件。请改用“复制源代码”把正文存到别处，或请信息化管理人员放开下载。",
        ),
    }
}
