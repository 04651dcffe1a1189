//! One page of a Firefox.

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::actions;
use super::session::Session;
use super::value::plain;
use crate::browser::{Dropped, Held, Mouse, Page, PageLog, Point};
use crate::keys::Chord;
use crate::stage::Skip;

/// What surrounds a page on a desk: the input method and the file chooser.
const SURROUNDINGS: &str = include_str!("surroundings.js");

/// Promises the next text that arrives. Nothing is waited for long: a page may refuse a text.
const AWAIT_TEXT: &str = "(function () {
    window.journeysTextCame = new Promise(function (done) {
        setTimeout(done, 1000);
        window.addEventListener('input', function came(event) {
            window.removeEventListener('input', came, true);
            setTimeout(done, 0);
        }, true);
    });
})()";

/// A page and what it has logged so far.
pub struct BidiPage {
    session: Rc<RefCell<Session>>,
    context: String,
    log: PageLog,
    mouse_at: Point,
}

impl BidiPage {
    /// Takes over a page that has just been opened, by the name that BiDi gave it.
    pub fn new(session: Rc<RefCell<Session>>, context: &str) -> Self {
        Self {
            session,
            context: context.to_owned(),
            log: PageLog::default(),
            mouse_at: Point::default(),
        }
    }

    /// Asks something about this page.
    fn call(&mut self, method: &str, mut parameters: Value) -> Result<Value> {
        parameters["context"] = json!(self.context);
        self.session.borrow_mut().call(method, parameters)
    }

    fn run(&mut self, expression: &str) -> Result<Value> {
        let answer = self.session.borrow_mut().call(
            "script.evaluate",
            json!({
                "expression": expression,
                "target": { "context": self.context },
                "awaitPromise": true,
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

    /// Asks one of the functions of `surroundings.js`, which run in the browser's own window.
    fn surroundings(&mut self, function: &str, arguments: &Value) -> Result<Value> {
        let expression = format!(
            "(function () {{\n{SURROUNDINGS}\nreturn {function}.apply(null, {arguments});\n}})()"
        );
        self.session.borrow_mut().in_own_window(&expression)
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
        self.surroundings("toPage", &json!([]))?;
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
        self.run(expression)
    }

    fn mouse(&mut self, acts: &[Mouse], held: Held) -> Result<()> {
        let any = held != Held::default();
        if any {
            self.perform(actions::hold(held, true))?;
        }
        for source in actions::mouse(acts, &mut self.mouse_at) {
            self.perform(source)?;
        }
        if any {
            self.perform(actions::hold(held, false))?;
        }
        Ok(())
    }

    fn keys(&mut self, chords: &[Chord]) -> Result<()> {
        self.perform(actions::keys(chords))
    }

    fn insert_text(&mut self, text: &str) -> Result<()> {
        // The text travels by another way than the question after it, so the page is asked when it has come.
        self.run(AWAIT_TEXT)?;
        self.surroundings("commit", &json!([text]))?;
        self.run("window.journeysTextCame")?;
        Ok(())
    }

    fn compose(&mut self, text: &str) -> Result<()> {
        self.run(AWAIT_TEXT)?;
        self.surroundings("compose", &json!([text]))?;
        self.run("window.journeysTextCame")?;
        Ok(())
    }

    fn catch_choosers(&mut self) -> Result<()> {
        self.surroundings("catchChoosers", &json!([]))?;
        Ok(())
    }

    fn chooser_is_open(&mut self) -> Result<bool> {
        Ok(self.surroundings("chooserIsOpen", &json!([]))? == true)
    }

    fn answer_chooser(&mut self, files: &[PathBuf]) -> Result<()> {
        self.surroundings("answerChooser", &json!([files]))?;
        Ok(())
    }

    fn drop_at(&mut self, _at: Point, _what: &Dropped) -> Result<()> {
        bail!(Skip(
            "nothing can be dropped from outside this browser".to_owned()
        ))
    }

    fn screenshot(&mut self) -> Result<Vec<u8>> {
        let answer = self.call("browsingContext.captureScreenshot", json!({}))?;
        let encoded = answer["data"].as_str().context("an empty screenshot")?;
        STANDARD.decode(encoded).context("an unreadable screenshot")
    }

    fn print_pdf(&mut self) -> Result<Vec<u8>> {
        let answer = self.call("browsingContext.print", json!({}))?;
        let encoded = answer["data"].as_str().context("an empty PDF")?;
        STANDARD.decode(encoded).context("an unreadable PDF")
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
        self.run("0")?;
        self.log_so_far()
    }

    fn log_so_far(&mut self) -> Result<&mut PageLog> {
        let news = self.session.borrow_mut().take_log(&self.context);
        self.log.extend(news);
        Ok(&mut self.log)
    }

    fn close(&mut self) -> Result<()> {
        self.call("browsingContext.close", json!({}))?;
        Ok(())
    }
}
