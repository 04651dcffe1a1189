//! A tab in which the recorder runs, and what is asked of it.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use journeys::browser::Page;
use journeys::keys::Chord;
use journeys::wait;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::pages::Session;

/// How long a page may take until it answers.
const START: Duration = Duration::from_secs(60);

/// An open page with the recorder in it.
pub struct Tab(Box<dyn Page>);

/// When a page answered, in milliseconds since the navigation began.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Start {
    /// When it said so.
    pub ready: f64,
    /// When that had been painted.
    pub painted: f64,
}

impl Tab {
    /// Opens an address in a tab of its own, without cache and with a processor so many times slower; `prelude` runs
    /// before the page's own scripts.
    ///
    /// A new tab, because a browser shares compiled modules between documents of one process.
    pub fn open(
        session: &mut Session,
        url: &str,
        slower: f64,
        prelude: &str,
    ) -> Result<(Self, Start)> {
        let mut tab = Self(session.browser().open_page()?);
        tab.command("Network.setCacheDisabled", json!({ "cacheDisabled": true }))?;
        tab.0
            .add_startup_script(&format!("{}{prelude}", include_str!("recorder.js")))?;
        tab.slow_down(slower)?;
        tab.command("Page.navigate", json!({ "url": url }))?;
        // The question itself waits in the page. It fails while the empty page is still there.
        let start = wait::until("the page to answer", START, || {
            tab.ask("bench.start").map(Some)
        })
        .with_context(|| format!("cannot open {url}"))?;
        Ok((tab, start))
    }

    /// The value of an expression, its promise awaited.
    pub fn ask<T: DeserializeOwned>(&mut self, expression: &str) -> Result<T> {
        let value = self.0.evaluate(expression)?;
        serde_json::from_value(value).with_context(|| expression.to_owned())
    }

    /// Does something in the page.
    pub fn run(&mut self, statement: &str) -> Result<()> {
        self.0.evaluate(&format!("void ({statement})"))?;
        Ok(())
    }

    /// A method of the Chrome DevTools Protocol.
    pub fn command(&mut self, method: &str, parameters: Value) -> Result<Value> {
        self.0.command(method, parameters)
    }

    /// Makes the page's processor slower by this factor.
    pub fn slow_down(&mut self, factor: f64) -> Result<()> {
        self.0.slow_down(factor)
    }

    /// One key pressed and released.
    pub fn press(&mut self, chord: &Chord) -> Result<()> {
        self.0.press(chord)
    }

    /// Chooses a file in an input of the page.
    pub fn choose_file(&mut self, selector: &str, file: &Path) -> Result<()> {
        let document = self.command("DOM.getDocument", json!({ "depth": 0 }))?;
        let root = document.pointer("/root/nodeId");
        let asked = json!({ "nodeId": root, "selector": selector });
        let input = self.command("DOM.querySelector", asked)?;
        let chosen = json!({ "files": [file], "nodeId": input.get("nodeId") });
        self.command("DOM.setFileInputFiles", chosen)?;
        Ok(())
    }

    /// A counter of the browser, by its name there. Times are in seconds of the processor, which other programs on
    /// the machine do not lengthen.
    pub fn metric(&mut self, name: &str) -> Result<f64> {
        self.command("Performance.enable", json!({ "timeDomain": "threadTicks" }))?;
        let answer = self.command("Performance.getMetrics", json!({}))?;
        answer
            .get("metrics")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .find(|metric| metric.get("name").is_some_and(|found| found == name))
            .and_then(|metric| metric.get("value")?.as_f64())
            .with_context(|| format!("the browser does not count {name}"))
    }

    /// What style and layout have taken so far, in milliseconds of the processor.
    pub fn layout_time(&mut self) -> Result<f64> {
        let seconds = self.metric("RecalcStyleDuration")? + self.metric("LayoutDuration")?;
        Ok(seconds * 1000.0)
    }

    /// What all scripts of the page have taken so far, in milliseconds of the processor.
    ///
    /// Listeners, timers, frames and queued microtasks count, WebAssembly included; the questions asked here do not.
    /// What a promise continues with does not count either; effects of the framework are queued microtasks.
    pub fn script_time(&mut self) -> Result<f64> {
        Ok(self.metric("ScriptDuration")? * 1000.0)
    }

    /// Closes the tab.
    pub fn close(mut self) -> Result<()> {
        self.command("Page.close", json!({}))?;
        Ok(())
    }
}
