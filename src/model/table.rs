//! The three statistical tables: which there are and how each is printed.

pub mod applications;
pub mod layout;
pub mod proactive;
pub mod review;

use super::cell::Cell;
use super::section::Section;
use layout::Slot;

/// One of the three statistical tables of the official format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Table {
    /// Section two, 14 printed rows of 4 columns, 10 figures.
    ProactiveDisclosure,
    /// Section three, 28 printed rows of 10 columns, 175 figures.
    Applications,
    /// Section four, 4 printed rows of 15 columns, 15 figures.
    Review,
}

impl Table {
    /// The tables in official order.
    pub const ALL: [Self; 3] = [Self::ProactiveDisclosure, Self::Applications, Self::Review];

    /// The section that the table stands in.
    #[must_use]
    pub const fn section(self) -> Section {
        match self {
            Self::ProactiveDisclosure => Section::ProactiveDisclosure,
            Self::Applications => Section::Applications,
            Self::Review => Section::Review,
        }
    }

    /// The printed table, row by row, merged cells once at their upper left corner.
    #[must_use]
    pub fn layout(self) -> Vec<Vec<Slot>> {
        match self {
            Self::ProactiveDisclosure => proactive::layout(),
            Self::Applications => applications::layout(),
            Self::Review => review::layout(),
        }
    }

    /// How many columns the printed table has.
    #[must_use]
    pub const fn columns(self) -> usize {
        match self {
            Self::ProactiveDisclosure => 4,
            Self::Applications => 10,
            Self::Review => 15,
        }
    }

    /// The rows of figures alone, as arrow keys and pasted blocks walk them.
    #[must_use]
    pub fn figures(self) -> Vec<Vec<Cell>> {
        self.layout()
            .into_iter()
            .map(|row| row.into_iter().filter_map(Slot::cell).collect::<Vec<_>>())
            .filter(|row| !row.is_empty())
            .collect()
    }
}
