//! What was found in foreign material: figures, prose, fields, and everything that is not quite sure.

use crate::model::cell::{Cell, CellMap};
use crate::model::date::Date;
use crate::model::draft::Draft;
use crate::model::section::Section;
use crate::model::sheet::Sheet;
use crate::model::year::ReportYear;

/// What a report that somebody pasted or opened says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The figures, as they stood there. `None` is a figure for which no place was found; a place that was found and
    /// is blank is a blank text. Stated totals are among them.
    pub cells: CellMap<Option<Figure>>,
    /// The prose of each section, a paragraph a line; blank where none was found.
    pub prose: [String; Section::COUNT],
    /// The title as it stood there.
    pub title: Option<String>,
    /// The organ.
    pub organ: Option<String>,
    /// The year reported on.
    pub year: Option<ReportYear>,
    /// Whether the year was told from the running text.
    pub year_guessed: bool,
    /// The date at the end, or that of the page.
    pub publish_date: Option<Date>,
    /// What is to be looked at, in reading order.
    pub notes: Vec<Note>,
    /// The text that belongs to no part of a report, in reading order.
    pub left_out: Vec<String>,
    /// All lines outside the tables as they stood there, in reading order, for whoever compares them one by one.
    pub lines: Vec<String>,
}

/// A figure as it stood in the material.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The text, in one line.
    pub text: String,
    /// Whether its place was inferred and not read.
    pub guessed: bool,
}

/// Something that is to be looked at, with the text as it stood there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it is.
    pub kind: NoteKind,
    /// The figures that it is about.
    pub cells: Vec<Cell>,
    /// The text of the row or cell.
    pub original: String,
}

/// Why something is to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// The row's label is misspelt; it was taken for the most similar one.
    LikeLabel,
    /// The columns were told by their order, since heads were missing or did not stand above the figures.
    ByOrder,
    /// Some figures of a row of section two are blank. No sum there tells whether the others stand where they belong.
    PartlyBlank,
    /// The row has figures but no total, so that nothing shows whether they stand in their columns.
    NoTotal,
    /// Digits that ran together were split in the only way that adds up.
    Split,
    /// Digits ran together, and there are several ways to split them or none. Left blank.
    RunTogether,
    /// The single row （六）其他处理 of the format of 2019 went to 3.其他.
    OthersOfOldFormat,
    /// Rows or columns that only the format of 2019 has. Not taken.
    OldFormat,
    /// The amount is not in 万元. Not taken.
    OtherUnit,
    /// A cell holds more than one number, or words beside the number. Taken as it stands.
    NotPlain,
    /// The same figure stands there twice with different texts. Left blank.
    Twice,
    /// A row of one of the tables that was not understood. Not taken.
    Row,
    /// A table that is none of the report's. Not taken.
    Table,
    /// A heading of a section was misspelt or in a longer form.
    Heading,
    /// The organ was told from a line beside the title.
    Organ,
    /// A second report follows. Not taken.
    SecondReport,
    /// The material was too long; its end was not read.
    CutShort,
    /// A row or column that is not shown. Not taken.
    Hidden,
    /// A sheet that is not shown. Not taken.
    HiddenSheet,
    /// Text that is not shown. Not taken.
    HiddenText,
    /// A cell shows another number than it stores. The shown one is taken.
    ShownOtherwise,
    /// What a cell shows is not known. What it stores is taken.
    FormatUnknown,
    /// A formula without a result. Not taken.
    NoResult,
    /// A footnote or endnote, put behind the paragraph that it belongs to.
    Footnote,
    /// A text box, put behind the paragraph that it belongs to.
    TextBox,
    /// A prompt of a template that nobody has filled in. Not taken.
    Prompt,
    /// A remark of a reader of the text. Not taken.
    Comment,
    /// Another file within the file. Not taken.
    Embedded,
    /// Numbers that a program counts by itself, in a way that is not known. Not taken.
    Numbering,
    /// The report was put together from several sheets.
    Sheets,
    /// Characters were broken; they became question marks.
    Broken,
    /// A column of a table whose head is not known. Not taken.
    Head,
    /// The year was told from the text and not from a title.
    Year,
    /// A heading in other words was taken for a section by its number.
    OtherHeading,
    /// A heading that is none of the form's; it stays with the text around it.
    ForeignHeading,
}

impl NoteKind {
    /// Whether what it is about was taken all the same, as a guess.
    #[must_use]
    pub const fn is_guess(self) -> bool {
        matches!(
            self,
            Self::LikeLabel
                | Self::ByOrder
                | Self::PartlyBlank
                | Self::NoTotal
                | Self::Split
                | Self::OthersOfOldFormat
                | Self::NotPlain
                | Self::Heading
                | Self::Organ
                | Self::ShownOtherwise
                | Self::FormatUnknown
                | Self::Footnote
                | Self::TextBox
                | Self::Sheets
                | Self::Year
                | Self::OtherHeading
                | Self::ForeignHeading
        )
    }
}

impl Default for Found {
    fn default() -> Self {
        Self {
            cells: CellMap::from_fn(|_| None),
            prose: std::array::from_fn(|_| String::new()),
            title: None,
            organ: None,
            year: None,
            year_guessed: false,
            publish_date: None,
            notes: Vec::new(),
            left_out: Vec::new(),
            lines: Vec::new(),
        }
    }
}

impl Found {
    /// A draft as if it had been found: the figures as they are shown, and all texts.
    #[must_use]
    pub fn of_draft(draft: &Draft) -> Self {
        let sheet = Sheet::read(draft);
        let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Self {
            cells: CellMap::from_fn(|cell| {
                let text = sheet.shown_text(cell).to_string();
                Some(Figure {
                    text,
                    guessed: false,
                })
            }),
            prose: Section::ALL.map(|section| draft.prose(section).to_string()),
            title: text(&draft.title),
            organ: text(&draft.organ),
            year: draft.report_year(),
            year_guessed: false,
            publish_date: Date::read(&draft.publish_date),
            notes: Vec::new(),
            left_out: Vec::new(),
            lines: lines_of(draft),
        }
    }

    /// The prose of a section.
    #[must_use]
    pub fn prose(&self, section: Section) -> &str {
        self.prose.get(section.index()).map_or("", String::as_str)
    }

    /// How many figures have a text.
    #[must_use]
    pub fn figures(&self) -> usize {
        let filled = |figure: &Option<Figure>| {
            figure
                .as_ref()
                .is_some_and(|figure| !figure.text.is_empty())
        };
        self.cells
            .iter()
            .filter(|(_, figure)| filled(figure))
            .count()
    }

    /// Whether nothing of a report was found: places without a figure alone are an empty form.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.figures() == 0 && self.prose.iter().all(String::is_empty)
    }

    /// Whether both say the same: figures, prose and year.
    #[must_use]
    pub fn says_same(&self, other: &Self) -> bool {
        self.cells == other.cells && self.prose == other.prose && self.year == other.year
    }

    /// Takes back what was noted of figures that were read surely elsewhere in the material.
    pub(super) fn settle(&mut self) {
        let cells = &self.cells;
        self.notes.retain(|note| {
            let figure = |cell: &Cell| cells.get(*cell).as_ref();
            let sure = |cell: &Cell| figure(cell).is_some_and(|figure| !figure.guessed);
            let open = match note.kind {
                NoteKind::LikeLabel
                | NoteKind::ByOrder
                | NoteKind::PartlyBlank
                | NoteKind::NoTotal
                | NoteKind::Split => !note.cells.iter().all(sure),
                NoteKind::RunTogether => !note
                    .cells
                    .iter()
                    .all(|cell| figure(cell).is_some_and(|figure| !figure.text.is_empty())),
                NoteKind::OthersOfOldFormat
                | NoteKind::OldFormat
                | NoteKind::OtherUnit
                | NoteKind::NotPlain
                | NoteKind::Twice
                | NoteKind::Row
                | NoteKind::Table
                | NoteKind::Heading
                | NoteKind::Organ
                | NoteKind::SecondReport
                | NoteKind::CutShort
                | NoteKind::Hidden
                | NoteKind::HiddenSheet
                | NoteKind::HiddenText
                | NoteKind::ShownOtherwise
                | NoteKind::FormatUnknown
                | NoteKind::NoResult
                | NoteKind::Footnote
                | NoteKind::TextBox
                | NoteKind::Prompt
                | NoteKind::Comment
                | NoteKind::Embedded
                | NoteKind::Numbering
                | NoteKind::Sheets
                | NoteKind::Broken
                | NoteKind::Head
                | NoteKind::Year
                | NoteKind::OtherHeading
                | NoteKind::ForeignHeading => true,
            };
            open || note.cells.is_empty()
        });
    }

    /// Notes something about figures.
    pub(super) fn note(
        &mut self,
        kind: NoteKind,
        cells: impl IntoIterator<Item = Cell>,
        original: impl Into<String>,
    ) {
        self.notes.push(Note {
            kind,
            cells: cells.into_iter().collect(),
            original: original.into(),
        });
    }
}

/// The lines that a draft would have on a page.
fn lines_of(draft: &Draft) -> Vec<String> {
    let date = Date::read(&draft.publish_date).map(Date::official);
    let head = [Some(draft.shown_title()), date].into_iter().flatten();
    let sections = Section::ALL.into_iter().flat_map(|section| {
        let heading = section.heading().map(str::to_owned);
        let prose = draft.prose(section).lines().map(str::to_owned);
        heading.into_iter().chain(prose)
    });
    head.chain(sections).collect()
}
