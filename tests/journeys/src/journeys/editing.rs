//! Changing one's mind, and typing Chinese.

use anyhow::{Result, ensure};

use crate::cells::Figures;
use crate::desk::{Desk, cell, prose};
use crate::stage::Stage;

const FIRST: &str = "applications.newly_received.natural_person";
const SECOND: &str = "review.reconsideration.upheld";

/// Cells, prose and fill-zero are undone and redone step by step.
pub fn undo_redo(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let desk = &mut stage.desk;
    desk.new_draft()?;
    desk.type_into_cell(FIRST, "5")?;
    desk.type_into_cell(SECOND, "6")?;
    expect(desk, "5", "6")?;
    desk.press("Control+z")?;
    expect(desk, "5", "")?;
    desk.press("Control+z")?;
    expect(desk, "", "")?;
    desk.press("Control+y")?;
    expect(desk, "5", "")?;
    desk.press("Control+Shift+z")?;
    expect(desk, "5", "6")?;

    desk.type_prose("overview", "第一段\n第二段")?;
    wait_prose(desk, "overview", "第一段\n第二段")?;
    desk.type_prose("other_matters", "无")?;
    wait_prose(desk, "other_matters", "无")?;
    desk.press("Control+z")?;
    wait_prose(desk, "other_matters", "")?;
    wait_prose(desk, "overview", "第一段\n第二段")?;
    desk.press("Control+z")?;
    wait_prose(desk, "overview", "")?;
    desk.act("redo")?;
    wait_prose(desk, "overview", "第一段\n第二段")?;

    // A note below a table is emptied to be written anew: its fold does not close under the hands.
    desk.click(&prose("review"))?;
    desk.type_prose("review", "一")?;
    desk.press("Backspace")?;
    wait_prose(desk, "review", "")?;
    desk.type_keys("二")?;
    wait_prose(desk, "review", "二")?;

    let before: Figures = desk.cell_texts()?;
    desk.fill_zero()?;
    expect(desk, "5", "6")?;
    let zeros: Figures = desk.cell_texts()?;
    desk.act("undo")?;
    desk.wait_cells(&before)?;
    desk.act("redo")?;
    desk.wait_cells(&zeros)?;

    // A new step after an undone one leaves nothing to redo.
    desk.act("undo")?;
    desk.wait_cells(&before)?;
    desk.type_into_cell(FIRST, "7")?;
    desk.press("Control+y")?;
    expect(desk, "7", "6")
}

fn expect(desk: &mut Desk, first: &str, second: &str) -> Result<()> {
    let pair = [(FIRST, first), (SECOND, second)];
    desk.wait_cells(
        &pair
            .map(|(cell, text)| (cell.to_owned(), text.to_owned()))
            .into(),
    )
}

fn wait_prose(desk: &mut Desk, section: &str, text: &str) -> Result<()> {
    desk.wait(&format!("{text:?} in {section}"), |desk| {
        Ok((desk.prose()?.get(section).is_some_and(|now| now == text)).then_some(()))
    })
}

/// An input method composes undisturbed, and its result is saved.
pub fn composition(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let desk = &mut stage.desk;
    desk.new_draft()?;
    desk.type_prose("overview", "我局")?;
    for (at, states, result, whole) in [
        (
            prose("overview"),
            ["z", "zh", "zhu dong"],
            "主动",
            "我局主动",
        ),
        (cell(FIRST), ["1", "12", "12"], "12", "12"),
    ] {
        let composed = desk.compose(&at, &states, result)?;
        ensure!(
            composed.writes.is_empty(),
            "the page wrote into {at} during the composition: {composed:?}"
        );
        ensure!(
            composed.same,
            "the page replaced {at} during the composition"
        );
        ensure!(composed.last == whole, "{composed:?}");
        let start = whole.strip_suffix(result).unwrap_or_default();
        let untouched = states.map(|state| format!("{start}{state}"));
        ensure!(composed.seen == untouched, "{composed:?}");
    }
    desk.wait_cell("applications.newly_received.total", "12")?;
    desk.wait_status("saved")?;
    desk.reload()?;
    desk.wait_cell(FIRST, "12")?;
    wait_prose(desk, "overview", "我局主动")
}
