//! The restless hand itself: it does a step, looks, and says what does not hold.

use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::Value;

use super::Failure;
use super::gesture::{BLOCKS, FILES, Gesture, Step};
use super::look::{self, Look};
use crate::browser::{Dropped, Held, Mouse, Point};
use crate::desk::Desk;
use crate::stage::{Skip, Stage};

/// How long the page may take for what it does by and by.
const PATIENCE: Duration = Duration::from_secs(20);

/// Longer than a pause in typing, after which the page checks.
const SETTLING: Duration = Duration::from_millis(400);

/// So many steps may be taken upon one look at all that can be pressed, as long as they are made where the focus is.
const PASSING: u8 = 4;

/// What a power failure may take.
const MAY_BE_LOST: Duration = Duration::from_millis(600);

/// Notes when a file input asks for a chooser. Printing would show a dialog of the system's, which nobody answers here.
const BEFORE: &str = "window.print = function () {};
window.journeysAsks = false;
window.addEventListener('click', function (event) {
    if (event.target.tagName === 'INPUT' && event.target.type === 'file') window.journeysAsks = true;
}, true);";

/// The stock of blocks: text and, for some, markup.
const STOCK: [(&str, Option<&str>); BLOCKS] = [
    ("1\t2\t3\n4\t5\t6\n", None),
    ("7", None),
    ("8\t9", Some("<table><tr><td>8</td><td>9</td></tr></table>")),
    ("第一段\n第二段", None),
    ("甲\t1\n合计\t12\t13\t14\t15\t16\t17\t18\t19\t20", None),
    (
        "a",
        Some(
            "<p onclick=x>文字</p><img src=x onerror='throw 1'><table><tr><th>自然人</th><td>3</td></tr></table>",
        ),
    ),
];

/// The hand at a page.
pub struct Hand {
    files: Vec<PathBuf>,
    look: Look,
    /// How many more steps are taken upon the same look at all that can be pressed.
    passing: u8,
}

impl Hand {
    /// Opens the page and looks at it.
    pub fn at(stage: &mut Stage) -> Result<Self> {
        const NAMED: [(&str, &[u8]); FILES] = [
            (
                "备份.json",
                include_bytes!("../../../../src/ui/wording/example.json"),
            ),
            (
                "年报.html",
                include_bytes!("../../../data/export/report.html"),
            ),
            (
                "年报.docx",
                include_bytes!("../../../data/import/report.docx"),
            ),
            (
                "年报.xlsx",
                include_bytes!("../../../data/import/report.xlsx"),
            ),
            ("年报.pdf", b"%PDF-1.7"),
            ("词表.txt", "应急局→应急管理局\n".as_bytes()),
        ];
        let files = NAMED
            .iter()
            .map(|(name, bytes)| stage.write_file(name, bytes))
            .collect::<Result<_>>()?;
        stage.desk.page().add_startup_script(BEFORE)?;
        stage.desk.page().add_startup_script(&look::eyes())?;
        stage.open()?;
        stage.desk.page().catch_choosers()?;
        let look = Look::at(stage.desk.page())?;
        Ok(Self {
            files,
            look,
            passing: PASSING,
        })
    }

    /// What was seen last.
    pub fn seen(&self) -> &Look {
        &self.look
    }

    /// Does a step and looks. What is not there cannot be pressed and is left out.
    pub fn take(&mut self, stage: &mut Stage, step: &Step) -> Result<(), Failure> {
        let before = self.look.clone();
        let acted = self.act(stage, &step.gesture, step.file);
        self.look_around(stage, &step.gesture)?;
        acted?;
        if self.look.asked {
            self.answer_chooser(stage, step.file)?;
            self.look = settled_look(&mut stage.desk)?;
        }
        judge(stage, &self.look)?;
        let moves_focus_only =
            matches!(&step.gesture, Gesture::Keys(keys) if !keys.ends_with("Tab"));
        if moves_focus_only && !before.focus.is_empty() && self.look.focus.is_empty() {
            // What takes the place of what had the focus may get it a frame later.
            sleep(Duration::from_millis(100));
            self.look = settled_look(&mut stage.desk)?;
            if self.look.focus.is_empty() {
                return Err(Failure::of(
                    "the focus is lost",
                    format!("it was at {}", before.focus),
                ));
            }
        }
        Ok(())
    }

    /// Looks at what has come of a gesture: in passing, unless it may have changed what can be pressed.
    fn look_around(&mut self, stage: &mut Stage, gesture: &Gesture) -> Result<(), Failure> {
        let in_place = matches!(
            gesture,
            Gesture::Type(_) | Gesture::Keys(_) | Gesture::Undo { .. } | Gesture::Compose(_)
        );
        let (editor, modal) = (self.look.editor, self.look.modal);
        if in_place && self.passing > 0 {
            self.passing -= 1;
            let passing = Look::passing(stage.desk.page(), self.look.clone());
            if let Ok(look) = passing
                && look.ready
                && look.editor == editor
                && look.modal == modal
                && look.status != "checking"
            {
                self.look = look;
                return Ok(());
            }
        }
        self.passing = PASSING;
        self.look = settled_look(&mut stage.desk)?;
        Ok(())
    }

    fn act(
        &mut self,
        stage: &mut Stage,
        gesture: &Gesture,
        file: Option<usize>,
    ) -> Result<(), Failure> {
        let desk = &mut stage.desk;
        match gesture {
            Gesture::Click {
                target,
                times,
                shift,
                control,
            } => {
                let Some(at) = self.look.find(target) else {
                    return Ok(());
                };
                let mut acts = vec![Mouse::Move(at)];
                for time in 1..=*times {
                    acts.extend([Mouse::Press(time), Mouse::Release(time)]);
                }
                let held = Held {
                    control: *control,
                    shift: *shift,
                };
                desk.page().mouse(&acts, held)?;
            }
            Gesture::Type(text) => desk.type_keys(text)?,
            Gesture::Keys(keys) => desk.press(keys)?,
            Gesture::Paste(block) => {
                if let Some((text, html)) = STOCK.get(*block) {
                    stage.set_clipboard(text, *html)?;
                    stage.desk.paste()?;
                }
            }
            Gesture::Drag { from, to } => {
                if let Some((from, to)) = self.look.find(from).zip(self.look.find(to)) {
                    let acts = [
                        Mouse::Move(from),
                        Mouse::Press(1),
                        Mouse::Move(to),
                        Mouse::Release(1),
                    ];
                    desk.page().mouse(&acts, Held::default())?;
                }
            }
            Gesture::Wheel { over, down } => {
                if let Some(at) = self.look.find(over) {
                    let acts = [Mouse::Move(at), Mouse::Wheel(*down)];
                    desk.page().mouse(&acts, Held::default())?;
                }
            }
            Gesture::Undo { target } => {
                // What is typed where one has just typed belongs to the same step.
                let other = !target.starts_with(&self.look.focus) || self.look.focus.is_empty();
                if let Some(at) = self.look.find(target).filter(|_| other) {
                    undo_and_redo(desk, at)?;
                }
            }
            Gesture::Compose(text) => {
                if self.look.typable {
                    let composed = desk.page().compose("zhu");
                    if !cannot(&composed) {
                        composed?;
                        desk.page().insert_text(text)?;
                    }
                }
            }
            Gesture::Drop { target, file } => {
                if let Some((at, file)) = self.look.find(target).zip(self.files.get(*file)) {
                    let files = Dropped::Files(vec![file.clone()]);
                    let dropped = desk.page().drop_at(at, &files);
                    if !cannot(&dropped) {
                        dropped?;
                    }
                }
            }
            Gesture::Reload => self.reload(stage, file.is_some())?,
            Gesture::SecondWindow => self.second_window(stage)?,
            Gesture::Kill => self.kill(stage)?,
        }
        Ok(())
    }

    fn answer_chooser(&self, stage: &mut Stage, file: Option<usize>) -> Result<(), Failure> {
        let page = stage.desk.page();
        let begun = Instant::now();
        while !page.chooser_is_open()? {
            if begun.elapsed() > PATIENCE {
                let said = "a file input was pressed, and nothing opens";
                return Err(Failure::of("no chooser", said));
            }
        }
        let files: Vec<PathBuf> = file
            .and_then(|file| self.files.get(file).cloned())
            .into_iter()
            .collect();
        page.answer_chooser(&files)?;
        Ok(())
    }

    /// Loads the page again: it shows what it showed.
    fn reload(&mut self, stage: &mut Stage, settle: bool) -> Result<(), Failure> {
        let kept = self.kept(&mut stage.desk, settle)?;
        let safe = self.look.status != "unsaved";
        stage.desk.reload()?;
        stage.desk.page().catch_choosers()?;
        if !safe {
            // The page has said that it would be lost, and the browser has asked.
            stage.desk.page().log_so_far()?.dialogs.clear();
            return Ok(());
        }
        expect(&mut stage.desk, kept, "after loading it again")
    }

    /// A second window shows the same and only looks on; it is closed again.
    fn second_window(&mut self, stage: &mut Stage) -> Result<(), Failure> {
        let kept = self.kept(&mut stage.desk, true)?;
        let saved = self.look.status == "saved";
        let mut second = stage.blank_window()?;
        second.page().add_startup_script(&look::eyes())?;
        second.open()?;
        let shown = if saved {
            expect(&mut second, kept, "in a second window")
        } else {
            Ok(())
        };
        second.page().close()?;
        stage.desk.page().bring_to_front()?;
        shown
    }

    /// What was called saved for half a second outlives the browser.
    fn kill(&mut self, stage: &mut Stage) -> Result<(), Failure> {
        let kept = self.kept(&mut stage.desk, true)?;
        sleep(MAY_BE_LOST);
        let saved = Look::at(stage.desk.page())?.status == "saved";
        stage.kill_browser()?;
        let page = stage.desk.page();
        for script in [BEFORE, &look::eyes()] {
            page.add_startup_script(script)?;
            page.evaluate(script)?;
        }
        page.catch_choosers()?;
        let Some(kept) = kept.filter(|_| saved) else {
            return Ok(());
        };
        // Which draft is opened is remembered by the storage that loses the last seconds; its text is not.
        let begun = Instant::now();
        loop {
            let unlike = look::unlike_stored(stage.desk.page(), &kept)?;
            if unlike.is_empty() {
                return Ok(());
            }
            if begun.elapsed() > PATIENCE {
                return Err(Failure::of("lost by a power failure", unlike));
            }
            sleep(Duration::from_millis(50));
        }
    }

    /// What is on the screen, if a report is open; its findings as well once it has been checked.
    fn kept(&mut self, desk: &mut Desk, settle: bool) -> Result<Option<Value>, Failure> {
        if !self.look.editor || self.look.modal {
            return Ok(None);
        }
        let mut now = look::report(desk.page())?;
        if settle {
            let begun = Instant::now();
            loop {
                sleep(SETTLING);
                let next = look::report(desk.page())?;
                self.look = Look::at(desk.page())?;
                if next == now && self.look.status != "saving" {
                    break;
                }
                if begun.elapsed() > PATIENCE {
                    return Err(Failure::of("never at rest", "the report changes by itself"));
                }
                now = next;
            }
        } else if let Some(now) = now.as_object_mut() {
            now.remove("findings");
        }
        Ok(Some(now))
    }
}

/// Looks until the page answers and knows what it shows.
fn settled_look(desk: &mut Desk) -> Result<Look, Failure> {
    let begun = Instant::now();
    loop {
        let trouble = match Look::at(desk.page()) {
            Ok(look) if look.ready && look.status != "checking" || !look.crashed.is_empty() => {
                return Ok(look);
            }
            Ok(look) => format!("ready: {}, status: {:?}", look.ready, look.status),
            Err(error) => format!("{error:#}"),
        };
        if begun.elapsed() > PATIENCE {
            return Err(Failure::at_the_end("the page does not answer", trouble));
        }
        sleep(Duration::from_millis(20));
    }
}

/// What must hold after every gesture.
fn judge(stage: &mut Stage, look: &Look) -> Result<(), Failure> {
    // What was told once is not told after each further step.
    let log = std::mem::take(stage.desk.page().log_so_far()?);
    if let Some(panic) = log.console.iter().find(|line| line.contains("panicked at")) {
        return Err(Failure::at_the_end("panic", panic.clone()));
    }
    if !look.crashed.is_empty() {
        return Err(Failure::at_the_end(
            "the page has stopped",
            look.crashed.clone(),
        ));
    }
    if let Some(thrown) = log.exceptions.first() {
        return Err(Failure::of("exception", thrown.clone()));
    }
    if let Some(dialog) = log.dialogs.first() {
        return Err(Failure::of("native dialog", dialog.clone()));
    }
    if look.editor && look.statuses != 1 {
        let said = format!("{} elements say a status", look.statuses);
        return Err(Failure::of("statuses", said));
    }
    if !look.unlike.is_empty() {
        return Err(Failure::of("saved is not true", look.unlike.clone()));
    }
    Ok(())
}

/// Waits until a page shows a report, findings and all.
fn expect(desk: &mut Desk, kept: Option<Value>, when: &str) -> Result<(), Failure> {
    let Some(kept) = kept else {
        return Ok(());
    };
    let begun = Instant::now();
    loop {
        let mut now = look::report(desk.page()).unwrap_or_default();
        if kept.get("findings").is_none()
            && let Some(now) = now.as_object_mut()
        {
            now.remove("findings");
        }
        if now == kept {
            return Ok(());
        }
        if begun.elapsed() > PATIENCE {
            let unlike = difference("", &kept, &now);
            return Err(Failure::of("shown otherwise", format!("{when}: {unlike}")));
        }
        sleep(Duration::from_millis(50));
    }
}

/// Types into a cell: undone, everything is as before; done again, as after.
fn undo_and_redo(desk: &mut Desk, at: Point) -> Result<(), Failure> {
    desk.page().click_at(at.x, at.y)?;
    let look = Look::at(desk.page())?;
    if !look.editor || look.modal || !look.typable || !look.focus.contains("data-cell") {
        return Ok(());
    }
    let before = without_findings(desk)?;
    desk.type_keys("7")?;
    let after = without_findings(desk)?;
    if before == after {
        return Ok(());
    }
    desk.press("Control+z")?;
    let undone = without_findings(desk)?;
    if undone != before {
        let unlike = difference("", &before, &undone);
        return Err(Failure::of("undone otherwise", unlike));
    }
    desk.press("Control+y")?;
    let again = without_findings(desk)?;
    if again != after {
        let unlike = difference("", &after, &again);
        return Err(Failure::of("done again otherwise", unlike));
    }
    Ok(())
}

fn without_findings(desk: &mut Desk) -> Result<Value> {
    let mut report = look::report(desk.page())?;
    let parts = report.as_object_mut().context("a report has parts")?;
    parts.remove("findings");
    Ok(report)
}

/// Where two reports differ, in words.
fn difference(at: &str, one: &Value, other: &Value) -> String {
    match (one.as_object(), other.as_object()) {
        (Some(one), Some(other)) => one
            .iter()
            .filter_map(|(key, value)| {
                let found = other.get(key).unwrap_or(&Value::Null);
                (found != value).then(|| difference(&format!("{at}/{key}"), value, found))
            })
            .take(4)
            .collect::<Vec<_>>()
            .join("; "),
        _ => format!("{at} was {one}, is {other}"),
    }
}

/// Whether the browser has no such gesture.
fn cannot<T>(done: &Result<T>) -> bool {
    done.as_ref().is_err_and(|error| error.is::<Skip>())
}
