//! Browsers that refuse to copy or to give out files.

use anyhow::{Result, ensure};
use serde_json::Value;

use crate::cells;
use crate::exported::expect_tables;
use crate::sample;
use crate::stage::Stage;

const NO_COPYING: &str = "document.execCommand = function () { return false; };";

const NO_FILES: &str = "URL.createObjectURL = function () { throw new Error('not allowed'); };";

const SELECTED: &str = "getSelection().toString()";

const SELECTED_IN_AREA: &str = "(function () {
    var area = document.activeElement;
    return area.value ? area.value.slice(area.selectionStart, area.selectionEnd) : '';
})()";

/// What the browser would not copy is shown selected, and Ctrl+C is all there is to do.
pub fn copying(stage: &mut Stage) -> Result<()> {
    stage.desk.page().add_startup_script(NO_COPYING)?;
    stage.open()?;
    sample::fill(&mut stage.desk)?;
    stage.desk.wait_no_error()?;
    let figures = stage.desk.cell_texts()?;

    stage.desk.act("copy-rich")?;
    wait_selected(stage, SELECTED, sample::TITLE)?;
    stage.desk.press("Control+c")?;
    let read = stage.on_scratch(|scratch| scratch.paste_and_read())?;
    expect_tables(&read, &figures)?;
    ensure!(read.text.contains(sample::TITLE));
    close(stage)?;

    stage.desk.act("copy-source")?;
    wait_selected(stage, SELECTED_IN_AREA, "<table")?;
    stage.desk.press("Control+c")?;
    let source = stage.on_scratch(|scratch| scratch.paste_as_text())?;
    let read = stage.on_scratch(|scratch| scratch.read_markup(&source))?;
    expect_tables(&read, &figures)?;
    close(stage)
}

/// What the browser would not give out as a file is shown selected, and can be restored.
pub fn files(stage: &mut Stage) -> Result<()> {
    stage.desk.page().add_startup_script(NO_FILES)?;
    stage.open()?;
    sample::fill(&mut stage.desk)?;
    let figures = cells::filled_up(&sample::figures());
    stage.desk.wait_cells(&figures)?;

    stage.desk.act("download-backup")?;
    wait_selected(stage, SELECTED_IN_AREA, "nianbao.draft")?;
    stage.desk.press("Control+c")?;
    let text = stage.on_scratch(|scratch| scratch.paste_as_text())?;
    let saved: Value = serde_json::from_str(&text)?;
    let organ = saved.get("organ").and_then(Value::as_str);
    ensure!(organ == Some(sample::ORGAN), "{saved}");
    close(stage)?;

    let path = stage.write_file("手工保存.json", text.as_bytes())?;
    stage.desk.restore(path)?;
    stage.desk.wait_cells(&figures)
}

fn wait_selected(stage: &mut Stage, selection: &str, part: &str) -> Result<()> {
    stage.desk.wait("the content to be selected", |desk| {
        let selected = desk.page().evaluate(selection)?;
        Ok(selected
            .as_str()
            .is_some_and(|text| text.contains(part))
            .then_some(()))
    })
}

fn close(stage: &mut Stage) -> Result<()> {
    stage.desk.press("Escape")?;
    stage.desk.wait("the content to go", |desk| {
        Ok((!desk.offers("close-by-hand")?).then_some(()))
    })
}
