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

/// So many stops are looked at between two questions.
const AT_ONCE: usize = 48;

/// Printing opens a dialog of the system's, which nobody would close.
///
/// The storage is emptied before the page's own scripts run: a page that is open stores again what is taken from it.
const BEFORE: &str = "window.print = function () {};
(function () {
    if (window.name.indexOf('anew:') !== 0) return;
    var kept = JSON.parse(window.name.slice('anew:'.length));
    window.name = '';
    localStorage.clear();
    sessionStorage.clear();
    indexedDB.deleteDatabase('nianbao');
    Object.keys(kept).forEach(function (key) { localStorage.setItem(key, kept[key]); });
})();";

/// What has been hidden loses the focus when the next frame is drawn, and the page may give it to something else then.
const DRAWN: &str = "new Promise(function (done) {
    requestAnimationFrame(function () {
        requestAnimationFrame(function () { setTimeout(function () { done(true); }, 0); });
    });
})";

/// What the page has stored by now.
const STORED: &str = "(function () {
    var kept = {};
    Object.keys(localStorage).forEach(function (key) { kept[key] = localStorage.getItem(key); });
    return JSON.stringify(kept);
})()";

const NO_COPYING: &str = "document.execCommand = function () { return false; };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
    true";

/// How something is reached in the page.
type Way = fn(&mut Stage) -> Result<()>;

/// What a browser has stored, from which several states begin.
struct Base {
    name: &'static str,
    /// How it came there, in a browser that has never seen the page. This way is gone once.
    way: Way,
}

const NOTHING: Base = Base {
    name: "nothing",
    way: nothing,
};

const BLANK: Base = Base {
    name: "a blank draft",
    way: a_blank_draft,
};

const TWO_DRAFTS: Base = Base {
    name: "two drafts",
    way: two_drafts,
};

const THREE_DRAFTS: Base = Base {
    name: "three drafts",
    way: three_drafts,
};

const EXAMPLE: Base = Base {
    name: "the example",
    way: the_example,
};

const COMPLETE: Base = Base {
    name: "a complete report",
    way: a_complete_report,
};

const MENDABLE: Base = Base {
    name: "a report with faults",
    way: a_report_with_faults,
};

const MANY_CHANGES: Base = Base {
    name: "many changes without a backup",
    way: many_changes,
};

/// A state of the page.
struct State {
    name: &'static str,
    base: &'static Base,
    /// How it is reached when the page has been loaded.
    way: Way,
    /// What has to be pressed in it, whatever else is: what an action does, or how the name of a control begins.
    ///
    /// Other rounds leave it to this one.
    own: &'static [&'static str],
}

/// A group of states that one journey visits.
struct Round {
    states: &'static [State],
}

const START: Round = Round {
    states: &[
        State {
            name: "start",
            base: &NOTHING,
            way: nothing,
            own: &[
                "new-draft",
                "open-example",
                "restore-backup",
                "import",
                "word-list",
            ],
        },
        State {
            name: "drafts",
            base: &THREE_DRAFTS,
            way: drafts,
            own: &[
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
            base: &TWO_DRAFTS,
            way: damaged,
            own: &["download-raw"],
        },
        State {
            name: "half-damaged",
            base: &TWO_DRAFTS,
            way: half_damaged,
            own: &["remove-raw"],
        },
    ],
};

const EDITOR: Round = Round {
    states: &[
        State {
            name: "blank",
            base: &BLANK,
            way: nothing,
            own: &[
                "all-drafts",
                "new-draft",
                "open-example",
                "restore-backup",
                "delete-draft",
                "insert-text",
                "save-now",
                "import",
                "toggle-preview",
                "fill-zero",
                "history",
                "duplicate-draft",
                "word-list",
                "import-previous",
                "goto=",
                "field=",
                "summary:更多导出方式",
                "summary:用哪一种粘贴到网站",
                "summary:表后说明",
            ],
        },
        State {
            name: "undone",
            base: &BLANK,
            way: undone,
            own: &["undo", "redo"],
        },
        State {
            name: "notice",
            base: &BLANK,
            way: notice,
            own: &["notice-act", "button:关闭提示"],
        },
        State {
            name: "question",
            base: &BLANK,
            way: question,
            own: &["confirm", "cancel"],
        },
    ],
};

const FINDINGS: Round = Round {
    states: &[
        State {
            name: "example",
            base: &EXAMPLE,
            way: example,
            own: &["suppress-finding", "finding=", "finding:explained"],
        },
        State {
            name: "dismissing",
            base: &EXAMPLE,
            way: dismissing,
            own: &["confirm-suppress", "cancel-suppress"],
        },
        State {
            name: "dismissed",
            base: &EXAMPLE,
            way: dismissed,
            own: &["show-dismissed", "restore-finding"],
        },
        State {
            name: "mendable",
            base: &MENDABLE,
            way: mendable,
            own: &["fix-all-safe", "accept-computed", "use-standard-title"],
        },
        State {
            name: "listed",
            base: &BLANK,
            way: listed,
            own: &["use-listed-word"],
        },
    ],
};

const WAYS_OUT: Round = Round {
    states: &[
        State {
            name: "complete",
            base: &COMPLETE,
            way: nothing,
            own: &[
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
            base: &COMPLETE,
            way: more_ways_out,
            own: &[
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
            base: &COMPLETE,
            way: preview,
            own: &[],
        },
        State {
            name: "by-hand",
            base: &COMPLETE,
            way: by_hand,
            own: &["close-by-hand"],
        },
    ],
};

const DIALOGS: Round = Round {
    states: &[
        State {
            name: "words",
            base: &BLANK,
            way: words,
            own: &["save-words", "close-words", "import-words", "export-words"],
        },
        State {
            name: "history",
            base: &COMPLETE,
            way: history,
            own: &["restore-snapshot", "close-history"],
        },
        State {
            name: "import",
            base: &BLANK,
            way: import,
            own: &["choose-import-file", "close-import"],
        },
        State {
            name: "reading",
            base: &BLANK,
            way: reading,
            own: &["stop-import"],
        },
        State {
            name: "found",
            base: &BLANK,
            way: found,
            own: &["apply-import", "import-again"],
        },
        State {
            name: "pieces",
            base: &BLANK,
            way: pieces,
            own: &[],
        },
        State {
            name: "last-year",
            base: &BLANK,
            way: last_year,
            own: &["toggle-previous", "carry-over", "write-from-previous"],
        },
    ],
};

const TROUBLES: Round = Round {
    states: &[
        State {
            name: "looking-on",
            base: &NOTHING,
            way: looking_on,
            own: &["take-over"],
        },
        State {
            name: "unsaved",
            base: &BLANK,
            way: unsaved,
            own: &["download-backup"],
        },
        State {
            name: "reminded",
            base: &MANY_CHANGES,
            way: reminded,
            own: &["put-off-backup"],
        },
    ],
};

/// All of them.
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

/// What was seen and what was pressed.
#[derive(Default)]
struct Tally {
    /// What is seen or led to by Tab, with the state in which it was first.
    seen: BTreeMap<String, &'static str>,
    by_mouse: BTreeSet<String>,
    by_key: BTreeSet<String>,
    /// Where a key led instead of to a control.
    astray: BTreeMap<String, String>,
    /// What a browser has stored, by the name of the base.
    stored: BTreeMap<&'static str, String>,
}

/// Whether a control's name is what a state calls its own.
fn is(own: &str, name: &str) -> bool {
    if own.contains(['=', ':']) {
        name.starts_with(own)
    } else {
        name.strip_prefix("action=") == Some(own)
    }
}

/// Whether another round presses the control, and this one need not.
fn is_left_to_another(name: &str, round: &Round) -> bool {
    let own = |round: &Round| {
        let mut all = round.states.iter().flat_map(|state| state.own);
        all.any(|own| is(own, name))
    };
    !own(round) && ROUNDS.into_iter().any(own)
}

fn walk(stage: &mut Stage, round: &Round) -> Result<()> {
    stage.desk.page().add_startup_script(BEFORE)?;
    stage.open()?;
    let mut tally = Tally::default();
    for state in round.states {
        press_by_mouse(stage, state, round, &mut tally)
            .with_context(|| format!("by the mouse in the state {}", state.name))?;
        press_by_key(stage, state, round, &mut tally)
            .with_context(|| format!("by a key in the state {}", state.name))?;
    }
    let mut left = Vec::new();
    for (name, state) in &tally.seen {
        for (by, pressed) in [("the mouse", &tally.by_mouse), ("a key", &tally.by_key)] {
            if !pressed.contains(name) {
                let astray = tally.astray.get(name).map_or("", String::as_str);
                left.push(format!("{name} (seen in {state}) by {by} {astray}"));
            }
        }
    }
    ensure!(left.is_empty(), "nobody has pressed {}", left.join(", "));
    for state in round.states {
        for own in state.own {
            let pressed = |names: &BTreeSet<String>| names.iter().any(|name| is(own, name));
            ensure!(
                pressed(&tally.by_mouse) && pressed(&tally.by_key),
                "{own} was to be pressed in {}, and is not there",
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

/// Loads the page as somebody finds it who has stored this.
fn load(stage: &mut Stage, stored: &str) -> Result<()> {
    if let Some(mut other) = stage.beside.take() {
        other.page().close()?;
    }
    stage.desk.page().bring_to_front()?;
    let anew = json!(format!("anew:{stored}"));
    stage
        .desk
        .page()
        .evaluate(&format!("window.name = {anew}"))?;
    stage.desk.reload()?;
    if stored.contains(OPEN) {
        stage.desk.wait("the draft that was open", |desk| {
            let shown = desk.count("[data-cell]")? == 200;
            Ok((shown && desk.count("[data-status=\"saved\"]")? == 1).then_some(()))
        })?;
    }
    stage.desk.log()?.dialogs.clear();
    stage.desk.page().catch_choosers()
}

/// Under this name lies which draft is open.
const OPEN: &str = "nianbao.last";

/// Makes a state anew.
fn make(stage: &mut Stage, state: &State, tally: &mut Tally) -> Result<()> {
    let Base { name, way } = state.base;
    let stored = match tally.stored.get(name) {
        Some(stored) => stored.clone(),
        None => {
            load(stage, "{}")?;
            way(stage).with_context(|| format!("on the way to {name}"))?;
            if stage.desk.count("[data-status]")? > 0 {
                stage.desk.wait_status("saved")?;
            }
            let stored = stage.desk.page().evaluate(STORED)?;
            let stored = stored.as_str().context("nothing is stored")?.to_owned();
            tally.stored.insert(name, stored.clone());
            stored
        }
    };
    load(stage, &stored)?;
    (state.way)(stage).with_context(|| format!("on the way to {}", state.name))?;
    stage.desk.page().evaluate(DRAWN)?;
    Ok(())
}

fn press_by_mouse(
    stage: &mut Stage,
    state: &State,
    round: &Round,
    tally: &mut Tally,
) -> Result<()> {
    make(stage, state, tally)?;
    let mut as_made: String = ask(&mut stage.desk, "state()")?;
    let mut is_made = true;
    for name in ask::<Vec<String>>(&mut stage.desk, "names()")? {
        if tally.by_mouse.contains(&name) || is_left_to_another(&name, round) {
            continue;
        }
        if !is_made {
            make(stage, state, tally)?;
            as_made = ask(&mut stage.desk, "state()")?;
        }
        let place = format!("pointOf({})", json!(name));
        let at: Option<Place> = ask(&mut stage.desk, &place)?;
        let at = at.with_context(|| format!("{name} is gone when the state is made anew"))?;
        tally.seen.entry(name.clone()).or_insert(state.name);
        is_made = true;
        let Place {
            x: Some(x),
            y: Some(y),
        } = at
        else {
            continue;
        };
        stage.desk.page().click_at(x, y)?;
        tally.by_mouse.insert(name.clone());
        is_made = is_as_made(stage, &as_made).with_context(|| format!("after {name}"))?;
    }
    Ok(())
}

fn press_by_key(stage: &mut Stage, state: &State, round: &Round, tally: &mut Tally) -> Result<()> {
    let mut ways: BTreeMap<String, isize> = BTreeMap::new();
    for (key, step) in [("Tab", 1), ("Shift+Tab", -1)] {
        make(stage, state, tally)?;
        let mut place = 0;
        let first: String = ask(&mut stage.desk, "focused()")?;
        if first.contains(['=', ':']) && !is_left_to_another(&first, round) {
            ways.insert(first, 0);
        }
        for name in stops(&mut stage.desk, key)? {
            place += step;
            if name.contains(['=', ':']) && !is_left_to_another(&name, round) {
                ways.entry(name).or_insert(place);
            }
        }
    }
    for name in ways.keys() {
        tally.seen.entry(name.clone()).or_insert(state.name);
    }
    let mut ways: Vec<(String, isize)> = ways.into_iter().collect();
    ways.sort_by_key(|(_, place)| *place);
    let mut as_made = String::new();
    // Where the focus is, as long as the state is as it was made.
    let mut at: Option<isize> = None;
    for (name, place) in &ways {
        if tally.by_key.contains(name) {
            continue;
        }
        // What was pressed before may have moved something; from a fresh start the way is as it was.
        for _ in 0..2 {
            let from = match at {
                Some(from) => from,
                None => {
                    make(stage, state, tally)?;
                    as_made = ask(&mut stage.desk, "state()")?;
                    0
                }
            };
            let key = if *place > from { "Tab" } else { "Shift+Tab" };
            let steps = vec![key.parse::<Chord>()?; place.abs_diff(from)];
            stage.desk.page().keys(&steps)?;
            at = None;
            let there: String = ask(&mut stage.desk, "focused()")?;
            if there != *name {
                let way = format!("{place} times Tab led to {there:?}");
                tally.astray.insert(name.clone(), way);
                continue;
            }
            let kind: Value = stage
                .desk
                .page()
                .evaluate("document.activeElement.tagName + (document.activeElement.type || '')")?;
            match kind.as_str().unwrap_or_default() {
                "INPUTcheckbox" => stage.desk.press("Space")?,
                "INPUTradio" => {
                    stage.desk.press("Space")?;
                    arrows(&mut stage.desk, tally)?;
                }
                "SELECTselect-one" => stage.desk.press("ArrowDown")?,
                _ => stage.desk.press("Enter")?,
            }
            tally.by_key.insert(name.clone());
            if is_as_made(stage, &as_made).with_context(|| format!("after {name}"))? {
                let there: String = ask(&mut stage.desk, "focused()")?;
                at = (there == *name).then_some(*place);
            }
            break;
        }
    }
    Ok(())
}

/// Tab stops at one of several radio buttons; an arrow leads to the next one and presses it.
fn arrows(desk: &mut Desk, tally: &mut Tally) -> Result<()> {
    loop {
        desk.press("ArrowDown")?;
        let name: String = ask(desk, "focused()")?;
        if !name.contains('=') || !tally.by_key.insert(name) {
            return Ok(());
        }
    }
}

/// Where a key leads until it leaves the page or comes back to where it has been.
fn stops(desk: &mut Desk, key: &str) -> Result<Vec<String>> {
    let _: bool = ask(desk, "watchStops()")?;
    let keys = vec![key.parse::<Chord>()?; AT_ONCE];
    for _ in 0..STOPS.div_ceil(AT_ONCE) {
        desk.page().keys(&keys)?;
        if ask(desk, "stops().over")? {
            break;
        }
    }
    let stops: Stops = ask(desk, "stops()")?;
    // Back from the browser's own bar, where no click into the page would be seen as one.
    for _ in 0..AT_ONCE {
        if desk.page().evaluate("document.hasFocus()")? == true {
            break;
        }
        desk.press(if key == "Tab" { "Shift+Tab" } else { "Tab" })?;
    }
    ensure!(stops.over, "{key} comes to no end");
    Ok(stops.names)
}

#[derive(Deserialize)]
struct Stops {
    names: Vec<String>,
    over: bool,
}

#[derive(Deserialize)]
struct Place {
    /// Nothing where something lies over it.
    x: Option<f64>,
    y: Option<f64>,
}

/// After a press the page has to answer, and nothing may have been thrown. Whether the state is as it was made.
fn is_as_made(stage: &mut Stage, as_made: &str) -> Result<bool> {
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
    Ok(ask::<String>(desk, "state()")? == as_made)
}

fn ask<T: DeserializeOwned>(desk: &mut Desk, what: &str) -> Result<T> {
    let question = format!("(function () {{\n{FUNCTIONS}\nreturn JSON.stringify({what});\n}})()");
    probe::told(desk.page().evaluate(&question)?)
}

fn nothing(_: &mut Stage) -> Result<()> {
    Ok(())
}

fn a_blank_draft(stage: &mut Stage) -> Result<()> {
    stage.desk.new_draft()
}

fn two_drafts(stage: &mut Stage) -> Result<()> {
    drafts_with(&mut stage.desk, &["1", "2"])
}

fn three_drafts(stage: &mut Stage) -> Result<()> {
    let desk = &mut stage.desk;
    drafts_with(desk, &["1", "2", "3"])?;
    desk.delete_draft()?;
    let list = desk.draft_list()?;
    desk.open_draft(list.first().context("no draft")?)
}

fn drafts_with(desk: &mut Desk, figures: &[&str]) -> Result<()> {
    for figure in figures {
        desk.new_draft()?;
        desk.type_into_cell(CELL, figure)?;
        desk.wait_status("saved")?;
    }
    Ok(())
}

/// From a draft that is open a way leads back to it.
fn drafts(stage: &mut Stage) -> Result<()> {
    let desk = &mut stage.desk;
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
    let id = desk.page().evaluate(&format!("{DAMAGE}({both})"))?;
    desk.reload()?;
    desk.page().catch_choosers()?;
    desk.draft_list()?;
    let id = id.as_str().context("no draft was damaged")?;
    Ok(id.to_owned())
}

fn undone(stage: &mut Stage) -> Result<()> {
    let desk = &mut stage.desk;
    desk.type_into_cell(CELL, "1")?;
    desk.type_into_cell("proactive.rules.issued", "2")?;
    desk.act("undo")?;
    desk.wait_cell("proactive.rules.issued", "")
}

fn notice(stage: &mut Stage) -> Result<()> {
    stage.desk.fill_zero()?;
    wait_for(&mut stage.desk, "notice-act")
}

fn question(stage: &mut Stage) -> Result<()> {
    stage.desk.type_into_cell(CELL, "1")?;
    stage.desk.act("delete-draft")?;
    wait_for(&mut stage.desk, "confirm")
}

fn the_example(stage: &mut Stage) -> Result<()> {
    stage.desk.act_until("open-example", "the example", |desk| {
        Ok((!desk.errors()?.is_empty()).then_some(()))
    })
}

fn example(stage: &mut Stage) -> Result<()> {
    wait_for(&mut stage.desk, "suppress-finding")
}

fn dismissing(stage: &mut Stage) -> Result<()> {
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

fn a_complete_report(stage: &mut Stage) -> Result<()> {
    restored(stage, |_| {})?;
    stage.desk.wait_no_error()
}

fn a_report_with_faults(stage: &mut Stage) -> Result<()> {
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
    })
}

fn mendable(stage: &mut Stage) -> Result<()> {
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
    for _ in 0..2 {
        stage.desk.click(".nb-export__more:not([open]) > summary")?;
    }
    wait_for(&mut stage.desk, "copy-picture")
}

fn preview(stage: &mut Stage) -> Result<()> {
    stage.desk.press("F9")?;
    stage.desk.wait("the preview", |desk| {
        Ok((desk.count_seen("main article table")? == 3).then_some(()))
    })
}

fn by_hand(stage: &mut Stage) -> Result<()> {
    stage.desk.page().evaluate(NO_COPYING)?;
    stage.desk.act("copy-source")?;
    wait_for(&mut stage.desk, "close-by-hand")
}

fn words(stage: &mut Stage) -> Result<()> {
    stage.desk.act("word-list")?;
    wait_for(&mut stage.desk, "save-words")?;
    stage.desk.wait("the focus in the list", |desk| {
        Ok((desk.count("[role=dialog] textarea:focus")? == 1).then_some(()))
    })
}

fn history(stage: &mut Stage) -> Result<()> {
    stage.desk.type_into_cell(CELL, "2")?;
    stage.desk.wait_status("saved")?;
    stage.desk.act("history")?;
    stage.desk.wait("the earlier states", |desk| {
        Ok((desk.count("[data-snapshot]")? > 1
            && desk.count(".nb-history [data-compare]:focus")? == 1)
            .then_some(()))
    })
}

fn import(stage: &mut Stage) -> Result<()> {
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

fn many_changes(stage: &mut Stage) -> Result<()> {
    stage.desk.new_draft()?;
    super::keeping::type_until_reminded(&mut stage.desk, "备份")
}

/// The page counts on where it was left, and asks at the next change.
fn reminded(stage: &mut Stage) -> Result<()> {
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
            .flat_map(|state| state.own)
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
