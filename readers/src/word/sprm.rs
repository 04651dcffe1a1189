//! Single property modifications ([MS-DOC] 2.6): lists of changes, each a number that says what changes, and its operand.

use crate::bytes::Little;

/// The definition of a table's row, whose length has two bytes.
pub(super) const DEFINE_TABLE: u16 = 0xd608;
/// Tab stops, whose length may say that it is to be counted.
const CHANGE_TABS: u16 = 0xc615;

/// A change.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sprm<'a> {
    /// What changes.
    pub(super) code: u16,
    /// To what; without the length in front of it.
    pub(super) operand: &'a [u8],
}

impl Sprm<'_> {
    /// The first byte of the operand.
    pub(super) fn byte(&self) -> u8 {
        self.operand.u8_at(0).unwrap_or(0)
    }

    /// The first two bytes of the operand.
    pub(super) fn word(&self) -> u16 {
        self.operand.u16_at(0).unwrap_or(0)
    }

    /// The first four bytes of the operand.
    pub(super) fn long(&self) -> u32 {
        self.operand.u32_at(0).unwrap_or(0)
    }
}

/// The changes of a list; `None` when it does not come out even.
pub(super) fn all(list: &[u8]) -> Option<Vec<Sprm<'_>>> {
    let mut sprms = Vec::new();
    let mut at = 0;
    // Lists are filled up to an even length.
    while list.len() > at + 1 {
        let code = list.u16_at(at)?;
        let (skipped, length) = operand(code, list, at + 2)?;
        let operand = list.part(at + 2 + skipped, length)?;
        sprms.push(Sprm { code, operand });
        at += 2 + skipped + length;
    }
    Some(sprms)
}

/// How many bytes tell the length of an operand, and how many it has.
fn operand(code: u16, list: &[u8], at: usize) -> Option<(usize, usize)> {
    Some(match (code, code >> 13) {
        (DEFINE_TABLE, _) => (2, usize::from(list.u16_at(at)?).checked_sub(1)?),
        (CHANGE_TABS, _) if list.u8_at(at)? == 255 => {
            let deleted = usize::from(list.u8_at(at + 1)?);
            let added = usize::from(list.u8_at(at + 2 + deleted * 4)?);
            (1, 2 + deleted * 4 + added * 3)
        }
        (_, 0 | 1) => (0, 1),
        (_, 2 | 4 | 5) => (0, 2),
        (_, 3) => (0, 4),
        (_, 7) => (0, 3),
        _ => (1, usize::from(list.u8_at(at)?)),
    })
}
