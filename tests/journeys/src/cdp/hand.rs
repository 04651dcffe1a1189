//! The hand at a Chromium: its mouse, its keys, what it drags and drops, the files that it chooses.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Error, Result, bail};
use serde_json::{Value, json};

use super::page::CdpPage;
use crate::browser::{Dropped, Held, Mouse, Point};
use crate::keys::Chord;
use crate::stage::Skip;

/// How long a drag that the page begins may take to be told.
const BEGINS: Duration = Duration::from_millis(15);

/// How long a turn of the wheel may take.
const TURNS: Duration = Duration::from_secs(3);

/// What every drop may become.
const COPY_OR_MOVE: u8 = 1 + 16;

/// Where the hand is, and what it holds.
#[derive(Default)]
pub struct Hand {
    at: Point,
    presses: bool,
    catches_drags: bool,
    /// What is being dragged.
    pub(super) drag: Option<Value>,
    /// The chooser that has been opened and not answered.
    pub(super) chooser: Option<Value>,
    choosers: Choosers,
}

/// How file choosers are caught.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Choosers {
    #[default]
    Shown,
    /// By the browser, which tells of each.
    Intercepted,
    /// An old browser opens none where there is no screen. The page is watched for an input that asks for one.
    Watched,
}

/// Notes which file input asked for a chooser, after a real press and not otherwise. For browsers before Chromium 76.
const WATCH: &str = "(function () {
    window.journeysAsked = null;
    if (window.journeysWatches) return;
    window.journeysWatches = true;
    var pressed = 0;
    function press(event) { if (event.isTrusted) pressed = Date.now(); }
    window.addEventListener('mousedown', press, true);
    window.addEventListener('keydown', press, true);
    window.addEventListener('keyup', press, true);
    window.addEventListener('click', function (event) {
        var input = event.target;
        if (input.tagName !== 'INPUT' || input.type !== 'file' || Date.now() - pressed > 5000) return;
        setTimeout(function () { if (!event.defaultPrevented) window.journeysAsked = input; }, 0);
    }, true);
})()";

impl CdpPage {
    /// Has drags told that the page begins. A browser that cannot has none either, where there is no screen.
    pub(super) fn catch_drags(&mut self) {
        let caught = self.call("Input.setInterceptDrags", json!({ "enabled": true }));
        self.hand.catches_drags = caught.is_ok();
    }

    pub(super) fn move_mouse(&mut self, acts: &[Mouse], held: Held) -> Result<()> {
        let mut events = Vec::new();
        for act in acts {
            match act {
                Mouse::Move(to) => {
                    for at in self.hand.at.way_to(*to) {
                        self.hand.at = at;
                        let button = if self.hand.presses { "left" } else { "none" };
                        let event = self.mouse_event("mouseMoved", button, 0, held);
                        if self.hand.presses {
                            self.do_mouse(&mut events)?;
                            self.drag_on(event)?;
                        } else {
                            events.push(event);
                        }
                    }
                    self.hand.at = *to;
                }
                Mouse::Press(count) => {
                    self.hand.presses = true;
                    events.push(self.mouse_event("mousePressed", "left", *count, held));
                }
                Mouse::Release(count) => {
                    self.do_mouse(&mut events)?;
                    self.drag_ends()?;
                    self.hand.presses = false;
                    events.push(self.mouse_event("mouseReleased", "left", *count, held));
                }
                Mouse::Wheel(down) => {
                    let (_, mut event) = self.mouse_event("mouseWheel", "none", 0, held);
                    event["deltaX"] = json!(0);
                    event["deltaY"] = json!(down);
                    self.do_mouse(&mut events)?;
                    // A turn that nothing takes up may never be answered.
                    self.call_briefly("Input.dispatchMouseEvent", &event, TURNS)?;
                }
            }
        }
        self.do_mouse(&mut events)
    }

    fn mouse_event(
        &self,
        kind: &str,
        button: &str,
        count: u8,
        held: Held,
    ) -> (&'static str, Value) {
        let modifiers = 2 * u8::from(held.control) + 8 * u8::from(held.shift);
        let event = json!({ "type": kind, "x": self.hand.at.x, "y": self.hand.at.y, "button": button,
            "clickCount": count, "modifiers": modifiers });
        ("Input.dispatchMouseEvent", event)
    }

    fn do_mouse(&mut self, events: &mut Vec<(&'static str, Value)>) -> Result<()> {
        if !events.is_empty() {
            self.call_all(std::mem::take(events))?;
        }
        Ok(())
    }

    /// The button is held and the mouse moves. Once the page has begun a drag, the browser takes no such move any more.
    fn drag_on(&mut self, event: (&'static str, Value)) -> Result<()> {
        if self.hand.drag.is_none() {
            // The move that begins a drag may never be answered.
            self.call_unless(event.0, &event.1, "Input.dragIntercepted")?;
            if self.hand.drag.is_none() && self.hand.catches_drags {
                self.listen(BEGINS)?;
            }
        }
        if let Some(data) = self.hand.drag.clone() {
            self.drag_event("dragEnter", self.hand.at, &data)?;
            self.drag_event("dragOver", self.hand.at, &data)?;
        }
        Ok(())
    }

    fn drag_ends(&mut self) -> Result<()> {
        if let Some(data) = self.hand.drag.take() {
            self.drag_event("drop", self.hand.at, &data)?;
        }
        Ok(())
    }

    fn drag_event(&mut self, kind: &str, at: Point, data: &Value) -> Result<()> {
        let event = json!({ "type": kind, "x": at.x, "y": at.y, "data": data });
        self.call("Input.dispatchDragEvent", event)?;
        Ok(())
    }

    /// Nobody sees the menu of a browser without a screen; what is chosen in it is the browser's own command.
    pub(super) fn paste_by_right_click(&mut self, at: Point) -> Result<()> {
        const TAKES_COMMANDS: u32 = 83;
        if self.major_version()? < TAKES_COMMANDS {
            bail!(Skip(
                "the menu of this browser is out of the driver's reach".to_owned()
            ));
        }
        self.move_mouse(&[Mouse::Move(at)], Held::default())?;
        let held = Held::default();
        let mut events = vec![
            self.mouse_event("mousePressed", "right", 1, held),
            self.mouse_event("mouseReleased", "right", 1, held),
        ];
        self.do_mouse(&mut events)?;
        let chosen = json!({ "type": "rawKeyDown", "commands": ["paste"] });
        self.call("Input.dispatchKeyEvent", chosen)?;
        self.call("Input.dispatchKeyEvent", json!({ "type": "keyUp" }))?;
        Ok(())
    }

    fn major_version(&mut self) -> Result<u32> {
        let version = self.run("+(/Chrome\\/([0-9]+)/.exec(navigator.userAgent) || [0, 0])[1]")?;
        let version = version
            .as_u64()
            .and_then(|version| u32::try_from(version).ok());
        Ok(version.unwrap_or(u32::MAX))
    }

    pub(super) fn drop_from_outside(&mut self, at: Point, what: &Dropped) -> Result<()> {
        // The protocol took files no earlier; older ones drop nothing and say nothing.
        const TAKES_FILES: u32 = 100;
        if matches!(what, Dropped::Files(_)) && self.major_version()? < TAKES_FILES {
            bail!(Skip(
                "no file can be dropped from outside this browser".to_owned()
            ));
        }
        let data = match what {
            Dropped::Files(files) => {
                json!({ "items": [], "files": files, "dragOperationsMask": COPY_OR_MOVE })
            }
            Dropped::Text(text) => json!({
                "items": [{ "mimeType": "text/plain", "data": text }],
                "dragOperationsMask": COPY_OR_MOVE,
            }),
        };
        for kind in ["dragEnter", "dragOver", "drop"] {
            self.drag_event(kind, at, &data).map_err(|error| {
                unknown_or(error, "nothing can be dropped from outside this browser")
            })?;
        }
        Ok(())
    }

    pub(super) fn press_keys(&mut self, chords: &[Chord]) -> Result<()> {
        let mut events = Vec::with_capacity(2 * chords.len());
        for chord in chords {
            let text = chord
                .text
                .as_deref()
                .filter(|_| !chord.control && !chord.alt);
            let modifiers =
                u8::from(chord.alt) + 2 * u8::from(chord.control) + 8 * u8::from(chord.shift);
            let mut down = json!({
                "type": if text.is_some() { "keyDown" } else { "rawKeyDown" },
                "key": chord.key,
                "code": chord.code,
                "windowsVirtualKeyCode": chord.key_code,
                "nativeVirtualKeyCode": chord.key_code,
                "modifiers": modifiers,
            });
            let mut up = down.clone();
            up["type"] = json!("keyUp");
            if let Some(text) = text {
                down["text"] = json!(text);
            }
            if let Some(command) = chord.editing_command() {
                down["commands"] = json!([command]);
            }
            events.push(("Input.dispatchKeyEvent", down));
            events.push(("Input.dispatchKeyEvent", up));
        }
        self.call_all(events)?;
        Ok(())
    }

    pub(super) fn catch_all_choosers(&mut self) -> Result<()> {
        self.hand.chooser = None;
        if self.hand.choosers == Choosers::Shown {
            let caught = self.call(
                "Page.setInterceptFileChooserDialog",
                json!({ "enabled": true }),
            );
            self.hand.choosers = match caught {
                Ok(_) => Choosers::Intercepted,
                Err(_) => Choosers::Watched,
            };
        }
        if self.hand.choosers == Choosers::Watched {
            self.run(WATCH)?;
        }
        Ok(())
    }

    pub(super) fn has_open_chooser(&mut self) -> Result<bool> {
        match self.hand.choosers {
            Choosers::Shown => bail!("nobody looks for a chooser"),
            Choosers::Intercepted => {
                // An event stands in line before the answer to a question that is asked after it.
                self.run("0")?;
                Ok(self.hand.chooser.is_some())
            }
            Choosers::Watched => Ok(self.run("!!window.journeysAsked")? == true),
        }
    }

    /// The only place where files are given to an input; it is the one whose chooser a press has opened.
    pub(super) fn answer_open_chooser(&mut self, files: &[PathBuf]) -> Result<()> {
        let mut parameters = json!({ "files": files });
        match self.hand.choosers {
            Choosers::Shown => bail!("nobody looks for a chooser"),
            Choosers::Intercepted => {
                let chooser = self.hand.chooser.take().context("no chooser is open")?;
                let input = &chooser["backendNodeId"];
                if input.is_null() {
                    // Chromium 76 to 82 do not say which input it is; the chooser itself is answered.
                    parameters["action"] =
                        json!(if files.is_empty() { "cancel" } else { "accept" });
                    self.call("Page.handleFileChooser", parameters)?;
                    return Ok(());
                }
                parameters["backendNodeId"] = input.clone();
            }
            Choosers::Watched => {
                let asked = json!({ "expression": "window.journeysAsked" });
                let asked = self.call("Runtime.evaluate", asked)?;
                let object = &asked["result"]["objectId"];
                if object.is_null() {
                    bail!("no chooser is open");
                }
                self.call("DOM.getDocument", json!({ "depth": 0 }))?;
                let node = self.call("DOM.requestNode", json!({ "objectId": object }))?;
                parameters["nodeId"] = node["nodeId"].clone();
                self.run("window.journeysAsked = null")?;
            }
        }
        if !files.is_empty() {
            self.call("DOM.setFileInputFiles", parameters)?;
        }
        Ok(())
    }
}

/// The reason to skip a journey in a browser that does not know what it was asked; any other trouble as it is.
pub fn unknown_or(error: Error, reason: &str) -> Error {
    if format!("{error:#}").contains("wasn't found") {
        Skip(reason.to_owned()).into()
    } else {
        error
    }
}
