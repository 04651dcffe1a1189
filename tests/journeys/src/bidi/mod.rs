//! A Firefox, driven by WebDriver BiDi.

#![expect(
    clippy::indexing_slicing,
    reason = "indexing a JSON value never panics: it answers null where there is nothing"
)]

mod actions;
mod page;
mod preferences;
mod session;
mod value;

use std::cell::RefCell;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::rc::Rc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::browser::{Browser, Launch, Page, installed_as};
use crate::process_group::ProcessGroup;

use page::BidiPage;
use session::Session;

/// How long a start may take; a cold disk and two busy cores make it slow.
const START: Duration = Duration::from_secs(40);

/// What a Firefox writes to its error stream before the address at which it listens.
const ANNOUNCEMENT: &str = "WebDriver BiDi listening on ";

/// How long a person would wait for the browser to close.
const CLOSE: Duration = Duration::from_secs(20);

const SWITCHES: &[&str] = &[
    "--headless",
    "--no-remote",
    "--remote-debugging-port=0",
    // For the input method and the file chooser, which are no part of a page.
    "--remote-allow-system-access",
];

/// A window of the size that the Chromiums get, and no helper that reports crashes, which would outlive the group.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("MOZ_HEADLESS_WIDTH", "1366"),
    ("MOZ_HEADLESS_HEIGHT", "768"),
    ("MOZ_CRASHREPORTER_DISABLE", "1"),
];

/// A running Firefox.
pub struct BidiBrowser {
    // Declared first, so that the connection is gone before the processes are.
    session: Rc<RefCell<Session>>,
    version: String,
    group: ProcessGroup,
}

impl BidiBrowser {
    /// Starts a Firefox and connects to it.
    pub fn launch(launch: &Launch<'_>) -> Result<Self> {
        let preferences = launch.profile.join("user.js");
        fs::write(&preferences, preferences::user_js(launch.downloads))
            .with_context(|| format!("cannot write {}", preferences.display()))?;
        let mut command = Command::new(launch.program);
        command
            .args(SWITCHES)
            .arg("--profile")
            .arg(launch.profile)
            .arg("about:blank")
            .envs(ENVIRONMENT.iter().copied());
        let mut group = ProcessGroup::start(command)?;
        let url = group
            .announced(ANNOUNCEMENT, START)
            .with_context(|| format!("{} does not start", launch.program.display()))?;
        let (session, about) = Session::open(&url)?;
        let word = |name: &str| about[name].as_str().unwrap_or("unknown").to_owned();
        Ok(Self {
            session: Rc::new(RefCell::new(session)),
            version: format!("{}/{}", word("browserName"), word("browserVersion")),
            group,
        })
    }
}

impl Browser for BidiBrowser {
    fn version(&self) -> &str {
        &self.version
    }

    fn open_page(&mut self) -> Result<Box<dyn Page>> {
        let opened = self
            .session
            .borrow_mut()
            .call("browsingContext.create", json!({ "type": "tab" }))?;
        let context = opened["context"]
            .as_str()
            .context("a page without a name")?;
        Ok(Box::new(BidiPage::new(Rc::clone(&self.session), context)))
    }

    fn close(mut self: Box<Self>) -> Result<()> {
        // The browser may hang up before it answers, so its end is what counts.
        let asked: Result<Value> = self.session.borrow_mut().call("browser.close", json!({}));
        if self.group.wait_for_end(CLOSE) {
            return Ok(());
        }
        asked?;
        bail!("the browser did not close within {} s", CLOSE.as_secs())
    }

    fn kill(mut self: Box<Self>) {
        self.group.kill();
    }
}

/// The Firefox that is used when none is named.
pub fn installed() -> Option<PathBuf> {
    installed_as("firefox-esr").or_else(|| installed_as("firefox"))
}
