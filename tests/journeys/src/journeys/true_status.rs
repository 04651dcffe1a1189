//! The status is true while the page stays open: data that are cleared, windows that close or fall silent.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::desk::Desk;
use crate::stage::Stage;

const CELL: &str = "applications.newly_received.natural_person";

/// Clears what the page has stored, where the browser cannot be told to.
const CLEARED: &str = "new Promise(function (done) {
    localStorage.clear();
    var deleting = indexedDB.deleteDatabase('nianbao');
    deleting.onsuccess = deleting.onerror = function () { done(true); };
})";

/// What storage has of the draft, in localStorage and in the database; neither is to be made by asking.
const KEPT: &str = "new Promise(function (done) {
    var draft = function (key) { return key.indexOf('nianbao.draft.') === 0; };
    var local = Object.keys(localStorage).filter(draft).length;
    var opening = indexedDB.open('nianbao');
    opening.onupgradeneeded = function () { opening.transaction.abort(); };
    opening.onerror = function () { done([local, 0]); };
    opening.onsuccess = function () {
        var keys = opening.result.transaction('texts').objectStore('texts').getAllKeys();
        keys.onsuccess = function () {
            opening.result.close();
            done([local, keys.result.filter(draft).length]);
        };
    };
})";

/// The browser's data are cleared while the page is open: what it holds is stored again, untouched, in both places.
pub fn data_cleared_while_open(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    stage.desk.new_draft()?;
    stage.desk.type_into_cell(CELL, "12")?;
    stage.desk.wait_status("saved")?;
    let origin = stage
        .desk
        .page()
        .evaluate("location.origin === 'null' ? 'file://' : location.origin")?;
    let all = json!({ "origin": origin, "storageTypes": "all" });
    if stage
        .desk
        .page()
        .command("Storage.clearDataForOrigin", all)
        .is_err()
    {
        stage.desk.page().evaluate(CLEARED)?;
    }
    stage.desk.wait_message(&["刚才被清除"])?;
    let mut last = json!(null);
    // A browser that has just cleared the database may not give a new one before the next start: then the page says that
    // the draft is in one place only.
    let stored = stage
        .desk
        .wait("the draft where the page says it is", |desk| {
            last = desk.page().evaluate(KEPT)?;
            Ok((last == json!([1, 1])).then_some(()))
        });
    stored.with_context(|| format!("localStorage and the database have {last}"))?;
    stage.desk.wait_status("saved")?;
    stage.desk.reload()?;
    stage.desk.wait_cell(CELL, "12")?;
    stage.desk.wait("the draft in both places", |desk| {
        Ok((desk.page().evaluate(KEPT)? == json!([1, 1])).then_some(()))
    })?;
    stage.desk.wait_status("saved")?;
    stage.kill_browser()?;
    stage.desk.wait_cell(CELL, "12")
}

/// A window that edits, and another that looks on.
fn two_windows(stage: &mut Stage) -> Result<Desk> {
    stage.open()?;
    stage.desk.new_draft()?;
    stage.desk.type_into_cell(CELL, "12")?;
    stage.desk.wait_status("saved")?;
    let mut second = stage.second_window()?;
    second.wait_status("readonly")?;
    second.wait_message(&["正在另一个窗口编辑"])?;
    Ok(second)
}

/// The window that edits is closed: the other one says so, and edits.
pub fn other_window_closed(stage: &mut Stage) -> Result<()> {
    let mut second = two_windows(stage)?;
    stage.desk.page().navigate("about:blank")?;
    second.page().bring_to_front()?;
    second.wait("the other window to be gone", |desk| {
        let text = desk.body_text()?;
        Ok((!text.contains("正在另一个窗口编辑")).then_some(()))
    })?;
    second.wait_status("saved")?;
    second.type_into_cell(CELL, "34")?;
    second.wait_status("saved")
}

/// The window that edits is loaded again: it goes on editing, and the other one goes on looking.
pub fn other_window_reloaded(stage: &mut Stage) -> Result<()> {
    let mut second = two_windows(stage)?;
    stage.desk.page().bring_to_front()?;
    stage.desk.reload()?;
    stage.desk.wait_status("saved")?;
    second.page().bring_to_front()?;
    second.wait_message(&["正在另一个窗口编辑"])?;
    stage.desk.page().bring_to_front()?;
    stage.desk.type_into_cell(CELL, "56")?;
    stage.desk.wait_status("saved")?;
    second.page().bring_to_front()?;
    second.wait_cell(CELL, "56")?;
    second.wait_status("readonly")
}

/// A window that says nothing any more, as one that has crashed.
const SILENT: &str = "(function () {
    BroadcastChannel.prototype.postMessage = function () {};
    var put = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key) {
        if (key.indexOf('nianbao.window.') !== 0) {
            put.apply(this, arguments);
        }
    };
})()";

/// The window that edits has crashed: the other one does not say for ever that it is editing.
pub fn other_window_silent(stage: &mut Stage) -> Result<()> {
    let mut second = two_windows(stage)?;
    stage.desk.page().evaluate(SILENT)?;
    second.page().bring_to_front()?;
    for _ in 0..2 {
        let told = second.wait_message(&["没有回应"]);
        if told.is_ok() {
            break;
        }
    }
    second.wait_message(&["没有回应"])?;
    ensure!(second.status()? == "readonly");
    second.act("take-over")?;
    second.wait_status("saved")?;
    second.type_into_cell(CELL, "34")?;
    second.wait_status("saved")
}

/// Who takes over and turns to another tab at once has taken over.
pub fn take_over_then_switch(stage: &mut Stage) -> Result<()> {
    let mut second = two_windows(stage)?;
    stage.desk.page().evaluate(SILENT)?;
    second.page().bring_to_front()?;
    second.act("take-over")?;
    stage.desk.page().bring_to_front()?;
    second.page().bring_to_front()?;
    second.wait_status("saved")?;
    second.type_into_cell(CELL, "34")?;
    second.wait_status("saved")
}
