//! The definition of a table's row (`sprmTDefTable`, [MS-DOC] 2.9.321): the edges of its cells and how they are merged.

use crate::bytes::Little;
use crate::ruled::Vertical;

use super::sprm::Sprm;

const CHANGE_WIDTH: u16 = 0x7623;
const INSERT_CELLS: u16 = 0x7621;
const DELETE_CELLS: u16 = 0x5622;
const MERGE: u16 = 0x5624;
const SPLIT: u16 = 0x5625;
const MERGE_DOWN: u16 = 0xd62b;

/// The most cells that a row has.
const MOST_CELLS: usize = 64;

/// How many bytes describe a cell (`TC80`).
const CELL: usize = 20;

/// The definition of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RowDefinition {
    /// The edges from left to right.
    pub(super) edges: Vec<i32>,
    /// The cells, one fewer.
    pub(super) cells: Vec<DefinedCell>,
}

/// A cell of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DefinedCell {
    pub(super) joins_left: bool,
    pub(super) vertical: Vertical,
}

impl RowDefinition {
    /// Reads it; `None` when it is not whole, or its edges do not go from left to right.
    pub(super) fn read(operand: &[u8]) -> Option<Self> {
        let count = usize::from(operand.u8_at(0)?);
        if count == 0 || count >= MOST_CELLS {
            return None;
        }
        let edge = |number: usize| operand.i16_at(1 + number * 2).map(i32::from);
        let edges: Vec<i32> = (0..=count).map(edge).collect::<Option<_>>()?;
        if edges.iter().zip(edges.iter().skip(1)).any(|(l, r)| l > r) {
            return None;
        }
        let described = 1 + (count + 1) * 2;
        if !(operand.len() - described).is_multiple_of(CELL) {
            return None;
        }
        let flags: Vec<u16> = (0..count)
            .map(|number| operand.u16_at(described + number * CELL).unwrap_or(0))
            .collect();
        if !flags.iter().all(|flags| is_possible(*flags)) {
            return None;
        }
        let joined = joined_left(&flags)?;
        let down = flags.iter().map(|flags| vertical(flags >> 5));
        let cells = joined.into_iter().zip(down);
        let cells = cells.map(|(joins_left, vertical)| DefinedCell {
            joins_left,
            vertical,
        });
        Some(Self {
            edges,
            cells: cells.collect(),
        })
    }

    /// Applies a later change. Returns whether it is understood.
    pub(super) fn change(&mut self, sprm: &Sprm<'_>) -> bool {
        let first = usize::from(sprm.byte());
        let limit = usize::from(sprm.operand.u8_at(1).unwrap_or(0));
        match sprm.code {
            MERGE | SPLIT => {
                let cells = self.cells.iter_mut().enumerate();
                for (at, cell) in cells.take(limit).skip(first) {
                    cell.joins_left = sprm.code == MERGE && at > first;
                }
            }
            MERGE_DOWN => {
                if let Some(cell) = self.cells.get_mut(first) {
                    cell.vertical = vertical(u16::from(sprm.operand.u8_at(1).unwrap_or(0)));
                }
            }
            CHANGE_WIDTH => {
                let width = sprm.operand.u16_at(2).map_or(0, i32::from);
                self.widen(first, limit, width);
            }
            INSERT_CELLS | DELETE_CELLS => return false,
            _ => {}
        }
        true
    }

    fn widen(&mut self, first: usize, limit: usize, width: i32) {
        for cell in first..limit.min(self.cells.len()) {
            let sides = self.edges.get(cell).zip(self.edges.get(cell + 1));
            let more = sides.map_or(0, |(left, right)| width - (right - left));
            for edge in self.edges.iter_mut().skip(cell + 1) {
                *edge += more;
            }
        }
    }
}

/// Whether the flags of a cell (`TCGRF`) have only values that mean something: the direction of its text, where it stands
/// in the cell, and the unit of its width.
fn is_possible(flags: u16) -> bool {
    let (direction, place, unit) = (flags >> 2 & 7, flags >> 7 & 3, flags >> 9 & 7);
    !matches!(direction, 2 | 6) && place < 3 && unit < 4
}

/// How the two bits of a cell say that it is merged with those above and below.
fn vertical(bits: u16) -> Vertical {
    match bits & 3 {
        0 => Vertical::Alone,
        1 => Vertical::Continued,
        _ => Vertical::First,
    }
}

/// Which cells go on with the one on their left; `None` when one that others should go on with stands alone. Programs
/// disagree on which of two values marks the first of such cells; so the one that comes first does, and every other one
/// goes on.
fn joined_left(flags: &[u16]) -> Option<Vec<bool>> {
    let mut leader = 0;
    let mut is_alone = false;
    let mut joined = Vec::new();
    for own in flags.iter().map(|flags| flags & 3) {
        let joins = own != 0 && leader != 0 && own != leader;
        if !joins {
            if is_alone {
                return None;
            }
            leader = own;
        }
        is_alone = own != 0 && !joins;
        joined.push(joins);
    }
    (!is_alone).then_some(joined)
}
