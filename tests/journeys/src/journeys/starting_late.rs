//! A database that is slow to open, or does not: the page shows the newest text, or says that it does not know yet.

use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use crate::desk::Desk;
use crate::stage::Stage;

const CELL: &str = "applications.newly_received.natural_person";
const OTHER: &str = "applications.newly_received.commercial_enterprise";

/// Remembers what localStorage has of the only draft, as the state that a browser may give back after a crash.
const REMEMBER: &str = "(function () {
    Object.keys(localStorage).forEach(function (key) {
        if (key.indexOf('nianbao.draft.') === 0) {
            localStorage.setItem('journeys.old', key + '\\n' + localStorage.getItem(key));
        }
    });
    return localStorage.getItem('journeys.old') !== null;
})()";

/// As after a crash: localStorage is what it was a while ago, and the database opens after so many milliseconds, or, below
/// zero, never.
fn crashed(opens_after: i64) -> String {
    format!(
        "(function () {{
    try {{
        var old = (localStorage.getItem('journeys.old') || '').split('\\n');
        if (old.length === 2) {{
            localStorage.setItem(old[0], old[1]);
        }}
    }} catch (error) {{
        // The empty page that a browser begins with has no storage.
    }}
    var after = {opens_after}, waits = after > 1000 && after < 10000;
    var open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function () {{
        var factory = this, asked = arguments, answer = {{ result: undefined, error: null }};
        setTimeout(function go() {{
            // A database that is seconds late opens when the journey has seen what it came to see.
            if (waits && !window.journeysOpens) {{
                setTimeout(go, 50);
                return;
            }}
            if (after < 0) {{
                answer.error = new DOMException('Internal error.', 'UnknownError');
                answer.onerror(new Event('error'));
                return;
            }}
            var request = open.apply(factory, asked);
            ['upgradeneeded', 'success', 'error'].forEach(function (name) {{
                request['on' + name] = function (event) {{
                    if (name === 'error') {{
                        answer.error = request.error;
                    }} else {{
                        answer.result = request.result;
                    }}
                    if (answer['on' + name]) {{
                        answer['on' + name](event);
                    }}
                }};
            }});
        }}, Math.max(after, 50));
        return answer;
    }};
}})()"
    )
}

/// A draft with 1 in its cell, which localStorage will have again, and with 2, which only the database has.
fn old_and_new(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let desk = &mut stage.desk;
    desk.new_draft()?;
    desk.type_into_cell(CELL, "1")?;
    desk.wait_status("saved")?;
    let remembered = desk.page().evaluate(REMEMBER)?;
    ensure!(remembered == true, "no draft is in localStorage");
    desk.type_into_cell(CELL, "2")?;
    desk.wait_status("saved")
}

/// A window as after a crash. A busy Chromium 156 now and then gives a new window an empty localStorage, though the first
/// still sees what is there; the copy that heals it is what these journeys take away, so that such a window is left.
fn crashed_window(stage: &mut Stage, opens_after: i64) -> Result<Desk> {
    for _ in 0..5 {
        let mut window = stage.blank_window()?;
        window.page().add_startup_script(&crashed(opens_after))?;
        window.open()?;
        let there = "localStorage.getItem('journeys.old') !== null";
        if window.page().evaluate(there)? == true {
            return Ok(window);
        }
        window.page().navigate("about:blank")?;
    }
    bail!("no window sees what is in localStorage");
}

/// Tries to type while the page does not know yet.
fn cannot_type(desk: &mut Desk) -> Result<()> {
    desk.click(&crate::desk::cell(OTHER))?;
    desk.type_keys("9")?;
    ensure!(
        desk.cell_value(OTHER)?.is_empty(),
        "something was typed over a text that may be old"
    );
    ensure!(
        desk.status()? == "checking",
        "the status is {}",
        desk.status()?
    );
    Ok(())
}

/// Opened after a moment or after seconds, the database gives the newest text, and nothing could be typed before.
pub fn starts_late(stage: &mut Stage) -> Result<()> {
    old_and_new(stage)?;
    stage.desk.page().navigate("about:blank")?;
    for after in [300, 4000] {
        let mut window = crashed_window(stage, after)?;
        if after > 1000 {
            ensure!(
                window.status()? == "checking",
                "after {after} ms the status is {}",
                window.status()?
            );
            window.wait_message(&["正在核对是否有更新的内容"])?;
            cannot_type(&mut window)?;
            window.page().evaluate("window.journeysOpens = true")?;
        }
        window.wait("the newest text", |desk| {
            Ok((desk.status()? != "checking").then_some(()))
        })?;
        window.wait_cell(CELL, "2")?;
        window.page().navigate("about:blank")?;
    }
    Ok(())
}

/// Waits longer than a journey waits as a rule.
fn wait_long<T>(
    desk: &mut Desk,
    what: &str,
    mut question: impl FnMut(&mut Desk) -> Result<Option<T>>,
) -> Result<T> {
    for _ in 0..7 {
        if let Ok(answer) = desk.wait(what, &mut question) {
            return Ok(answer);
        }
    }
    desk.wait(what, question)
}

/// After a minute: the page asks, the user goes on with what is seen, and when the newer text is found both are there.
pub fn starts_a_minute_late(stage: &mut Stage) -> Result<()> {
    old_and_new(stage)?;
    stage.desk.page().navigate("about:blank")?;
    let mut window = crashed_window(stage, 60_000)?;
    window.wait_message(&["可能有这份草稿更新的内容"])?;
    cannot_type(&mut window)?;
    window.act("keep-waiting")?;
    ensure!(window.status()? == "checking");
    ensure!(!window.offers("go-on-with-this")?, "it asks again at once");
    wait_long(&mut window, "the question again", |desk| {
        Ok(desk.offers("go-on-with-this")?.then_some(()))
    })?;
    window.act("go-on-with-this")?;
    window.type_into_cell(OTHER, "5")?;
    window.wait_status("saved")?;
    wait_long(&mut window, "the newer text", |desk| {
        Ok(desk.offers("open-found")?.then_some(()))
    })?;
    ensure!(
        window.cell_value(CELL)? == "1" && window.cell_value(OTHER)? == "5",
        "what was typed was taken away"
    );
    window.type_into_cell(OTHER, "56")?;
    window.wait_status("saved")?;
    window.act("open-found")?;
    window.wait_cell(CELL, "2")?;
    window.wait_cell(OTHER, "")?;
    both_are_there(&mut window, "56")
}

fn both_are_there(desk: &mut Desk, typed: &str) -> Result<()> {
    let mut found = Vec::new();
    for id in desk.draft_list()? {
        desk.open_draft(&id)?;
        found.push((desk.cell_value(CELL)?, desk.cell_value(OTHER)?));
    }
    found.sort();
    let expected = [("1", typed), ("2", "")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    ensure!(found == expected, "there are {found:?}");
    Ok(())
}

/// A database that is refused: the page asks, waits as long as the user likes, and keeps what is typed beside the newer text.
pub fn starts_without(stage: &mut Stage) -> Result<()> {
    old_and_new(stage)?;
    stage.desk.page().navigate("about:blank")?;
    let mut window = crashed_window(stage, -1)?;
    cannot_type(&mut window)?;
    window.wait_message(&["可能有这份草稿更新的内容"])?;
    // A new draft has nothing to wait for.
    window.new_draft()?;
    window.type_into_cell(CELL, "3")?;
    window.wait_status("saved")?;
    window.delete_draft()?;
    let ids = window.draft_list()?;
    window.open_draft(ids.first().context("no draft")?)?;
    window.wait_message(&["可能有这份草稿更新的内容"])?;
    window.act("keep-waiting")?;
    std::thread::sleep(Duration::from_millis(100));
    wait_long(&mut window, "the question again", |desk| {
        Ok(desk.offers("go-on-with-this")?.then_some(()))
    })?;
    window.act("go-on-with-this")?;
    window.type_into_cell(OTHER, "5")?;
    window.wait_status("saved")?;
    window
        .page()
        .evaluate("localStorage.removeItem('journeys.old')")?;
    window.page().navigate("about:blank")?;

    let mut later = stage.second_window()?;
    later.wait_status("saved")?;
    both_are_there(&mut later, "5")
}
