//! Earlier states of a draft: undone after a reload, listed, compared, taken back.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::desk::{Desk, action};
use crate::stage::Stage;

const CELL: &str = "applications.newly_received.natural_person";
const OTHER: &str = "review.reconsideration.upheld";

/// Lets the page's clock be moved on.
const CLOCK: &str = "(function () {
    var real = Date.now;
    window.journeysLater = 0;
    Date.now = function () { return real.call(Date) + window.journeysLater; };
})()";

/// What was typed is undone step by step after a reload, and done again.
pub fn undo_after_reload(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let desk = &mut stage.desk;
    desk.new_draft()?;
    desk.type_into_cell(CELL, "5")?;
    desk.type_into_cell(OTHER, "6")?;
    desk.type_prose("overview", "第一段\n第二段")?;
    desk.wait_status("saved")?;
    desk.reload()?;
    desk.wait_cell(OTHER, "6")?;
    desk.act("undo")?;
    desk.wait("the prose to be gone", |desk| {
        Ok(prose(desk)?.is_empty().then_some(()))
    })?;
    desk.act("undo")?;
    desk.wait_cell(OTHER, "")?;
    desk.reload()?;
    desk.act("undo")?;
    desk.wait_cell(CELL, "")?;
    for _ in 0..3 {
        desk.act("redo")?;
    }
    desk.wait_cell(CELL, "5")?;
    desk.wait_cell(OTHER, "6")?;
    ensure!(prose(desk)? == "第一段\n第二段");

    // Another draft has steps of its own, and none of this one.
    desk.new_draft()?;
    desk.reload()?;
    ensure!(desk.count("[data-action=\"undo\"]:disabled")? == 1);
    Ok(())
}

fn prose(desk: &mut Desk) -> Result<String> {
    desk.prose()?.remove("overview").context("no section one")
}

/// Earlier states are listed, compared and taken back; that is undone like any other step.
pub fn history(stage: &mut Stage) -> Result<()> {
    stage.desk.page().add_startup_script(CLOCK)?;
    stage.open()?;
    let desk = &mut stage.desk;
    desk.new_draft()?;
    desk.wait_status("saved")?;
    later(desk, 3)?;
    desk.type_into_cell(CELL, "5")?;
    desk.type_prose("overview", "第一句。第二句。")?;
    desk.wait_status("saved")?;
    later(desk, 3)?;
    desk.type_into_cell(CELL, "7")?;
    desk.wait_status("saved")?;
    later(desk, 3)?;
    desk.type_prose("overview", "第一句。新的一句。")?;
    desk.wait_status("saved")?;

    open(desk)?;
    let rows = desk.count("[data-snapshot]")?;
    // The blank draft, the one with 5, the one with 7, and what stands now.
    ensure!(rows == 4, "{rows} rows are listed");
    wait_text(desk, &["新的一句。", "第二句。"])?;
    stage.screenshot("history")?;
    let desk = &mut stage.desk;
    // Shift+Tab leads back from the older one's column to the newer one's, not out at the other end of the dialog.
    desk.wait("the focus in the list", |desk| {
        Ok((desk.count("[data-compare=\"after\"]:focus")? == 1).then_some(()))
    })?;
    desk.press("Tab")?;
    ensure!(desk.count("[data-compare=\"before\"]:focus")? == 1);
    desk.press("Shift+Tab")?;
    ensure!(desk.count("[data-compare=\"after\"]:focus")? == 1);
    choose(desk, "before", 2)?;
    wait_text(desk, &["本年新收", "自然人"])?;
    desk.click(&format!(
        "{}[data-version=\"2\"]",
        action("restore-snapshot")
    ))?;
    desk.wait_cell(CELL, "5")?;
    ensure!(prose(desk)? == "第一句。第二句。");
    desk.wait_status("saved")?;
    desk.act("undo")?;
    desk.wait_cell(CELL, "7")?;
    ensure!(prose(desk)? == "第一句。新的一句。");
    desk.wait_status("saved")?;

    // What the restoring replaced is in the list as well, and everything outlives the browser.
    open(desk)?;
    let rows = desk.count("[data-snapshot]")?;
    ensure!(rows == 5, "{rows} rows are listed after restoring");
    desk.press("Escape")?;
    stage.kill_browser()?;
    stage.desk.wait_cell(CELL, "7")?;
    open(&mut stage.desk)?;
    let again = stage.desk.count("[data-snapshot]")?;
    ensure!(again == 5, "{again} rows are listed after the restart");
    Ok(())
}

/// As on a disk that is full until two snapshots have been removed from it.
const NEARLY_FULL: &str = "(function () {
    var missing = 2;
    var put = IDBObjectStore.prototype.put, remove = IDBObjectStore.prototype.delete;
    IDBObjectStore.prototype.put = function () {
        if (missing > 0) { throw new DOMException('The quota has been exceeded.', 'QuotaExceededError'); }
        return put.apply(this, arguments);
    };
    IDBObjectStore.prototype.delete = function (key) {
        if (/snapshot/.test(key)) { missing -= 1; }
        return remove.apply(this, arguments);
    };
})()";

/// Where there is no room the oldest snapshots make some, and the draft is as safe as before.
pub fn history_makes_room(stage: &mut Stage) -> Result<()> {
    stage.desk.page().add_startup_script(CLOCK)?;
    stage.open()?;
    let desk = &mut stage.desk;
    desk.new_draft()?;
    desk.wait_status("saved")?;
    for figure in ["1", "2", "3", "4"] {
        later(desk, 3)?;
        desk.type_into_cell(CELL, figure)?;
        desk.wait_status("saved")?;
    }
    open(desk)?;
    let rows = desk.count("[data-snapshot]")?;
    ensure!(rows == 5, "{rows} rows are listed");
    let oldest: Vec<String> =
        desk.ask("attributes", &json!(["[data-snapshot]", "data-snapshot"]))?;
    desk.press("Escape")?;
    desk.page().evaluate(NEARLY_FULL)?;
    desk.type_into_cell(CELL, "5")?;
    desk.wait_status("saved")?;
    desk.wait_message(&["已保存在本机"])?;
    open(desk)?;
    let kept: Vec<String> = desk.ask("attributes", &json!(["[data-snapshot]", "data-snapshot"]))?;
    ensure!(
        kept == oldest.get(..3).unwrap_or_default(),
        "of {oldest:?} are left {kept:?}"
    );
    desk.press("Escape")?;
    stage.kill_browser()?;
    stage.desk.wait_cell(CELL, "5")
}

fn later(desk: &mut Desk, minutes: u32) -> Result<()> {
    let script = format!("window.journeysLater += {minutes} * 60000");
    desk.page().evaluate(&script)?;
    Ok(())
}

fn open(desk: &mut Desk) -> Result<()> {
    desk.act("history")?;
    desk.wait("the list of versions, with the focus in it", |desk| {
        Ok(
            (desk.count("[data-snapshot]")? > 0 && desk.count(".nb-history :focus")? == 1)
                .then_some(()),
        )
    })
}

fn choose(desk: &mut Desk, column: &str, version: usize) -> Result<()> {
    desk.click(&format!("[data-compare=\"{column}\"][value=\"{version}\"]"))
}

fn wait_text(desk: &mut Desk, words: &[&str]) -> Result<()> {
    desk.wait(&format!("the words {words:?}"), |desk| {
        let text = desk.body_text()?;
        Ok(words.iter().all(|word| text.contains(word)).then_some(()))
    })
}
