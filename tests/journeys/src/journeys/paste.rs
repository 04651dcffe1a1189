//! Blocks of figures from a spreadsheet.

use anyhow::{Result, ensure};

use crate::cells::Figures;
use crate::desk::{Desk, cell};
use crate::stage::Stage;

const START: &str = "applications.newly_received.natural_person";

/// A block from a spreadsheet fills the cells it covers, and only those.
pub fn block_paste(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    stage.desk.new_draft()?;

    // Text with tabs, as every spreadsheet puts it on the clipboard.
    paste_at(stage, START, "1\t2\t3\n4\t5\t6\n", None)?;
    let block = figures(&[
        ("newly_received.natural_person", "1"),
        ("newly_received.commercial_enterprise", "2"),
        ("newly_received.research_institution", "3"),
        ("newly_received.public_welfare_organization", ""),
        ("newly_received.total", "6"),
        ("carried_over.natural_person", "4"),
        ("carried_over.commercial_enterprise", "5"),
        ("carried_over.research_institution", "6"),
        ("carried_over.total", "15"),
        ("disclosed.natural_person", ""),
    ]);
    stage.desk.wait_cells(&block)?;
    // Once more, to be sure: nothing changes, and there is nothing to take back.
    paste_at(stage, START, "1\t2\t3\n4\t5\t6\n", None)?;
    stage.desk.wait_message(&["没有改动"])?;
    ensure!(!stage.desk.offers("notice-act")?, "a way back is offered");
    stage.desk.press("Control+z")?;
    expect_blank(&mut stage.desk)?;
    stage.desk.press("Control+y")?;
    stage.desk.wait_cells(&block)?;
    stage.desk.press("Control+z")?;
    expect_blank(&mut stage.desk)?;

    // A table, as word processors and web pages put it there; a whole row with a total that is not the sum.
    let row = ["7", "8", "9", "10", "11", "12", "999"];
    let cells: String = row
        .iter()
        .map(|text| format!("<td><p>{text}</p></td>"))
        .collect();
    let html = format!("<table><tbody><tr>{cells}</tr></tbody></table>");
    paste_at(stage, START, &row.join("\t"), Some(&html))?;
    stage.desk.wait_cells(&figures(&[
        ("newly_received.natural_person", "7"),
        ("newly_received.other", "12"),
        ("newly_received.total", "57"),
        ("carried_over.natural_person", ""),
    ]))?;
    stage.desk.press("Control+z")?;
    expect_blank(&mut stage.desk)?;

    // A block that reaches beyond the table: what fits is filled, what does not is told.
    let corner = "applications.carried_forward.legal_service_institution";
    paste_at(stage, corner, "1\t2\t3\n4\t5\t6\n", None)?;
    stage.desk.wait_cells(&figures(&[
        ("carried_forward.legal_service_institution", "1"),
        ("carried_forward.other", "2"),
        ("carried_forward.total", "3"),
    ]))?;
    let said = stage
        .desk
        .wait_message(&["超出", "没有填入", "未填入", "放不下"])?;
    ensure!(said.contains('格'), "the message names no cells: {said:?}");

    // One figure is an ordinary paste over what is selected.
    paste_at(stage, START, "88", None)?;
    stage.desk.wait_cell(START, "88")
}

/// The browser's menu pastes as the keys do: a block fills the cells, a figure replaces what is in its cell, and each is one
/// step.
pub fn paste_by_menu(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    stage.desk.new_draft()?;
    stage.desk.type_into_cell(START, "1330")?;
    stage.set_clipboard("1\t2\n4\t5\n", None)?;
    stage.desk.paste_by_menu(&cell(START))?;
    let block = figures(&[
        ("newly_received.natural_person", "1"),
        ("newly_received.commercial_enterprise", "2"),
        ("carried_over.natural_person", "4"),
        ("carried_over.commercial_enterprise", "5"),
    ]);
    stage.desk.wait_cells(&block)?;
    stage.set_clipboard("1100", None)?;
    stage.desk.paste_by_menu(&cell(START))?;
    stage.desk.wait_cell(START, "1100")?;
    stage.desk.press("Control+z")?;
    stage.desk.wait_cells(&block)?;
    stage.desk.press("Control+z")?;
    stage.desk.wait_cell(START, "1330")
}

fn paste_at(stage: &mut Stage, cell: &str, text: &str, html: Option<&str>) -> Result<()> {
    stage.set_clipboard(text, html)?;
    stage.desk.focus_cell(cell)?;
    stage.desk.paste()
}

fn figures(pairs: &[(&str, &str)]) -> Figures {
    pairs
        .iter()
        .map(|(cell, text)| (format!("applications.{cell}"), (*text).to_owned()))
        .collect()
}

fn expect_blank(desk: &mut Desk) -> Result<()> {
    desk.wait("all cells blank again", |desk| {
        let blank = desk.cell_texts()?.values().all(String::is_empty);
        Ok(blank.then_some(()))
    })
}
