//! Archives, read by somebody else's reader and byte by byte.

use nianbao::export::zip::{self, Entry};

use crate::archive;

#[test]
fn files_come_back_in_order() {
    let packed = zip::pack(&[
        Entry::text("一/附件.txt", "正文"),
        Entry::text("empty", ""),
        Entry {
            name: "bytes".to_owned(),
            bytes: (0..=255).collect(),
        },
    ]);
    let expected = [
        ("一/附件.txt".to_owned(), "正文".as_bytes().to_vec()),
        ("empty".to_owned(), Vec::new()),
        ("bytes".to_owned(), (0..=255).collect()),
    ];
    assert_eq!(archive::files(&packed), expected);
}

#[test]
fn the_bytes_are_those_of_the_format() {
    // The check value of CRC-32 is that of these nine digits.
    let packed = zip::pack(&[Entry::text("a", "123456789")]);
    let mut expected = Vec::new();
    let common = [
        // Version 2.0, UTF-8 names, stored, 1980-01-01 0:00.
        &[20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0][..],
        &0xCBF4_3926_u32.to_le_bytes(),
        // Both sizes, the length of the name, nothing besides.
        &[9, 0, 0, 0, 9, 0, 0, 0, 1, 0, 0, 0],
    ]
    .concat();
    expected.extend(b"PK\x03\x04");
    expected.extend(&common);
    expected.extend(b"a123456789");
    expected.extend(b"PK\x01\x02\x14\0");
    expected.extend(&common);
    expected.extend([0; 14]);
    expected.extend(b"aPK\x05\x06\0\0\0\0\x01\0\x01\0");
    expected.extend([47, 0, 0, 0, 40, 0, 0, 0, 0, 0]);
    assert_eq!(packed, expected);
}
