//! The piece table ([MS-DOC] 2.8.35): which bytes of the document are its text, in which order, and how they are stored.

use crate::bytes::Little;
use crate::material::Refusal;

/// Characters that a byte from 0x80 to 0x9f stands for in compressed text ([MS-DOC] `FcCompressed`); 0 for itself.
const COMPRESSED: [u16; 32] = [
    0, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0,
    0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a,
    0x153, 0, 0, 0x178,
];

/// A run of characters that lie together in the file.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The first character position, and the one behind the last.
    from: u32,
    to: u32,
    /// Where its bytes begin.
    at: u32,
    compressed: bool,
    /// Changes to the properties of all that is in it, which a fast save has left (`Prm`).
    pub(super) changes: Vec<u8>,
}

/// The text of a document.
pub(super) struct Pieces<'a> {
    bytes: &'a [u8],
    pieces: Vec<Piece>,
}

/// A character as it is stored.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stored<'a> {
    /// One unit of UTF-16.
    pub(super) unit: u16,
    /// Where it lies in the file, and how many bytes it has.
    pub(super) at: u32,
    pub(super) width: u32,
    /// The piece that it belongs to.
    pub(super) piece: &'a Piece,
}

impl<'a> Pieces<'a> {
    /// Reads the table.
    ///
    /// # Errors
    /// When pieces are missing, out of order, outside of the file or upon each other.
    pub(super) fn read(clx: &[u8], bytes: &'a [u8], characters: u64) -> Result<Self, Refusal> {
        let pieces = parse(clx).ok_or(Refusal::Damaged)?;
        let mut expected = 0;
        let mut places = Vec::new();
        for piece in &pieces {
            let end = u64::from(piece.at) + piece.length();
            let in_file = usize::try_from(end).is_ok_and(|end| end <= bytes.len());
            if piece.from != expected || piece.to <= piece.from || !in_file {
                return Err(Refusal::Damaged);
            }
            expected = piece.to;
            places.push((u64::from(piece.at), end));
        }
        places.sort_unstable();
        let overlap = places
            .iter()
            .zip(places.iter().skip(1))
            .any(|(one, next)| next.0 < one.1);
        // Texts behind the main one end with a character more.
        let last = u64::from(expected);
        if overlap || (last != characters && last != characters + 1) {
            return Err(Refusal::Damaged);
        }
        Ok(Self { bytes, pieces })
    }

    /// The characters from one position up to another.
    pub(super) fn characters(&self, from: u32, to: u32) -> impl Iterator<Item = Stored<'_>> {
        self.pieces.iter().flat_map(move |piece| {
            let own = piece.from.max(from)..piece.to.min(to);
            own.filter_map(|position| piece.character(position, self.bytes))
        })
    }
}

impl Piece {
    fn width(&self) -> u32 {
        if self.compressed { 1 } else { 2 }
    }

    fn length(&self) -> u64 {
        u64::from(self.to.saturating_sub(self.from)) * u64::from(self.width())
    }

    fn character(&self, position: u32, bytes: &[u8]) -> Option<Stored<'_>> {
        let width = self.width();
        let at = self.at + (position - self.from) * width;
        let place = usize::try_from(at).ok()?;
        let unit = if self.compressed {
            let byte = bytes.u8_at(place)?;
            let other = COMPRESSED.get(usize::from(byte.wrapping_sub(0x80)));
            other
                .copied()
                .filter(|unit| *unit != 0)
                .unwrap_or(u16::from(byte))
        } else {
            bytes.u16_at(place)?
        };
        Some(Stored {
            unit,
            at,
            width,
            piece: self,
        })
    }
}

fn parse(clx: &[u8]) -> Option<Vec<Piece>> {
    let mut changes: Vec<&[u8]> = Vec::new();
    let mut at = 0;
    while clx.u8_at(at)? == 1 {
        let length = usize::from(clx.u16_at(at + 1)?);
        changes.push(clx.part(at + 3, length)?);
        at += 3 + length;
    }
    let table = clx.part(at + 5, clx.size_at(at + 1)?)?;
    let count = table.len().checked_sub(4)? / 12;
    if clx.u8_at(at)? != 2 || table.len() != count * 12 + 4 || count == 0 {
        return None;
    }
    let piece = |number: usize| {
        let descriptor = (count + 1) * 4 + number * 8;
        let stored = table.u32_at(descriptor + 2)?;
        let compressed = stored & 0x4000_0000 != 0;
        let place = stored & 0x3fff_ffff;
        let own = table.u16_at(descriptor + 6)?;
        Some(Piece {
            from: table.u32_at(number * 4)?,
            to: table.u32_at(number * 4 + 4)?,
            at: if compressed { place / 2 } else { place },
            compressed,
            changes: changes_of(own, &changes)?,
        })
    };
    (0..count).map(piece).collect()
}

/// The changes that a piece names: one of the lists in front of the table, or a single one within two bytes.
fn changes_of(stored: u16, lists: &[&[u8]]) -> Option<Vec<u8>> {
    if stored & 1 == 1 {
        return lists
            .get(usize::from(stored >> 1))
            .map(|list| list.to_vec());
    }
    let [low, value] = stored.to_le_bytes();
    // [MS-DOC] 2.9.215, those that say what is shown and what is a table.
    let code: u16 = match low >> 1 {
        0x18 => super::IN_TABLE,
        0x19 => super::ROW_END,
        0x41 => super::DELETED,
        0x5c => super::HIDDEN,
        _ => return Some(Vec::new()),
    };
    let [first, second] = code.to_le_bytes();
    Some(vec![first, second, value])
}
