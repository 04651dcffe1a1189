//! When the product itself stops, what was typed is handed out.

use anyhow::{Result, ensure};
use serde_json::Value;

use super::failing_storage::FORBIDDEN;
use crate::sample;
use crate::stage::Stage;

/// Makes the product panic at the next element it wants to make, and works again after that.
const BREAK: &str = "(function () {
    var make = document.createElement;
    document.createElement = function () {
        document.createElement = make;
        throw new Error('broken on purpose');
    };
})()";

const CELL: &str = "applications.newly_received.natural_person";

/// A product that stops shows a page that hands out what was typed, and the file can be restored.
pub fn crash(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    sample::fill(&mut stage.desk)?;
    stage.desk.wait_no_error()?;
    stage.desk.wait_status("saved")?;
    saves_what_was_typed(stage)
}

/// The same where the browser stores nothing: the page's own inputs are what is left.
pub fn crash_without_storage(stage: &mut Stage) -> Result<()> {
    stage.desk.page().add_startup_script(FORBIDDEN)?;
    stage.open()?;
    sample::fill(&mut stage.desk)?;
    stage.desk.wait_no_error()?;
    saves_what_was_typed(stage)
}

fn saves_what_was_typed(stage: &mut Stage) -> Result<()> {
    let figures = stage.desk.cell_texts()?;
    let prose = stage.desk.prose()?;
    // Typed too late to be saved anywhere.
    stage.desk.focus_cell(CELL)?;
    stage.desk.page().evaluate(BREAK)?;
    stage.desk.act("all-drafts")?;
    stage.desk.wait_message(&["意外停止"])?;
    // The journey stopped the product on purpose.
    stage.desk.log()?.exceptions.clear();

    let file = stage.download("download-raw")?;
    let saved: Value = serde_json::from_str(file.text()?)?;
    let kind = saved.get("kind").and_then(Value::as_str);
    ensure!(kind == Some("nianbao.draft"), "{saved}");
    let shown: String = stage
        .desk
        .page()
        .evaluate("document.querySelector('.nb-crash__page textarea').value")?
        .as_str()
        .unwrap_or_default()
        .to_owned();
    ensure!(
        serde_json::from_str::<Value>(&shown)? == saved,
        "the text shown differs from the file"
    );

    let path = stage.write_file("停止时的内容.json", &file.bytes)?;
    stage.desk.act("reload")?;
    stage.desk.wait("the page to be ready again", |desk| {
        Ok(
            (desk.count("body[data-ready=\"true\"]")? == 1 && desk.count(".nb-crash")? == 0)
                .then_some(()),
        )
    })?;
    stage.desk.restore(path)?;
    stage.desk.wait_cells(&figures)?;
    ensure!(
        stage.desk.prose()? == prose,
        "the prose was {prose:?} and is {:?}",
        stage.desk.prose()?
    );
    ensure!(stage.desk.field("organ")? == sample::ORGAN);
    ensure!(stage.desk.field("level")? == "department");
    ensure!(stage.desk.field("year")? == sample::YEAR);
    Ok(())
}
