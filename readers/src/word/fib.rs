//! The file information block ([MS-DOC] 2.5) at the beginning of a document: what it is, and where its tables lie.

use crate::bytes::Little;
use crate::material::Refusal;

/// Word 97, the oldest whose documents are read.
const WORD_97: u16 = 193;

/// The tables that are asked for, by their places in `FibRgFcLcb97`.
#[derive(Clone, Copy, Debug)]
pub(super) enum Table {
    /// `Stshf`
    Styles = 1,
    /// `PlcfBteChpx`
    CharacterPages = 12,
    /// `PlcfBtePapx`
    ParagraphPages = 13,
    /// `Clx`
    Pieces = 33,
    /// `PlfLst`
    Lists = 73,
    /// `PlfLfo`
    ListOverrides = 74,
}

/// The file information block.
pub(super) struct Fib<'a> {
    bytes: &'a [u8],
    tables: usize,
    /// The name of the stream with the tables.
    pub(super) table_stream: &'static str,
    /// How many characters the text has.
    pub(super) text: u32,
    /// The same for what follows it: footnotes, heads, macros, comments, endnotes, text boxes, those in heads.
    pub(super) behind: [u32; 7],
}

impl<'a> Fib<'a> {
    /// Reads it.
    ///
    /// # Errors
    /// When it is damaged, locked, or that of an older Word.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, Refusal> {
        match (bytes.u16_at(0), bytes.u16_at(2)) {
            (Some(0xa5ec), Some(WORD_97..)) => {}
            (Some(0xa5dc | 0xa5ec | 0xa699 | 0xa59b | 0xa59c), _) => {
                return Err(Refusal::OlderWord);
            }
            _ => return Err(Refusal::Damaged),
        }
        let flags = bytes.u16_at(10).ok_or(Refusal::Damaged)?;
        if flags & 0x0100 != 0 {
            return Err(Refusal::Locked);
        }
        Self::counted(bytes, flags).ok_or(Refusal::Damaged)
    }

    fn counted(bytes: &'a [u8], flags: u16) -> Option<Self> {
        let words = usize::from(bytes.u16_at(32)?);
        let longs_at = 34 + words * 2;
        let longs = usize::from(bytes.u16_at(longs_at)?);
        let is_usual = words == 14 && longs == 22;
        let long = |number: usize| bytes.u32_at(longs_at + 2 + number * 4);
        let behind = [
            long(4)?,
            long(5)?,
            long(6)?,
            long(7)?,
            long(8)?,
            long(9)?,
            long(10)?,
        ];
        is_usual.then_some(Self {
            bytes,
            tables: longs_at + 2 + longs * 4 + 2,
            table_stream: if flags & 0x0200 == 0 {
                "0Table"
            } else {
                "1Table"
            },
            text: long(3)?,
            behind,
        })
    }

    /// Where a table lies in the stream of tables, and how long it is.
    pub(super) fn place(&self, table: Table) -> Option<(usize, usize)> {
        let at = self.tables + table as usize * 8;
        Some((self.bytes.size_at(at)?, self.bytes.size_at(at + 4)?))
    }

    /// The bytes of a table; none when the document has none.
    ///
    /// # Errors
    /// When it lies outside of the stream.
    pub(super) fn table<'t>(&self, table: Table, stream: &'t [u8]) -> Result<&'t [u8], Refusal> {
        let (at, length) = self.place(table).ok_or(Refusal::Damaged)?;
        if length == 0 {
            return Ok(&[]);
        }
        stream.part(at, length).ok_or(Refusal::Damaged)
    }
}
