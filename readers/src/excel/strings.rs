//! Texts of a workbook ([MS-XLS] 2.5.240, 2.5.293 to 2.5.296), and the table of those that cells share.

use crate::bytes::{Little, of_utf16};

/// Flags in front of the characters.
const WIDE: u8 = 0x01;
const WITH_PRONUNCIATION: u8 = 0x04;
const WITH_RUNS: u8 = 0x08;

/// All texts together may have so many bytes.
const LONGEST: usize = 16 * 1024 * 1024;

/// A text within a record.
pub(super) struct Text<'a> {
    data: &'a [u8],
}

impl<'a> Text<'a> {
    pub(super) const fn new(data: &'a [u8]) -> Self {
        Self { data }
    }

    /// One whose length has one byte.
    pub(super) fn short(&mut self) -> Option<String> {
        let length = usize::from(self.data.u8_at(0)?);
        self.characters(length, 1)
    }

    /// One whose length has two bytes.
    pub(super) fn long(&mut self) -> Option<String> {
        let length = usize::from(self.data.u16_at(0)?);
        self.characters(length, 2)
    }

    fn characters(&self, length: usize, at: usize) -> Option<String> {
        let wide = self.data.u8_at(at)? & WIDE != 0;
        let bytes = length * if wide { 2 } else { 1 };
        Some(text(self.data.part(at + 1, bytes)?, wide))
    }
}

/// Characters of one byte are those that Unicode begins with.
fn text(bytes: &[u8], wide: bool) -> String {
    if wide {
        of_utf16(bytes)
    } else {
        bytes.iter().copied().map(char::from).collect()
    }
}

/// The table of shared texts (`SST`), which goes on in further records.
pub(super) struct Strings<'a> {
    pieces: Vec<&'a [u8]>,
    piece: usize,
    at: usize,
}

impl<'a> Strings<'a> {
    pub(super) fn new(data: &'a [u8]) -> Self {
        Self {
            pieces: vec![data],
            piece: 0,
            at: 0,
        }
    }

    pub(super) fn go_on(&mut self, data: &'a [u8]) {
        self.pieces.push(data);
    }

    /// The texts; `None` when the table does not come out even. A mark above the line stands apart, since the mark of a
    /// note beside a figure is no digit of it.
    pub(super) fn read(mut self, is_raised: &dyn Fn(u16) -> bool) -> Option<Vec<String>> {
        let head = self.bytes(8)?;
        let count = head.size_at(4)?;
        let mut texts = Vec::new();
        let mut length = 0;
        for _ in 0..count {
            let text = self.one(is_raised)?;
            length += text.len();
            texts.push(text);
            if length > LONGEST {
                return None;
            }
        }
        let rest = self
            .pieces
            .get(self.piece)
            .map_or(0, |own| own.len() - self.at);
        let is_last = self.piece + 1 >= self.pieces.len();
        (rest == 0 && is_last).then_some(texts)
    }

    fn one(&mut self, is_raised: &dyn Fn(u16) -> bool) -> Option<String> {
        let head = self.bytes(3)?;
        let (length, flags) = (usize::from(head.u16_at(0)?), head.u8_at(2)?);
        let runs = match flags & WITH_RUNS {
            0 => 0,
            _ => usize::from(self.bytes(2)?.u16_at(0)?),
        };
        let more = match flags & WITH_PRONUNCIATION {
            0 => 0,
            _ => self.bytes(4)?.size_at(0)?,
        };
        let text = self.characters(length, flags & WIDE != 0)?;
        let runs = self.bytes(runs * 4)?;
        self.skip(more)?;
        let raised = runs.chunks_exact(4).filter_map(|run| {
            let raised = is_raised(run.u16_at(2)?);
            raised.then(|| run.u16_at(0).map(usize::from)).flatten()
        });
        let raised: Vec<usize> = raised.collect();
        if raised.is_empty() {
            return Some(text);
        }
        let apart = text.chars().enumerate().flat_map(|(at, c)| {
            let before = raised.contains(&at).then_some(' ');
            before.into_iter().chain([c])
        });
        Some(apart.collect())
    }

    /// Characters, which say anew how wide they are where a further record begins.
    fn characters(&mut self, length: usize, wide: bool) -> Option<String> {
        let mut wide = wide;
        let mut left = length;
        let mut characters = String::new();
        while left > 0 {
            if self.left()?.is_empty() {
                self.next_piece();
                wide = self.left()?.u8_at(0)? & WIDE != 0;
                self.at += 1;
            }
            let width = if wide { 2 } else { 1 };
            let here = (self.left()?.len() / width).min(left);
            if here == 0 {
                return None;
            }
            let own = self.left()?.part(0, here * width)?;
            characters.push_str(&text(own, wide));
            self.at += here * width;
            left -= here;
        }
        Some(characters)
    }

    fn left(&self) -> Option<&'a [u8]> {
        self.pieces.get(self.piece)?.get(self.at..)
    }

    fn next_piece(&mut self) {
        self.piece += 1;
        self.at = 0;
    }

    /// Bytes that are not characters.
    fn bytes(&mut self, length: usize) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        while bytes.len() < length {
            let left = self.left()?;
            if left.is_empty() {
                self.next_piece();
                continue;
            }
            let own = left.part(0, left.len().min(length - bytes.len()))?;
            bytes.extend_from_slice(own);
            self.at += own.len();
        }
        Some(bytes)
    }

    fn skip(&mut self, length: usize) -> Option<()> {
        let mut rest = length;
        while rest > 0 {
            let left = self.left()?.len();
            if left == 0 {
                self.next_piece();
                continue;
            }
            let own = left.min(rest);
            self.at += own;
            rest -= own;
        }
        Some(())
    }
}
