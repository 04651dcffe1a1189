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

/// A point of the viewport, in the page's pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

impl Point {
    /// How many stops the mouse makes on its way; a hand does not jump.
    const STOPS: u8 = 3;

    /// The stops on the way to another point, that one included.
    pub fn way_to(self, to: Self) -> impl Iterator<Item = Self> {
        (1..=Self::STOPS).map(move |stop| {
            let part = f64::from(stop) / f64::from(Self::STOPS);
            Self {
                x: self.x + (to.x - self.x) * part,
                y: self.y + (to.y - self.y) * part,
            }
        })
    }
}

/// One act of the mouse.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mouse {
    /// It is moved to a point, over what lies between.
    Move(Point),
    /// The left button goes down: for the first, the second, … time in quick succession.
    Press(u8),
    /// The left button goes up.
    Release(u8),
    /// The wheel is turned by so many pixels, downwards if above zero.
    Wheel(f64),
}

/// Keys that are held meanwhile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Control.
    pub control: bool,
    /// Shift.
    pub shift: bool,
}

/// What is dropped on a page from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// Files, as from the desktop.
    Files(Vec<PathBuf>),
    /// A text, as from another program.
    Text(String),
}

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

    /// What the mouse does, one act after the other, while keys are held. A drag that the page begins by it is carried on
    /// and ends where the button is released.
    fn mouse(&mut self, acts: &[Mouse], held: Held) -> Result<()>;

    /// A click of the left mouse button at a point of the viewport.
    fn click_at(&mut self, x: f64, y: f64) -> Result<()> {
        let at = Mouse::Move(Point { x, y });
        self.mouse(&[at, Mouse::Press(1), Mouse::Release(1)], Held::default())
    }

    /// Keys pressed and released one after the other, with what the browser does by itself on them.
    fn keys(&mut self, chords: &[Chord]) -> Result<()>;

    /// One key pressed and released, with what the browser does by itself on it.
    fn press(&mut self, chord: &Chord) -> Result<()> {
        self.keys(std::slice::from_ref(chord))
    }

    /// Text that arrives at once where the focus is, as from an input method.
    fn insert_text(&mut self, text: &str) -> Result<()>;

    /// What an input method shows where the focus is while it composes; [`Page::insert_text`] ends the composition.
    fn compose(&mut self, text: &str) -> Result<()>;

    /// From now on the file choosers that presses open are caught, instead of being shown to nobody.
    fn catch_choosers(&mut self) -> Result<()>;

    /// Whether a chooser was opened that has not been answered yet.
    fn chooser_is_open(&mut self) -> Result<bool>;

    /// Answers the open chooser with these files; without any it is cancelled.
    fn answer_chooser(&mut self, files: &[PathBuf]) -> Result<()>;

    /// Presses the right mouse button at a point and chooses 粘贴 in the menu that the browser opens there.
    fn paste_by_menu(&mut self, _at: Point) -> Result<()> {
        bail!(Skip(
            "the menu of this browser is out of the driver's reach".to_owned()
        ))
    }

    /// Brings something from outside the browser over a point of the viewport and drops it there.
    fn drop_at(&mut self, at: Point, what: &Dropped) -> Result<()>;

    /// The viewport as a PNG.
    fn screenshot(&mut self) -> Result<Vec<u8>>;

    /// The page as it is printed, as a PDF.
    fn print_pdf(&mut self) -> Result<Vec<u8>>;

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

    /// What had happened before the last answer; without a question of its own.
    fn log_so_far(&mut self) -> Result<&mut PageLog>;

    /// Closes the tab.
    fn close(&mut self) -> Result<()>;

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
