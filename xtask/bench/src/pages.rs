//! The three pages that are measured, and how they are opened with a full report.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use journeys::browser::{self, Browser, Launch};
use journeys::stage::Form;
use journeys::wait::{self, PATIENCE};
use serde_json::json;
use tempfile::TempDir;

use crate::options::Options;
use crate::tab::Tab;
use crate::vanilla;
use crate::wire::Wire;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The product.
    Product,
    /// The plain JavaScript form of the same figures.
    Vanilla,
    /// The product's framework with a table of sums.
    Bare,
}

impl Subject {
    /// All of them, in the order in which they take turns.
    pub const ALL: [Self; 3] = [Self::Product, Self::Vanilla, Self::Bare];

    const fn single_file(self) -> &'static str {
        match self {
            Self::Product | Self::Bare => "nianbao.html",
            Self::Vanilla => "index.html",
        }
    }

    /// How many figures its page has.
    pub const fn figures(self) -> usize {
        match self {
            Self::Product | Self::Vanilla => nianbao::model::cell::Cell::COUNT,
            Self::Bare => BARE_ROWS * BARE_COLUMNS,
        }
    }

    /// Whether it keeps what is typed.
    pub const fn saves(self) -> bool {
        !matches!(self, Self::Bare)
    }
}

/// The size of the table of `bare-leptos`.
const BARE_ROWS: usize = 30;
const BARE_COLUMNS: usize = 7;

/// Addresses of figures with their texts.
type Figures = Vec<(String, String)>;

/// The pages, served and ready to be opened.
pub struct Pages {
    program: PathBuf,
    /// The browser in its own words.
    pub browser: String,
    places: [Place; 3],
    /// The backup of the report that the product shows; its example where there is none.
    report: Option<PathBuf>,
    /// The figures of that report, which the plain JavaScript form shows as well.
    figures: Figures,
    _vanilla: TempDir,
}

/// Where one of the pages lies.
struct Place {
    folder: PathBuf,
    wire: Wire,
}

impl Place {
    fn of(folder: &Path) -> Result<Self> {
        let folder = folder
            .canonicalize()
            .with_context(|| format!("{} is not there; build it first", folder.display()))?;
        let wire = Wire::start(&folder)?;
        Ok(Self { folder, wire })
    }
}

/// A browser with a profile of its own.
pub struct Session {
    // Before the folders it writes to, so that it is gone first.
    browser: Box<dyn Browser>,
    profile: TempDir,
    downloads: TempDir,
}

impl Session {
    fn begin(program: &Path) -> Result<Self> {
        let profile = TempDir::with_prefix("bench-profile-")?;
        let downloads = TempDir::with_prefix("bench-downloads-")?;
        Self::launch(program, profile, downloads)
    }

    fn launch(program: &Path, profile: TempDir, downloads: TempDir) -> Result<Self> {
        let browser = browser::launch(&Launch {
            program,
            profile: profile.path(),
            downloads: downloads.path(),
        })?;
        Ok(Self {
            browser,
            profile,
            downloads,
        })
    }

    /// Ends the browser the way a power failure does, and starts it again with what is on the disk.
    pub fn killed(self, pages: &Pages) -> Result<Self> {
        let Self {
            browser,
            profile,
            downloads,
        } = self;
        browser.kill();
        Self::launch(&pages.program, profile, downloads)
    }

    /// The browser itself.
    pub fn browser(&mut self) -> &mut dyn Browser {
        self.browser.as_mut()
    }
}

impl Pages {
    /// Serves the pages, and reads the report's figures from the product.
    pub fn prepare(options: &Options, program: &Path) -> Result<Self> {
        let report = options.report.as_deref().map(|file| {
            let found = file.canonicalize();
            found.with_context(|| format!("there is no backup {}", file.display()))
        });
        let report = report.transpose()?;
        let vanilla = TempDir::with_prefix("bench-vanilla-")?;
        let page = vanilla.path().join(Subject::Vanilla.single_file());
        fs::write(page, vanilla::page())?;
        let mut pages = Self {
            program: program.to_owned(),
            browser: String::new(),
            places: [
                Place::of(&options.dist)?,
                Place::of(vanilla.path())?,
                Place::of(&options.bare)?,
            ],
            report,
            figures: Vec::new(),
            _vanilla: vanilla,
        };
        let mut session = pages.session()?;
        pages.browser = session.browser.version().to_owned();
        let mut tab = pages.open_full(&mut session, Subject::Product, Form::File, "")?;
        pages.figures = tab.ask("bench.figures()")?;
        Ok(pages)
    }

    /// A browser that knows nothing yet.
    pub fn session(&self) -> Result<Session> {
        Session::begin(&self.program)
    }

    /// The folder of a page.
    pub fn folder(&self, subject: Subject) -> &Path {
        &self.place(subject).folder
    }

    /// The single file of a page.
    pub fn single_file(&self, subject: Subject) -> PathBuf {
        self.folder(subject).join(subject.single_file())
    }

    /// The address of a page.
    pub fn url(&self, subject: Subject, form: Form) -> String {
        match form {
            Form::File => format!("file://{}", self.single_file(subject).display()),
            Form::Http => self.place(subject).wire.url(),
        }
    }

    fn place(&self, subject: Subject) -> &Place {
        let [product, vanilla, bare] = &self.places;
        match subject {
            Subject::Product => product,
            Subject::Vanilla => vanilla,
            Subject::Bare => bare,
        }
    }

    /// Opens a page in a session that does not know it yet, and fills it: the product with the report, the others
    /// with as many figures. Returns when everything is saved.
    ///
    /// `prelude` runs before the page's own scripts.
    pub fn open_full(
        &self,
        session: &mut Session,
        subject: Subject,
        form: Form,
        prelude: &str,
    ) -> Result<Tab> {
        let (mut tab, _) = Tab::open(session, &self.url(subject, form), 1.0, prelude)?;
        match subject {
            Subject::Product => match &self.report {
                Some(backup) => {
                    tab.choose_file("[data-action=\"restore-backup\"] input", backup)?
                }
                None => {
                    tab.run("document.querySelector('[data-action=\"open-example\"]').click()")?;
                }
            },
            Subject::Vanilla => tab.run(&format!("bench.fill({})", json!(self.figures)))?,
            Subject::Bare => tab.run(&format!("bench.fill({})", json!(bare_figures())))?,
        }
        if subject.saves() {
            wait::until("the full report to be saved", PATIENCE, || {
                let saved: bool = tab.ask("!!document.querySelector('[data-status=\"saved\"]')")?;
                Ok(saved.then_some(()))
            })?;
        }
        expect_full(&mut tab, subject)?;
        Ok(tab)
    }
}

/// Makes sure that a page shows what is to be measured.
pub fn expect_full(tab: &mut Tab, subject: Subject) -> Result<()> {
    let (cells, filled): (usize, usize) = tab.ask(
        "(() => { const cells = Array.from(document.querySelectorAll('input[data-cell]')); \
         return [cells.length, cells.filter((cell) => cell.value !== '').length]; })()",
    )?;
    ensure!(
        cells == subject.figures() && filled == cells,
        "{subject:?} shows {cells} figures, {filled} of them filled in, instead of {}",
        subject.figures()
    );
    Ok(())
}

fn bare_figures() -> Figures {
    (0..BARE_ROWS)
        .flat_map(|row| (0..BARE_COLUMNS).map(move |column| (row, column)))
        .map(|(row, column)| (format!("{row}.{column}"), format!("{}", row + column)))
        .collect()
}
