//! The properties of paragraphs and characters that say what is shown, what is a heading, and what is a table.

use crate::bytes::Little;

use super::row_definition::RowDefinition;
use super::sprm::{self, DEFINE_TABLE, Sprm};
use super::{DELETED, HIDDEN, IN_TABLE, ROW_END};

const PARAGRAPH_STYLE: u16 = 0x4600;
const DEPTH: u16 = 0x6649;
const DEPTH_CHANGE: u16 = 0x664a;
const INNER_CELL: u16 = 0x244b;
const OUTLINE: u16 = 0x2640;
const LIST: u16 = 0x460b;
const LEVEL: u16 = 0x260a;
/// Lists of changes that lie in the stream of data ([MS-DOC] 2.6.2).
const LARGE: [u16; 3] = [0x6645, 0x6646, 0x646b];

const CHARACTER_STYLE: u16 = 0x4a30;
const RAISED: u16 = 0x2a48;
const SPECIAL: u16 = 0x0855;
const SYMBOL: u16 = 0x6a09;

/// What the properties of a paragraph say.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    /// The number of its style.
    pub(super) style: u16,
    pub(super) in_table: bool,
    /// Whether it is the mark at the end of a table's row.
    pub(super) row_end: bool,
    /// How many tables it is in, where that is said.
    pub(super) depth: u32,
    /// Whether it ends a cell or row of a table within a cell.
    pub(super) inner_end: bool,
    /// The level of its heading; 9 is none.
    pub(super) outline: Option<u8>,
    /// The number of its list, and the level in it.
    pub(super) list: Option<u16>,
    pub(super) level: Option<u8>,
    /// The definition of the row that it ends.
    pub(super) row: Option<RowDefinition>,
    /// Whether not all could be understood.
    pub(super) is_damaged: bool,
}

impl Paragraph {
    /// Reads the style and the changes to it (`GrpPrlAndIstd`).
    pub(super) fn read(properties: Option<&[u8]>, data: &[u8]) -> Self {
        let mut paragraph = Self::default();
        match properties {
            Some([]) => {}
            Some(bytes) if bytes.len() >= 2 => {
                paragraph.style = bytes.u16_at(0).unwrap_or(0);
                paragraph.apply(bytes.get(2..).unwrap_or_default(), data, true);
            }
            _ => paragraph.is_damaged = true,
        }
        paragraph
    }

    /// Applies changes.
    pub(super) fn apply(&mut self, changes: &[u8], data: &[u8], may_refer: bool) {
        let Some(sprms) = sprm::all(changes) else {
            self.is_damaged = true;
            return;
        };
        for sprm in sprms {
            if LARGE.contains(&sprm.code) {
                let list = large(&sprm, data).filter(|_| may_refer);
                match list {
                    Some(list) => self.apply(list, data, false),
                    None => self.is_damaged = true,
                }
            } else {
                self.change(&sprm);
            }
        }
    }

    fn change(&mut self, sprm: &Sprm<'_>) {
        let on = sprm.byte() != 0;
        match sprm.code {
            PARAGRAPH_STYLE => self.style = sprm.word(),
            IN_TABLE => self.in_table = on,
            ROW_END => self.row_end = on,
            DEPTH => self.depth = sprm.long(),
            DEPTH_CHANGE => self.depth = self.depth.wrapping_add(sprm.long()),
            INNER_CELL => self.inner_end = on,
            OUTLINE => self.outline = Some(sprm.byte()),
            LIST => self.list = Some(sprm.word()),
            LEVEL => self.level = Some(sprm.byte()),
            DEFINE_TABLE => {
                self.row = RowDefinition::read(sprm.operand);
                self.is_damaged |= self.row.is_none();
            }
            _ => {
                if let Some(row) = &mut self.row {
                    self.is_damaged |= !row.change(sprm);
                }
            }
        }
    }
}

/// A list of changes in the stream of data (`PrcData`).
fn large<'a>(sprm: &Sprm<'_>, data: &'a [u8]) -> Option<&'a [u8]> {
    let at = usize::try_from(sprm.long()).ok()?;
    let length = usize::from(data.u16_at(at)?);
    data.part(at + 2, length)
}

/// What the properties of characters say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Characters {
    /// Whether they were deleted while changes were tracked.
    pub(super) deleted: bool,
    pub(super) hidden: Toggle,
    /// Whether they stand above the line, as the mark of a note does.
    pub(super) raised: bool,
    /// Whether they stand for something else: a reference, a picture.
    pub(super) special: bool,
    /// The character of a font of symbols that they stand for.
    pub(super) symbol: Option<u16>,
    pub(super) style: Option<u16>,
}

/// A property that may be said in terms of the style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Toggle {
    /// As the style has it.
    #[default]
    AsStyle,
    /// The opposite of what the style has.
    Opposite,
    On,
    Off,
}

impl Toggle {
    pub(super) const fn with_style(self, style: bool) -> bool {
        match self {
            Self::AsStyle => style,
            Self::Opposite => !style,
            Self::On => true,
            Self::Off => false,
        }
    }
}

impl Characters {
    /// Reads changes to the style of the paragraph.
    pub(super) fn read(changes: &[u8]) -> Self {
        let mut characters = Self::default();
        characters.apply(changes);
        characters
    }

    /// Applies changes.
    pub(super) fn apply(&mut self, changes: &[u8]) {
        for sprm in sprm::all(changes).unwrap_or_default() {
            match sprm.code {
                DELETED => self.deleted = sprm.byte() != 0,
                HIDDEN => {
                    self.hidden = match sprm.byte() {
                        0 => Toggle::Off,
                        0x80 => Toggle::AsStyle,
                        0x81 => Toggle::Opposite,
                        _ => Toggle::On,
                    }
                }
                RAISED => self.raised = sprm.byte() == 1,
                SPECIAL => self.special = sprm.byte() != 0,
                SYMBOL => self.symbol = sprm.operand.u16_at(2),
                CHARACTER_STYLE => self.style = Some(sprm.word()),
                _ => {}
            }
        }
    }
}
