//! Moving through the cells without the mouse.

use anyhow::{Result, ensure};

use crate::desk::Desk;
use crate::stage::Stage;

const TOP: &str = "applications.newly_received.natural_person";
const RIGHT_OF_TOP: &str = "applications.newly_received.commercial_enterprise";
const BELOW_TOP: &str = "applications.carried_over.natural_person";

/// The cells are reached and corrected without the mouse.
pub fn keyboard(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let desk = &mut stage.desk;
    desk.new_draft()?;

    desk.type_into_cell(TOP, "12")?;
    step(desk, "Tab", RIGHT_OF_TOP)?;
    desk.type_keys("345")?;
    step(desk, "Shift+Tab", TOP)?;
    step(desk, "Enter", BELOW_TOP)?;
    step(desk, "Shift+Enter", TOP)?;
    step(desk, "ArrowDown", BELOW_TOP)?;
    step(desk, "ArrowUp", TOP)?;

    // Inside a text the arrows move the caret, at its edges they move on.
    desk.caret_in_cell(RIGHT_OF_TOP, 1)?;
    desk.press("ArrowRight")?;
    at(desk, RIGHT_OF_TOP, 2)?;
    desk.press("ArrowRight")?;
    at(desk, RIGHT_OF_TOP, 3)?;
    step(
        desk,
        "ArrowRight",
        "applications.newly_received.research_institution",
    )?;
    step(desk, "ArrowLeft", RIGHT_OF_TOP)?;
    desk.caret_in_cell(RIGHT_OF_TOP, 1)?;
    desk.press("ArrowLeft")?;
    at(desk, RIGHT_OF_TOP, 0)?;
    step(desk, "ArrowLeft", TOP)?;

    // Home and End go to the text's edges first, then along the row.
    desk.caret_in_cell(RIGHT_OF_TOP, 1)?;
    desk.press("End")?;
    at(desk, RIGHT_OF_TOP, 3)?;
    desk.press("Home")?;
    at(desk, RIGHT_OF_TOP, 0)?;
    step(desk, "Home", TOP)?;

    // Escape gives back what stood in the cell when it was entered.
    desk.focus_cell(TOP)?;
    desk.type_keys("99")?;
    desk.wait_cell(TOP, "99")?;
    desk.press("Escape")?;
    desk.wait_cell(TOP, "12")?;
    ensure!(desk.focused()?.cell == TOP, "Escape left the cell");
    Ok(())
}

fn step(desk: &mut Desk, keys: &str, to: &str) -> Result<()> {
    desk.press(keys)?;
    desk.wait_focus(to)
}

fn at(desk: &mut Desk, cell: &str, caret: usize) -> Result<()> {
    desk.wait(&format!("the caret at {caret} in {cell}"), |desk| {
        let focus = desk.focused()?;
        let there = focus.cell == cell && focus.start == Some(caret) && focus.end == Some(caret);
        Ok(there.then_some(()))
    })
}
