//! The ways out: rich text, source, file.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};

use crate::cells::{self, Figures};
use crate::exported::{expect_tables, expect_words};
use crate::sample;
use crate::scratch::{Reading, Scratch};
use crate::stage::{self, Stage};

/// What stands on the clipboard until an export has replaced it.
const MARK: &str = "尚未复制";

/// Rich text, source and file carry the report as it was entered.
pub fn export(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    sample::fill(&mut stage.desk)?;
    let figures = cells::filled_up(&sample::figures());
    stage.desk.wait_cells(&figures)?;
    stage.desk.wait_no_error()?;
    let prose = stage.desk.prose()?;

    let rich = copy_rich(stage)?;
    expect_clean(&rich, &figures, &prose).context("copied as rich text")?;
    let source = copy_source(stage)?;
    let read = stage.on_scratch(|scratch| scratch.read_markup(&source))?;
    expect_clean(&read, &figures, &prose).context("copied as source")?;

    let file = stage.download("download-html")?;
    ensure!(
        file.name.contains(sample::ORGAN) && file.name.ends_with(".html"),
        "the file is called {}",
        file.name
    );
    ensure!(
        !file.name.contains("草稿"),
        "the file is called {}",
        file.name
    );
    let source = file.text()?.to_owned();
    let read = stage.on_scratch(|scratch| scratch.read_markup(&source))?;
    ensure!(read.title == sample::TITLE, "the title is {:?}", read.title);
    expect_clean(&read, &figures, &prose).context("downloaded")
}

/// With errors every export says 草稿 in title and body.
pub fn export_draft(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    sample::fill(&mut stage.desk)?;
    stage.desk.wait_no_error()?;
    let broken = "applications.carried_forward.natural_person";
    stage.desk.type_into_cell(broken, "2")?;
    stage.desk.wait_error_at(broken)?;
    let figures: Figures = stage.desk.cell_texts()?;

    let rich = copy_rich(stage)?;
    expect_draft(&rich, &figures).context("copied as rich text")?;
    let source = copy_source(stage)?;
    let read = stage.on_scratch(|scratch| scratch.read_markup(&source))?;
    expect_draft(&read, &figures).context("copied as source")?;
    let file = stage.download("download-html")?;
    let source = file.text()?.to_owned();
    let read = stage.on_scratch(|scratch| scratch.read_markup(&source))?;
    ensure!(read.title.contains("草稿"), "the title is {:?}", read.title);
    expect_draft(&read, &figures).context("downloaded")?;

    // Put right, the same draft is clean again.
    stage.desk.type_into_cell(broken, "1")?;
    stage.desk.wait_no_error()?;
    let rich = copy_rich(stage)?;
    ensure!(!rich.text.contains("草稿"), "a clean export says 草稿");
    Ok(())
}

fn expect_clean(
    reading: &Reading,
    figures: &Figures,
    prose: &BTreeMap<String, String>,
) -> Result<()> {
    expect_tables(reading, figures)?;
    expect_words(reading, prose)?;
    ensure!(
        reading.has_block(sample::TITLE),
        "the title is no block of its own in {:?}",
        reading.blocks
    );
    ensure!(!reading.text.contains("草稿"), "a clean export says 草稿");
    Ok(())
}

fn expect_draft(reading: &Reading, figures: &Figures) -> Result<()> {
    expect_tables(reading, figures)?;
    ensure!(reading.text.contains("草稿"), "a draft does not say 草稿");
    let title = reading
        .blocks
        .iter()
        .find(|block| block.text.contains(sample::TITLE))
        .context("the title is in no block")?;
    ensure!(title.text.contains("草稿"), "the title is {:?}", title.text);
    let body = reading
        .blocks
        .iter()
        .filter(|block| block.text != title.text)
        .any(|block| block.text.contains("草稿"));
    ensure!(body, "only the title says 草稿");
    Ok(())
}

/// Copies as rich text and pastes into another page's editor.
pub fn copy_rich(stage: &mut Stage) -> Result<Reading> {
    copied(stage, "copy-rich", |scratch| {
        let reading = scratch.paste_and_read()?;
        Ok((!reading.text.contains(MARK) && !reading.text.is_empty()).then_some(reading))
    })
}

/// Copies the source and pastes it into another page's plain text box.
pub fn copy_source(stage: &mut Stage) -> Result<String> {
    copied(stage, "copy-source", |scratch| {
        let text = scratch.paste_as_text()?;
        Ok((text != MARK && !text.is_empty()).then_some(text))
    })
}

fn copied<T>(
    stage: &mut Stage,
    verb: &str,
    mut paste: impl FnMut(&mut Scratch) -> Result<Option<T>>,
) -> Result<T> {
    stage.set_clipboard(MARK, Some(MARK))?;
    stage.desk.act(verb)?;
    if stage.desk.offers("confirm")? {
        stage.desk.act("confirm")?;
    }
    stage::wait(&format!("the clipboard after {verb}"), || {
        stage.on_scratch(&mut paste)
    })
}
