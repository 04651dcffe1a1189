//! The office's own word list: written, kept, applied, taken out and brought in.

use anyhow::{Context, Result, ensure};

use crate::desk::{Desk, Finding};
use crate::stage::Stage;

/// Where the list is written.
const TEXT: &str = "[role=dialog] textarea";

/// The check that goes by the list.
const CODE: &str = "N24";

const NO_FILES: &str = "URL.createObjectURL = function () { throw new Error('not allowed'); };";

/// “公开→公示” as an editor saves it that knows only the older Chinese encoding.
const IN_GBK: &[u8] = b"\xb9\xab\xbf\xaa\xa1\xfa\xb9\xab\xca\xbe";

/// Words are listed, found, mended; the list is there after a reload, and comes back from its file.
pub fn word_list(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let desk = &mut stage.desk;
    desk.new_draft()?;
    desk.type_prose("overview", "市应急局公开信息3条，公众号转载2条。")?;
    ensure!(listed(desk)?.is_empty(), "there is no list yet");

    open(desk)?;
    for (number, line) in ["应急局→应急管理局", "公众号", "甲→乙→丙"]
        .iter()
        .enumerate()
    {
        if number > 0 {
            desk.press("Enter")?;
        }
        desk.type_keys(line)?;
    }
    desk.wait_message(&["共 2 条。第 3 行没有采用"])?;
    // One key does not throw away what was typed, wherever the focus is.
    desk.press("Escape")?;
    desk.wait_message(&["没有保存"])?;
    desk.click("[role=dialog] p")?;
    desk.press("Escape")?;
    ensure!(
        text(desk)?.lines().count() == 3,
        "Escape took the list away"
    );
    desk.act("save-words")?;
    closed(desk)?;
    desk.wait_message(&["词表已保存"])?;
    wait_listed(desk, &["应急局", "公众号"])?;
    desk.act("use-listed-word")?;
    wait_listed(desk, &["公众号"])?;
    let prose = desk.prose()?;
    let overview = prose.get("overview").context("there is section one")?;
    ensure!(
        overview == "市应急管理局公开信息3条，公众号转载2条。",
        "{overview}"
    );

    desk.wait_status("saved")?;
    desk.reload()?;
    wait_listed(desk, &["公众号"])?;
    open(desk)?;
    let before = text(desk)?;
    ensure!(before.lines().count() == 3, "{before}");
    let file = stage.download("export-words")?;
    ensure!(file.name == "单位词表.txt", "{}", file.name);
    let exported = file.text()?;
    ensure!(
        exported == format!("\u{feff}{}", before.replace('\n', "\r\n")),
        "{exported:?}"
    );

    // Without the list, nothing is found; with it from its file, it is again.
    let desk = &mut stage.desk;
    desk.click(TEXT)?;
    desk.press("Control+a")?;
    desk.press("Delete")?;
    desk.act("save-words")?;
    closed(desk)?;
    wait_listed(desk, &[])?;
    open(desk)?;
    ensure!(text(desk)?.is_empty());
    import(stage, "国标.txt", IN_GBK)?;
    stage.desk.wait_message(&["UTF-8"])?;
    import(stage, &file.name, &file.bytes)?;
    stage.desk.wait_message(&["已导入"])?;
    ensure!(text(&mut stage.desk)? == before);
    // What is there already does not come twice.
    import(stage, "再次.txt", "公众号\n新词".as_bytes())?;
    stage.desk.wait_message(&["共 3 条"])?;
    stage.desk.act("close-words")?;
    closed(&mut stage.desk)?;
    wait_listed(&mut stage.desk, &[])?;
    open(&mut stage.desk)?;
    import(stage, &file.name, &file.bytes)?;
    stage.desk.wait_message(&["已导入"])?;
    stage.desk.act("save-words")?;
    closed(&mut stage.desk)?;
    wait_listed(&mut stage.desk, &["公众号"])?;
    refused(&mut stage.desk)
}

/// Where the browser gives out no file, the list is shown for copying, over the dialog and back to it.
fn refused(desk: &mut Desk) -> Result<()> {
    desk.page().evaluate(NO_FILES)?;
    open(desk)?;
    desk.act("export-words")?;
    desk.wait("the list to copy by hand", |desk| {
        Ok(desk.offers("close-by-hand")?.then_some(()))
    })?;
    desk.press("Escape")?;
    desk.wait("the focus back in the dialog", |desk| {
        Ok((desk.count("[data-action=\"export-words\"]:focus")? == 1).then_some(()))
    })?;
    // From the last button Tab leads to the first element, and back.
    desk.press("Tab")?;
    desk.press("Tab")?;
    desk.wait("Tab to stay inside", |desk| {
        Ok((desk.count(&format!("{TEXT}:focus"))? == 1).then_some(()))
    })?;
    desk.press("Shift+Tab")?;
    desk.press("Enter")?;
    closed(desk)
}

fn open(desk: &mut Desk) -> Result<()> {
    desk.act("word-list")?;
    desk.wait("the focus in the list", |desk| {
        Ok((desk.count(&format!("{TEXT}:focus"))? == 1).then_some(()))
    })
}

/// Waits until the dialog has gone and the focus is back.
fn closed(desk: &mut Desk) -> Result<()> {
    desk.wait("the focus back from the dialog", |desk| {
        let back = desk.count("[data-action=\"word-list\"]:focus")? == 1;
        Ok((back && desk.count(TEXT)? == 0).then_some(()))
    })
}

fn text(desk: &mut Desk) -> Result<String> {
    let text = desk
        .page()
        .evaluate(&format!("document.querySelector('{TEXT}').value"))?;
    text.as_str().map(str::to_owned).context("a text")
}

fn import(stage: &mut Stage, name: &str, bytes: &[u8]) -> Result<()> {
    let path = stage.write_file(name, bytes)?;
    stage
        .desk
        .choose_files("[data-action=\"import-words\"] button", &[path])
}

fn listed(desk: &mut Desk) -> Result<Vec<Finding>> {
    let mut findings = desk.findings()?;
    findings.retain(|finding| finding.code == CODE);
    Ok(findings)
}

/// Waits until the findings are about these words, in this order, and about no other.
fn wait_listed(desk: &mut Desk, words: &[&str]) -> Result<()> {
    desk.wait(&format!("findings about {words:?}"), |desk| {
        let found = listed(desk)?;
        let all = found.iter().zip(words);
        let agree = all.fold(found.len() == words.len(), |agree, (finding, word)| {
            agree && finding.text.contains(&format!("有“{word}”"))
        });
        Ok(agree.then_some(()))
    })
}
