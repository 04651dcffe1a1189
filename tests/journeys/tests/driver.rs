//! Proves the driver on a small page of its own: what a journey does must really reach the page.
//!
//! Runs on the installed Chromium and the installed Firefox, or on the one browser that `JOURNEYS_BROWSER` names.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use journeys::browser::Held;
use journeys::stage::{Setting, Skip, Stage};
use journeys::static_server::StaticServer;
use journeys::{bidi, cdp};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Keeps the cell in IndexedDB and says in the total what has been kept. A busy Chromium can lose what a page over
/// `file://` puts into localStorage right after the browser's start, which is not what is tested here.
const PAGE: &str = r##"<!DOCTYPE html><meta charset="utf-8"><title>驱动</title><body>
<input data-cell="a.b.c" id="cell"><output data-cell="a.b.total" id="total"></output>
<textarea data-section="overview" id="prose"></textarea>
<div id="rich" contenteditable="true" style="min-height:20px"></div>
<details><summary>更多</summary>
<button data-action="download-html">下载</button></details>
<button data-action="covered" style="position:absolute;left:9px;top:300px">x</button>
<div id="lid" style="position:absolute;left:0;top:290px;width:90px;height:60px;background:#fff"></div>
<input type="file" id="file" multiple style="display:none"><button id="choose">选择</button><p id="got"></p>
<p id="ground">地</p>
<p data-finding="T1" data-severity="error" data-location="a.b.c a.b.total">不一致</p>
<div data-status="saved" role="status">已保存</div>
<script>
var trusted = [];
var kept = indexedDB.open("kept");
kept.onupgradeneeded = function () { kept.result.createObjectStore("texts"); };
kept.onsuccess = function () {
  texts("readonly").get("cell").onsuccess = function (e) { cell.value = e.target.result || ""; document.body.setAttribute("data-ready", "true"); };
};
function texts(mode) { return kept.result.transaction("texts", mode).objectStore("texts"); }
cell.addEventListener("input", function (e) {
  trusted.push(e.isTrusted);
  var text = cell.value;
  texts("readwrite").put(text, "cell").transaction.oncomplete = function () { total.value = text; };
});
document.addEventListener("keydown", function (e) { if (e.ctrlKey && e.key === "b") { got.textContent = e.code; } });
document.querySelector("[data-action=download-html]").onclick = function () {
  var a = document.createElement("a");
  a.href = URL.createObjectURL(new Blob(["内容"], { type: "text/html" }));
  a.download = "示例县年报.html"; a.click();
};
choose.onclick = function () { file.click(); };
file.onchange = function () {
  if (!file.files.length) return; var r = new FileReader(), name = file.files[0].name; r.onload = function () { got.textContent = name + ":" + r.result; }; r.readAsText(file.files[0]); file.value = ""; };
document.addEventListener("dragover", function (e) { e.preventDefault(); });
ground.addEventListener("drop", function (e) {
  e.preventDefault();
  got.textContent = e.dataTransfer.files.length ? e.dataTransfer.files[0].name : e.dataTransfer.getData("text/plain");
});
var gestures = [];
["mousedown", "mouseup", "click", "dblclick", "wheel", "compositionend"].forEach(function (name) {
  document.addEventListener(name, function (e) {
    gestures.push(name + ":" + (e.target.id || "") + (e.shiftKey ? ":shift" : "") + (e.ctrlKey ? ":control" : "") + (e.isTrusted ? "" : ":false"));
  }, { capture: true, passive: true });
});
console.log("说", 7);
</script></body>"##;

/// The browsers by name, with their programs if they are here.
fn browsers() -> Vec<(String, Option<PathBuf>)> {
    match std::env::var_os("JOURNEYS_BROWSER").map(PathBuf::from) {
        Some(program) => vec![(program.display().to_string(), Some(program))],
        None => vec![
            ("Chromium".to_owned(), cdp::installed()),
            ("Firefox".to_owned(), bidi::installed()),
        ],
    }
}

/// Runs a test in every browser, or says aloud in which it could not.
fn in_browsers(name: &str, test: impl Fn(&Path) -> Result<()>) -> Result<()> {
    for (browser, program) in browsers() {
        match program {
            Some(program) => test(&program).with_context(|| format!("{name} in {browser}"))?,
            // Past the test harness, which would keep the line of a test that does not fail to itself.
            None => writeln!(
                std::io::stderr(),
                "skipped {name}: no {browser} is installed"
            )?,
        }
    }
    Ok(())
}

/// Runs a test in every browser and in both forms of the page.
fn on_page(name: &str, test: impl Fn(&mut Stage) -> Result<()>) -> Result<()> {
    let directory = TempDir::new()?;
    let file = directory.path().join("index.html");
    fs::write(&file, PAGE)?;
    let server = StaticServer::start(directory.path())?;
    in_browsers(name, |program| {
        for url in [format!("file://{}", file.display()), server.url("")] {
            let mut stage = Stage::set(&Setting {
                program,
                url: &url,
                shots: Some(directory.path().join("shots").join(name)),
            })?;
            println!("{name} in {} on {url}", stage.version());
            stage.open()?;
            test(&mut stage).with_context(|| format!("{name} on {url}"))?;
        }
        Ok(())
    })
}

fn value(stage: &mut Stage, expression: &str) -> Result<Value> {
    stage.desk.page().evaluate(expression)
}

#[test]
fn typing_arrives_as_trusted_events() -> Result<()> {
    on_page("typing", |stage| {
        stage.desk.type_into_cell("a.b.c", "12.5")?;
        stage.desk.wait_cell("a.b.total", "12.5")?;
        ensure!(value(stage, "trusted.every(Boolean) && trusted.length")? == 4);
        stage.desk.type_into_cell("a.b.c", "7")?;
        stage.desk.wait_cell("a.b.c", "7")?;
        stage.desk.press("Backspace")?;
        stage.desk.type_keys("3年")?;
        stage.desk.wait_cell("a.b.c", "3年")?;
        stage.desk.press("Control+z")?;
        ensure!(
            stage.desk.cell_value("a.b.c")? != "3年",
            "nothing was undone"
        );
        stage.desk.press("Tab")?;
        ensure!(stage.desk.focused()?.section == "overview");
        stage.desk.type_prose("overview", "第一段\n第二段")?;
        ensure!(stage.desk.prose()?.get("overview").map(String::as_str) == Some("第一段\n第二段"));
        stage.desk.press("Control+b")?;
        ensure!(value(stage, "got.textContent")? == "KeyB");
        stage.desk.press("ArrowLeft")?;
        ensure!(stage.desk.focused()?.start == Some(6));
        stage.desk.press("Shift+Tab")?;
        ensure!(stage.desk.focused()?.cell == "a.b.c");
        Ok(())
    })
}

#[test]
fn the_page_is_read() -> Result<()> {
    on_page("reading", |stage| {
        let found = stage.desk.wait_error_at("a.b.total")?;
        ensure!(found.code == "T1" && found.text == "不一致", "{found:?}");
        ensure!(found.locations == ["a.b.c", "a.b.total"], "{found:?}");
        stage.desk.wait_status("saved")?;
        ensure!(stage.desk.messages()? == ["已保存"]);
        let said = &stage.desk.log()?.console;
        ensure!(said.iter().any(|line| line == "log: 说 7"), "{said:?}");
        let thrown = value(stage, "nowhere.at.all");
        ensure!(
            format!("{thrown:?}").contains("ReferenceError"),
            "{thrown:?}"
        );
        ensure!(value(stage, "Promise.resolve(41).then(function(n){return n+1})")? == 42);
        Ok(())
    })
}

#[test]
fn a_covered_control_is_not_clicked() -> Result<()> {
    on_page("clicking", |stage| {
        let script = "document.querySelector('[data-action=covered]').onclick = function () { got.textContent = 'hit'; };
            setTimeout(function () { lid.remove(); }, 300)";
        value(stage, script)?;
        stage.desk.act("covered")?;
        ensure!(value(stage, "got.textContent + !!document.getElementById('lid')")? == "hitfalse");
        Ok(())
    })
}

#[test]
fn the_clipboard_carries_text_and_markup() -> Result<()> {
    on_page("clipboard", |stage| {
        stage.set_clipboard(
            "1\t2",
            Some("<table><tr><td colspan=2>1<tr><td>2<td>3</table>"),
        )?;
        stage.desk.click("#rich")?;
        stage.desk.paste()?;
        stage.desk.wait("the pasted table", |desk| {
            Ok((desk.count("#rich td")? == 3).then_some(()))
        })?;
        let reading = stage.on_scratch(|scratch| scratch.paste_and_read())?;
        ensure!(reading.sizes() == [(2, 2)], "{reading:?}");
        ensure!(reading.place(0, 0, 1) == Some("1") && reading.place(0, 1, 1) == Some("3"));
        let text = stage.on_scratch(|scratch| scratch.paste_as_text())?;
        ensure!(text == "1\t2", "{text:?}");
        // Once, not twice: the key binding and the key's own default must not both paste.
        stage.set_clipboard("99", None)?;
        ensure!(
            value(stage, "document.hasFocus()")? == true,
            "brought to the front without the focus"
        );
        stage.desk.focus_cell("a.b.c")?;
        stage.desk.paste()?;
        stage.desk.wait_cell("a.b.c", "99")?;
        Ok(())
    })
}

#[test]
fn gestures_are_real() -> Result<()> {
    on_page("gestures", |stage| {
        let shift = Held {
            shift: true,
            ..Held::default()
        };
        let desk = &mut stage.desk;
        desk.click_with("#prose", shift)?;
        desk.double_click("#cell")?;
        desk.wheel("#prose", 60.0)?;
        desk.drag("#ground", "#choose")?;
        let told = value(stage, "gestures.join(' ')")?;
        let told = told.as_str().unwrap_or_default();
        for gesture in [
            "click:prose:shift",
            "dblclick:cell",
            "wheel:prose",
            "mousedown:ground mouseup:choose",
        ] {
            ensure!(told.contains(gesture), "no {gesture} in {told}");
        }
        ensure!(!told.contains("false"), "{told}");
        stage.desk.type_into_cell("a.b.c", "12")?;
        stage.desk.select_all()?;
        stage.desk.copy()?;
        ensure!(stage.clipboard()?.text == "12");
        Ok(())
    })
}

#[test]
fn a_composition_is_shown_and_ends() -> Result<()> {
    on_page("composing", |stage| {
        let done = stage.desk.compose("#prose", &["z", "zhong"], "中");
        if skipped(&done) {
            return Ok(());
        }
        let done = done?;
        ensure!(done.seen == ["z", "zhong"] && done.last == "中", "{done:?}");
        ensure!(done.same && done.writes.is_empty(), "{done:?}");
        stage.desk.wait("the end of the composition", |desk| {
            let told = desk.page().evaluate("gestures.join(' ')")?;
            let told = told.as_str().unwrap_or_default();
            Ok(told.contains("compositionend:prose").then_some(()))
        })
    })
}

#[test]
fn files_and_texts_are_dropped() -> Result<()> {
    on_page("dropping", |stage| {
        let file = stage.write_file("年报.txt", b"1")?;
        let dropped = stage.desk.drop_files("#ground", &[file]);
        if skipped(&dropped) {
            return Ok(());
        }
        dropped?;
        ensure!(value(stage, "got.textContent")? == "年报.txt");
        stage.desk.drop_text("#ground", "一段话")?;
        ensure!(value(stage, "got.textContent")? == "一段话");
        // A text that is selected is dragged from one place to another.
        stage.desk.type_into_cell("a.b.c", "12345678")?;
        stage.desk.select_all()?;
        stage.desk.drag("#cell", "#ground")?;
        ensure!(value(stage, "got.textContent")? == "12345678");
        Ok(())
    })
}

/// Whether a browser cannot do it, which is no fault of the driver's.
fn skipped<T>(done: &Result<T>) -> bool {
    done.as_ref().is_err_and(|error| error.is::<Skip>())
}

#[test]
fn a_download_keeps_its_chinese_name() -> Result<()> {
    on_page("download", |stage| {
        let first = stage.download("download-html")?;
        ensure!(first.name == "示例县年报.html", "{}", first.name);
        ensure!(first.text()? == "内容");
        ensure!(stage.download("download-html")?.name == first.name);
        Ok(())
    })
}

#[test]
fn storage_survives_reload_and_restart() -> Result<()> {
    on_page("restart", |stage| {
        stage.desk.type_into_cell("a.b.c", "2025")?;
        stage.desk.wait_cell("a.b.total", "2025")?;
        stage.desk.reload()?;
        stage
            .desk
            .wait_cell("a.b.c", "2025")
            .context("after the reload")?;
        let mut second = stage.second_window()?;
        second
            .wait_cell("a.b.c", "2025")
            .context("in a second window")?;
        drop(second);
        stage.restart_browser()?;
        stage
            .desk
            .wait_cell("a.b.c", "2025")
            .context("after the restart")?;
        stage.kill_browser()?;
        ensure!(stage.desk.cell_texts()?.len() == 2);
        Ok(())
    })
}

#[test]
fn requests_files_scripts_and_pictures() -> Result<()> {
    on_page("surroundings", |stage| {
        stage.desk.log()?.requests.clear();
        ensure!(stage.desk.requests()?.is_empty());
        value(stage, "new Image().src = 'http://127.0.0.1:2/seen.png'")?;
        stage.desk.wait("the request to be logged", |desk| {
            let seen = desk
                .requests()?
                .iter()
                .any(|url| url.ends_with("/seen.png"));
            Ok(seen.then_some(()))
        })?;
        let file = stage.write_file("备份.json", "{}".as_bytes())?;
        // Chosen, chosen again, cancelled, chosen by the keyboard.
        for way in ["mouse", "mouse", "cancelled", "key"] {
            value(stage, "got.textContent = ''")?;
            let desk = &mut stage.desk;
            let files = std::slice::from_ref(&file);
            match way {
                "mouse" => desk.choose_files("#choose", files)?,
                "key" => desk.choose_files_by(files, |desk| desk.press("Enter"))?,
                _ => desk.cancel_chooser("#choose")?,
            }
            let expected = if way == "cancelled" {
                ""
            } else {
                "备份.json:{}"
            };
            desk.wait(&format!("the file's content, {way}"), |desk| {
                let got = desk.page().evaluate("got.textContent")?;
                Ok((got == json!(expected)).then_some(()))
            })?;
        }
        stage.desk.page().add_startup_script("window.before = 1")?;
        stage.desk.reload()?;
        ensure!(value(stage, "window.before")? == 1);
        let picture = stage.screenshot("page")?.context("no picture")?;
        ensure!(fs::read(&picture)?.starts_with(b"\x89PNG"));
        value(
            stage,
            "setTimeout(function () { alert('停'); got.textContent = 'on'; }, 0)",
        )?;
        stage
            .desk
            .wait("the page to go on after a dialog", |desk| {
                Ok((desk.page().evaluate("got.textContent")? == "on").then_some(()))
            })?;
        ensure!(stage.desk.log()?.dialogs == ["alert: 停"]);
        let slowed = stage.desk.page().slow_down(4.0);
        ensure!(
            slowed.is_ok() != stage.version().starts_with("firefox"),
            "only Firefox cannot be slowed down: {slowed:?}"
        );
        stage.desk.page().set_viewport(1024, 600)?;
        ensure!(value(stage, "innerWidth")? == 1024);
        Ok(())
    })
}

#[test]
fn no_process_stays_behind() -> Result<()> {
    in_browsers("no_process_stays_behind", |program| {
        let profile;
        {
            let stage = Stage::set(&Setting {
                program,
                url: "about:blank",
                shots: None,
            })?;
            profile = stage.profile().to_owned();
            ensure!(
                !processes_of(&profile)?.is_empty(),
                "the test looks wrongly"
            );
        }
        journeys::stage::wait("the browser's processes to be gone", || {
            Ok(processes_of(&profile)?.is_empty().then_some(()))
        })
    })
}

/// The processes whose command line names the profile directory.
fn processes_of(profile: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let process = entry?.path();
        // A process may end while it is looked at.
        let line = fs::read(process.join("cmdline")).unwrap_or_default();
        if String::from_utf8_lossy(&line).contains(&*profile.to_string_lossy()) {
            found.push(process);
        }
    }
    Ok(found)
}
