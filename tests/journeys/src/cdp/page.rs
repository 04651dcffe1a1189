//! One page of a Chromium.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::hand::{Hand, unknown_or};
use crate::browser::{Dropped, Held, Mouse, Page, PageLog, Point};
use crate::connection::{Connection, PATIENCE};
use crate::keys::Chord;
use crate::wait;

/// How long a document may take to load completely.
const LOAD: Duration = Duration::from_secs(30);

/// A load of which nothing is seen after so long is asked for once more.
const AGAIN: Duration = Duration::from_secs(8);

/// A page and what it has logged so far.
pub struct CdpPage {
    connection: Connection,
    target: String,
    log: PageLog,
    pub(super) hand: Hand,
}

impl CdpPage {
    /// Takes over a page that has just been opened, by the address of its websocket.
    pub fn attach(url: &str, downloads: &Path) -> Result<Self> {
        let mut page = Self {
            connection: Connection::open(url, answer_dialog)?,
            target: url.rsplit('/').next().unwrap_or_default().to_owned(),
            log: PageLog::default(),
            hand: Hand::default(),
        };
        for domain in ["Page", "Runtime", "Network", "Log"] {
            page.call(&format!("{domain}.enable"), json!({}))?;
        }
        page.call(
            "Page.setDownloadBehavior",
            json!({ "behavior": "allow", "downloadPath": downloads }),
        )?;
        page.catch_drags();
        Ok(page)
    }

    pub(super) fn call(&mut self, method: &str, parameters: Value) -> Result<Value> {
        let answer = self.connection.call(method, parameters);
        for event in self.connection.take_events() {
            self.note(&event);
        }
        answer
    }

    pub(super) fn call_all(&mut self, questions: Vec<(&str, Value)>) -> Result<Vec<Value>> {
        let answers = self.connection.call_all(questions);
        for event in self.connection.take_events() {
            self.note(&event);
        }
        answers
    }

    pub(super) fn call_unless(&mut self, method: &str, with: &Value, event: &str) -> Result<()> {
        let answer = self.connection.call_unless(method, with, event, PATIENCE);
        for event in self.connection.take_events() {
            self.note(&event);
        }
        match answer? {
            Some(()) => Ok(()),
            None => bail!("{method}: no answer within {} s", PATIENCE.as_secs()),
        }
    }

    /// Asks, and goes on after a while whether there is an answer or not.
    pub(super) fn call_briefly(
        &mut self,
        method: &str,
        with: &Value,
        patience: Duration,
    ) -> Result<()> {
        let answer = self.connection.call_unless(method, with, "", patience);
        for event in self.connection.take_events() {
            self.note(&event);
        }
        answer.map(|_| ())
    }

    /// Listens for events for a while, until there is one.
    pub(super) fn listen(&mut self, patience: Duration) -> Result<()> {
        self.connection.listen(patience)?;
        for event in self.connection.take_events() {
            self.note(&event);
        }
        Ok(())
    }

    pub(super) fn run(&mut self, expression: &str) -> Result<Value> {
        let mut answer = self.call(
            "Runtime.evaluate",
            json!({
                "expression": expression,
                "awaitPromise": true,
                "returnByValue": true,
            }),
        )?;
        if let Some(thrown) = answer.get("exceptionDetails") {
            bail!("the page threw {}", exception_text(thrown));
        }
        Ok(answer["result"]["value"].take())
    }

    /// Runs a step that replaces the document and waits for the new one.
    fn replace_document(&mut self, method: &str, parameters: Value) -> Result<()> {
        // The mark goes away with the old document, which would otherwise look complete.
        self.run("window.journeysOldDocument = true")?;
        let answer = self.call(method, parameters.clone())?;
        if let Some(error) = answer["errorText"].as_str().filter(|text| !text.is_empty()) {
            bail!("{method}: {error}");
        }
        let mut asked = Instant::now();
        wait::until("the document to be complete", LOAD, || {
            let state = self.run("window.journeysOldDocument ? 'old' : document.readyState")?;
            // In an old Chromium a download that begins meanwhile takes the place of the load.
            if state == "old" && asked.elapsed() >= AGAIN {
                self.call(method, parameters.clone())?;
                asked = Instant::now();
            }
            Ok((state == "complete").then_some(()))
        })
    }

    fn note(&mut self, event: &Value) {
        let details = &event["params"];
        match event["method"].as_str().unwrap_or_default() {
            "Runtime.consoleAPICalled" => {
                let level = details["type"].as_str().unwrap_or("log");
                let words: Vec<String> = details["args"]
                    .as_array()
                    .map(|values| values.iter().map(console_text).collect())
                    .unwrap_or_default();
                self.log
                    .console
                    .push(format!("{level}: {}", words.join(" ")));
            }
            "Runtime.exceptionThrown" => {
                let text = exception_text(&details["exceptionDetails"]);
                self.log.exceptions.push(text);
            }
            "Log.entryAdded" => {
                let entry = &details["entry"];
                self.log.console.push(format!(
                    "{}: {} {}",
                    entry["level"].as_str().unwrap_or("log"),
                    entry["text"].as_str().unwrap_or_default(),
                    entry["url"].as_str().unwrap_or_default(),
                ));
            }
            "Network.requestWillBeSent" => {
                let url = details["request"]["url"].as_str().unwrap_or_default();
                self.log.requests.push(url.to_owned());
            }
            "Page.fileChooserOpened" => self.hand.chooser = Some(details.clone()),
            "Input.dragIntercepted" => self.hand.drag = Some(details["data"].clone()),
            "Page.javascriptDialogOpening" => {
                self.log.dialogs.push(format!(
                    "{}: {}",
                    details["type"].as_str().unwrap_or("dialog"),
                    details["message"].as_str().unwrap_or_default(),
                ));
            }
            _ => {}
        }
    }
}

impl Page for CdpPage {
    fn navigate(&mut self, url: &str) -> Result<()> {
        self.replace_document("Page.navigate", json!({ "url": url }))
            .with_context(|| format!("cannot open {url}"))
    }

    fn reload(&mut self) -> Result<()> {
        self.replace_document("Page.reload", json!({}))
            .context("cannot reload the page")
    }

    fn bring_to_front(&mut self) -> Result<()> {
        self.call("Page.bringToFront", json!({}))?;
        // The focus comes later, and without it a page can neither copy nor paste.
        wait::until("the page to have the focus", wait::PATIENCE, || {
            let focused = self.run("document.hasFocus()")?;
            Ok((focused == true).then_some(()))
        })
    }

    fn add_startup_script(&mut self, script: &str) -> Result<()> {
        self.call(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": script }),
        )?;
        Ok(())
    }

    fn evaluate(&mut self, expression: &str) -> Result<Value> {
        self.run(expression)
    }

    fn mouse(&mut self, acts: &[Mouse], held: Held) -> Result<()> {
        self.move_mouse(acts, held)
    }

    fn keys(&mut self, chords: &[Chord]) -> Result<()> {
        self.press_keys(chords)
    }

    fn insert_text(&mut self, text: &str) -> Result<()> {
        let whole = self.call("Input.insertText", json!({ "text": text }));
        if whole.is_ok() {
            return Ok(());
        }
        // A browser that cannot insert a whole text takes it one character at a time.
        let characters = text.chars().map(|character| {
            let typed = if character == '\n' { '\r' } else { character };
            let event = json!({ "type": "char", "text": typed });
            ("Input.dispatchKeyEvent", event)
        });
        self.call_all(characters.collect())?;
        Ok(())
    }

    fn compose(&mut self, text: &str) -> Result<()> {
        let end = text.encode_utf16().count();
        let state = json!({ "text": text, "selectionStart": end, "selectionEnd": end });
        let composed = self.call("Input.imeSetComposition", state);
        composed
            .map(|_| ())
            .map_err(|error| unknown_or(error, "no input method can be played to this browser"))
    }

    fn catch_choosers(&mut self) -> Result<()> {
        self.catch_all_choosers()
    }

    fn chooser_is_open(&mut self) -> Result<bool> {
        self.has_open_chooser()
    }

    fn answer_chooser(&mut self, files: &[PathBuf]) -> Result<()> {
        self.answer_open_chooser(files)
    }

    fn paste_by_menu(&mut self, at: Point) -> Result<()> {
        self.paste_by_right_click(at)
    }

    fn drop_at(&mut self, at: Point, what: &Dropped) -> Result<()> {
        self.drop_from_outside(at, what)
    }

    fn screenshot(&mut self) -> Result<Vec<u8>> {
        let answer = self.call("Page.captureScreenshot", json!({ "format": "png" }))?;
        let encoded = answer["data"].as_str().context("an empty screenshot")?;
        STANDARD.decode(encoded).context("an unreadable screenshot")
    }

    fn print_pdf(&mut self) -> Result<Vec<u8>> {
        let asked = json!({ "preferCSSPageSize": true, "printBackground": false });
        let answer = self.call("Page.printToPDF", asked)?;
        let encoded = answer["data"].as_str().context("an empty PDF")?;
        STANDARD.decode(encoded).context("an unreadable PDF")
    }

    fn slow_down(&mut self, factor: f64) -> Result<()> {
        self.call("Emulation.setCPUThrottlingRate", json!({ "rate": factor }))?;
        Ok(())
    }

    fn set_viewport(&mut self, width: u32, height: u32) -> Result<()> {
        self.call(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
        )?;
        Ok(())
    }

    fn emulate_media(&mut self, feature: &str, value: &str) -> Result<()> {
        let features = json!([{ "name": feature, "value": value }]);
        self.call(
            "Emulation.setEmulatedMedia",
            json!({ "media": "", "features": features }),
        )?;
        Ok(())
    }

    fn log(&mut self) -> Result<&mut PageLog> {
        // Events stand in line before the answer to a question that is asked after them.
        self.run("0")?;
        Ok(&mut self.log)
    }

    fn log_so_far(&mut self) -> Result<&mut PageLog> {
        Ok(&mut self.log)
    }

    fn close(&mut self) -> Result<()> {
        // The browser may hang up before it answers.
        let _ = self.call("Target.closeTarget", json!({ "targetId": self.target }));
        Ok(())
    }

    fn command(&mut self, method: &str, parameters: Value) -> Result<Value> {
        self.call(method, parameters)
    }
}

/// A native dialog stops the page, and with it the answer that is being waited for.
pub fn answer_dialog(event: &Value) -> Option<(&'static str, Value)> {
    (event["method"] == "Page.javascriptDialogOpening")
        .then(|| ("Page.handleJavaScriptDialog", json!({ "accept": true })))
}

/// A console argument in words: its value, or the browser's description of it.
fn console_text(argument: &Value) -> String {
    match argument.get("value") {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => argument["description"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
    }
}

fn exception_text(details: &Value) -> String {
    let text = details["exception"]["description"]
        .as_str()
        .or_else(|| details["exception"]["value"].as_str())
        .or_else(|| details["text"].as_str());
    text.unwrap_or("an exception without words").to_owned()
}
