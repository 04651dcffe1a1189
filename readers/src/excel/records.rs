//! The records of a workbook's stream: a kind, a length and data, one behind the other.

use super::{BOF, EOF};
use crate::bytes::Little;
use crate::material::Refusal;

/// The longest data of a record.
const LONGEST: usize = 8224;

/// The version of BIFF8.
const BIFF8: u16 = 0x0600;

/// A record.
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
}

/// The records of a substream, without those of substreams within it, up to its end.
pub(super) struct Records<'a> {
    stream: &'a [u8],
    at: usize,
    depth: usize,
}

impl<'a> Records<'a> {
    /// The records of the substream that begins at a place, which is to be of a kind.
    pub(super) fn substream(stream: &'a [u8], at: usize, kind: u16) -> Result<Self, Refusal> {
        let mut records = Self {
            stream,
            at,
            depth: 0,
        };
        let first = records.record().ok_or(Refusal::Damaged)?;
        match (first.kind, first.data.u16_at(0), first.data.u16_at(2)) {
            (BOF, Some(BIFF8), Some(own)) if own == kind => Ok(records),
            (0x0009 | 0x0209 | 0x0409 | BOF, Some(version), _) if version != BIFF8 => {
                Err(Refusal::OlderExcel)
            }
            _ => Err(Refusal::Damaged),
        }
    }

    /// Where the substreams of a stream begin: that of the globals, and one for each sheet.
    pub(super) fn beginnings(stream: &'a [u8]) -> Result<Vec<usize>, Refusal> {
        let mut beginnings = Vec::new();
        let mut at = 0;
        while stream.u16_at(at) == Some(BOF) {
            beginnings.push(at);
            let mut records = Self {
                stream,
                at,
                depth: 0,
            };
            records.record().ok_or(Refusal::Damaged)?;
            for record in records.by_ref() {
                record?;
            }
            at = records.at;
        }
        Ok(beginnings)
    }

    fn record(&mut self) -> Option<Record<'a>> {
        let kind = self.stream.u16_at(self.at)?;
        let length = usize::from(self.stream.u16_at(self.at + 2)?);
        let data = self.stream.part(self.at + 4, length)?;
        self.at += 4 + length;
        let is_possible = kind != 0 && length <= LONGEST && (kind != EOF || length == 0);
        is_possible.then_some(Record { kind, data })
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<Record<'a>, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(record) = self.record() else {
                // Nothing comes behind.
                self.at = usize::MAX - LONGEST;
                return Some(Err(Refusal::Damaged));
            };
            match (record.kind, self.depth) {
                (EOF, 0) => return None,
                (EOF, _) => self.depth -= 1,
                (BOF, _) => self.depth += 1,
                (_, 0) => return Some(Ok(record)),
                _ => {}
            }
        }
    }
}
