//! What a check is and what it finds.

use std::fmt;
use std::sync::OnceLock;

use super::cause::Cause;
use super::reading::{self, Passage};
use super::text;
use super::word_list::WordList;
use crate::model::draft::{Draft, PreviousYear};
use crate::model::location::Location;
use crate::model::number;
use crate::model::section::Section;
use crate::model::sheet::Sheet;
use crate::model::year::ReportYear;

/// A check's stable code, such as `T3`. Codes are never renamed and never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(pub &'static str);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The report must not go out like this; a clean export waits for it.
    Error,
    /// Probably wrong; somebody should look.
    Warning,
    /// Worth knowing; nothing waits for it.
    Hint,
}

impl Severity {
    /// From the gravest to the lightest.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Hint];

    /// The stable identifier in the page.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }

    /// What the user reads.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "提醒",
            Self::Hint => "提示",
        }
    }
}

/// Something that a check noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check that noticed it.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// Where: the first place is the one to go to. Never empty; an identity lists all its cells.
    pub locations: Vec<Location>,
    /// The figure that the likely cause names as the wrong one; it is the first to be looked at then.
    pub suspect: Option<Location>,
    /// The place to mark in the form: the first one as a rule.
    pub marked: Option<Location>,
    /// What is wrong, in the words of the form.
    pub message: String,
    /// The likely cause, where one can be told.
    pub cause: Option<String>,
    /// A mend that the user can take with one click.
    pub fix: Option<Fix>,
    /// Texts to show side by side: what this report says, and what last year's said.
    pub evidence: Vec<(String, String)>,
}

/// A mend: edits that go the same way as typing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What kind of mend it is.
    pub kind: FixKind,
    /// The places and their new texts.
    pub edits: Vec<(Location, String)>,
    /// What stands there and what would, where it is a number in prose: it is shown before it is taken.
    pub change: Option<(String, String)>,
}

/// The kinds of mends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FixKind {
    /// The stated totals give way to the computed ones.
    AcceptComputed,
    /// The title gives way to the standard one.
    UseStandardTitle,
    /// A year in the prose gives way to the right one.
    CorrectYear,
    /// Characters that only look right give way to ordinary ones, invisible ones go.
    OrdinaryCharacters,
    /// Half-width punctuation after a Chinese character gives way to full-width.
    ChinesePunctuation,
    /// A cell keeps its number and loses the unit.
    NumberOnly,
    /// What was carried over is taken from last year's report.
    TakeLastYear,
    /// A number in prose gives way to the figure of the table.
    UseFigure,
    /// A word gives way to the one of the office's own list.
    UseListedWord,
}

impl FixKind {
    /// In how many rounds all safe mends of one text are made: more than there are safe kinds.
    pub(super) const ROUNDS: usize = 4;

    /// Whether the mend can be taken unseen, together with all others of its kind: it changes how
    /// something is written and never what is said.
    #[must_use]
    pub const fn is_safe(self) -> bool {
        match self {
            Self::OrdinaryCharacters | Self::ChinesePunctuation | Self::NumberOnly => true,
            Self::AcceptComputed
            | Self::UseStandardTitle
            | Self::CorrectYear
            | Self::UseFigure
            | Self::UseListedWord
            | Self::TakeLastYear => false,
        }
    }
}

/// What a check looks at: one state of the draft, its figures and texts read.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// What was typed.
    pub draft: &'a Draft,
    /// The figures in it.
    pub sheet: &'a Sheet,
    /// The prose in it, ready for reading.
    pub prose: &'a Prose,
    /// What is kept for [`passages`](Self::passages).
    pub read: &'a OnceLock<Vec<Passage>>,
    /// Last year's report, when there is one and it is that of the year before.
    pub last_year: Option<&'a LastYear>,
    /// The office's own word list.
    pub words: &'a WordList,
}

/// The prose of all sections, ready for reading.
#[derive(Clone, Debug, Default)]
pub struct Prose([String; Section::COUNT]);

/// Last year's report, read.
#[derive(Clone, Debug)]
pub struct LastYear {
    /// Its figures.
    pub sheet: Sheet,
    /// Its prose.
    pub prose: Prose,
}

impl Prose {
    /// Reads the text of each section.
    #[must_use]
    pub fn read<'a>(text: impl Fn(Section) -> &'a str) -> Self {
        Self(Section::ALL.map(|section| text::plain(text(section))))
    }

    /// The prose of a section, as [`text::plain`] makes it.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "the array has one text for each section"
    )]
    pub fn of(&self, section: Section) -> &str {
        &self.0[section.index()]
    }
}

impl LastYear {
    /// Reads last year's report of a draft. A report of another year than the one before is not it.
    #[must_use]
    pub fn of(draft: &Draft) -> Option<Self> {
        let previous = draft.previous_year.as_ref()?;
        let before = draft
            .report_year()
            .and_then(|year| ReportYear::new(year.get() - 1));
        (previous.year.is_none() || before.is_none() || previous.year == before).then(|| Self {
            sheet: Sheet::of_texts(|cell| previous.cells.get(cell)),
            prose: Prose::read(|section| previous.prose(section)),
        })
    }
}

impl<'a> Subject<'a> {
    /// The prose of a section, ready for reading.
    #[must_use]
    pub fn plain(&self, section: Section) -> &'a str {
        self.prose.of(section)
    }

    /// What the prose says about the figures, read once for all checks that ask. While no figure is typed there is
    /// nothing to compare with, and nothing is read.
    #[must_use]
    pub fn passages(&self) -> &'a [Passage] {
        if self.draft.cells().all(|(_, text)| number::is_blank(text)) {
            return &[];
        }
        self.read.get_or_init(|| reading::passages(self.draft))
    }

    /// Last year's report as it was imported, when it is that of the year before.
    #[must_use]
    pub fn previous_year(&self) -> Option<&'a PreviousYear> {
        self.last_year.and(self.draft.previous_year.as_deref())
    }

    /// The report year as a number, once a year is typed.
    #[must_use]
    pub fn year(&self) -> Option<u16> {
        self.draft.report_year().map(ReportYear::get)
    }
}

/// One rule of the rule book.
pub trait Check: Sync {
    /// The stable code.
    fn code(&self) -> Code;

    /// The gravest severity that a finding of this check can have.
    fn severity(&self) -> Severity;

    /// The fault in a few words, for lists.
    fn title(&self) -> &'static str;

    /// The explanation for users, in Markdown with the four headings of the rule book.
    fn explanation(&self) -> &'static str;

    /// Whether the findings depend on the figures at all. While only figures are being typed, what
    /// the other checks found before still stands.
    fn needs_figures(&self) -> bool {
        true
    }

    /// Whether prose is compared with figures. While a figure is being typed, the findings of such a check may follow
    /// when typing rests. It needs the figures for all that it finds.
    fn compares_prose(&self) -> bool {
        false
    }

    /// Looks at what no figure can change and adds what is wrong there, before [`find`](Self::find): for a check that
    /// needs the figures for a part of what it finds only.
    fn find_in_texts(&self, _subject: &Subject<'_>, _found: &mut Vec<Finding>) {}

    /// Looks at the subject and adds what is wrong.
    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>);
}

impl Finding {
    /// A finding without cause and fix.
    pub fn new(
        check: &dyn Check,
        severity: Severity,
        locations: impl IntoIterator<Item = impl Into<Location>>,
        message: impl Into<String>,
    ) -> Self {
        let locations = locations.into_iter().map(Into::into).collect();
        Self::of(check.code(), severity, locations, message.into())
    }

    /// What [`new`](Self::new) makes, once for all types that it is called with.
    fn of(code: Code, severity: Severity, locations: Vec<Location>, message: String) -> Self {
        Self {
            code,
            severity,
            marked: locations.first().copied(),
            locations,
            suspect: None,
            message,
            cause: None,
            fix: None,
            evidence: Vec::new(),
        }
    }

    /// Marks another place than the first.
    #[must_use]
    pub fn marking(mut self, place: impl Into<Location>) -> Self {
        self.marked = Some(place.into());
        self
    }

    /// Adds the likely cause.
    #[must_use]
    pub fn because(mut self, cause: Option<Cause>) -> Self {
        if let Some(Cause { text, suspect }) = cause {
            self.cause = Some(text);
            self.suspect = suspect.map(Location::from);
        }
        self
    }

    /// Where it is shown, the place to look at first before the others.
    pub fn places(&self) -> impl Iterator<Item = Location> {
        let suspect = self.suspect;
        let others = self.locations.iter().copied();
        let others = others.filter(move |place| Some(*place) != suspect);
        suspect.into_iter().chain(others)
    }

    /// Adds a mend.
    #[must_use]
    pub fn mended_by(mut self, kind: FixKind, edits: Vec<(Location, String)>) -> Self {
        self.fix = Some(Fix {
            kind,
            edits,
            change: None,
        });
        self
    }
}
