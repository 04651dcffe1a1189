//! Numbers in little-endian order at a place of some bytes, or nothing where the bytes end before.

/// Reads numbers at places.
pub(crate) trait Little {
    /// So many bytes from a place.
    fn part(&self, at: usize, length: usize) -> Option<&[u8]>;

    /// One byte.
    fn u8_at(&self, at: usize) -> Option<u8> {
        self.part(at, 1)?.first().copied()
    }

    /// Two bytes.
    fn u16_at(&self, at: usize) -> Option<u16> {
        let bytes = self.part(at, 2)?.try_into().ok()?;
        Some(u16::from_le_bytes(bytes))
    }

    /// Two bytes with a sign.
    fn i16_at(&self, at: usize) -> Option<i16> {
        self.u16_at(at).map(u16::cast_signed)
    }

    /// Four bytes.
    fn u32_at(&self, at: usize) -> Option<u32> {
        let bytes = self.part(at, 4)?.try_into().ok()?;
        Some(u32::from_le_bytes(bytes))
    }

    /// Four bytes as a place or length.
    fn size_at(&self, at: usize) -> Option<usize> {
        usize::try_from(self.u32_at(at)?).ok()
    }
}

impl Little for [u8] {
    fn part(&self, at: usize, length: usize) -> Option<&[u8]> {
        self.get(at..at.checked_add(length)?)
    }
}

/// Two bytes for each character, as Word and Excel store text. A half character becomes a question mark.
pub(crate) fn of_utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).filter_map(|pair| pair.u16_at(0));
    let characters = char::decode_utf16(units);
    characters.map(|c| c.unwrap_or('\u{fffd}')).collect()
}
