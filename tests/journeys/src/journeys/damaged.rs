//! Stored data that cannot be read: told, left alone, handed out, and no other draft suffers.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::desk::action;
use crate::stage::Stage;

const CELL: &str = "applications.newly_received.natural_person";

/// Each way of damaging a text, in JavaScript over `text`, with words of the message about it.
const DAMAGES: [(&str, &str); 7] = [
    ("text.slice(0, text.length >> 1)", "读不下去"),
    ("text.replace('乙县', '丙县')", "与保存时不一致"),
    ("''", "是空的"),
    ("'{\"type\":\"excalidraw\",\"elements\":[]}'", "其他程序"),
    (
        "text.replace('\"version\":1', '\"version\":9')",
        "数据版本 9",
    ),
    (
        "text.replace(/\"id\":\"[^\"]*\"/, '\"id\":\"other\"')",
        "与保存时不一致",
    ),
    (
        "text.replace('\"draft\":{', '\"draft\":{ ')",
        "与保存时不一致",
    ),
];

/// Puts a damaged text into both places and gives it back.
fn damage(key: &str, how: &str) -> String {
    format!(
        "new Promise(function (done) {{
            var key = {key}, text = window.journeysText || localStorage.getItem(key);
            window.journeysText = text;
            var damaged = {how};
            localStorage.setItem(key, damaged);
            var opening = indexedDB.open('nianbao');
            opening.onsuccess = function () {{
                var change = opening.result.transaction('texts', 'readwrite');
                change.objectStore('texts').put(damaged, key);
                change.oncomplete = function () {{ opening.result.close(); done([text, damaged]); }};
            }};
        }})",
        key = json!(key)
    )
}

/// Each kind of damaged data is told by its own words, left as it is, and handed out; the other draft opens.
pub fn damaged(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    stage.desk.new_draft()?;
    stage.desk.set_field("organ", "乙县水务局")?;
    stage.desk.wait_status("saved")?;
    stage.desk.new_draft()?;
    stage.desk.set_field("organ", "甲县财政局")?;
    stage.desk.type_into_cell(CELL, "1")?;
    stage.desk.wait_status("saved")?;
    let list = stage.desk.draft_list()?;
    let id = list.last().context("there is no second draft")?.clone();
    let key = format!("nianbao.draft.{id}");
    let mut sound = None;
    for (how, said) in DAMAGES {
        if let Some(text) = &sound {
            let script = format!("window.journeysText = {}", json!(text));
            stage.desk.page().evaluate(&script)?;
        }
        let texts = stage.desk.page().evaluate(&damage(&key, how))?;
        sound = texts.get(0).cloned();
        let damaged = texts.get(1).and_then(|text| text.as_str());
        let damaged = damaged.context("no damaged text")?.to_owned();
        stage.desk.reload()?;
        stage.desk.wait_cell(CELL, "1")?;
        stage.desk.draft_list()?;
        stage
            .desk
            .click(&format!("{}[data-draft=\"{id}\"]", action("open-draft")))?;
        stage
            .desk
            .wait_message(&[said])
            .with_context(|| format!("after {how}"))?;
        // Of an empty text there is no file that would ever be finished.
        if !damaged.is_empty() {
            let file = stage.download_by(|desk| {
                desk.click(&format!("[role=alert] {}", action("download-raw")))
            })?;
            ensure!(file.text()? == damaged, "{how}: another text is handed out");
        }
        let script = format!("localStorage.getItem({})", json!(key));
        let kept = stage.desk.page().evaluate(&script)?;
        ensure!(kept.as_str() == Some(&damaged), "{how}: it was overwritten");
        // The other one is opened and edited as ever.
        let other = stage.desk.draft_list()?;
        let other = other.iter().find(|other| **other != id);
        let other = other.context("the other draft is gone")?.clone();
        stage.desk.open_draft(&other)?;
        stage.desk.wait_status("saved")?;
    }

    // Only one of the two places is damaged: the other counts, and the damaged text is kept and handed out.
    let script = format!(
        "localStorage.setItem({}, {})",
        json!(key),
        json!(sound.and_then(|text| text.as_str().map(str::to_owned)))
    );
    stage.desk.page().evaluate(&script)?;
    stage.desk.reload()?;
    stage.desk.draft_list()?;
    stage.desk.wait("the damaged data in the list", |desk| {
        Ok((desk.count(&action("remove-raw"))? == 1).then_some(()))
    })?;
    stage.screenshot("list")?;
    stage.desk.open_draft(&id)?;
    ensure!(stage.desk.field("organ")? == "乙县水务局");
    stage.desk.wait_status("saved")
}
