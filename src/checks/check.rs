//! What a check is and what it finds.

use std::cell::OnceCell;
use std::fmt;

use super::reading::{self, Passage};
use crate::model::draft::Draft;
use crate::model::location::Location;
use crate::model::sheet::Sheet;

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
    /// The place to mark in the form: the first one as a rule.
    pub marked: Option<Location>,
    /// What is wrong, in the words of the form.
    pub message: String,
    /// The likely cause, where one can be told.
    pub cause: Option<String>,
    /// A mend that the user can take with one click.
    pub fix: Option<Fix>,
}

/// A mend: edits that go the same way as typing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What kind of mend it is.
    pub kind: FixKind,
    /// The places and their new texts.
    pub edits: Vec<(Location, String)>,
}

/// The kinds of mends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FixKind {
    /// The stated totals give way to the computed ones.
    AcceptComputed,
    /// The title gives way to the standard one.
    UseStandardTitle,
    /// A number in prose gives way to the figure of the table.
    UseFigure,
}

/// What a check looks at: one state of the draft, its figures read.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// What was typed.
    pub draft: &'a Draft,
    /// The figures in it.
    pub sheet: &'a Sheet,
    /// What is kept for [`passages`](Self::passages).
    pub prose: &'a OnceCell<Vec<Passage>>,
}

impl<'a> Subject<'a> {
    /// The prose, read once for all checks that ask for it.
    #[must_use]
    pub fn passages(&self) -> &'a [Passage] {
        self.prose.get_or_init(|| reading::passages(self.draft))
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

    /// Whether the check reads numbers in prose, so that it can wait until typing rests.
    fn reads_prose(&self) -> bool {
        false
    }

    /// Looks at the subject and adds what is wrong.
    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>);
}

impl Finding {
    /// A finding without cause and fix.
    pub fn new(
        check: &impl Check,
        severity: Severity,
        locations: impl IntoIterator<Item = impl Into<Location>>,
        message: impl Into<String>,
    ) -> Self {
        let locations: Vec<Location> = locations.into_iter().map(Into::into).collect();
        Self {
            code: check.code(),
            severity,
            marked: locations.first().copied(),
            locations,
            message: message.into(),
            cause: None,
            fix: None,
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
    pub fn because(mut self, cause: Option<String>) -> Self {
        self.cause = cause;
        self
    }

    /// Adds a mend.
    #[must_use]
    pub fn mended_by(mut self, kind: FixKind, edits: Vec<(Location, String)>) -> Self {
        self.fix = Some(Fix { kind, edits });
        self
    }
}
