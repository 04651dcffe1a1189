//! What hands do besides typing: choosing files and thinking better of it, dropping things, turning the wheel, saving by a key.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use crate::desk::{Desk, action, cell};
use crate::stage::Stage;

const CELL: &str = "review.reconsideration.upheld";

const PAGE: &[u8] = include_bytes!("../../../data/export/report.html");
const BACKUP: &[u8] = include_bytes!("../../../../src/ui/wording/example.json");

/// What opens the chooser of the import.
const CHOOSE: &str = "choose-import-file";

/// A file is chosen by a press of the mouse, of Enter, of Space; the same once more; the chooser is cancelled.
pub fn choosing_files(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let page = [stage.write_file("年报.html", PAGE)?];
    let words = [stage.write_file("词表.txt", "应急局→应急管理局\n".as_bytes())?];
    let backup = stage.write_file("备份.json", BACKUP)?;
    let desk = &mut stage.desk;
    desk.new_draft()?;
    open_import(desk)?;
    let button = action(CHOOSE);
    for way in ["mouse", "the same again", "Enter", "Space", "cancelled"] {
        match way {
            "mouse" | "the same again" => desk.choose_files(&button, &page)?,
            "cancelled" => desk.cancel_chooser(&button)?,
            key => {
                tab_to(desk, &button)?;
                desk.choose_files_by(&page, |desk| desk.press(key))?;
            }
        }
        if way == "cancelled" {
            ensure!(!desk.offers("apply-import")?, "nothing was chosen");
            continue;
        }
        desk.wait(&format!("what was found, {way}"), |desk| {
            Ok(desk.offers("apply-import")?.then_some(()))
        })?;
        desk.act("import-again")?;
        desk.wait("the way to choose again", |desk| {
            Ok(desk.offers(CHOOSE)?.then_some(()))
        })?;
    }
    desk.press("Escape")?;
    closed(desk)?;
    ensure!(
        desk.cell_texts()?.values().all(String::is_empty),
        "something was written"
    );

    // A word list, twice the same, then nothing.
    desk.act("word-list")?;
    let import = "[data-action=\"import-words\"] button";
    for files in [words.as_slice(), words.as_slice(), &[]] {
        desk.choose_files(import, files)?;
        desk.wait_message(&["共 1 条"])?;
    }
    desk.act("close-words")?;
    closed(desk)?;

    // A backup, twice: two drafts beside the one that is there; cancelled: no other.
    for _ in 0..2 {
        desk.restore(backup.clone())?;
        desk.wait_cell("proactive.penalty.decisions", "58")?;
        desk.wait_status("saved")?;
    }
    desk.cancel_chooser("[data-action=\"restore-backup\"] button")?;
    let drafts = desk.draft_list()?.len();
    ensure!(drafts == 3, "{drafts} drafts are there");
    Ok(())
}

/// Files are dropped on the start page, on a cell, on prose, beside a dialog and on it: each time they are offered, and the
/// page stays.
pub fn dropping_files(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let page = [stage.write_file("年报.html", PAGE)?];
    let desk = &mut stage.desk;
    offered(desk, "h1", &page)?;
    desk.press("Escape")?;
    closed(desk)?;
    desk.new_draft()?;
    for place in [
        cell(CELL),
        "[data-section=\"overview\"]".to_owned(),
        "header".to_owned(),
    ] {
        offered(desk, &place, &page)?;
        desk.press("Escape")?;
        closed(desk)?;
    }
    open_import(desk)?;
    offered(desk, "[role=dialog] h2", &page)?;
    desk.press("Escape")?;
    closed(desk)
}

/// A text that is dropped into a cell is one step.
pub fn dropping_text(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let desk = &mut stage.desk;
    desk.new_draft()?;
    desk.type_into_cell("proactive.rules.issued", "1")?;
    desk.drop_text(&cell(CELL), "12")?;
    desk.wait_cell(CELL, "12")?;
    desk.wait_cell("review.reconsideration.total", "12")?;
    desk.press("Control+z")?;
    desk.wait_cell(CELL, "")?;
    desk.wait_cell("proactive.rules.issued", "1")
}

/// The wheel over a cell that has the focus moves the page and no figure.
pub fn wheel(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let desk = &mut stage.desk;
    desk.new_draft()?;
    desk.type_into_cell(CELL, "5")?;
    for down in [120.0, -120.0, -120.0] {
        desk.wheel(&cell(CELL), down)?;
    }
    desk.wait_status("saved")?;
    desk.wait_cell(CELL, "5")?;
    ensure!(desk.focused()?.cell == CELL, "the wheel took the focus");
    Ok(())
}

/// Ctrl+S saves at once and says so; what was typed just before is there.
pub fn saving_by_key(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let desk = &mut stage.desk;
    desk.new_draft()?;
    desk.type_into_cell(CELL, "5")?;
    desk.press("Control+s")?;
    // The status begins alike; these words are those of the message.
    desk.wait_message(&["平时边填边自动保存"])?;
    desk.wait_status("saved")?;
    ensure!(desk.focused()?.cell == CELL, "saving took the focus");
    desk.reload()?;
    desk.wait_cell(CELL, "5")
}

fn offered(desk: &mut Desk, place: &str, files: &[PathBuf]) -> Result<()> {
    desk.drop_files(place, files)?;
    desk.wait(&format!("what was dropped on {place}"), |desk| {
        Ok(desk.offers("apply-import")?.then_some(()))
    })
}

fn open_import(desk: &mut Desk) -> Result<()> {
    desk.act("import")?;
    desk.wait("the place to paste into", |desk| {
        Ok((desk.count("[data-import-target]:focus")? == 1).then_some(()))
    })
}

fn tab_to(desk: &mut Desk, selector: &str) -> Result<()> {
    desk.wait(&format!("the focus at {selector}"), |desk| {
        if desk.count(&format!("{selector}:focus"))? == 1 {
            return Ok(Some(()));
        }
        desk.press("Tab")?;
        Ok(None)
    })
}

fn closed(desk: &mut Desk) -> Result<()> {
    desk.wait("the dialog to be gone", |desk| {
        Ok((desk.count("[role=dialog]")? == 0).then_some(()))
    })
}

/// A button that is pressed twice quickly, or by a key that is held, does what it says once; undoing counts each press.
pub fn pressed_twice(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let desk = &mut stage.desk;
    desk.new_draft()?;
    for text in ["1", "2", "3"] {
        desk.type_into_cell(CELL, text)?;
        desk.press("Tab")?;
    }
    desk.double_click(&action("undo"))?;
    desk.wait_cell(CELL, "1")?;
    desk.wait_status("saved")?;
    desk.double_click(&action("duplicate-draft"))?;
    desk.wait_message(&["已复制"])?;
    let drafts = desk.draft_list()?.len();
    ensure!(drafts == 2, "{drafts} drafts after one double click");
    desk.act("back-to-draft")?;
    desk.double_click(&action("toggle-preview"))?;
    desk.wait("the preview", |desk| {
        Ok((desk.count_seen("main article")? > 0).then_some(()))
    })
}
