//! Files that are dropped anywhere on the page: offered for import, and never opened by the browser in the page's place.

use leptos::ev;
use leptos::prelude::*;
use web_sys::{DataTransfer, File};

use super::browser::{dom, file};
use super::cabinet::Cabinet;
use super::importing::{self, Importing};
use super::notices::Notices;
use super::restoring;
use crate::import::taking::Purpose;

/// Takes what is dropped on the page, wherever nothing else takes it.
pub fn watch(cabinet: Cabinet, importing: Importing, notices: Notices) {
    // Without this the browser does not let anything be dropped, and opens a file by itself.
    let _ = window_event_listener(ev::dragover, |event| {
        if event
            .data_transfer()
            .is_some_and(|data| brings_files(&data))
        {
            event.prevent_default();
        }
    });
    let _ = window_event_listener(ev::drop, move |event| {
        let files = event.data_transfer().and_then(|data| data.files());
        let files = files.map(|files| file::listed(&files)).unwrap_or_default();
        if files.is_empty() || event.default_prevented() {
            return;
        }
        event.prevent_default();
        take(files, cabinet, importing, notices);
    });
}

fn brings_files(data: &DataTransfer) -> bool {
    data.types().includes(&"Files".into(), 0)
}

/// Offers files for import. On the page of drafts a backup is restored, and anything else begins a report.
fn take(files: Vec<File>, cabinet: Cabinet, importing: Importing, notices: Notices) {
    if !importing.is_shown() {
        if dom::find("[aria-modal]").is_some() {
            notices.warn("没有读入拖来的文件。请先关闭打开的对话框，再把文件拖进来。");
            return;
        }
        if cabinet.is_editing_now() {
            importing.open(None);
        } else if let Some(backup) = only_backup(&files) {
            file::read(backup, move |bytes| {
                restoring::restore(bytes, cabinet, notices);
            });
            return;
        } else if cabinet.begin_new() {
            importing.open(Some(Purpose::Previous));
        }
    }
    // A window that only looks on imports nothing, and has said so.
    if importing.is_shown() {
        importing::read_files(importing, files);
    }
}

/// The only file, if it is called like a backup.
fn only_backup(files: &[File]) -> Option<&File> {
    match files {
        [file] => Some(file).filter(|file| file.name().to_lowercase().ends_with(".json")),
        _ => None,
    }
}
