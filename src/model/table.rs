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

    /// The rows of figures with one entry for each printed column, as keys, rectangles and pasted blocks walk them: a
    /// figure across three columns stands three times. All rows are equally long.
    #[must_use]
    pub fn places(self) -> Vec<Vec<Cell>> {
        let rows = self.layout().into_iter().map(|slots| {
            let figures = slots.into_iter().filter_map(|slot| {
                slot.cell()
                    .map(|cell| std::iter::repeat_n(cell, slot.columns))
            });
            figures.flatten().collect::<Vec<_>>()
        });
        rows.filter(|cells| !cells.is_empty()).collect()
    }

    /// The rows of figures alone.
    #[must_use]
    pub fn figures(self) -> Vec<Vec<Cell>> {
        self.layout()
            .into_iter()
            .map(|row| row.into_iter().filter_map(Slot::cell).collect::<Vec<_>>())
            .filter(|row| !row.is_empty())
            .collect()
    }
}
