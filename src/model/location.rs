//! Where something stands in a report, in the user's terms.

use std::fmt;

use super::cell::Cell;
use super::section::Section;

/// One of the report's own fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The full name of the publishing organ.
    Organ,
    /// The year reported on.
    Year,
    /// The kind of organ.
    Level,
    /// The title, when it is not the standard one.
    Title,
    /// The date of publication.
    PublishDate,
}

impl Field {
    /// The fields in the order of the form.
    pub const ALL: [Self; 5] = [
        Self::Organ,
        Self::Level,
        Self::Year,
        Self::Title,
        Self::PublishDate,
    ];

    /// The field of a stable identifier.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.id() == id)
    }

    /// The stable identifier in the page.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Organ => "organ",
            Self::Year => "year",
            Self::Level => "level",
            Self::Title => "title",
            Self::PublishDate => "publish_date",
        }
    }

    /// The field's label.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Organ => "机关全称",
            Self::Year => "报告年度",
            Self::Level => "机关类别",
            Self::Title => "报告标题",
            Self::PublishDate => "发布日期",
        }
    }
}

/// A place in the report that a finding or an edit speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    /// A figure.
    Cell(Cell),
    /// The prose of a section.
    Section(Section),
    /// One of the report's own fields.
    Field(Field),
}

impl Location {
    /// Every place that has a text of its own, in the order of the form.
    pub fn all() -> impl Iterator<Item = Self> {
        let fields = Field::ALL.into_iter().map(Self::Field);
        let sections = Section::ALL.into_iter().map(Self::Section);
        fields.chain(sections).chain(Cell::all().map(Self::Cell))
    }

    /// The place of a stable address.
    #[must_use]
    pub fn from_address(address: &str) -> Option<Self> {
        let named = || Some(Section::from_id(address)?.into());
        Field::from_id(address)
            .map(Self::Field)
            .or_else(named)
            .or_else(|| Some(address.parse::<Cell>().ok()?.into()))
    }

    /// The figure, where it is one.
    #[must_use]
    pub const fn cell(self) -> Option<Cell> {
        match self {
            Self::Cell(cell) => Some(cell),
            Self::Section(_) | Self::Field(_) => None,
        }
    }

    /// What a person calls the place.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Cell(cell) => cell.name(),
            Self::Section(section) => section.name().to_owned(),
            Self::Field(field) => field.label().to_owned(),
        }
    }
}

impl fmt::Display for Location {
    /// The stable address of the place.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cell(cell) => cell.fmt(f),
            Self::Section(section) => f.write_str(section.id()),
            Self::Field(field) => f.write_str(field.id()),
        }
    }
}

impl From<Cell> for Location {
    fn from(cell: Cell) -> Self {
        Self::Cell(cell)
    }
}

impl From<Section> for Location {
    fn from(section: Section) -> Self {
        Self::Section(section)
    }
}

impl From<Field> for Location {
    fn from(field: Field) -> Self {
        Self::Field(field)
    }
}
