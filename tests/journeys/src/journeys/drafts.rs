//! Several drafts, and several windows on one.

use anyhow::{Context, Result, ensure};

use crate::desk::Desk;
use crate::stage::Stage;

const CELL: &str = "applications.newly_received.natural_person";

/// Several drafts stay apart; one is opened, duplicated, deleted.
pub fn drafts(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let desk = &mut stage.desk;
    for (organ, figure) in [("甲县财政局", "1"), ("乙县水务局", "2")] {
        desk.new_draft()?;
        desk.set_field("organ", organ)?;
        desk.type_into_cell(CELL, figure)?;
        desk.wait_status("saved")?;
    }
    expect_all(desk, &[("乙县水务局", "2"), ("甲县财政局", "1")])?;

    open_of(desk, "甲县财政局")?;
    desk.act("duplicate-draft")?;
    desk.wait("a third draft", |desk| {
        Ok((desk.draft_list()?.len() == 3).then_some(()))
    })?;
    // Which of the two equal drafts is which does not matter: only one of them may change.
    open_of(desk, "甲县财政局")?;
    desk.set_field("organ", "丙县教育局")?;
    desk.type_into_cell(CELL, "3")?;
    desk.wait_status("saved")?;
    // The list beside the next draft knows the new name.
    desk.click("[data-action=\"open-draft\"]")?;
    desk.wait("the new name in the list", |desk| {
        let listed = desk.body_text()?.contains("丙县教育局");
        Ok((listed && desk.field("organ")? != "丙县教育局").then_some(()))
    })?;
    let three = [
        ("丙县教育局", "3"),
        ("乙县水务局", "2"),
        ("甲县财政局", "1"),
    ];
    expect_all(desk, &three)?;

    open_of(desk, "乙县水务局")?;
    desk.delete_draft()?;
    expect_all(desk, &[("丙县教育局", "3"), ("甲县财政局", "1")])?;
    // The way back is offered where the deletion happened, so it is walked straight after a second one.
    open_of(desk, "甲县财政局")?;
    desk.delete_draft()?;
    desk.undo_deletion()?;
    desk.wait_cell(CELL, "1")?;
    desk.wait_status("saved")?;
    desk.reload()?;
    expect_all(desk, &[("丙县教育局", "3"), ("甲县财政局", "1")])
}

/// Opens the drafts one after the other and compares what they say, in any order.
fn expect_all(desk: &mut Desk, expected: &[(&str, &str)]) -> Result<()> {
    let mut found = Vec::new();
    for id in desk.draft_list()? {
        desk.open_draft(&id)?;
        found.push((desk.field("organ")?, desk.cell_value(CELL)?));
    }
    found.sort();
    let mut expected: Vec<(String, String)> = expected
        .iter()
        .map(|(organ, figure)| ((*organ).to_owned(), (*figure).to_owned()))
        .collect();
    expected.sort();
    ensure!(
        found == expected,
        "the drafts are {found:?}, not {expected:?}"
    );
    Ok(())
}

fn open_of(desk: &mut Desk, organ: &str) -> Result<()> {
    for id in desk.draft_list()? {
        desk.open_draft(&id)?;
        if desk.field("organ")? == organ {
            return Ok(());
        }
    }
    Err(anyhow::anyhow!("no draft is of {organ}"))
}

/// A second window on the same draft reads only, until it takes over.
pub fn second_window(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    stage.desk.new_draft()?;
    stage.desk.type_into_cell(CELL, "12")?;
    stage.desk.wait_status("saved")?;

    let mut second = stage.second_window()?;
    second.wait_cell(CELL, "12")?;
    second.wait_status("readonly")?;
    let typed = second.type_into_cell(CELL, "99");
    ensure!(
        typed.is_err() || second.cell_value(CELL)? == "12",
        "a window that reads only took input"
    );

    second.act("take-over").context("in the second window")?;
    second.wait("the second window to be in charge", |desk| {
        Ok((desk.status()? != "readonly").then_some(()))
    })?;
    second.type_into_cell(CELL, "34")?;
    second.wait_status("saved")?;

    stage.desk.page().bring_to_front()?;
    stage
        .desk
        .wait_status("readonly")
        .context("in the first window")?;
    stage.desk.reload()?;
    stage.desk.wait_cell(CELL, "34")
}

/// A window in a process that hears nothing of the others, and, once it is told so, sees what they write as late as it may.
const BEHIND: &str = "(function () {
    var listen = window.addEventListener;
    window.addEventListener = function (name) {
        if (name !== 'storage') {
            listen.apply(window, arguments);
        }
    };
    window.BroadcastChannel = undefined;
    var view = {};
    var get = Storage.prototype.getItem;
    var put = Storage.prototype.setItem;
    Storage.prototype.getItem = function (key) {
        return key in view ? view[key] : get.call(this, key);
    };
    Storage.prototype.setItem = function (key, text) {
        put.call(this, key, text);
        if (key in view) {
            view[key] = text;
        }
    };
    window.journeysFallBehind = function () {
        Object.keys(localStorage).forEach(function (key) {
            if (key.indexOf('nianbao.draft.') === 0) {
                view[key] = localStorage.getItem(key);
            }
        });
        return Object.keys(view).length;
    };
})();";

/// Two windows save upon the same state, neither having seen what the other wrote: both texts are there, and it is told.
pub fn saved_at_once(stage: &mut Stage) -> Result<()> {
    const OTHER: &str = "applications.newly_received.commercial_enterprise";
    stage.open()?;
    stage.desk.new_draft()?;
    stage.desk.type_into_cell(CELL, "12")?;
    stage.desk.wait_status("saved")?;

    let mut second = stage.blank_window()?;
    second.page().add_startup_script(BEHIND)?;
    second.open()?;
    second.wait_cell(CELL, "12")?;
    second
        .wait_status("saved")
        .context("in the window that hears nothing")?;
    let known = second.page().evaluate("window.journeysFallBehind()")?;
    ensure!(known == 1, "{known} drafts are there");

    stage.desk.page().bring_to_front()?;
    stage.desk.type_into_cell(OTHER, "34")?;
    stage.desk.wait_status("saved")?;
    second.page().bring_to_front()?;
    // Twice, so that the number of what is there does not tell any more.
    second.type_into_cell(CELL, "5")?;
    second.type_into_cell(CELL, "56")?;
    second.wait_message(&["两个不同的版本"])?;
    second.wait_status("saved")?;
    // The message leads to the text that became a draft of its own, in the window that made one of it.
    let desks = [&mut stage.desk, &mut second];
    let mut led = false;
    for desk in desks {
        desk.page().bring_to_front()?;
        if !led && desk.offers("notice-act")? {
            let shown = desk.cell_value(OTHER)?;
            desk.act("notice-act")?;
            desk.wait("the other text", |desk| {
                Ok((desk.cell_value(OTHER)? != shown).then_some(()))
            })?;
            led = true;
        }
    }
    ensure!(led, "no window leads to the other text");

    second.reload()?;
    let mut found = Vec::new();
    for id in second.draft_list()? {
        second.open_draft(&id)?;
        found.push((second.cell_value(CELL)?, second.cell_value(OTHER)?));
    }
    for (cell, other) in [("12", "34"), ("56", "")] {
        ensure!(
            found.contains(&(cell.to_owned(), other.to_owned())),
            "{cell:?} and {other:?} are lost, there are {found:?}"
        );
    }
    Ok(())
}

/// A draft that is deleted in one window is told in the other at once, and comes back there.
pub fn deleted_elsewhere(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    stage.desk.new_draft()?;
    stage.desk.type_into_cell(CELL, "12")?;
    stage.desk.wait_status("saved")?;
    let mut second = stage.second_window()?;
    second.wait_status("readonly")?;
    for verb in ["delete-draft", "suppress-finding", "insert-text"] {
        ensure!(!second.offers(verb)?, "{verb} is offered to who looks on");
    }
    stage.desk.page().bring_to_front()?;
    stage.desk.delete_draft()?;
    second.page().bring_to_front()?;
    second.wait_message(&["已在另一个窗口删除"])?;
    ensure!(second.status()? == "readonly");
    ensure!(!second.offers("take-over")?);
    stage.desk.page().bring_to_front()?;
    stage.desk.undo_deletion()?;
    stage.desk.wait_cell(CELL, "12")?;
    second.page().bring_to_front()?;
    second.act("take-over")?;
    second.wait_status("saved")?;
    second.type_into_cell(CELL, "34")?;
    second.wait_status("saved")
}

/// Two copies of the single file share their drafts and do not overwrite each other.
pub fn several_copies(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    stage.desk.new_draft()?;
    stage.desk.type_into_cell(CELL, "12")?;
    stage.desk.wait_status("saved")?;

    let address = stage.desk.page().evaluate("decodeURI(location.pathname)")?;
    let original = address.as_str().context("the page has no address")?;
    let copy = stage.write_file("年报编制器（副本）.html", &std::fs::read(original)?)?;
    let mut second = stage.blank_window()?;
    second.open_copy(&format!("file://{}", copy.display()))?;
    if second.count("[data-cell]")? == 0 {
        // This browser gives every file a storage of its own, so that there is nothing to overwrite.
        second.new_draft()?;
        second.type_into_cell(CELL, "34")?;
        second.wait_status("saved")?;
    } else {
        second.wait_cell(CELL, "12")?;
        second.wait_status("readonly")?;
        // A draft of its own may be begun at once, beside the one that is being edited.
        second.new_draft()?;
        second.type_into_cell(CELL, "34")?;
        second.wait_status("saved")?;
    }

    stage.desk.page().bring_to_front()?;
    stage.desk.type_into_cell(CELL, "56")?;
    stage.desk.wait_status("saved")?;
    stage.desk.wait_cell(CELL, "56")?;
    second.page().bring_to_front()?;
    second.reload()?;
    second.wait("one of the two drafts", |desk| {
        let shown = desk.cell_value(CELL)?;
        Ok(matches!(shown.as_str(), "34" | "56").then_some(()))
    })
}
