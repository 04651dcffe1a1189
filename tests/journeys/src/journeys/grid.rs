//! The tables used as a spreadsheet is: what a person expects who knows Excel or WPS.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::browser::Held;
use crate::desk::{Desk, cell};
use crate::stage::Stage;

/// Four figures in a square: right of the first, below it, and across.
const FIRST: &str = "applications.newly_received.natural_person";
const RIGHT: &str = "applications.newly_received.commercial_enterprise";
const BELOW: &str = "applications.carried_over.natural_person";
const ACROSS: &str = "applications.carried_over.commercial_enterprise";
const SQUARE: [&str; 4] = [FIRST, RIGHT, BELOW, ACROSS];

/// What a click selects is replaced by what is typed; a second click, F2 or a double click go into it.
pub fn click_and_type(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let desk = &mut stage.desk;
    desk.new_draft()?;
    desk.click(&cell(FIRST))?;
    desk.type_keys("1330")?;
    desk.click(&cell(RIGHT))?;
    desk.type_keys("0")?;
    desk.click(&cell(FIRST))?;
    selected(desk, FIRST, (0, 4))?;
    desk.type_keys("1100")?;
    desk.wait_cell(FIRST, "1100")?;
    // Whichever half of a figure is clicked.
    for (across, text) in [(0.2, "5"), (0.8, "6")] {
        desk.click(&cell(FIRST))?;
        desk.click_across(&cell(RIGHT), across)?;
        desk.type_keys(text)?;
        desk.wait_cell(RIGHT, text)?;
    }

    // A second click puts the caret where it is clicked.
    desk.click(&cell(FIRST))?;
    desk.click_across(&cell(FIRST), 0.9)?;
    selected(desk, FIRST, (4, 4))?;
    desk.type_keys("7")?;
    desk.wait_cell(FIRST, "11007")?;
    desk.click(&cell(RIGHT))?;
    desk.press("F2")?;
    desk.type_keys("5")?;
    desk.wait_cell(RIGHT, "65")?;
    desk.click(&cell(FIRST))?;
    desk.double_click(&cell(RIGHT))?;
    desk.type_keys("4")?;
    desk.wait_cell(RIGHT, "654")?;

    // Arriving selects: by the outline, by undoing, by a finding.
    desk.press("Control+z")?;
    desk.wait_cell(RIGHT, "65")?;
    selected(desk, RIGHT, (0, 2))?;
    desk.type_into_cell("review.reconsideration.upheld", "12")?;
    desk.go_to("review")?;
    desk.wait_focus("review.reconsideration.upheld")?;
    selected(desk, "review.reconsideration.upheld", (0, 2))?;
    desk.type_into_cell("proactive.rules.issued", "3件")?;
    desk.click(&cell(FIRST))?;
    let finding = "[data-finding][data-location^=\"proactive.rules.issued\"] button";
    desk.click(finding)?;
    desk.wait_focus("proactive.rules.issued")?;
    selected(desk, "proactive.rules.issued", (0, 2))?;

    // What is computed is not typed, and says so.
    desk.click(&cell("applications.newly_received.total"))?;
    desk.type_keys("9")?;
    desk.wait_message(&["自动计算"])?;
    Ok(())
}

/// Enter and the arrows pass over computed figures, as Tab does.
pub fn keys_pass_totals(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let desk = &mut stage.desk;
    desk.new_draft()?;
    let above = "applications.other_handling.other.natural_person";
    let below = "applications.carried_forward.natural_person";
    desk.type_into_cell(above, "4")?;
    for (key, there) in [("Enter", below), ("ArrowUp", above), ("ArrowDown", below)] {
        desk.press(key)?;
        desk.wait_focus(there)?;
    }
    desk.type_keys("6")?;
    desk.wait_cell(below, "6")?;
    // At the end of a column Enter goes on with the next one, and nothing is typed over.
    desk.press("Enter")?;
    desk.wait_focus(RIGHT)?;
    // After Tab it goes back under where that began.
    desk.click(&cell(FIRST))?;
    for keys in ["5", "Tab", "1", "Tab", "4", "Enter"] {
        match keys {
            "Tab" | "Enter" => desk.press(keys)?,
            text => desk.type_keys(text)?,
        }
    }
    desk.wait_focus(BELOW)?;
    // The arrows leave what was just typed.
    for text in ["4", "5"] {
        desk.type_keys(text)?;
        desk.press("ArrowRight")?;
    }
    desk.wait_cell(BELOW, "4")?;
    desk.wait_cell(ACROSS, "5")?;
    let last = "applications.newly_received.other";
    desk.focus_cell(last)?;
    desk.press("ArrowRight")?;
    desk.press("Tab")?;
    desk.wait_focus(BELOW)
}

/// A rectangle is selected by dragging, by Shift and a click, by Shift and arrows, and as the whole table.
pub fn rectangles(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let desk = &mut stage.desk;
    desk.new_draft()?;
    fill_square(desk)?;
    desk.drag(&cell(FIRST), &cell(ACROSS))?;
    marked(desk, &SQUARE)?;
    ensure!(desk.focused()?.cell == FIRST, "the focus left the figure");
    desk.wait_message(&["已选中 2 行 2 列，共 4 格"])?;
    desk.press("Escape")?;
    marked(desk, &[])?;
    // From a figure that has the focus, and against the usual direction.
    desk.click(&cell(ACROSS))?;
    desk.drag(&cell(ACROSS), &cell(FIRST))?;
    marked(desk, &SQUARE)?;
    ensure!(desk.focused()?.cell == ACROSS, "the focus left the figure");
    desk.click(&cell(FIRST))?;
    marked(desk, &[])?;
    let shift = Held {
        shift: true,
        ..Held::default()
    };
    desk.click_with(&cell(ACROSS), shift)?;
    marked(desk, &SQUARE)?;
    desk.click(&cell(FIRST))?;
    desk.press("Shift+ArrowDown")?;
    marked(desk, &[FIRST, BELOW])?;
    desk.press("Shift+ArrowRight")?;
    marked(desk, &SQUARE)?;
    desk.press("Shift+ArrowUp")?;
    marked(desk, &[FIRST, RIGHT])?;
    desk.press("Control+a")?;
    let all = desk.count("[data-selected]")?;
    ensure!(all == 175, "{all} figures are selected by Ctrl+A");

    // Typing goes into the figure that has the focus; Enter goes round in the rectangle.
    desk.click(&cell(FIRST))?;
    desk.drag(&cell(FIRST), &cell(ACROSS))?;
    desk.type_keys("8")?;
    for there in [BELOW, RIGHT, ACROSS, FIRST] {
        desk.press("Enter")?;
        desk.wait_focus(there)?;
    }
    wait_square(desk, ["8", "2", "3", "4"])?;
    marked(desk, &SQUARE)
}

/// A rectangle is cleared, filled and pasted over, each as one step; totals stay what they are.
pub fn fill_and_clear(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    stage.desk.new_draft()?;
    fill_square(&mut stage.desk)?;
    let acts: [(&str, [&str; 4]); 4] = [
        ("Delete", ["", "", "", ""]),
        ("Backspace", ["", "", "", ""]),
        ("Control+d", ["1", "2", "1", "2"]),
        ("Control+Enter", ["1", "1", "1", "1"]),
    ];
    for (keys, after) in acts {
        stage.desk.drag(&cell(FIRST), &cell(ACROSS))?;
        stage.desk.press(keys)?;
        wait_square(&mut stage.desk, after)?;
        marked(&mut stage.desk, &SQUARE)?;
        stage.desk.press("Control+z")?;
        wait_square(&mut stage.desk, ["1", "2", "3", "4"])?;
        stage.desk.press("Control+y")?;
        wait_square(&mut stage.desk, after)?;
        stage.desk.press("Control+z")?;
        wait_square(&mut stage.desk, ["1", "2", "3", "4"])?;
    }
    // One figure takes what stands above it.
    stage.desk.click(&cell(BELOW))?;
    stage.desk.press("Control+d")?;
    stage.desk.wait_cell(BELOW, "1")?;
    stage.desk.press("Control+z")?;

    // A number fills the rectangle, a block begins at its corner.
    for (text, after) in [("7", ["7", "7", "7", "7"]), ("5\t6", ["5", "6", "3", "4"])] {
        stage.set_clipboard(text, None)?;
        stage.desk.click(&cell(BELOW))?;
        stage.desk.drag(&cell(ACROSS), &cell(FIRST))?;
        stage.desk.paste()?;
        wait_square(&mut stage.desk, after)?;
        stage.desk.press("Control+z")?;
        wait_square(&mut stage.desk, ["1", "2", "3", "4"])?;
    }
    Ok(())
}

/// Text of an input method replaces what was selected, and only that.
pub fn compose_over(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    stage.desk.new_draft()?;
    fill_square(&mut stage.desk)?;
    stage.desk.drag(&cell(ACROSS), &cell(FIRST))?;
    let composed = stage.desk.compose(&cell(ACROSS), &["１", "１２"], "１２")?;
    ensure!(
        composed.writes.is_empty(),
        "the page wrote {:?}",
        composed.writes
    );
    wait_square(&mut stage.desk, ["1", "2", "3", "１２"])?;
    marked(&mut stage.desk, &SQUARE)
}

/// A rectangle goes to a spreadsheet as text and as a table, and comes back.
pub fn copy_cells(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    stage.desk.new_draft()?;
    fill_square(&mut stage.desk)?;
    stage.desk.drag(&cell(FIRST), &cell(ACROSS))?;
    stage.desk.copy()?;
    let copied = stage.clipboard()?;
    ensure!(
        copied.text.trim_end().replace('\r', "") == "1\t2\n3\t4",
        "the text is {:?}",
        copied.text
    );
    for part in ["<table", ">1</td>", ">4</td>"] {
        ensure!(copied.html.contains(part), "no {part} in {:?}", copied.html);
    }
    // Cut, and pasted elsewhere.
    stage.desk.drag(&cell(FIRST), &cell(ACROSS))?;
    stage.desk.press("Control+x")?;
    wait_square(&mut stage.desk, ["", "", "", ""])?;
    let there = "applications.disclosed.natural_person";
    stage.desk.click(&cell(there))?;
    stage.desk.paste()?;
    stage.desk.wait_cell(there, "1")?;
    stage
        .desk
        .wait_cell("applications.partly_disclosed.commercial_enterprise", "4")
}

/// A finding of the tables leads to the figure that its cause names, with all figures of it marked; one of the prose to
/// its very words.
pub fn finding_shows(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let desk = &mut stage.desk;
    desk.act_until("open-example", "the example", |desk| {
        Ok((desk.count_seen("[data-finding]")? > 0).then_some(()))
    })?;
    desk.click("[data-finding=\"T3\"] button")?;
    let suspect = "applications.disclosed.natural_person";
    desk.wait_focus(suspect)?;
    let finding = desk
        .findings()?
        .into_iter()
        .find(|finding| finding.code == "T3");
    let first = finding.and_then(|finding| finding.locations.into_iter().next());
    ensure!(
        first.as_deref() == Some(suspect),
        "the first place is {first:?}"
    );
    ensure!(
        desk.count("[data-named]")? == 25,
        "the column is not marked"
    );
    desk.click(&cell("review.reconsideration.upheld"))?;
    ensure!(desk.count("[data-named]")? == 0, "the column stays marked");

    desk.type_prose(
        "overview",
        "一句在前。\n本年收到政府信息公开申请99件。\n一句在后。",
    )?;
    let finding = "[data-finding^=\"X\"][data-location^=\"overview\"] button";
    desk.wait("a finding of the prose", |desk| {
        Ok((desk.count_seen(finding)? > 0).then_some(()))
    })?;
    desk.click(finding)?;
    desk.wait("the words to be selected", |desk| {
        let focus = desk.focused()?;
        let text = desk.prose()?.remove("overview").unwrap_or_default();
        let words = focus.start.zip(focus.end).map(|(start, end)| {
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16_lossy(units.get(start..end).unwrap_or_default())
        });
        let words = words.unwrap_or_default();
        Ok(
            (focus.section == "overview" && words.contains("99件") && words.chars().count() < 20)
                .then_some(()),
        )
    })
}

/// After a reload and after a restart the page is where one was.
pub fn back_where_one_was(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    stage.desk.new_draft()?;
    let place = "review.litigation_after_reconsideration.upheld";
    stage.desk.type_into_cell(place, "5")?;
    stage.desk.wait_status("saved")?;
    stage.desk.reload()?;
    stage.desk.wait_focus(place)?;
    stage.desk.wait("the figure to be in view", |desk| {
        let seen: bool = desk.ask("isInView", &json!([cell(place)]))?;
        Ok(seen.then_some(()))
    })?;
    stage.restart_browser()?;
    stage.desk.wait_focus(place)
}

/// What a message offers to undo is undone by it; with the next change it is gone.
pub fn notice_is_true(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    stage.desk.new_draft()?;
    for further in [false, true] {
        stage.set_clipboard("1\t2\n3\t4\n", None)?;
        stage.desk.click(&cell(FIRST))?;
        stage.desk.paste()?;
        wait_square(&mut stage.desk, ["1", "2", "3", "4"])?;
        stage.desk.wait_message(&["已粘贴 4 格"])?;
        if further {
            stage
                .desk
                .type_into_cell("review.reconsideration.upheld", "9")?;
            stage.desk.wait("the message to go", |desk| {
                Ok((!desk.offers("notice-act")?).then_some(()))
            })?;
        } else {
            stage.desk.act("notice-act")?;
            wait_square(&mut stage.desk, ["", "", "", ""])?;
            stage.desk.wait_focus(FIRST)?;
        }
    }
    // What did not fit is told, with the way back that is spoken of.
    stage.set_clipboard("1\t2\n3\t4\n", None)?;
    let corner = "applications.carried_forward.other";
    stage.desk.click(&cell(corner))?;
    stage.desk.paste()?;
    stage.desk.wait_message(&["可以撤销"])?;
    stage.desk.act("notice-act")?;
    stage.desk.wait_cell(corner, "")
}

fn fill_square(desk: &mut Desk) -> Result<()> {
    for (address, text) in SQUARE.into_iter().zip(["1", "2", "3", "4"]) {
        desk.type_into_cell(address, text)?;
    }
    Ok(())
}

fn wait_square(desk: &mut Desk, texts: [&str; 4]) -> Result<()> {
    for (address, text) in SQUARE.into_iter().zip(texts) {
        desk.wait_cell(address, text)?;
    }
    Ok(())
}

fn selected(desk: &mut Desk, address: &str, range: (usize, usize)) -> Result<()> {
    let mut last = None;
    let there = desk.wait(&format!("{range:?} of {address} to be selected"), |desk| {
        let focus = desk.focused()?;
        let is = focus.cell == address && focus.start.zip(focus.end) == Some(range);
        last = Some(focus);
        Ok(is.then_some(()))
    });
    there.map_err(|error| error.context(format!("the focus is {last:?}")))
}

fn marked(desk: &mut Desk, expected: &[&str]) -> Result<()> {
    let mut last = Vec::new();
    let there = desk.wait("the rectangle", |desk| {
        last = desk.ask::<Vec<String>>("attributes", &json!(["[data-selected]", "data-cell"]))?;
        Ok((last == expected).then_some(()))
    });
    there.map_err(|error| error.context(format!("selected is {last:?}, not {expected:?}")))
}
