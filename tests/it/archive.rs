//! Reads archives back with a reader that is not ours, which verifies sizes and checksums.

use std::io::Read;

/// The files of an archive in order: name and content.
#[track_caller]
pub fn files(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let archive = rawzip::ZipArchive::from_slice(bytes).expect("an archive");
    let mut entries = archive.entries();
    let mut files = Vec::new();
    while let Some(entry) = entries.next_entry().expect("a readable entry") {
        let path = entry.file_path();
        let name = path.try_normalize().expect("a plain name");
        assert_eq!(entry.compression_method(), rawzip::CompressionMethod::STORE);
        let stored = archive.get_entry(entry.wayfinder()).expect("its data");
        let mut content = Vec::new();
        stored
            .verifying_reader(stored.data())
            .read_to_end(&mut content)
            .expect("size and checksum are right");
        files.push((name.as_ref().to_owned(), content));
    }
    files
}

/// The text of one file of an archive.
#[track_caller]
pub fn text(bytes: &[u8], name: &str) -> String {
    let file = files(bytes).into_iter().find(|(found, _)| found == name);
    let (_, content) = file.unwrap_or_else(|| panic!("there is no {name}"));
    String::from_utf8(content).expect("UTF-8")
}

/// Every part of an office file is well-formed XML; gives the parts' names.
#[track_caller]
pub fn well_formed(bytes: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    for (name, content) in files(bytes) {
        let text = String::from_utf8(content).expect("UTF-8");
        if let Err(error) = roxmltree::Document::parse(&text) {
            panic!("{name}: {error}");
        }
        names.push(name);
    }
    names
}
