//! Archives as different programs pack them: with names in any encoding, with and without the flag for UTF-8.

/// A file in an archive: its name as bytes, whether the archive says that it is UTF-8, and its content.
pub struct File<'a> {
    pub name: &'a [u8],
    pub utf8: bool,
    pub bytes: &'a [u8],
}

/// The bytes that a program of Chinese Windows writes for a name.
pub fn gbk(name: &str) -> Vec<u8> {
    let (bytes, _, broken) = encoding_rs::GB18030.encode(name);
    assert!(!broken, "{name}");
    bytes.into_owned()
}

/// Files stored as they are.
pub fn zip(files: &[File<'_>]) -> Vec<u8> {
    let short = |number: usize| u16::try_from(number).expect("small").to_le_bytes();
    let long = |number: usize| u32::try_from(number).expect("small").to_le_bytes();
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for file in files {
        let mut sum = rawzip::Crc32::new();
        sum.update(file.bytes);
        let mut common = Vec::new();
        common.extend(short(20));
        common.extend(short(usize::from(file.utf8) << 11));
        // Stored, without a time.
        common.extend([0; 6]);
        common.extend(sum.checksum().to_le_bytes());
        common.extend(long(file.bytes.len()));
        common.extend(long(file.bytes.len()));
        common.extend(short(file.name.len()));
        common.extend(short(0));
        let offset = archive.len();
        archive.extend(b"PK\x03\x04");
        archive.extend(&common);
        archive.extend(file.name);
        archive.extend(file.bytes);
        directory.extend(b"PK\x01\x02");
        directory.extend(short(20));
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(long(offset));
        directory.extend(file.name);
    }
    let start = archive.len();
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend(short(files.len()));
    archive.extend(short(files.len()));
    archive.extend(long(directory.len()));
    archive.extend(long(start));
    archive.extend(short(0));
    archive
}
