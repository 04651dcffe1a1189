//! A complete report: what a clean export needs. Built only from a draft.

use super::cell::{Cell, CellMap};
use super::date::Date;
use super::draft::{Draft, Text};
use super::location::{Field, Location};
use super::section::Section;
use super::sheet::{Sheet, Value};
use super::year::ReportYear;

/// A report in which every figure is a number and every required field is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    organ: String,
    year: ReportYear,
    title: String,
    publish_date: Option<Date>,
    prose: [Text; Section::COUNT],
    figures: CellMap<String>,
}

impl Report {
    /// The complete report of a draft.
    ///
    /// # Errors
    /// Every place that is blank or not readable.
    pub fn from_draft(draft: &Draft) -> Result<Self, Vec<Location>> {
        let sheet = Sheet::read(draft);
        let mut missing = Vec::new();
        let organ = draft.organ.trim().to_owned();
        if organ.is_empty() {
            missing.push(Field::Organ.into());
        }
        let year = draft.report_year();
        if year.is_none() {
            missing.push(Field::Year.into());
        }
        let publish_date = Date::read(&draft.publish_date);
        if publish_date.is_none() && !draft.publish_date.trim().is_empty() {
            missing.push(Field::PublishDate.into());
        }
        let figures = CellMap::from_fn(|cell| match sheet.value(cell) {
            Value::Count(count) => count.to_string(),
            Value::Amount(amount) => amount.to_string(),
            Value::Blank | Value::Unreadable(_) => {
                missing.push(cell.into());
                String::new()
            }
        });
        match year {
            Some(year) if missing.is_empty() => Ok(Self {
                organ,
                year,
                title: draft.shown_title(),
                publish_date,
                prose: Section::ALL.map(|section| draft.prose(section).clone()),
                figures,
            }),
            _ => Err(missing),
        }
    }

    /// The full name of the publishing organ.
    #[must_use]
    pub fn organ(&self) -> &str {
        &self.organ
    }

    /// The year reported on.
    #[must_use]
    pub const fn year(&self) -> ReportYear {
        self.year
    }

    /// The title to print.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The date of publication, when one is given.
    #[must_use]
    pub const fn publish_date(&self) -> Option<Date> {
        self.publish_date
    }

    /// The prose of a section.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "the array has one text for each section"
    )]
    pub fn prose(&self, section: Section) -> &str {
        &self.prose[section.index()]
    }

    /// A figure as it is printed: ASCII digits without separators.
    #[must_use]
    pub fn figure(&self, cell: Cell) -> &str {
        self.figures.get(cell)
    }
}
