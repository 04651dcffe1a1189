//! What a journey needs of a browser, whatever protocol it speaks.
//!
//! The traits hold only what both the Chrome DevTools Protocol and WebDriver BiDi can do. What a page looks like
//! is asked through [`Page::evaluate`], so an implementation stays small.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use serde_json::Value;

use crate::bidi::BidiBrowser;
use crate::cdp::CdpBrowser;
use crate::keys::Chord;
use crate::stage::Skip;

/// How a browser is started.
pub struct Launch<'a> {
    /// The browser's program.
    pub program: &'a Path,
    /// The profile directory; a second start with the same one is a restart.
    pub profile: &'a Path,
    /// Where downloads go, without being asked for.
    pub downloads: &'a Path,
}

/// Starts a browser without a window of its own: a Firefox if its program is called so, a Chromium otherwise.
pub fn launch(launch: &Launch<'_>) -> Result<Box<dyn Browser>> {
    let name = launch.program.file_name().unwrap_or_default();
    Ok(if name.to_string_lossy().contains("firefox") {
        Box::new(BidiBrowser::launch(launch)?)
    } else {
        Box::new(CdpBrowser::launch(launch)?)
    })
}

/// An installed program of this name.
pub(crate) fn installed_as(name: &str) -> Option<PathBuf> {
    let places = std::env::var_os("PATH").unwrap_or_default();
    std::iter::once(PathBuf::from("/usr/bin"))
        .chain(std::env::split_paths(&places))
        .map(|place| place.join(name))
        .find(|program| program.is_file())
}

/// A running browser. Dropping it kills it.
pub trait Browser {
    /// Its name and version, in its own words.
    fn version(&self) -> &str;

    /// Opens an empty page in a tab of its own and brings it to the front.
    fn open_page(&mut self) -> Result<Box<dyn Page>>;

    /// Closes it the way a person does: everything it has promised to keep reaches the disk.
    fn close(self: Box<Self>) -> Result<()>;

    /// Ends it the way a power failure does.
    fn kill(self: Box<Self>);
}

/// One tab of a browser.
pub trait Page {
    /// Loads an address and returns when the document is complete.
    fn navigate(&mut self, url: &str) -> Result<()>;

    /// Loads the present address again and returns when the document is complete.
    fn reload(&mut self) -> Result<()>;

    /// Makes this tab the one that is seen and that has the focus.
    fn bring_to_front(&mut self) -> Result<()>;

    /// Runs a script before any script of every document that is loaded from now on.
    fn add_startup_script(&mut self, script: &str) -> Result<()>;

    /// The value of an expression, its promise awaited; a thrown exception is an error.
    fn evaluate(&mut self, expression: &str) -> Result<Value>;

    /// Like [`Page::evaluate`], but as if a person had just clicked, as copying requires.
    fn evaluate_as_gesture(&mut self, expression: &str) -> Result<Value>;

    /// A click of the left mouse button at a point of the viewport.
    fn click_at(&mut self, x: f64, y: f64) -> Result<()>;

    /// One key pressed and released, with what the browser does by itself on it.
    fn press(&mut self, chord: &Chord) -> Result<()>;

    /// Text that arrives at once where the focus is, as from an input method.
    fn insert_text(&mut self, text: &str) -> Result<()>;

    /// Chooses files in the first file input that the selector finds, seen or not.
    fn set_files(&mut self, selector: &str, files: &[PathBuf]) -> Result<()>;

    /// The viewport as a PNG.
    fn screenshot(&mut self) -> Result<Vec<u8>>;

    /// Makes the page's processor slower by this factor; an error where the browser cannot.
    fn slow_down(&mut self, factor: f64) -> Result<()>;

    /// Gives the viewport another size than the window's.
    fn set_viewport(&mut self, width: u32, height: u32) -> Result<()>;

    /// Lets a media feature have this value, as if the system said so. A browser that does not know the feature may
    /// ignore it.
    fn emulate_media(&mut self, feature: &str, _value: &str) -> Result<()> {
        bail!(Skip(format!(
            "this browser does not let {feature} be emulated"
        )))
    }

    /// What has happened in the page up to now; clearing a list starts it anew.
    fn log(&mut self) -> Result<&mut PageLog>;

    /// A method of the Chrome DevTools Protocol with its parameters, for measuring; an error where that is not
    /// what the browser speaks. Journeys do without it.
    fn command(&mut self, method: &str, _parameters: Value) -> Result<Value> {
        bail!("{method}: this browser does not speak the Chrome DevTools Protocol")
    }
}

/// What a page did besides answering.
#[derive(Debug, Default)]
pub struct PageLog {
    /// Console messages and the browser's own remarks, with their level.
    pub console: Vec<String>,
    /// Exceptions that nothing caught.
    pub exceptions: Vec<String>,
    /// Addresses of the requests it made, the document's own included.
    pub requests: Vec<String>,
    /// Native dialogs it opened; each was accepted at once, since it stops the page.
    pub dialogs: Vec<String>,
}

impl PageLog {
    /// Adds what has happened later.
    pub fn extend(&mut self, later: Self) {
        self.console.extend(later.console);
        self.exceptions.extend(later.exceptions);
        self.requests.extend(later.requests);
        self.dialogs.extend(later.dialogs);
    }
}
