//! What a journey is given: a browser with a fresh profile, the product's page, a scratch page, a download folder.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::browser::{self, Browser, Launch, PageLog};
use crate::desk::Desk;
use crate::scratch::{Clipboard, Scratch};
use crate::wait;

/// The two ways in which the page reaches its users.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One file, opened from a disk or a shared drive.
    File,
    /// A folder behind a static web server.
    Http,
}

impl fmt::Display for Form {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::File => "file",
            Self::Http => "http",
        })
    }
}

/// Why a journey cannot be walked here. Returned as an error, it is reported as skipped, neither passed nor failed.
#[derive(Debug)]
pub struct Skip(pub String);

impl fmt::Display for Skip {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Error for Skip {}

/// A finished download.
pub struct Download {
    /// The name under which the browser saved it.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Download {
    /// Its content as text.
    pub fn text(&self) -> Result<&str> {
        std::str::from_utf8(&self.bytes).with_context(|| format!("{} is not UTF-8", self.name))
    }
}

/// What a stage is set up with.
pub struct Setting<'a> {
    /// The browser's program.
    pub program: &'a Path,
    /// The address of the product's page.
    pub url: &'a str,
    /// Where screenshots go, and how their names begin; none are kept without it.
    pub shots: Option<PathBuf>,
}

/// The surroundings of one run of one journey.
pub struct Stage {
    // Pages and browser come before the directories they write to, so that they are dropped first.
    /// The product's page.
    pub desk: Desk,
    /// Another window of the page that a journey keeps open.
    pub beside: Option<Desk>,
    scratch: Option<Scratch>,
    browser: Option<Box<dyn Browser>>,
    program: PathBuf,
    url: String,
    shots: Option<PathBuf>,
    earlier: PageLog,
    profile: TempDir,
    files: TempDir,
}

impl Stage {
    /// Starts a browser with a fresh profile; the product's page is not opened yet.
    pub fn set(setting: &Setting<'_>) -> Result<Self> {
        let profile = TempDir::with_prefix("journey-profile-")?;
        let files = TempDir::with_prefix("journey-files-")?;
        let mut browser = browser::launch(&Launch {
            program: setting.program,
            profile: profile.path(),
            downloads: files.path(),
        })?;
        let desk = Desk::on(browser.open_page()?, setting.url);
        Ok(Self {
            desk,
            beside: None,
            scratch: None,
            browser: Some(browser),
            program: setting.program.to_owned(),
            url: setting.url.to_owned(),
            shots: setting.shots.clone(),
            earlier: PageLog::default(),
            profile,
            files,
        })
    }

    /// The browser's name and version.
    pub fn version(&self) -> &str {
        self.browser.as_deref().map_or("", Browser::version)
    }

    /// The profile directory.
    pub fn profile(&self) -> &Path {
        self.profile.path()
    }

    /// Opens the product's page.
    pub fn open(&mut self) -> Result<()> {
        self.desk.open()
    }

    /// Closes the browser the way a person does, starts it again with the same profile, and opens the page.
    pub fn restart_browser(&mut self) -> Result<()> {
        self.keep_log();
        self.browser.take().context("no browser")?.close()?;
        self.start_again()
    }

    /// Closes the browser, changes something in its profile, and starts it again. What changes the profile is told the
    /// browser's name and version.
    pub fn restart_with(&mut self, change: impl FnOnce(&Path, &str) -> Result<()>) -> Result<()> {
        self.keep_log();
        let version = self.version().to_owned();
        self.browser.take().context("no browser")?.close()?;
        change(self.profile.path(), &version)?;
        self.start_again()
    }

    /// Ends the browser the way a power failure does, starts it again, and opens the page.
    pub fn kill_browser(&mut self) -> Result<()> {
        self.keep_log();
        self.browser.take().context("no browser")?.kill();
        self.start_again()
    }

    fn start_again(&mut self) -> Result<()> {
        self.scratch = None;
        self.beside = None;
        let mut browser = browser::launch(&Launch {
            program: &self.program,
            profile: self.profile.path(),
            downloads: self.files.path(),
        })?;
        self.desk = Desk::on(browser.open_page()?, &self.url);
        self.browser = Some(browser);
        self.desk.open()
    }

    /// A further window of the same browser on the same page, opened and ready.
    pub fn second_window(&mut self) -> Result<Desk> {
        let mut desk = self.blank_window()?;
        desk.open()?;
        Ok(desk)
    }

    /// A further window of the same browser, in which the page is not opened yet.
    pub fn blank_window(&mut self) -> Result<Desk> {
        let browser = self.browser.as_mut().context("no browser")?;
        Ok(Desk::on(browser.open_page()?, &self.url))
    }

    /// Does something on the scratch page, with the product's page in the background meanwhile.
    pub fn on_scratch<T>(&mut self, work: impl FnOnce(&mut Scratch) -> Result<T>) -> Result<T> {
        let mut scratch = match self.scratch.take() {
            Some(scratch) => scratch,
            None => {
                let browser = self.browser.as_mut().context("no browser")?;
                Scratch::on(browser.open_page()?)
            }
        };
        let result = work(&mut scratch);
        self.scratch = Some(scratch);
        self.desk.page().bring_to_front()?;
        result
    }

    /// Puts a text, and a markup if given, on the clipboard.
    pub fn set_clipboard(&mut self, text: &str, html: Option<&str>) -> Result<()> {
        self.on_scratch(|scratch| scratch.copy(text, html))
    }

    /// What is on the clipboard, as a paste elsewhere finds it.
    pub fn clipboard(&mut self) -> Result<Clipboard> {
        self.on_scratch(Scratch::clipboard)
    }

    /// Clicks a control that downloads a file, confirming it if asked, and waits for the file.
    pub fn download(&mut self, verb: &str) -> Result<Download> {
        self.download_by(|desk| desk.act(verb))
    }

    /// Does something in the page that downloads a file, confirming it if asked, and waits for the file.
    pub fn download_by(&mut self, act: impl FnOnce(&mut Desk) -> Result<()>) -> Result<Download> {
        let before = self.finished_files()?;
        let mut size = None;
        let files = self.files.path().to_owned();
        act(&mut self.desk)?;
        let file = self.desk.wait("a finished download", |desk| {
            if desk.offers("confirm")? {
                desk.act("confirm")?;
            }
            let Some(file) = finished(&files)?.difference(&before).next().cloned() else {
                return Ok(None);
            };
            // The browser renames a finished file into place; one more look guards against a copy in progress.
            let now = fs::metadata(&file)?.len();
            let stands = now > 0 && size == Some(now);
            size = Some(now);
            Ok(stands.then_some(file))
        })?;
        let name = file.file_name().unwrap_or_default();
        let download = Download {
            name: name.to_string_lossy().into_owned(),
            bytes: fs::read(&file)?,
        };
        // Out of the way, so that the next one keeps its name.
        fs::remove_file(&file)?;
        Ok(download)
    }

    fn finished_files(&self) -> Result<BTreeSet<PathBuf>> {
        finished(self.files.path())
    }

    /// Writes a file that can then be chosen in the page.
    pub fn write_file(&self, name: &str, bytes: &[u8]) -> Result<PathBuf> {
        let file = self.files.path().join(name);
        fs::write(&file, bytes)?;
        Ok(file)
    }

    /// Keeps a picture of the page, if pictures are wanted.
    pub fn screenshot(&mut self, name: &str) -> Result<Option<PathBuf>> {
        let Some(start) = &self.shots else {
            return Ok(None);
        };
        let mut file = start.clone().into_os_string();
        file.push(if name.is_empty() { "" } else { "-" });
        file.push(format!("{name}.png"));
        let file = PathBuf::from(file);
        if let Some(directory) = file.parent() {
            fs::create_dir_all(directory)?;
        }
        // A page in the background is not drawn, and its picture would be waited for in vain.
        self.desk.page().bring_to_front()?;
        fs::write(&file, self.desk.page().screenshot()?)?;
        Ok(Some(file))
    }

    /// What the product's pages logged during the whole journey, as far as it can still be had.
    pub fn whole_log(&mut self) -> &PageLog {
        self.keep_log();
        &self.earlier
    }

    fn keep_log(&mut self) {
        // A page that does not answer any more has told what it had to tell.
        if let Ok(log) = self.desk.log() {
            self.earlier.extend(std::mem::take(log));
        }
    }
}

fn finished(directory: &Path) -> Result<BTreeSet<PathBuf>> {
    let mut files = BTreeSet::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        if !matches!(ending, Some("crdownload" | "tmp" | "part")) {
            files.insert(path);
        }
    }
    Ok(files)
}

/// Material that lies beside the repository on some machines; a journey that needs it is skipped elsewhere.
pub fn material(name: &str) -> Result<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared")
        .join(name);
    if path.exists() {
        Ok(path)
    } else {
        bail!(Skip(format!("../shared/{name} is not here")))
    }
}

/// Waits for something that is not about one page.
pub fn wait<T>(what: &str, question: impl FnMut() -> Result<Option<T>>) -> Result<T> {
    wait::until(what, wait::PATIENCE, question)
}
