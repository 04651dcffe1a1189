//! Every control once: in each state of the page that can be reached, each control that is seen is pressed by the mouse, and
//! each that Tab leads to by a key.
//!
//! Whatever it does, the page has to go on answering. Afterwards the state is made anew, so that each press is the first.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::backup_file::Backup;
use crate::cells;
use crate::desk::{Desk, action};
use crate::keys::Chord;
use crate::probe;
use crate::sample;
use crate::stage::Stage;

const FUNCTIONS: &str = include_str!("controls.js");

/// More stops than a way by Tab has: two hundred cells, and what stands around them.
const STOPS: usize = 330;

/// Printing opens a dialog of the system's, which nobody would close.
const BEFORE: &str = "window.print = function () {};";

const NO_COPYING: &str = "document.execCommand = function () { return false; };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });";

/// How a state is reached from the start page of a browser that has never seen the page.
type Way = fn(&mut Stage) -> Result<()>;

/// A state of the page.
struct State {
    name: &'static str,
    way: Way,
    /// What has to be pressed in it, whatever else is.
    verbs: &'static [&'static str],
}

/// A group of states that one journey visits.
struct Round {
    states: &'static [State],
}

const START: Round = Round {
    states: &[
        State {
            name: "start",
            way: nothing,
            verbs: &["new-draft", "open-example", "restore-backup"],
        },
        State {
            name: "drafts",
            way: drafts,
            verbs: &[
                "open-draft",
                "delete-draft",
                "back-to-draft",
                "save-all",
                "undelete-draft",
                "erase-draft",
            ],
        },
        State {
            name: "damaged",
            way: damaged,
            verbs: &["download-raw"],
        },
        State {
            name: "half-damaged",
            way: half_damaged,
            verbs: &["remove-raw"],
        },
    ],
};

const EDITOR: Round = Round {
    states: &[
        State {
            name: "blank",
            way: blank,
            verbs: &[
                "all-drafts",
                "insert-text",
                "save-now",
                "import",
                "toggle-preview",
                "fill-zero",
                "history",
                "duplicate-draft",
                "word-list",
                "import-previous",
            ],
        },
        State {
            name: "undone",
            way: undone,
            verbs: &["undo", "redo"],
        },
        State {
            name: "notice",
            way: notice,
            verbs: &["notice-act"],
        },
        State {
            name: "question",
            way: question,
            verbs: &["confirm", "cancel"],
        },
    ],
};

const FINDINGS: Round = Round {
    states: &[
        State {
            name: "example",
            way: example,
            verbs: &["suppress-finding"],
        },
        State {
            name: "dismissing",
            way: dismissing,
            verbs: &["confirm-suppress", "cancel-suppress"],
        },
        State {
            name: "dismissed",
            way: dismissed,
            verbs: &["show-dismissed", "restore-finding"],
        },
        State {
            name: "mendable",
            way: mendable,
            verbs: &["fix-all-safe", "accept-computed", "use-standard-title"],
        },
        State {
            name: "listed",
            way: listed,
            verbs: &["use-listed-word"],
        },
    ],
};

const WAYS_OUT: Round = Round {
    states: &[
        State {
            name: "complete",
            way: complete,
            verbs: &[
                "copy-source",
                "copy-rich",
                "download-docx",
                "print",
                "compare-published",
                "check-record",
                "download-backup",
            ],
        },
        State {
            name: "more",
            way: more_ways_out,
            verbs: &[
                "download-html",
                "download-xlsx",
                "download-zip",
                "show-picture",
                "download-picture",
                "copy-picture",
            ],
        },
        State {
            name: "preview",
            way: preview,
            verbs: &[],
        },
        State {
            name: "by-hand",
            way: by_hand,
            verbs: &["close-by-hand"],
        },
    ],
};

const DIALOGS: Round = Round {
    states: &[
        State {
            name: "words",
            way: words,
            verbs: &["save-words", "close-words", "import-words", "export-words"],
        },
        State {
            name: "history",
            way: history,
            verbs: &["restore-snapshot", "close-history"],
        },
        State {
            name: "import",
            way: import,
            verbs: &["choose-import-file", "close-import"],
        },
        State {
            name: "reading",
            way: reading,
            verbs: &["stop-import"],
        },
        State {
            name: "found",
            way: found,
            verbs: &["apply-import", "import-again"],
        },
        State {
            name: "pieces",
            way: pieces,
            verbs: &[],
        },
        State {
            name: "last-year",
            way: last_year,
            verbs: &["toggle-previous", "carry-over", "write-from-previous"],
        },
    ],
};

const TROUBLES: Round = Round {
    states: &[
        State {
            name: "looking-on",
            way: looking_on,
            verbs: &["take-over"],
        },
        State {
            name: "unsaved",
            way: unsaved,
            verbs: &["download-backup"],
        },
        State {
            name: "reminded",
            way: reminded,
            verbs: &["put-off-backup"],
        },
    ],
};

/// All of them, for the test that none is forgotten.
#[cfg(test)]
const ROUNDS: [&Round; 6] = [&START, &EDITOR, &FINDINGS, &WAYS_OUT, &DIALOGS, &TROUBLES];

/// What is offered after a minute of waiting only is pressed by the journeys that wait for it, in these files.
#[cfg(test)]
const ELSEWHERE: [(&str, &str); 3] = [
    ("keep-waiting", "starting_late.rs"),
    ("go-on-with-this", "starting_late.rs"),
    ("open-found", "starting_late.rs"),
];

/// The start page and the list of drafts.
pub fn start(stage: &mut Stage) -> Result<()> {
    walk(stage, &START)
}

/// The editor without findings to speak of.
pub fn editor(stage: &mut Stage) -> Result<()> {
    walk(stage, &EDITOR)
}

/// What can be done with findings.
pub fn findings(stage: &mut Stage) -> Result<()> {
    walk(stage, &FINDINGS)
}

/// The ways out and the preview.
pub fn ways_out(stage: &mut Stage) -> Result<()> {
    walk(stage, &WAYS_OUT)
}

/// The dialogs.
pub fn dialogs(stage: &mut Stage) -> Result<()> {
    walk(stage, &DIALOGS)
}

/// What the page offers when something is wrong.
pub fn troubles(stage: &mut Stage) -> Result<()> {
    walk(stage, &TROUBLES)
}

/// What was seen and what was pressed; the state in which it was seen first.
#[derive(Default)]
struct Tally {
    seen: BTreeMap<String, &'static str>,
    by_mouse: BTreeSet<String>,
    by_key: BTreeSet<String>,
}

fn walk(stage: &mut Stage, round: &Round) -> Result<()> {
    stage.desk.page().add_startup_script(BEFORE)?;
    stage.open()?;
    let mut tally = Tally::default();
    for state in round.states {
        press_by_mouse(stage, state, &mut tally)
            .with_context(|| format!("by the mouse in the state {}", state.name))?;
        press_by_key(stage, state, &mut tally)
            .with_context(|| format!("by a key in the state {}", state.name))?;
    }
    let left: Vec<String> = tally
        .seen
        .iter()
        .filter(|(name, _)| !tally.by_mouse.contains(*name) && !tally.by_key.contains(*name))
        .map(|(name, state)| format!("{name} (seen in {state})"))
        .collect();
    ensure!(left.is_empty(), "nobody has pressed {}", left.join(", "));
    for state in round.states {
        for verb in state.verbs {
            let name = format!("action={verb}");
            ensure!(
                tally.by_mouse.contains(&name) || tally.by_key.contains(&name),
                "{verb} was to be pressed in {}, and is not there",
                state.name
            );
        }
    }
    println!(
        "    {} controls, {} by the mouse, {} by a key",
        tally.seen.len(),
        tally.by_mouse.len(),
        tally.by_key.len()
    );
    Ok(())
}

/// Makes a state out of nothing.
fn make(stage: &mut Stage, state: &State) -> Result<()> {
    if let Some(mut other) = stage.beside.take() {
        other.page().close()?;
    }
    stage.desk.page().bring_to_front()?;
    // Loaded once to have everything written that wants to be, then emptied, then loaded as nobody has seen it.
    stage.desk.reload()?;
    stage.desk.page().evaluate(super::keeping::ANOTHER_PC)?;
    stage.desk.reload()?;
    stage.desk.log()?.dialogs.clear();
    stage.desk.page().catch_choosers()?;
    (state.way)(stage).with_context(|| format!("on the way to {}", state.name))
}

fn press_by_mouse(stage: &mut Stage, state: &State, tally: &mut Tally) -> Result<()> {
    make(stage, state)?;
    let mut as_made: String = ask(&mut stage.desk, "state()")?;
    for name in ask::<Vec<String>>(&mut stage.desk, "names()")? {
        if tally.by_mouse.contains(&name) {
            continue;
        }
        let place = format!("pointOf({})", json!(name));
        // What is not there any more when the state is made anew was left over from the one before.
        let Some(at) = ask::<Option<Place>>(&mut stage.desk, &place)? else {
            continue;
        };
        tally.seen.entry(name.clone()).or_insert(state.name);
        let Place {
            x: Some(x),
            y: Some(y),
        } = at
        else {
            continue;
        };
        stage.desk.page().click_at(x, y)?;
        tally.by_mouse.insert(name.clone());
        as_made = go_on(stage, state, as_made).with_context(|| format!("after {name}"))?;
    }
    Ok(())
}

fn press_by_key(stage: &mut Stage, state: &State, tally: &mut Tally) -> Result<()> {
    make(stage, state)?;
    // One pass to see where Tab leads; then to each control that no key has pressed yet.
    let mut stops: Vec<String> = Vec::new();
    for _ in 0..STOPS {
        stage.desk.press("Tab")?;
        let name: String = ask(&mut stage.desk, "focused()")?;
        if name.is_empty() {
            // Back from the browser's own bar, where no click into the page would be seen as one.
            stage.desk.press("Shift+Tab")?;
            break;
        }
        if stops.len() > 3 && stops.get(..3) == stops.get(stops.len() - 3..) {
            break;
        }
        stops.push(name);
    }
    make(stage, state)?;
    let mut as_made: String = ask(&mut stage.desk, "state()")?;
    let mut at = 0;
    for (place, name) in stops.iter().enumerate() {
        if !name.contains(['=', ':']) || !tally.by_key.insert(name.clone()) {
            continue;
        }
        if at > place {
            make(stage, state)?;
            at = 0;
        }
        let tab: Chord = "Tab".parse()?;
        stage.desk.page().keys(&vec![tab; place + 1 - at])?;
        let there: String = ask(&mut stage.desk, "focused()")?;
        if there != *name {
            // What was pressed before has moved something; from a fresh start the way is as it was.
            tally.by_key.remove(name);
            make(stage, state)?;
            at = 0;
            continue;
        }
        let kind: Value = stage
            .desk
            .page()
            .evaluate("document.activeElement.tagName + (document.activeElement.type || '')")?;
        match kind.as_str().unwrap_or_default() {
            "INPUTcheckbox" | "INPUTradio" => stage.desk.press("Space")?,
            "SELECTselect-one" => stage.desk.press("ArrowDown")?,
            _ => stage.desk.press("Enter")?,
        }
        as_made = go_on(stage, state, as_made).with_context(|| format!("after {name}"))?;
        // The way begins anew: where the focus is now is the page's own choice.
        make(stage, state)?;
        at = 0;
    }
    Ok(())
}

#[derive(Deserialize)]
struct Place {
    /// Nothing where something lies over it.
    x: Option<f64>,
    y: Option<f64>,
}

/// After a press: the page answers, nothing was thrown; then the state is as it was, or made anew.
fn go_on(stage: &mut Stage, state: &State, as_made: String) -> Result<String> {
    let desk = &mut stage.desk;
    if desk.page().chooser_is_open()? {
        desk.page().answer_chooser(&[])?;
    }
    desk.wait("the page to answer", |desk| {
        let trouble: String = ask(desk, "trouble()")?;
        ensure!(trouble.is_empty(), "{trouble}");
        Ok(Some(()))
    })?;
    let log = desk.log()?;
    ensure!(log.exceptions.is_empty(), "it threw {:?}", log.exceptions);
    ensure!(log.dialogs.is_empty(), "it opened {:?}", log.dialogs);
    let now: String = ask(desk, "state()")?;
    if now == as_made {
        return Ok(as_made);
    }
    make(stage, state)?;
    ask(&mut stage.desk, "state()")
}

fn ask<T: DeserializeOwned>(desk: &mut Desk, what: &str) -> Result<T> {
    let question = format!("(function () {{\n{FUNCTIONS}\nreturn JSON.stringify({what});\n}})()");
    probe::told(desk.page().evaluate(&question)?)
}

fn nothing(_: &mut Stage) -> Result<()> {
    Ok(())
}

fn blank(stage: &mut Stage) -> Result<()> {
    stage.desk.new_draft()
}

fn drafts(stage: &mut Stage) -> Result<()> {
    let desk = &mut stage.desk;
    for _ in 0..3 {
        desk.new_draft()?;
        desk.type_into_cell(CELL, "1")?;
        desk.wait_status("saved")?;
    }
    desk.delete_draft()?;
    // From a draft that is open a way leads back to it.
    let list = desk.draft_list()?;
    desk.open_draft(list.first().context("no draft")?)?;
    desk.act("all-drafts")?;
    wait_for(desk, "back-to-draft")?;
    desk.click("main details summary")?;
    wait_for(desk, "undelete-draft")
}

const CELL: &str = "review.reconsideration.upheld";

/// Makes the draft that is not open unreadable, in both places or in the one that survives a crash; tells which it is.
const DAMAGE: &str = "(function (both) { return new Promise(function (done) {
    var open = localStorage.getItem('nianbao.last');
    var key = Object.keys(localStorage).filter(function (key) {
        return key.indexOf('nianbao.draft.') === 0 && key !== 'nianbao.draft.' + open;
    })[0];
    if (both) localStorage.setItem(key, '{');
    var opening = indexedDB.open('nianbao');
    opening.onsuccess = function () {
        var change = opening.result.transaction('texts', 'readwrite');
        change.objectStore('texts').put('{', key);
        change.oncomplete = function () { opening.result.close(); done(key.slice('nianbao.draft.'.length)); };
    };
}); })";

fn damaged(stage: &mut Stage) -> Result<()> {
    let id = damage(stage, true)?;
    let of_it = format!("{}[data-draft=\"{id}\"]", action("open-draft"));
    stage.desk.click(&of_it)?;
    wait_for(&mut stage.desk, "download-raw")
}

fn half_damaged(stage: &mut Stage) -> Result<()> {
    damage(stage, false)?;
    stage.desk.click("main details summary")?;
    wait_for(&mut stage.desk, "remove-raw")
}

/// Two drafts, one of which is damaged, in the list.
fn damage(stage: &mut Stage, both: bool) -> Result<String> {
    let desk = &mut stage.desk;
    for figure in ["1", "2"] {
        desk.new_draft()?;
        desk.type_into_cell(CELL, figure)?;
        desk.wait_status("saved")?;
    }
    let id = desk.page().evaluate(&format!("{DAMAGE}({both})"))?;
    desk.reload()?;
    desk.page().catch_choosers()?;
    desk.draft_list()?;
    let id = id.as_str().context("no draft was damaged")?;
    Ok(id.to_owned())
}

fn undone(stage: &mut Stage) -> Result<()> {
    blank(stage)?;
    let desk = &mut stage.desk;
    desk.type_into_cell(CELL, "1")?;
    desk.type_into_cell("proactive.rules.issued", "2")?;
    desk.act("undo")?;
    desk.wait_cell("proactive.rules.issued", "")
}

fn notice(stage: &mut Stage) -> Result<()> {
    blank(stage)?;
    stage.desk.fill_zero()?;
    wait_for(&mut stage.desk, "notice-act")
}

fn question(stage: &mut Stage) -> Result<()> {
    blank(stage)?;
    stage.desk.type_into_cell(CELL, "1")?;
    stage.desk.act("delete-draft")?;
    wait_for(&mut stage.desk, "confirm")
}

fn example(stage: &mut Stage) -> Result<()> {
    stage.desk.act_until("open-example", "the example", |desk| {
        Ok((!desk.errors()?.is_empty()).then_some(()))
    })
}

fn dismissing(stage: &mut Stage) -> Result<()> {
    example(stage)?;
    stage.desk.act("suppress-finding")?;
    wait_for(&mut stage.desk, "confirm-suppress")
}

fn dismissed(stage: &mut Stage) -> Result<()> {
    dismissing(stage)?;
    stage.desk.type_keys("已核对")?;
    stage.desk.act("confirm-suppress")?;
    stage.desk.act("show-dismissed")?;
    wait_for(&mut stage.desk, "restore-finding")
}

/// A report restored from its backup: what is typed into it is for other journeys.
fn restored(stage: &mut Stage, change: impl FnOnce(&mut Value)) -> Result<()> {
    let figures = cells::filled_up(&sample::figures());
    let typed = cells::all()
        .into_iter()
        .filter(|cell| !cell.computed)
        .filter_map(|cell| Some((cell.address.clone(), figures.get(&cell.address)?.clone())))
        .collect();
    let mut file = Backup {
        organ: sample::ORGAN,
        level: "department",
        year: 2025,
        cells: &typed,
        sections: sample::PROSE.into_iter().collect(),
    }
    .json();
    change(&mut file);
    let path = stage.write_file("备份.json", file.to_string().as_bytes())?;
    stage.desk.restore(path)?;
    stage.desk.wait_cell("proactive.fees.amount", "3.5")?;
    // Then the page has done what it does for a draft that has just come.
    stage.desk.wait("the focus in the first field", |desk| {
        Ok((desk.count("[data-field=\"organ\"]:focus")? == 1).then_some(()))
    })
}

fn complete(stage: &mut Stage) -> Result<()> {
    restored(stage, |_| {})?;
    stage.desk.wait_no_error()
}

fn mendable(stage: &mut Stage) -> Result<()> {
    restored(stage, |file| {
        for (place, text) in [
            ("/title", "2025"),
            ("/sections/other_matters", "2025年,本局收到申请１２件。"),
        ] {
            if let Some(value) = file.pointer_mut(place) {
                *value = json!(text);
            }
        }
        if let Some(cells) = file.pointer_mut("/cells").and_then(Value::as_object_mut) {
            cells.insert("proactive.penalty.decisions".to_owned(), json!("4件"));
            cells.insert("applications.newly_received.total".to_owned(), json!("99"));
        }
    })?;
    wait_for(&mut stage.desk, "fix-all-safe")?;
    wait_for(&mut stage.desk, "accept-computed")
}

fn listed(stage: &mut Stage) -> Result<()> {
    words(stage)?;
    let desk = &mut stage.desk;
    desk.type_keys("应急局→应急管理局")?;
    desk.act("save-words")?;
    desk.wait("the dialog to be gone", |desk| {
        Ok((desk.count("[role=dialog]")? == 0).then_some(()))
    })?;
    desk.type_prose("overview", "市应急局公开信息3条。")?;
    wait_for(desk, "use-listed-word")
}

fn more_ways_out(stage: &mut Stage) -> Result<()> {
    complete(stage)?;
    for _ in 0..2 {
        stage.desk.click(".nb-export__more:not([open]) > summary")?;
    }
    wait_for(&mut stage.desk, "copy-picture")
}

fn preview(stage: &mut Stage) -> Result<()> {
    complete(stage)?;
    stage.desk.press("F9")?;
    stage.desk.wait("the preview", |desk| {
        Ok((desk.count_seen("main article table")? == 3).then_some(()))
    })
}

fn by_hand(stage: &mut Stage) -> Result<()> {
    complete(stage)?;
    stage.desk.page().evaluate(NO_COPYING)?;
    stage.desk.act("copy-source")?;
    wait_for(&mut stage.desk, "close-by-hand")
}

fn words(stage: &mut Stage) -> Result<()> {
    blank(stage)?;
    stage.desk.act("word-list")?;
    wait_for(&mut stage.desk, "save-words")?;
    stage.desk.wait("the focus in the list", |desk| {
        Ok((desk.count("[role=dialog] textarea:focus")? == 1).then_some(()))
    })
}

fn history(stage: &mut Stage) -> Result<()> {
    complete(stage)?;
    stage.desk.wait_status("saved")?;
    stage.desk.type_into_cell(CELL, "2")?;
    stage.desk.wait_status("saved")?;
    stage.desk.act("history")?;
    stage.desk.wait("the earlier states", |desk| {
        Ok(
            (desk.count("[data-snapshot]")? > 1 && desk.count(".nb-history :focus")? == 1)
                .then_some(()),
        )
    })
}

fn import(stage: &mut Stage) -> Result<()> {
    blank(stage)?;
    stage.desk.act("import")?;
    stage.desk.wait("the place to paste into", |desk| {
        Ok((desk.count("[data-import-target]:focus")? == 1).then_some(()))
    })
}

/// As with a file on a network drive that does not answer.
const NEVER_READ: &str = "FileReader.prototype.readAsArrayBuffer = function () {};
    FileReader.prototype.readAsText = function () {};
    Blob.prototype.arrayBuffer = function () { return new Promise(function () {}); };";

fn reading(stage: &mut Stage) -> Result<()> {
    import(stage)?;
    stage.desk.page().evaluate(NEVER_READ)?;
    let file = stage.write_file("年报.html", PAGE)?;
    stage
        .desk
        .choose_files(&action("choose-import-file"), &[file])?;
    wait_for(&mut stage.desk, "stop-import")
}

/// Last year's report, as a page.
const PAGE: &[u8] = include_bytes!("../../../data/export/report.html");
const WORD: &[u8] = include_bytes!("../../../data/import/report.docx");

fn found(stage: &mut Stage) -> Result<()> {
    import(stage)?;
    let file = stage.write_file("年报.html", PAGE)?;
    stage
        .desk
        .choose_files(&action("choose-import-file"), &[file])?;
    wait_for(&mut stage.desk, "apply-import")
}

fn pieces(stage: &mut Stage) -> Result<()> {
    import(stage)?;
    let files = [
        stage.write_file("年报.html", PAGE)?,
        stage.write_file("年报.docx", WORD)?,
        stage.write_file("年报.pdf", b"%PDF-1.7")?,
    ];
    stage
        .desk
        .choose_files(&action("choose-import-file"), &files)?;
    wait_for(&mut stage.desk, "apply-import")?;
    stage.desk.wait("the pieces", |desk| {
        Ok((desk.count_seen("[data-import-piece]")? == 2).then_some(()))
    })
}

fn last_year(stage: &mut Stage) -> Result<()> {
    found(stage)?;
    stage.desk.click("[data-import-as=\"previous\"]")?;
    stage.desk.act("apply-import")?;
    stage.desk.wait("the dialog to be gone", |desk| {
        Ok((desk.count("[role=dialog]")? == 0).then_some(()))
    })?;
    stage
        .desk
        .click("[data-part=\"other_matters\"] details:not([open]) summary")?;
    wait_for(&mut stage.desk, "write-from-previous")
}

/// This window looks on while another one has the draft.
fn looking_on(stage: &mut Stage) -> Result<()> {
    let mut other = stage.blank_window()?;
    other.open()?;
    other.new_draft()?;
    other.type_into_cell(CELL, "1")?;
    other.wait_status("saved")?;
    stage.beside = Some(other);
    stage.desk.page().bring_to_front()?;
    stage.desk.reload()?;
    stage.desk.page().catch_choosers()?;
    stage.desk.wait_status("readonly")?;
    wait_for(&mut stage.desk, "take-over")
}

fn unsaved(stage: &mut Stage) -> Result<()> {
    blank(stage)?;
    stage.desk.page().evaluate(FULL)?;
    stage.desk.type_into_cell(CELL, "1")?;
    stage.desk.wait_status("unsaved")
}

/// As on a disk that has just become full.
const FULL: &str = "(function () {
    function refuse() { throw new DOMException('The quota has been exceeded.', 'QuotaExceededError'); }
    Storage.prototype.setItem = refuse;
    IDBObjectStore.prototype.put = refuse;
})()";

fn reminded(stage: &mut Stage) -> Result<()> {
    blank(stage)?;
    super::keeping::type_until_reminded(&mut stage.desk, "备份")?;
    wait_for(&mut stage.desk, "put-off-backup")
}

fn wait_for(desk: &mut Desk, verb: &str) -> Result<()> {
    desk.wait(verb, |desk| Ok(desk.offers(verb)?.then_some(())))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// Every verb that the product's sources give to a control has to be pressed by one of the walks.
    #[test]
    fn no_control_of_the_product_is_forgotten() -> Result<()> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src/ui");
        let mut open = vec![root];
        let mut verbs = BTreeSet::new();
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    open.push(path);
                } else if matches!(
                    path.extension().and_then(|e| e.to_str()),
                    Some("rs" | "html")
                ) {
                    verbs.extend(verbs_in(&std::fs::read_to_string(path)?));
                }
            }
        }
        ensure!(verbs.len() > 40, "only {verbs:?} were found");
        let mut pressed: BTreeSet<&str> = ROUNDS
            .iter()
            .flat_map(|round| round.states)
            .flat_map(|state| state.verbs)
            .copied()
            .collect();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/journeys");
        for (verb, file) in ELSEWHERE {
            let journey = std::fs::read_to_string(folder.join(file))?;
            ensure!(
                journey.contains(&format!("act(\"{verb}\")")),
                "{file} does not press {verb}"
            );
            pressed.insert(verb);
        }
        let forgotten: Vec<&String> = verbs
            .iter()
            .filter(|verb| !pressed.contains(verb.as_str()))
            .collect();
        assert!(forgotten.is_empty(), "no walk presses {forgotten:?}");
        Ok(())
    }

    /// The verbs after `data-action=`, in markup as well as in a string with its quotes escaped.
    fn verbs_in(source: &str) -> BTreeSet<String> {
        let mut verbs = BTreeSet::new();
        for (at, mark) in source.match_indices("data-action=") {
            let rest = source.get(at + mark.len()..).unwrap_or_default();
            let rest = rest.trim_start_matches('\\');
            let Some(rest) = rest.strip_prefix('"') else {
                continue;
            };
            let verb: String = rest
                .chars()
                .take_while(|c| c.is_ascii_lowercase() || *c == '-')
                .collect();
            // In a selector, or where the verb is put in, there is none.
            let ends = rest.get(verb.len()..).unwrap_or_default();
            let in_selector = source.get(..at).is_some_and(|before| before.ends_with('['));
            if !verb.is_empty() && !in_selector && ends.starts_with(['"', '\\']) {
                verbs.insert(verb);
            }
        }
        verbs
    }

    #[test]
    fn verbs_are_read() {
        let source = r#"<b data-action="one"> "<b data-action=\"two\">" dom::find("[data-action=\"three\"]") data-action="{}""#;
        let verbs: Vec<String> = verbs_in(source).into_iter().collect();
        assert_eq!(verbs, ["one", "two"]);
    }
}
