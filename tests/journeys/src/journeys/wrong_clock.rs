//! A PC's clock that is wrong: nothing goes because of what it says.

use anyhow::{Result, ensure};

use crate::desk::Desk;
use crate::stage::Stage;

const CELL: &str = "applications.newly_received.natural_person";

/// Lets the page's clock be set otherwise, by as many minutes as the tab remembers.
const CLOCK: &str = "(function () {
    var real = Date.now;
    Date.now = function () {
        var minutes = 0;
        try { minutes = Number(sessionStorage.getItem('journeysMinutes')); } catch (error) {}
        return real.call(Date) + minutes * 60000;
    };
})()";

const DAY: i64 = 24 * 60;

fn set_clock(desk: &mut Desk, minutes: i64) -> Result<()> {
    let script = format!("sessionStorage.setItem('journeysMinutes', '{minutes}')");
    desk.page().evaluate(&script)?;
    Ok(())
}

/// One start with the clock 41 days ahead, and one in 2009: a deleted draft is there when the clock is right again.
pub fn clock_ahead(stage: &mut Stage) -> Result<()> {
    stage.desk.page().add_startup_script(CLOCK)?;
    stage.open()?;
    stage.desk.new_draft()?;
    stage.desk.type_into_cell(CELL, "12")?;
    stage.desk.wait_status("saved")?;
    stage.desk.delete_draft()?;
    for days in [41, 3 * 365, -17 * 365] {
        set_clock(&mut stage.desk, days * DAY)?;
        stage.desk.reload()?;
        stage.desk.new_draft()?;
        stage.desk.wait_status("saved")?;
        set_clock(&mut stage.desk, 0)?;
        stage.desk.reload()?;
        stage.desk.wait_status("saved")?;
    }
    stage.desk.draft_list()?;
    stage.desk.act("undelete-draft")?;
    stage.desk.wait_cell(CELL, "12")
}

/// Edits while the clock is years ahead, in 2009, and set back while the page is open: every state that was kept is there,
/// and states go on being kept.
pub fn versions_by_a_wrong_clock(stage: &mut Stage) -> Result<()> {
    stage.desk.page().add_startup_script(CLOCK)?;
    stage.open()?;
    let desk = &mut stage.desk;
    desk.new_draft()?;
    desk.wait_status("saved")?;
    let times = [
        3,
        6,
        9,
        3 * 365 * DAY,
        3 * 365 * DAY + 3,
        12,
        15,
        -17 * 365 * DAY,
        -17 * 365 * DAY + 3,
        18,
    ];
    for (number, minutes) in times.into_iter().enumerate() {
        set_clock(desk, minutes)?;
        desk.type_into_cell(CELL, &number.to_string())?;
        desk.wait_status("saved")?;
    }
    desk.act("history")?;
    let mut rows = 0;
    desk.wait("the states", |desk| {
        rows = desk.count("[data-snapshot]")?;
        Ok((rows > 0).then_some(()))
    })?;
    // What stands now is listed as well.
    ensure!(
        rows == times.len() + 1,
        "{rows} of {} are listed",
        times.len() + 1
    );
    Ok(())
}
