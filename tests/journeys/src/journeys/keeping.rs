//! Nothing that was typed is lost: reload, restart, power failure, deletion, backup.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::cells::{self, Figures};
use crate::desk::Desk;
use crate::sample;
use crate::stage::Stage;

/// All that a report's author has put in.
#[derive(Debug, PartialEq, Eq)]
struct Entered {
    cells: Figures,
    prose: BTreeMap<String, String>,
    fields: [String; 4],
}

fn entered(desk: &mut Desk) -> Result<Entered> {
    Ok(Entered {
        cells: desk.cell_texts()?,
        prose: desk.prose()?,
        fields: [
            desk.field("organ")?,
            desk.field("year")?,
            desk.field("level")?,
            desk.field("publish_date")?,
        ],
    })
}

/// Waits until the page shows this report again.
fn expect_entered(desk: &mut Desk, expected: &Entered, after: &str) -> Result<()> {
    desk.wait_cells(&expected.cells)
        .with_context(|| format!("after {after}"))?;
    let now = entered(desk)?;
    ensure!(
        now == *expected,
        "after {after}: {now:?}, entered {expected:?}"
    );
    Ok(())
}

/// Everything typed is there after a reload and after a restart of the browser.
pub fn reload_and_restart(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let desk = &mut stage.desk;
    desk.new_draft()?;
    sample::fill_words(desk)?;
    desk.fill_cells(&sample::figures())?;
    // Not a number, and still kept as it was typed.
    desk.type_into_cell("proactive.rules.issued", "22（其中修订16件）")?;
    desk.wait_status("saved")?;
    let before = entered(desk)?;
    ensure!(before.fields.first().map(String::as_str) == Some(sample::ORGAN));
    desk.reload()?;
    expect_entered(desk, &before, "the reload")?;
    desk.wait_status("saved")?;
    stage.restart_browser()?;
    expect_entered(&mut stage.desk, &before, "the restart")?;
    stage.desk.wait_status("saved")?;

    // A reload right after the last key, without waiting for anything.
    stage
        .desk
        .type_into_cell("proactive.rules.repealed", "17")?;
    stage.desk.reload()?;
    stage.desk.wait_cell("proactive.rules.repealed", "17")
}

/// What the page called saved is there after the browser was killed.
pub fn power_failure(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    sample::fill(&mut stage.desk)?;
    stage.desk.wait_status("saved")?;
    for round in 1..=3 {
        let desk = &mut stage.desk;
        desk.type_into_cell("proactive.rules.issued", &format!("4{round}"))?;
        desk.wait_status("saved")?;
        let before = entered(desk)?;
        // The promise allows the last half second to be lost, so this one pause is part of the question.
        std::thread::sleep(Duration::from_millis(500));
        stage.kill_browser()?;
        expect_entered(&mut stage.desk, &before, "the power failure")?;
    }
    Ok(())
}

/// The browser is killed at any moment while somebody types: what is there then is a beginning of what was typed, and has
/// all that the page had called saved. How much of the rest is lost is a matter of time, which `cargo xtask bench kill`
/// measures.
pub fn killed_while_typing(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    stage.desk.new_draft()?;
    stage.desk.wait_status("saved")?;
    let mut text = String::new();
    let mut next = '一';
    for round in 0..6 {
        let desk = &mut stage.desk;
        desk.enter("overview", &crate::desk::prose("overview"))?;
        desk.press("Control+End")?;
        let mut promised = text.len();
        for _ in 0..20 + any_below(150)? {
            desk.page().insert_text(&next.to_string())?;
            text.push(next);
            // Every character is another one, so that a mixture would show.
            next = char::from_u32(u32::from(next) + 1).context("no more characters")?;
            if desk.status()? == "saved" {
                promised = text.len();
            }
        }
        stage.kill_browser()?;
        // Until then the page may show what the first of the two copies has.
        stage.desk.wait_status("saved")?;
        let mut found = String::new();
        let enough = stage.desk.wait("what was typed", |desk| {
            found = desk.prose()?.remove("overview").unwrap_or_default();
            Ok((found.len() >= promised).then_some(()))
        });
        enough.with_context(|| {
            format!(
                "round {round}: of {promised} bytes that were saved {} are there",
                found.len()
            )
        })?;
        ensure!(
            text.starts_with(&found),
            "round {round}: {found} is no beginning of {text}"
        );
        text = found;
    }
    Ok(())
}

/// A number that is another one at every run.
fn any_below(bound: u64) -> Result<u64> {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
    Ok(u64::from(now.subsec_nanos()) / 1000 % bound)
}

/// Forgets everything, as a browser on another PC has never had it.
pub const ANOTHER_PC: &str = "new Promise(function (done) {
    localStorage.clear();
    var opening = indexedDB.open('nianbao');
    opening.onsuccess = function () {
        var change = opening.result.transaction('texts', 'readwrite');
        change.objectStore('texts').clear();
        change.oncomplete = function () { opening.result.close(); done(true); };
    };
})";

/// All drafts with their history move to another PC in one file, beside what is there, and only once.
pub fn moving_house(stage: &mut Stage) -> Result<()> {
    const CELL: &str = "applications.newly_received.natural_person";
    stage.open()?;
    for figure in ["1", "2"] {
        stage.desk.new_draft()?;
        stage.desk.type_into_cell(CELL, figure)?;
        stage.desk.wait_status("saved")?;
    }
    stage.desk.delete_draft()?;
    stage.desk.draft_list()?;
    let file = stage.download("save-all")?;
    let path = stage.write_file("全部.json", &file.bytes)?;
    stage.desk.page().evaluate(ANOTHER_PC)?;
    // What the page still has in memory must not be written again when it goes away.
    stage.desk.page().evaluate(ANOTHER_PC)?;
    stage.desk.reload()?;
    ensure!(stage.desk.count("[data-action=\"open-draft\"]")? == 0);

    stage.desk.restore(path.clone())?;
    stage.desk.wait_message(&["已读入 2 份草稿"])?;
    let ids = stage.desk.draft_list()?;
    ensure!(ids.len() == 1, "{ids:?}");
    let id = ids.first().context("no draft")?;
    stage.desk.open_draft(id)?;
    stage.desk.wait_cell(CELL, "1")?;
    stage.desk.act("history")?;
    stage.desk.wait("the blank draft from before", |desk| {
        Ok(
            (desk.count("[data-snapshot]")? == 2 && desk.count(".nb-history :focus")? == 1)
                .then_some(()),
        )
    })?;
    stage.desk.press("Escape")?;

    stage.desk.restore(path.clone())?;
    stage.desk.wait_message(&["2 份这里已经有了"])?;
    stage.desk.type_into_cell(CELL, "3")?;
    stage.desk.wait_status("saved")?;
    stage.desk.restore(path)?;
    stage.desk.wait_message(&["两份都保留"])?;
    ensure!(stage.desk.draft_list()?.len() == 2);
    Ok(())
}

/// A deleted draft comes back by undo and from its backup file.
pub fn backup_restore(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    sample::fill(&mut stage.desk)?;
    stage
        .desk
        .wait_cells(&cells::filled_up(&sample::figures()))?;
    let before = entered(&mut stage.desk)?;

    let file = stage.download("download-backup")?;
    ensure!(
        file.name.ends_with(".json"),
        "the file is called {}",
        file.name
    );
    ensure!(
        file.name.contains(sample::ORGAN),
        "the file's name does not say whose it is: {}",
        file.name
    );
    let saved: Value = serde_json::from_str(file.text()?).context("the backup is not JSON")?;
    expect_backup(&saved, &before)?;

    let asked = stage.desk.delete_draft()?;
    stage
        .desk
        .undo_deletion()
        .with_context(|| format!("the deletion (asked first: {asked}) cannot be undone"))?;
    expect_entered(&mut stage.desk, &before, "the undone deletion")?;

    stage.desk.delete_draft()?;
    let path = stage.write_file("备份.json", &file.bytes)?;
    stage.desk.restore(path)?;
    expect_entered(&mut stage.desk, &before, "the restoration")?;
    stage.desk.wait_status("saved")?;
    stage.desk.reload()?;
    expect_entered(&mut stage.desk, &before, "the reload")
}

fn expect_backup(saved: &Value, before: &Entered) -> Result<()> {
    let plain = [
        ("/kind", json!("nianbao.draft")),
        ("/version", json!(1)),
        ("/organ", json!(sample::ORGAN)),
        ("/level", json!("department")),
        ("/year", json!(2025)),
        ("/title", Value::Null),
        ("/publish_date", json!("2026-01-20")),
    ];
    for (place, expected) in plain {
        let found = saved.pointer(place);
        ensure!(
            found == Some(&expected),
            "{place} is {found:?}, not {expected}"
        );
    }
    for (section, text) in sample::PROSE {
        let found = saved.pointer(&format!("/sections/{section}"));
        ensure!(found == Some(&json!(text)), "{section} is {found:?}");
    }
    let found: Figures = saved
        .pointer("/cells")
        .and_then(|cells| serde_json::from_value(cells.clone()).ok())
        .context("the backup's cells are not texts by address")?;
    let mut typed = before.cells.clone();
    for cell in cells::all().into_iter().filter(|cell| cell.computed) {
        typed.remove(&cell.address);
    }
    ensure!(
        found == typed,
        "the backup's cells are {found:?}, typed were {typed:?}"
    );
    Ok(())
}

/// Unknown keys of a backup survive, a newer version is refused.
pub fn backup_compatibility(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let mut file = json!({
        "kind": "nianbao.draft",
        "version": 1,
        "organ": sample::ORGAN,
        "level": "township",
        "year": 2024,
        "title": "示例县应急管理局2024年度报告",
        "publish_date": "2025-01-20",
        "sections": { "overview": "第一段\n第二段", "applications": "表后说明" },
        "cells": {
            "applications.newly_received.natural_person": "12",
            "proactive.fees.amount": "3.5",
            "proactive.rules.issued": "22（其中修订16件）"
        },
        "previous_year": {
            "year": 2023,
            "cells": { "applications.carried_forward.total": "0" },
            "sections": { "problems_and_improvements": "去年的话" }
        },
        "suppressed": [],
        "seal": { "of": "a later edition", "numbers": [1, 2.5, null] }
    });
    let path = stage.write_file("备份.json", file.to_string().as_bytes())?;
    stage.desk.restore(path)?;
    stage
        .desk
        .wait_cell("proactive.rules.issued", "22（其中修订16件）")?;
    ensure!(stage.desk.field("year")? == "2024");
    ensure!(stage.desk.field("level")? == "township");
    stage.desk.wait_error_at("proactive.rules.issued")?;
    stage.desk.wait_status("saved")?;
    stage.desk.reload()?;
    let again = stage.download("download-backup")?;
    let again: Value = serde_json::from_str(again.text()?)?;
    for key in ["seal", "title", "sections", "cells", "previous_year"] {
        let place = format!("/{key}");
        ensure!(
            again.pointer(&place) == file.pointer(&place),
            "{key} came back as {:?}",
            again.pointer(&place)
        );
    }

    let before = entered(&mut stage.desk)?;
    if let Some(version) = file.pointer_mut("/version") {
        *version = json!(99);
    }
    if let Some(organ) = file.pointer_mut("/organ") {
        *organ = json!("别的机关");
    }
    let path = stage.write_file("较新.json", file.to_string().as_bytes())?;
    stage.desk.restore(path)?;
    stage.desk.wait_message(&["版本"])?;
    expect_entered(&mut stage.desk, &before, "the refused backup")
}

/// Types without a pause, which is saved several times in a second, until the page reminds of a backup in these words.
pub fn type_until_reminded(desk: &mut Desk, words: &str) -> Result<()> {
    desk.enter("overview", &crate::desk::prose("overview"))?;
    desk.press("Control+End")?;
    for _ in 0..MANY {
        desk.type_keys("7 ")?;
        if desk.messages()?.iter().any(|said| said.contains(words)) {
            return Ok(());
        }
    }
    bail!("nothing reminds of a backup after {MANY} words")
}

/// More words than anybody types without a pause.
const MANY: usize = 20_000;

/// After many changes without a backup the page asks for one, until it has it.
pub fn backup_reminder(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    stage.desk.new_draft()?;
    stage
        .desk
        .type_into_cell("review.reconsideration.upheld", "1")?;
    stage.desk.wait_status("saved")?;
    ensure!(!stage.desk.offers("put-off-backup")?, "reminded too early");

    type_until_reminded(&mut stage.desk, "次改动没有备份")?;
    stage.desk.act("put-off-backup")?;
    wait_no_reminder(stage)?;

    type_until_reminded(&mut stage.desk, "次改动没有备份")?;
    stage.download("download-backup")?;
    wait_no_reminder(stage)?;

    // Few changes after a backup are no reason, not even after a reload.
    stage.desk.reload()?;
    stage
        .desk
        .type_into_cell("review.reconsideration.upheld", "2")?;
    stage.desk.wait_status("saved")?;
    ensure!(
        !stage.desk.offers("put-off-backup")?,
        "reminded right after a backup"
    );
    Ok(())
}

fn wait_no_reminder(stage: &mut Stage) -> Result<()> {
    stage.desk.wait("the reminder to go", |desk| {
        Ok((!desk.offers("put-off-backup")?).then_some(()))
    })
}
