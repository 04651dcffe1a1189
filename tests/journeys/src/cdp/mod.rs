//! A Chromium, driven by the Chrome DevTools Protocol.
//!
//! Only methods that Chromium 66 already had are used, so that one driver serves every supported version; where a newer one
//! is asked for (`hand.rs`), there is another way for the older ones, or the journey is skipped in them.

#![expect(
    clippy::indexing_slicing,
    reason = "indexing a JSON value never panics: it answers null where there is nothing"
)]

mod hand;
mod page;

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::browser::{Browser, Launch, Page, installed_as};
use crate::connection::{Connection, host_of};
use crate::process_group::ProcessGroup;

use page::CdpPage;

/// How long a start may take; a cold disk and two busy cores make it slow.
const START: Duration = Duration::from_secs(40);

/// What a Chromium writes to its error stream before the address at which it listens.
///
/// Every version does this; the file `DevToolsActivePort` is missing in old headless builds, and after a restart it
/// may still be the previous run's.
const ANNOUNCEMENT: &str = "DevTools listening on ";

/// How long a person would wait for the browser to close.
const CLOSE: Duration = Duration::from_secs(20);

/// Switches for a quiet browser. `--single-process` is not among them: Chromium 88 to 92 hang with it.
const SWITCHES: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-breakpad",
    "--disable-default-apps",
    "--disable-extensions",
    "--window-size=1366,768",
    "--lang=zh-CN",
    "--accept-lang=zh-CN",
    "--remote-debugging-port=0",
];

/// A running Chromium.
pub struct CdpBrowser {
    // Declared first, so that the connection is gone before the processes are.
    connection: Connection,
    host: String,
    version: String,
    downloads: PathBuf,
    group: ProcessGroup,
}

impl CdpBrowser {
    /// Starts a Chromium and connects to it.
    pub fn launch(launch: &Launch<'_>) -> Result<Self> {
        let mut command = Command::new(launch.program);
        command
            .args(SWITCHES)
            .arg(format!("--user-data-dir={}", launch.profile.display()))
            .arg("about:blank");
        let mut group = ProcessGroup::start(command)?;
        let url = group
            .announced(ANNOUNCEMENT, START)
            .with_context(|| format!("{} does not start", launch.program.display()))?;
        let mut connection = Connection::open(&url, page::answer_dialog)?;
        let host = host_of(&url)?.to_owned();
        let about = connection.call("Browser.getVersion", json!({}))?;
        let version = about["product"].as_str().unwrap_or("unknown").to_owned();
        Ok(Self {
            connection,
            host,
            version,
            downloads: launch.downloads.to_owned(),
            group,
        })
    }
}

impl Browser for CdpBrowser {
    fn version(&self) -> &str {
        &self.version
    }

    fn open_page(&mut self) -> Result<Box<dyn Page>> {
        let target = self
            .connection
            .call("Target.createTarget", json!({ "url": "about:blank" }))?;
        let id = target["targetId"]
            .as_str()
            .context("a page without a name")?;
        let url = format!("ws://{}/devtools/page/{id}", self.host);
        let page = CdpPage::attach(&url, &self.downloads)?;
        Ok(Box::new(page))
    }

    fn close(mut self: Box<Self>) -> Result<()> {
        // The browser may hang up before it answers, so its end is what counts.
        let asked: Result<Value> = self.connection.call("Browser.close", json!({}));
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

/// The Chromium that is used when none is named.
pub fn installed() -> Option<PathBuf> {
    installed_as("chromium")
}
