//! A draft: whatever the user has typed so far. Always representable, cheap to clone, compared by
//! value, so that undoing is keeping the old one.

use std::sync::Arc;

use super::cell::{Cell, CellMap};
use super::level::Level;
use super::location::{Field, Location};
use super::number;
use super::section::Section;
use super::title;
use super::year::ReportYear;

/// A typed text, shared between the draft and the versions kept for undoing.
pub type Text = Arc<str>;

/// Everything the user has typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The full name of the publishing organ.
    pub organ: Text,
    /// The kind of organ, once chosen.
    pub level: Option<Level>,
    /// The report year as typed; [`report_year`](Self::report_year) reads it.
    pub year: Text,
    /// A title of the user's own; blank means the standard title.
    pub title: Text,
    /// The date of publication as typed.
    pub publish_date: Text,
    prose: [Text; Section::COUNT],
    cells: CellMap<Text>,
    /// Last year's report, once it was imported.
    pub previous_year: Option<Arc<PreviousYear>>,
    /// Warnings that somebody dismissed, with the reason.
    pub suppressed: Arc<[Suppression]>,
    /// The last comparison with the published page.
    pub proved: Option<Arc<Proved>>,
    /// What a backup file held that this version does not know; written out again unchanged.
    pub unknown: Arc<[UnknownValue]>,
}

/// That the published page was compared with the draft as it was then, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proved {
    /// When, as it is printed.
    pub at: String,
    /// The fingerprint of what was compared; another one says that the draft has changed since.
    pub seal: String,
    /// How many lines were compared.
    pub lines: u64,
    /// How many figures were compared.
    pub figures: u64,
    /// In how many places the two differed.
    pub differences: u64,
    /// What the entry held that this version does not know; the paths begin within the entry.
    pub unknown: Vec<UnknownValue>,
}

/// What is known of last year's report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviousYear {
    /// The year of that report.
    pub year: Option<ReportYear>,
    /// Its figures as published; blank where it has none.
    pub cells: CellMap<Text>,
    /// Its prose, section by section.
    pub prose: [Text; Section::COUNT],
}

/// A dismissed warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The code of the check.
    pub code: String,
    /// The place of the finding, as printed by [`Location`].
    pub location: String,
    /// Why the user dismissed it.
    pub reason: String,
    /// A fingerprint of what the finding rested on; an entry written by hand has none until its draft is opened.
    pub basis: Option<String>,
    /// What the entry held that this version does not know; the paths begin within the entry.
    pub unknown: Vec<UnknownValue>,
}

/// A key of a backup file that this version does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownValue {
    /// The object it stood in, from the outside in; empty for the outermost.
    pub path: Vec<String>,
    /// The key itself.
    pub key: String,
    /// The value as JSON text.
    pub json: String,
}

impl PreviousYear {
    /// The prose of a section.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "the array has one text for each section"
    )]
    pub fn prose(&self, section: Section) -> &Text {
        &self.prose[section.index()]
    }
}

impl Default for Draft {
    fn default() -> Self {
        let blank: Text = "".into();
        Self {
            organ: blank.clone(),
            level: None,
            year: blank.clone(),
            title: blank.clone(),
            publish_date: blank.clone(),
            prose: std::array::from_fn(|_| blank.clone()),
            cells: CellMap::from_fn(|_| blank.clone()),
            previous_year: None,
            suppressed: Arc::new([]),
            proved: None,
            unknown: Arc::new([]),
        }
    }
}

impl Draft {
    /// What was typed into a cell; blank is not zero.
    #[must_use]
    pub fn cell(&self, cell: Cell) -> &Text {
        self.cells.get(cell)
    }

    /// Puts a cell's text.
    pub fn set_cell(&mut self, cell: Cell, text: impl Into<Text>) {
        self.cells.set(cell, text.into());
    }

    /// All cells with what was typed, in printed order.
    pub fn cells(&self) -> impl Iterator<Item = (Cell, &Text)> {
        self.cells.iter()
    }

    /// The prose of a section.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "the array has one text for each section"
    )]
    pub fn prose(&self, section: Section) -> &Text {
        &self.prose[section.index()]
    }

    /// Puts the prose of a section.
    #[expect(
        clippy::indexing_slicing,
        reason = "the array has one text for each section"
    )]
    pub fn set_prose(&mut self, section: Section, text: impl Into<Text>) {
        self.prose[section.index()] = text.into();
    }

    /// The text of any place; a level by its stable identifier.
    #[must_use]
    pub fn text(&self, place: Location) -> Text {
        match place {
            Location::Cell(cell) => self.cell(cell).clone(),
            Location::Section(section) => self.prose(section).clone(),
            Location::Field(Field::Organ) => self.organ.clone(),
            Location::Field(Field::Year) => self.year.clone(),
            Location::Field(Field::Level) => self.level.map_or("", Level::id).into(),
            Location::Field(Field::Title) => self.title.clone(),
            Location::Field(Field::PublishDate) => self.publish_date.clone(),
        }
    }

    /// Puts the text of any place; a level by its stable identifier, anything else clears it.
    pub fn set_text(&mut self, place: Location, text: &str) {
        match place {
            Location::Cell(cell) => self.set_cell(cell, text),
            Location::Section(section) => self.set_prose(section, text),
            Location::Field(Field::Organ) => self.organ = text.into(),
            Location::Field(Field::Year) => self.year = text.into(),
            Location::Field(Field::Level) => self.level = Level::from_id(text),
            Location::Field(Field::Title) => self.title = text.into(),
            Location::Field(Field::PublishDate) => self.publish_date = text.into(),
        }
    }

    /// Whether two drafts say the same outside the three tables. Texts that were not touched since one
    /// was cloned from the other are not compared letter by letter.
    #[must_use]
    pub fn equals_but_for_figures(&self, other: &Self) -> bool {
        let same = |a: &Text, b: &Text| Arc::ptr_eq(a, b) || a == b;
        let last = match (&self.previous_year, &other.previous_year) {
            (None, None) => true,
            (Some(a), Some(b)) => Arc::ptr_eq(a, b) || a == b,
            (None, Some(_)) | (Some(_), None) => false,
        };
        last && self.level == other.level
            && same(&self.organ, &other.organ)
            && same(&self.year, &other.year)
            && same(&self.title, &other.title)
            && same(&self.publish_date, &other.publish_date)
            && self.prose.iter().zip(&other.prose).all(|(a, b)| same(a, b))
    }

    /// The report year, once a year is typed.
    #[must_use]
    pub fn report_year(&self) -> Option<ReportYear> {
        ReportYear::read(&self.year)
    }

    /// The standard title, once organ and year are known.
    #[must_use]
    pub fn standard_title(&self) -> Option<String> {
        let organ = self.organ.trim();
        let year = self.report_year()?;
        (!organ.is_empty()).then(|| title::standard_title(organ, year))
    }

    /// The title to print: the user's own, else the standard one, else nothing.
    #[must_use]
    pub fn shown_title(&self) -> String {
        let own = self.title.trim();
        if own.is_empty() {
            self.standard_title().unwrap_or_default()
        } else {
            own.to_owned()
        }
    }

    /// The cells that 其余填零 would fill: blank and not computed.
    pub fn blank_cells(&self) -> impl Iterator<Item = Cell> + '_ {
        self.cells
            .iter()
            .filter(|(cell, text)| !cell.is_total() && number::is_blank(text))
            .map(|(cell, _)| cell)
    }
}
