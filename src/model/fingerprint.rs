//! Tells texts apart by a short word.

/// FNV-1a over bytes, 64 bits as 16 hexadecimal digits: any single changed byte changes it. Stored in
/// drafts and backup files, so that it never changes. It does not protect against intent.
#[must_use]
pub fn of(bytes: impl IntoIterator<Item = u8>) -> String {
    let hash = bytes
        .into_iter()
        .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
        });
    format!("{hash:016x}")
}
