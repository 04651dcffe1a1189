//! One page of a Firefox.

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;

use anyhow::{Context, Result, bail, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::actions;
use super::session::Session;
use super::value::plain;
use crate::browser::{Page, PageLog};
use crate::keys::Chord;

/// A page and what it has logged so far.
pub struct BidiPage {
    session: Rc<RefCell<Session>>,
    context: String,
    log: PageLog,
}

impl BidiPage {
    /// Takes over a page that has just been opened, by the name that BiDi gave it.
    pub fn new(session: Rc<RefCell<Session>>, context: &str) -> Self {
        Self {
            session,
            context: context.to_owned(),
            log: PageLog::default(),
        }
    }

    /// Asks something about this page.
    fn call(&mut self, method: &str, mut parameters: Value) -> Result<Value> {
        parameters["context"] = json!(self.context);
        self.session.borrow_mut().call(method, parameters)
    }

    fn run(&mut self, expression: &str, as_gesture: bool) -> Result<Value> {
        let answer = self.session.borrow_mut().call(
            "script.evaluate",
            json!({
                "expression": expression,
                "target": { "context": self.context },
                "awaitPromise": true,
                "userActivation": as_gesture,
            }),
        )?;
        if answer["type"] != "success" {
            let thrown = answer["exceptionDetails"]["text"].as_str();
            bail!(
                "the page threw {}",
                thrown.unwrap_or("an exception without words")
            );
        }
        plain(&answer["result"])
    }

    fn perform(&mut self, actions: Value) -> Result<()> {
        self.call("input.performActions", json!({ "actions": actions }))?;
        Ok(())
    }
}

impl Page for BidiPage {
    fn navigate(&mut self, url: &str) -> Result<()> {
        self.call(
            "browsingContext.navigate",
            json!({ "url": url, "wait": "complete" }),
        )
        .with_context(|| format!("cannot open {url}"))?;
        Ok(())
    }

    fn reload(&mut self) -> Result<()> {
        self.call("browsingContext.reload", json!({ "wait": "complete" }))
            .context("cannot reload the page")?;
        Ok(())
    }

    fn bring_to_front(&mut self) -> Result<()> {
        self.call("browsingContext.activate", json!({}))?;
        Ok(())
    }

    fn add_startup_script(&mut self, script: &str) -> Result<()> {
        self.session.borrow_mut().call(
            "script.addPreloadScript",
            json!({
                "functionDeclaration": format!("function () {{\n{script}\n}}"),
                "contexts": [self.context],
            }),
        )?;
        Ok(())
    }

    fn evaluate(&mut self, expression: &str) -> Result<Value> {
        self.run(expression, false)
    }

    fn evaluate_as_gesture(&mut self, expression: &str) -> Result<Value> {
        self.run(expression, true)
    }

    fn click_at(&mut self, x: f64, y: f64) -> Result<()> {
        self.perform(actions::click(x, y))
    }

    fn press(&mut self, chord: &Chord) -> Result<()> {
        self.perform(actions::press(chord))
    }

    fn insert_text(&mut self, text: &str) -> Result<()> {
        // BiDi has keys only. This is what reaches the page as one trusted input event and can be undone.
        let inserted = self.run(
            &format!("document.execCommand('insertText', false, {})", json!(text)),
            true,
        )?;
        ensure!(inserted == true, "there is no place for a text");
        Ok(())
    }

    fn set_files(&mut self, selector: &str, files: &[PathBuf]) -> Result<()> {
        let found = self.call(
            "browsingContext.locateNodes",
            json!({ "locator": { "type": "css", "value": selector }, "maxNodeCount": 1 }),
        )?;
        let Some(node) = found["nodes"][0]["sharedId"].as_str() else {
            bail!("the page has no {selector}");
        };
        self.call(
            "input.setFiles",
            json!({ "element": { "sharedId": node }, "files": files }),
        )?;
        Ok(())
    }

    fn screenshot(&mut self) -> Result<Vec<u8>> {
        let answer = self.call("browsingContext.captureScreenshot", json!({}))?;
        let encoded = answer["data"].as_str().context("an empty screenshot")?;
        STANDARD.decode(encoded).context("an unreadable screenshot")
    }

    fn slow_down(&mut self, _factor: f64) -> Result<()> {
        bail!("Firefox cannot make a page's processor slower")
    }

    fn set_viewport(&mut self, width: u32, height: u32) -> Result<()> {
        self.call(
            "browsingContext.setViewport",
            json!({ "viewport": { "width": width, "height": height }, "devicePixelRatio": 1 }),
        )?;
        Ok(())
    }

    fn log(&mut self) -> Result<&mut PageLog> {
        // Events stand in line before the answer to a question that is asked after them.
        self.run("0", false)?;
        let news = self.session.borrow_mut().take_log(&self.context);
        self.log.extend(news);
        Ok(&mut self.log)
    }
}
