//! The printable report as a sequence of blocks: the common source of the preview and of every
//! exporter. It decides what is printed and in which order, not what it looks like.

use crate::model::cell::Cell;
use crate::model::date::Date;
use crate::model::draft::Draft;
use crate::model::draft_mark;
use crate::model::prose::{self, SubLevel};
use crate::model::report::Report;
use crate::model::section::Section;
use crate::model::sheet::{Sheet, Value};
use crate::model::table::Table;
use crate::model::table::layout::{Content, Slot};
use crate::model::title;

/// Whether a document may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A complete report; nothing in it speaks of a draft.
    Final,
    /// Anything else; title and body say so.
    Draft,
}

/// A report ready to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Whether it may be published.
    pub mark: Mark,
    /// The title as it is printed, the mark of a draft included.
    pub title: String,
    /// What is printed, from top to bottom; the first block is the title.
    pub blocks: Vec<Block>,
}

/// One thing below the other on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The report's title.
    Title(String),
    /// The sentence that says that this is a draft.
    DraftNotice(&'static str),
    /// The date of publication, under the title.
    Date(String),
    /// The official heading of a section, a block of its own.
    Heading {
        /// The section that begins here.
        section: Section,
        /// Its heading, to the character.
        text: &'static str,
    },
    /// A line of prose.
    Paragraph(Paragraph),
    /// A statistical table.
    Table(PrintedTable),
}

/// A line of prose, which may begin with a sub-heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The sub-heading with its number; printed bold, in the same line as the body.
    pub heading: Option<(SubLevel, String)>,
    /// The running text; empty when the whole line is a sub-heading.
    pub body: String,
}

/// A statistical table with its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedTable {
    /// Which table it is.
    pub table: Table,
    /// The printed rows; a merged slot stands once, at its upper left corner.
    pub rows: Vec<Vec<PrintedSlot>>,
}

/// One place of a printed table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedSlot {
    /// What is printed there; blank only in a draft.
    pub text: String,
    /// Columns covered, at least 1.
    pub columns: usize,
    /// Rows covered, at least 1.
    pub rows: usize,
    /// The figure that stands there; `None` for a heading.
    pub figure: Option<Cell>,
}

impl Mark {
    /// What the title ends with.
    #[must_use]
    pub const fn title_end(self) -> &'static str {
        match self {
            Self::Final => "",
            Self::Draft => draft_mark::TITLE_END,
        }
    }
}

impl PrintedSlot {
    /// Whether a figure stands here, blank or not, and no heading.
    #[must_use]
    pub const fn is_figure(&self) -> bool {
        self.figure.is_some()
    }
}

impl Paragraph {
    /// The whole line.
    #[must_use]
    pub fn text(&self) -> String {
        let heading = self.heading.as_ref().map_or("", |(_, text)| text);
        format!("{heading}{}", self.body)
    }
}

impl Document {
    /// The document of a complete report, without any mark.
    #[must_use]
    pub fn of_report(report: &Report) -> Self {
        Self::build(
            Mark::Final,
            report.title(),
            report.publish_date().map(Date::official),
            |section| report.prose(section),
            |cell| report.figure(cell).to_owned(),
        )
    }

    /// The document of a draft in any state, marked in title and body.
    ///
    /// Totals are computed where none is stated; a text that is no number stands as it was typed;
    /// a blank figure stays blank.
    #[must_use]
    pub fn of_draft(draft: &Draft) -> Self {
        let sheet = Sheet::read(draft);
        let mut title = draft.shown_title();
        if title.is_empty() {
            title = generic_title().to_owned();
        }
        let typed_date = draft.publish_date.trim();
        let date = Date::read(typed_date).map_or_else(|| typed_date.to_owned(), Date::official);
        Self::build(
            Mark::Draft,
            &title,
            Some(date).filter(|date| !date.is_empty()),
            |section| draft.prose(section),
            |cell| match sheet.value(cell) {
                Value::Blank => String::new(),
                Value::Count(count) => count.to_string(),
                Value::Amount(amount) => amount.to_string(),
                Value::Unreadable(_) => draft.cell(cell).trim().to_owned(),
            },
        )
    }

    fn build<'a>(
        mark: Mark,
        title: &str,
        date: Option<String>,
        prose: impl Fn(Section) -> &'a str,
        figure: impl Fn(Cell) -> String,
    ) -> Self {
        let title = format!("{title}{}", mark.title_end());
        let mut blocks = vec![Block::Title(title.clone())];
        if mark == Mark::Draft {
            blocks.push(Block::DraftNotice(draft_mark::NOTICE));
        }
        blocks.extend(date.map(Block::Date));
        for section in Section::ALL {
            let heading = section.heading();
            blocks.extend(heading.map(|text| Block::Heading { section, text }));
            blocks.extend(
                section
                    .table()
                    .map(|table| Block::Table(PrintedTable::of(table, &figure))),
            );
            blocks.extend(prose::lines(prose(section)).map(|line| {
                Block::Paragraph(Paragraph {
                    heading: line.heading.map(|(level, text)| (level, text.to_owned())),
                    body: line.body.to_owned(),
                })
            }));
        }
        Self {
            mark,
            title,
            blocks,
        }
    }
}

impl PrintedTable {
    fn of(table: Table, figure: impl Fn(Cell) -> String) -> Self {
        let printed = |slot: Slot| PrintedSlot {
            text: match slot.content {
                Content::ColumnHead(label) | Content::RowHead(label) | Content::Band(label) => {
                    label.to_owned()
                }
                Content::Figure(cell) => figure(cell),
            },
            columns: slot.columns,
            rows: slot.rows,
            figure: slot.cell(),
        };
        let rows = table
            .layout()
            .into_iter()
            .map(|row| row.into_iter().map(printed).collect())
            .collect();
        Self { table, rows }
    }
}

/// A place of a table's rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// What is printed there, or what covers it.
    pub slot: &'a PrintedSlot,
    /// Whether the slot begins in this row.
    pub is_first_row: bool,
    /// Whether the slot begins in this column.
    pub is_first_column: bool,
}

impl Place<'_> {
    /// Whether the slot begins here: its upper left corner.
    #[must_use]
    pub const fn is_corner(&self) -> bool {
        self.is_first_row && self.is_first_column
    }
}

impl PrintedTable {
    /// The table as a rectangle: a merged slot stands in all the places it covers.
    #[must_use]
    pub fn rectangle(&self) -> Vec<Vec<Place<'_>>> {
        let columns = self.table.columns();
        // For each column what covers it from above, and for how many rows yet.
        let mut above: Vec<Option<(Place<'_>, usize)>> = vec![None; columns];
        let mut rectangle = Vec::with_capacity(self.rows.len());
        for slots in &self.rows {
            let mut slots = slots.iter();
            let mut line = Vec::with_capacity(columns);
            while let Some(covered) = above.get(line.len()).copied() {
                if let Some((place, _)) = covered {
                    line.push(place);
                    continue;
                }
                let Some(slot) = slots.next() else {
                    break;
                };
                for column in 0..slot.columns {
                    line.push(Place {
                        slot,
                        is_first_row: true,
                        is_first_column: column == 0,
                    });
                }
            }
            for (place, covered) in line.iter().zip(&mut above) {
                let rows = covered.map_or(place.slot.rows, |(_, rows)| rows) - 1;
                let below = Place {
                    is_first_row: false,
                    ..*place
                };
                *covered = (rows > 0).then_some((below, rows));
            }
            rectangle.push(line);
        }
        rectangle
    }
}

/// What a draft is called before organ and year are known.
fn generic_title() -> &'static str {
    title::TITLE_END.trim_start_matches('年')
}
