//! Leads through every screen of the page, for journeys that look at each in the same way.

use anyhow::Result;

use crate::desk::action;
use crate::stage::Stage;

/// Where a screenful of the editor begins.
const PARTS: [&str; 4] = [
    "report",
    "proactive",
    "applications",
    "problems_and_improvements",
];

/// The cell that holds no number.
const UNREADABLE: &str = "proactive.rules.issued";

/// As in a browser that allows no copying.
const NO_COPYING: &str = "document.execCommand = function () { return false; };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
    true";

/// As on a disk that has just become full …
const FULL: &str = "window.journeysStorage = Storage.prototype.setItem;
    Storage.prototype.setItem = function () { throw new DOMException('The quota has been exceeded.', 'QuotaExceededError'); }";

/// … and on which somebody has made room.
const ROOM: &str = "Storage.prototype.setItem = window.journeysStorage";

/// As in Chromium 50.
const TOO_OLD: &str = "Object.defineProperty(navigator, 'userAgent', {
    value: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/50.0.2661.75 Safari/537.36'
});";

/// Shows one screen after the other, the start page first, and lets `look` at each, with its name.
pub fn visit(
    stage: &mut Stage,
    mut look: impl FnMut(&mut Stage, &str) -> Result<()>,
) -> Result<()> {
    stage.open()?;
    look(stage, "start")?;

    stage.desk.new_draft()?;
    // One cell that is marked as wrong.
    stage.desk.type_into_cell(UNREADABLE, "12a")?;
    stage.desk.wait_error_at(UNREADABLE)?;
    look(stage, "blank")?;
    stage.desk.fill_zero()?;
    stage.desk.wait_message(&["撤销"])?;
    look(stage, "notice")?;

    let blank = stage.desk.field("organ")?;
    stage
        .desk
        .act_until("open-example", "the example", |desk| {
            Ok((desk.field("organ")? != blank && !desk.errors()?.is_empty()).then_some(()))
        })?;
    for part in PARTS {
        stage.desk.go_to(part)?;
        look(stage, &format!("example-{part}"))?;
    }
    stage.desk.click("[data-finding] summary")?;
    stage.desk.wait("the explanation", |desk| {
        Ok((desk.count_seen("[data-finding] details[open] p")? > 0).then_some(()))
    })?;
    look(stage, "findings")?;
    stage.desk.act("suppress-finding")?;
    stage.desk.press("Enter")?;
    stage.desk.wait_message(&["没有写理由"])?;
    look(stage, "dismissing")?;
    stage.desk.type_keys("已核对")?;
    stage.desk.act("confirm-suppress")?;
    stage.desk.act("show-dismissed")?;
    stage.desk.wait("what was dismissed", |desk| {
        desk.offers("restore-finding").map(|yes| yes.then_some(()))
    })?;
    look(stage, "dismissed")?;

    stage.desk.press("F9")?;
    stage.desk.wait("the preview", |desk| {
        Ok((desk.count_seen("main article table")? == 3).then_some(()))
    })?;
    look(stage, "preview")?;
    for verb in ["check-record", "show-picture"] {
        stage.desk.act(verb)?;
        look(stage, verb)?;
    }
    stage.desk.press("F9")?;

    stage.desk.page().evaluate(NO_COPYING)?;
    stage.desk.act("copy-source")?;
    stage.desk.wait("a text to copy by hand", |desk| {
        Ok(desk.offers("close-by-hand")?.then_some(()))
    })?;
    look(stage, "by-hand")?;
    stage.desk.press("Escape")?;

    stage.desk.act("word-list")?;
    stage.desk.wait("the word list", |desk| {
        Ok(desk.offers("save-words")?.then_some(()))
    })?;
    look(stage, "word-list")?;
    stage.desk.press("Escape")?;

    stage.desk.act("history")?;
    stage.desk.wait("the earlier states", |desk| {
        Ok(
            (desk.count("[data-snapshot]")? > 0 && desk.count(".nb-history :focus")? == 1)
                .then_some(()),
        )
    })?;
    look(stage, "history")?;
    stage.desk.press("Escape")?;
    stage.desk.act("import")?;
    stage.desk.wait("the place to paste into", |desk| {
        Ok((desk.count("[data-import-target]:focus")? == 1).then_some(()))
    })?;
    look(stage, "import")?;
    let path = stage.write_file(
        "年报.html",
        include_bytes!("../../../data/export/draft.html"),
    )?;
    stage
        .desk
        .choose_files(&action("choose-import-file"), &[path])?;
    stage.desk.wait("what was found", |desk| {
        desk.offers("apply-import").map(|yes| yes.then_some(()))
    })?;
    stage.desk.click("[data-import-as=\"previous\"]")?;
    look(stage, "import-found")?;
    stage.desk.act("apply-import")?;
    stage.desk.wait("the dialog to be gone", |desk| {
        Ok((desk.count("[role=dialog]")? == 0).then_some(()))
    })?;
    stage.desk.go_to("applications")?;
    stage
        .desk
        .click("[data-part=\"applications\"] [data-action=\"toggle-previous\"]")?;
    look(stage, "last-year")?;
    stage
        .desk
        .click("[data-part=\"applications\"] [data-action=\"toggle-previous\"]")?;

    stage.desk.act("delete-draft")?;
    stage.desk.wait("the question", |desk| {
        Ok(desk.offers("confirm")?.then_some(()))
    })?;
    look(stage, "question")?;
    stage.desk.act("confirm")?;
    stage.desk.wait("the deleted draft to be gone", |desk| {
        Ok((desk.errors()?.is_empty() && !desk.offers("confirm")?).then_some(()))
    })?;
    stage.desk.draft_list()?;
    stage.desk.click("main details summary")?;
    stage.desk.wait("the deleted drafts", |desk| {
        Ok(desk.offers("undelete-draft")?.then_some(()))
    })?;
    look(stage, "drafts")?;

    let id = stage.desk.draft_list()?.remove(0);
    stage.desk.open_draft(&id)?;
    let mut second = stage.second_window()?;
    // Whether windows hear each other here is for the journey `second-window` to say.
    if second.wait_status("readonly").is_ok() {
        std::mem::swap(&mut stage.desk, &mut second);
        look(stage, "readonly")?;
        std::mem::swap(&mut stage.desk, &mut second);
    }
    drop(second);

    stage.desk.page().bring_to_front()?;
    stage.desk.page().evaluate(FULL)?;
    stage
        .desk
        .type_into_cell("review.reconsideration.upheld", "1")?;
    stage.desk.wait_status("unsaved")?;
    stage.desk.wait("the banner", |desk| {
        Ok(
            (desk.count_seen(&format!("[role=alert] {}", action("download-backup")))? == 1)
                .then_some(()),
        )
    })?;
    look(stage, "banner")?;
    stage.desk.page().evaluate(ROOM)?;
    stage
        .desk
        .type_into_cell("review.reconsideration.upheld", "2")?;
    stage.desk.wait_status("saved")?;

    stage.desk.page().add_startup_script(TOO_OLD)?;
    stage.desk.page().reload()?;
    stage.desk.wait("the refusal", |desk| {
        Ok((desk.count_seen("#boot h1")? == 1).then_some(()))
    })?;
    look(stage, "refused")
}
