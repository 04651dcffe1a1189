//! Nothing leaves the PC.

use anyhow::{Result, ensure};

use super::export::{copy_rich, copy_source};
use crate::sample;
use crate::stage::Stage;

/// No work causes a request to the network after the page has loaded.
pub fn no_requests(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let at_start = stage.desk.requests()?;
    ensure!(!at_start.is_empty(), "the log misses even the page itself");
    stage.desk.log()?.requests.clear();

    sample::fill(&mut stage.desk)?;
    // Whatever a pasted text or an imported backup asks to be loaded must stay unloaded.
    // Nobody listens at the port, and no browser refuses it before asking, which would hide the request.
    let hook =
        "<img src=\"http://127.0.0.1:2/pasted.png\"><table><tr><td>5</td><td>6</td></tr></table>";
    stage.set_clipboard("5\t6", Some(hook))?;
    stage.desk.focus_cell("review.reconsideration.upheld")?;
    stage.desk.paste()?;
    stage
        .desk
        .wait_cell("review.reconsideration.corrected", "6")?;
    stage.desk.set_prose("overview", hook)?;
    stage.desk.act("undo")?;
    copy_rich(stage)?;
    copy_source(stage)?;
    stage.download("download-html")?;
    let file = stage.download("download-backup")?;
    let path = stage.write_file("备份.json", &file.bytes)?;
    stage.desk.restore(path)?;
    stage
        .desk
        .wait_cell("review.reconsideration.corrected", "6")?;
    stage.desk.wait_status("saved")?;
    stage.desk.delete_draft()?;

    let requests = stage.desk.requests()?;
    ensure!(requests.is_empty(), "the page asked for {requests:?}");
    Ok(())
}
