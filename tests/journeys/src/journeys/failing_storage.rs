//! Browsers that do not let the page keep anything.

use anyhow::{Result, ensure};
use serde_json::Value;

use crate::sample;
use crate::stage::Stage;

/// As in a browser that is set to block all site data.
pub const FORBIDDEN: &str =
    "['localStorage', 'sessionStorage', 'indexedDB'].forEach(function (name) {
    Object.defineProperty(window, name, { configurable: true, get: function () {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
    } });
});";

/// As on a disk, or in a quota, that is full: reading works, writing does not.
const FULL: &str = "(function () {
    function refuse() { throw new DOMException('The quota has been exceeded.', 'QuotaExceededError'); }
    Storage.prototype.setItem = refuse;
    IDBObjectStore.prototype.put = refuse;
    IDBObjectStore.prototype.add = refuse;
})();";

/// As under a policy that forbids the one and forgets the other.
const LOCAL_FORBIDDEN: &str =
    "Object.defineProperty(window, 'localStorage', { configurable: true, get: function () {
    throw new DOMException('Access is denied for this document.', 'SecurityError');
} });";

/// Without any storage the page works, says so, and offers the backup.
pub fn forbidden(stage: &mut Stage) -> Result<()> {
    works_without_storage(stage, FORBIDDEN)
}

/// With a full storage the page works, says so, and offers the backup.
pub fn full(stage: &mut Stage) -> Result<()> {
    works_without_storage(stage, FULL)
}

fn works_without_storage(stage: &mut Stage, script: &str) -> Result<()> {
    stage.desk.page().add_startup_script(script)?;
    stage.open()?;
    sample::fill(&mut stage.desk)?;
    stage.desk.wait_no_error()?;
    stage.desk.wait_status("unsaved")?;
    stage.desk.wait_message(&["备份"])?;
    ensure!(
        stage.desk.offers("download-backup")?,
        "no backup is offered"
    );
    let file = stage.download("download-backup")?;
    let saved: Value = serde_json::from_str(file.text()?)?;
    let figure = saved.pointer("/cells/applications.newly_received.natural_person");
    ensure!(figure.and_then(Value::as_str) == Some("12"), "{saved}");
    // A backup is not storage of the browser's, so the page must not call the draft saved now.
    ensure!(stage.desk.status()? == "unsaved");
    let path = stage.write_file("备份.json", &file.bytes)?;
    stage.desk.restore(path)?;
    stage
        .desk
        .wait_cell("applications.newly_received.total", "15")
}

/// With one of two storages forbidden the status still tells the truth.
pub fn one_forbidden(stage: &mut Stage) -> Result<()> {
    stage.desk.page().add_startup_script(LOCAL_FORBIDDEN)?;
    stage.open()?;
    sample::fill(&mut stage.desk)?;
    let status = stage.desk.wait("a status that is final", |desk| {
        let status = desk.status()?;
        Ok((status != "saving").then_some(status))
    })?;
    if status == "saved" {
        stage.desk.reload()?;
        return stage
            .desk
            .wait_cell("applications.newly_received.total", "15");
    }
    ensure!(status == "unsaved", "the status is {status}");
    stage.desk.wait_message(&["备份"])?;
    Ok(())
}

/// As in a browser whose database never answers, because another process holds it.
const SILENT: &str = "IDBFactory.prototype.open = function () { return new EventTarget(); };";

/// As in a browser that was killed and is still mending its files: what localStorage had is gone, and the database does
/// not open at the first attempt. Only from the second start on.
const LATE: &str = "var late = false;
// The empty page that a browser begins with has no storage.
try { late = sessionStorage.getItem('journeysLate'); } catch (error) {}
if (late) {
    localStorage.clear();
    var open = IDBFactory.prototype.open, failed = false;
    IDBFactory.prototype.open = function (name) {
        if (failed) return open.apply(this, arguments);
        failed = true;
        var request = open.call(this, 'another', Date.now());
        request.addEventListener('upgradeneeded', function () { request.transaction.abort(); });
        return request;
    };
}";

/// A database that does not open at the first attempt still gives back what only it has.
pub fn late(stage: &mut Stage) -> Result<()> {
    stage.desk.page().add_startup_script(LATE)?;
    stage.open()?;
    sample::fill(&mut stage.desk)?;
    stage.desk.wait_status("saved")?;
    let mark = "sessionStorage.setItem('journeysLate', '1')";
    stage.desk.page().evaluate(mark)?;
    stage.desk.reload()?;
    stage
        .desk
        .wait_cell("applications.newly_received.total", "15")?;
    stage.desk.wait_status("saved")
}

/// A database that never answers keeps nobody from working, and the status says what that means.
pub fn silent(stage: &mut Stage) -> Result<()> {
    stage.desk.page().add_startup_script(SILENT)?;
    stage.open()?;
    sample::fill(&mut stage.desk)?;
    stage.desk.wait_status("saved")?;
    stage.desk.wait_message(&["突然断电可能丢失"])?;
    stage.desk.reload()?;
    stage
        .desk
        .wait_cell("applications.newly_received.total", "15")?;
    stage.desk.wait_status("saved")
}
