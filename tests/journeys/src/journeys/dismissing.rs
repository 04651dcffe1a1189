//! What can be done with findings: having them explained, dismissing warnings, mending all that is safe in one step.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::desk::{Desk, action};
use crate::sample;
use crate::stage::Stage;

/// What a department cannot have: rules of its own. The warning rests on this figure.
const RULES: &str = "proactive.rules.issued";

/// The check that says so.
const CODE: &str = "T7";

const REASON_INPUT: &str = "[data-finding] input";

const REASON: &str = "机构改革前以市政府名义制发，已核对";

/// A warning is dismissed with a reason, which is kept until the number it rests on changes; errors are not.
pub fn dismissing(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let desk = &mut stage.desk;
    sample::fill(desk)?;
    desk.type_into_cell(RULES, "3")?;
    wait_shown(desk, true)?;
    let opener = format!("[data-finding=\"{CODE}\"] {}", action("suppress-finding"));

    // Without a reason it stays; Escape gives up.
    desk.click(&opener)?;
    wait_focus(desk, REASON_INPUT)?;
    desk.press("Enter")?;
    desk.wait_message(&["没有写理由"])?;
    wait_focus(desk, REASON_INPUT)?;
    desk.press("Escape")?;
    wait_focus(desk, &opener)?;
    ensure!(!desk.offers("confirm-suppress")?, "Escape left the form");

    // What was begun goes with the finding.
    desk.press("Enter")?;
    wait_focus(desk, REASON_INPUT)?;
    desk.type_keys(REASON)?;
    desk.type_into_cell(RULES, "0")?;
    wait_shown(desk, false)?;
    desk.type_into_cell(RULES, "3")?;
    wait_shown(desk, true)?;
    ensure!(!desk.offers("confirm-suppress")?, "the form came back");

    desk.click(&opener)?;
    wait_focus(desk, REASON_INPUT)?;
    desk.type_keys(REASON)?;
    desk.press("Enter")?;
    wait_shown(desk, false)?;
    wait_focus(desk, &action("notice-act"))?;
    desk.act("undo")?;
    wait_shown(desk, true)?;
    desk.act("redo")?;
    wait_shown(desk, false)?;

    // It is kept, and tells its reason.
    desk.wait_status("saved")?;
    desk.reload()?;
    wait_dismissed(desk, 1)?;
    wait_shown(desk, false)?;
    desk.act("show-dismissed")?;
    desk.wait("the reason", |desk| {
        let told = desk.count_seen("[data-dismissed] button")? == 1
            && desk.body_text()?.contains(REASON)
            && desk.count("[data-dismissed] [data-finding]")? == 0;
        Ok(told.then_some(()))
    })?;
    let file = stage.download("download-backup")?;
    let saved: Value = serde_json::from_str(file.text()?)?;
    let entry = saved.pointer("/suppressed/0");
    for (key, text) in [("code", CODE), ("location", RULES), ("reason", REASON)] {
        let found = entry.and_then(|entry| entry.get(key));
        ensure!(found == Some(&json!(text)), "{key} is {found:?}");
    }

    // Another number, and the reason is one for something else.
    let desk = &mut stage.desk;
    desk.type_into_cell(RULES, "4")?;
    wait_shown(desk, true)?;
    wait_dismissed(desk, 0)?;
    desk.act("undo")?;
    wait_shown(desk, false)?;

    // An error has no such control.
    desk.type_into_cell("proactive.penalty.decisions", "4a")?;
    desk.wait_error_at("proactive.penalty.decisions")?;
    let on_errors = format!("[data-severity=\"error\"] {}", action("suppress-finding"));
    ensure!(desk.count(&on_errors)? == 0, "an error can be dismissed");

    // The backup brings it back dismissed; then it is restored.
    desk.delete_draft()?;
    let path = stage.write_file("备份.json", &file.bytes)?;
    let desk = &mut stage.desk;
    desk.restore(path)?;
    desk.wait_cell(RULES, "3")?;
    wait_dismissed(desk, 1)?;
    wait_shown(desk, false)?;
    desk.act("restore-finding")?;
    wait_shown(desk, true)?;
    wait_dismissed(desk, 0)?;
    wait_focus(desk, &format!("[data-finding=\"{CODE}\"] button"))
}

/// An explanation that was unfolded stays with its finding while others of the same check come and go before it.
pub fn explained(stage: &mut Stage) -> Result<()> {
    const FIRST: &str = "applications.newly_received.natural_person";
    const LAST: &str = "applications.newly_received.other";
    stage.open()?;
    let desk = &mut stage.desk;
    sample::fill(desk)?;
    let right = desk.cell_value(FIRST)?;
    desk.type_into_cell(LAST, "700")?;
    let code = desk.wait_error_at(LAST)?.code;
    let of = |place: &str| format!("[data-finding=\"{code}\"][data-location*=\"{place}\"]");
    let unfolded = format!("{} details[open] p", of(LAST));
    desk.click(&format!("{} summary", of(LAST)))?;
    for (figure, findings) in [(None, 1), (Some("800"), 2), (Some(right.as_str()), 1)] {
        if let Some(figure) = figure {
            desk.type_into_cell(FIRST, figure)?;
        }
        desk.wait(
            &format!("{findings} findings, the last one explained"),
            |desk| {
                let as_expected = desk.count(&of(FIRST))? == findings - 1
                    && desk.count(&of(LAST))? == 1
                    && desk.count_seen(&unfolded)? > 0
                    && desk.count("[data-finding] details[open]")? == 1;
                Ok(as_expected.then_some(()))
            },
        )?;
    }
    Ok(())
}

/// All safe mends are made by one click, listed, and taken back by one undo.
pub fn safe_fixes(stage: &mut Stage) -> Result<()> {
    const PROSE: &str = "2025年,本局收到申请１２件,公开信息3条。";
    stage.open()?;
    let desk = &mut stage.desk;
    sample::fill(desk)?;
    ensure!(!desk.offers("fix-all-safe")?, "there is nothing to mend");
    desk.type_prose("applications", PROSE)?;
    desk.type_into_cell("proactive.penalty.decisions", "4件")?;
    desk.wait("the offer to mend all", |desk| {
        desk.offers("fix-all-safe").map(|yes| yes.then_some(()))
    })?;
    desk.act("fix-all-safe")?;
    desk.wait_cell("proactive.penalty.decisions", "4")?;
    wait_prose(desk, "2025年，本局收到申请12件，公开信息3条。")?;
    let said = desk.wait_message(&["已修正 3 处"])?;
    for word in [
        "第三部分（改为规范字符）",
        "第三部分（改为全角标点）",
        "（只留数字）",
    ] {
        ensure!(said.contains(word), "not told of {word}: {said}");
    }
    desk.wait("nothing to be left", |desk| {
        Ok((!desk.offers("fix-all-safe")?).then_some(()))
    })?;
    wait_focus(desk, &action("notice-act"))?;
    desk.press("Enter")?;
    desk.wait_cell("proactive.penalty.decisions", "4件")?;
    wait_prose(desk, PROSE)
}

fn wait_prose(desk: &mut Desk, text: &str) -> Result<()> {
    desk.wait("the prose of section three", |desk| {
        let prose = desk.prose()?;
        Ok((prose.get("applications").map(String::as_str) == Some(text)).then_some(()))
    })
}

/// Waits until the warning is among the findings, or is not.
fn wait_shown(desk: &mut Desk, shown: bool) -> Result<()> {
    desk.wait(&format!("the warning, shown: {shown}"), |desk| {
        let there = desk.findings()?.iter().any(|finding| finding.code == CODE);
        Ok((there == shown).then_some(()))
    })
}

fn wait_dismissed(desk: &mut Desk, count: usize) -> Result<()> {
    desk.wait(&format!("{count} dismissed"), |desk| {
        Ok((desk.count("[data-dismissed]")? == count).then_some(()))
    })
}

/// Waits for the focus. Whether one sees it is for `keyboard-alone`: after a click no ring is drawn.
fn wait_focus(desk: &mut Desk, selector: &str) -> Result<()> {
    desk.wait(&format!("the focus at {selector}"), |desk| {
        Ok((desk.count(&format!("{selector}:focus"))? == 1).then_some(()))
    })
}
