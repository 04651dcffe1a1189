//! The address of one of the 200 figures, and a map over all of them.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use super::section::Section;
use super::table::Table;
use super::table::applications::{Applicant, Row};
use super::table::proactive::Figure;
use super::table::review::{Outcome, Procedure};

/// One of the 200 figures of the report.
///
/// Prints and parses as the stable address, for example `applications.disclosed.natural_person`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cell {
    /// A figure of section two.
    Proactive(Figure),
    /// A figure of section three.
    Applications(Row, Applicant),
    /// A figure of section four.
    Review(Procedure, Outcome),
}

impl Cell {
    /// How many figures a report has.
    pub const COUNT: usize = Self::REVIEW_START + Procedure::COUNT * Outcome::COUNT;

    const APPLICATIONS_START: usize = Figure::COUNT;
    const REVIEW_START: usize = Self::APPLICATIONS_START + Row::COUNT * Applicant::COUNT;

    /// All figures in printed order.
    pub fn all() -> impl Iterator<Item = Self> {
        static ALL: LazyLock<Vec<Cell>> = LazyLock::new(|| {
            let applications = Row::ALL
                .into_iter()
                .flat_map(|row| Applicant::ALL.map(|column| Cell::Applications(row, column)));
            let review = Procedure::ALL
                .into_iter()
                .flat_map(|group| Outcome::ALL.map(|column| Cell::Review(group, column)));
            let proactive = Figure::ALL.into_iter().map(Cell::Proactive);
            proactive.chain(applications).chain(review).collect()
        });
        ALL.iter().copied()
    }

    /// The place in [`all`](Self::all), below [`COUNT`](Self::COUNT).
    #[must_use]
    pub const fn index(self) -> usize {
        match self {
            Self::Proactive(figure) => figure.index(),
            Self::Applications(row, column) => {
                Self::APPLICATIONS_START + row as usize * Applicant::COUNT + column as usize
            }
            Self::Review(group, column) => {
                Self::REVIEW_START + group as usize * Outcome::COUNT + column as usize
            }
        }
    }

    /// The table that the figure stands in.
    #[must_use]
    pub const fn table(self) -> Table {
        match self {
            Self::Proactive(_) => Table::ProactiveDisclosure,
            Self::Applications(..) => Table::Applications,
            Self::Review(..) => Table::Review,
        }
    }

    /// The section that the figure stands in.
    #[must_use]
    pub const fn section(self) -> Section {
        self.table().section()
    }

    /// The figures that this one is the total of; `None` for a figure that is typed.
    ///
    /// The total of （七）总计 adds up the row, as the total of every row does.
    #[must_use]
    pub fn parts(self) -> Option<&'static [Self]> {
        static PARTS: LazyLock<CellMap<Vec<Cell>>> = LazyLock::new(|| {
            CellMap::from_fn(|cell| match cell {
                Cell::Applications(row, Applicant::Total) => Applicant::parts()
                    .map(|column| Cell::Applications(row, column))
                    .collect(),
                Cell::Applications(Row::HandledTotal, column) => Cell::outcomes_of(column).to_vec(),
                Cell::Review(group, Outcome::Total) => Outcome::parts()
                    .map(|column| Cell::Review(group, column))
                    .collect(),
                Cell::Proactive(_) | Cell::Applications(..) | Cell::Review(..) => Vec::new(),
            })
        });
        self.is_total().then(|| PARTS.get(self).as_slice())
    }

    /// The totals that a typed figure is added up in: of its row, of its column, of all. None for a total.
    pub fn totals_over(self) -> impl Iterator<Item = Self> {
        let over = match self {
            Self::Applications(row, column) if !self.is_total() => {
                let outcome = row.is_outcome();
                let in_all = |column| Some(Self::Applications(Row::HandledTotal, column));
                [
                    Some(Self::Applications(row, Applicant::Total)),
                    in_all(column).filter(|_| outcome),
                    in_all(Applicant::Total).filter(|_| outcome),
                ]
            }
            Self::Review(group, _) if !self.is_total() => {
                [Some(Self::Review(group, Outcome::Total)), None, None]
            }
            Self::Proactive(_) | Self::Applications(..) | Self::Review(..) => [None; 3],
        };
        over.into_iter().flatten()
    }

    /// The 21 outcomes that （七）总计 adds up in one column.
    #[must_use]
    pub fn outcomes_of(column: Applicant) -> &'static [Self] {
        static OUTCOMES: LazyLock<[Vec<Cell>; Applicant::COUNT]> = LazyLock::new(|| {
            Applicant::ALL.map(|column| {
                Row::outcomes()
                    .map(|row| Cell::Applications(row, column))
                    .collect()
            })
        });
        OUTCOMES.get(column as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether the figure is a total, which a new report never types.
    #[must_use]
    pub const fn is_total(self) -> bool {
        matches!(
            self,
            Self::Applications(_, Applicant::Total)
                | Self::Applications(Row::HandledTotal, _)
                | Self::Review(_, Outcome::Total)
        )
    }

    /// Whether the figure is an amount of money in 万元 and not a count.
    #[must_use]
    pub const fn is_amount(self) -> bool {
        matches!(self, Self::Proactive(Figure::Fees))
    }

    /// The printed label of the figure's row, or of its group in section four.
    #[must_use]
    pub const fn row_label(self) -> &'static str {
        match self {
            Self::Proactive(figure) => figure.row_label(),
            Self::Applications(row, _) => row.label(),
            Self::Review(group, _) => group.label(),
        }
    }

    /// The printed label of the figure's column.
    #[must_use]
    pub const fn column_label(self) -> &'static str {
        match self {
            Self::Proactive(figure) => figure.column_label(),
            Self::Applications(_, column) => column.label(),
            Self::Review(_, column) => column.label(),
        }
    }

    /// What a person calls the figure: section, row and column in the words of the form.
    #[must_use]
    pub fn name(self) -> String {
        format!(
            "{}“{}”的“{}”",
            self.section().name(),
            self.row_label(),
            self.column_label()
        )
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (row, column) = match self {
            Self::Proactive(figure) => figure.ids(),
            Self::Applications(row, column) => (row.id(), column.id()),
            Self::Review(group, column) => (group.id(), column.id()),
        };
        write!(f, "{}.{row}.{column}", self.section().id())
    }
}

/// The text is not the address of one of the 200 figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownAddress;

impl FromStr for Cell {
    type Err = UnknownAddress;

    fn from_str(address: &str) -> Result<Self, UnknownAddress> {
        let (section, rest) = address.split_once('.').ok_or(UnknownAddress)?;
        let (row, column) = rest.rsplit_once('.').ok_or(UnknownAddress)?;
        let cell = match Section::from_id(section).and_then(Section::table) {
            Some(Table::ProactiveDisclosure) => Figure::ALL
                .into_iter()
                .find(|figure| figure.ids() == (row, column))
                .map(Self::Proactive),
            Some(Table::Applications) => Row::ALL
                .into_iter()
                .find(|known| known.id() == row)
                .zip(
                    Applicant::ALL
                        .into_iter()
                        .find(|known| known.id() == column),
                )
                .map(|(row, column)| Self::Applications(row, column)),
            Some(Table::Review) => Procedure::ALL
                .into_iter()
                .find(|known| known.id() == row)
                .zip(Outcome::ALL.into_iter().find(|known| known.id() == column))
                .map(|(group, column)| Self::Review(group, column)),
            None => None,
        };
        cell.ok_or(UnknownAddress)
    }
}

/// One value for each of the 200 figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellMap<T>(Vec<T>);

impl<T> CellMap<T> {
    /// Makes the value of each figure.
    pub fn from_fn(value: impl FnMut(Cell) -> T) -> Self {
        Self(Cell::all().map(value).collect())
    }

    /// The value of a figure.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "the vector has Cell::COUNT values by construction and an index is below it"
    )]
    pub fn get(&self, cell: Cell) -> &T {
        &self.0[cell.index()]
    }

    /// Puts the value of a figure.
    #[expect(
        clippy::indexing_slicing,
        reason = "the vector has Cell::COUNT values by construction and an index is below it"
    )]
    pub fn set(&mut self, cell: Cell, value: T) {
        self.0[cell.index()] = value;
    }

    /// The figures with their values, in printed order.
    pub fn iter(&self) -> impl Iterator<Item = (Cell, &T)> {
        Cell::all().zip(&self.0)
    }
}
