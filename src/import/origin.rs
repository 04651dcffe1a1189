//! What a file is, told by its bytes; its name says only what bytes cannot.

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// There is nothing in it.
    Empty,
    /// PDF.
    Pdf,
    /// OFD, the national format for fixed pages.
    Ofd,
    /// A picture.
    Picture,
    /// `.doc`, `.xls`, `.wps`, `.et`: the old binary formats.
    OldOffice,
    /// Word or Excel, locked by a password.
    Locked,
    /// RTF.
    Rtf,
    /// A page saved with its pictures in one file.
    WebArchive,
    /// Packed by another program: RAR, 7z, gzip.
    Archive,
    /// A zip archive: Word's and Excel's files, and others.
    Package,
    /// Something else than text.
    Binary,
    /// Text of some kind.
    Text,
}

/// What bytes are.
#[must_use]
pub fn of(bytes: &[u8]) -> Origin {
    const OLD_OFFICE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];
    const LOCKED: &str = "EncryptedPackage";
    const PICTURES: [&[u8]; 7] = [
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"BM",
        b"II*\0",
        b"MM\0*",
        b"\0\0\x01\0",
    ];
    const ARCHIVES: [&[u8]; 4] = [b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh"];
    let start = bytes.trim_ascii_start();
    let start = start.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(start);
    let begins = |marks: &[&[u8]]| marks.iter().any(|mark| bytes.starts_with(mark));
    let is_web_picture = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")
        || bytes.get(4..8) == Some(b"ftyp");
    let is_bitmap = bytes.starts_with(b"BM") && bytes.get(6..10) != Some(&[0; 4]);
    if bytes
        .iter()
        .all(|byte| matches!(byte, 0 | b' ' | b'\t' | b'\r' | b'\n' | 0xef | 0xbb | 0xbf))
    {
        Origin::Empty
    } else if bytes
        .get(..1024)
        .unwrap_or(bytes)
        .windows(5)
        .any(|five| five == b"%PDF-")
    {
        Origin::Pdf
    } else if bytes.starts_with(OLD_OFFICE) {
        let name: Vec<u8> = LOCKED.bytes().flat_map(|byte| [byte, 0]).collect();
        let locked = bytes.windows(name.len()).any(|part| part == name);
        if locked {
            Origin::Locked
        } else {
            Origin::OldOffice
        }
    } else if start.starts_with(b"{\\rtf") {
        Origin::Rtf
    } else if start
        .get(..12)
        .is_some_and(|own| own.eq_ignore_ascii_case(b"MIME-Version"))
        || bytes
            .get(..4096)
            .unwrap_or(bytes)
            .windows(17)
            .any(|own| own.eq_ignore_ascii_case(b"multipart/related"))
            && start.get(..5).is_some_and(|own| {
                own.eq_ignore_ascii_case(b"From:") || own.eq_ignore_ascii_case(b"Conte")
            })
    {
        Origin::WebArchive
    } else if begins(&ARCHIVES) {
        Origin::Archive
    } else if bytes.starts_with(b"PK") {
        Origin::Package
    } else if begins(&PICTURES) && !(bytes.starts_with(b"BM") && is_bitmap) || is_web_picture {
        Origin::Picture
    } else if is_binary(bytes) {
        Origin::Binary
    } else {
        Origin::Text
    }
}

/// Whether bytes are no text: zeros and other control characters, but those that text in UTF-16 has.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let is_wide = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    let odd = head
        .iter()
        .filter(|byte| matches!(byte, 1..=8 | 14..=26 | 28..=31 | 127))
        .count();
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    let pairs = head.iter().step_by(2).filter(|byte| **byte == 0).count();
    let others = zeros - pairs;
    let one_sided = pairs.min(others) * 10 <= pairs.max(others);
    !is_wide && (odd * 20 > head.len() || zeros > 0 && !one_sided)
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// JSON: a backup of ours, or something else.
    Json,
    /// A page.
    Html,
    /// A whole Word document in one XML text.
    FlatWord,
    /// The same as Word 2003 wrote it.
    OldWordXml,
    /// A whole workbook in one XML text.
    FlatExcel,
    /// Commas or semicolons between columns.
    Separated(char),
    /// Lines.
    Plain,
}

/// What a text is; the name helps where its first characters do not tell.
#[must_use]
pub fn of_text(text: &str, name: &str) -> TextKind {
    let name = name.to_ascii_lowercase();
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let head: String = start
        .chars()
        .take(3000)
        .collect::<String>()
        .to_ascii_lowercase();
    if start.starts_with('{') || name.ends_with(".json") {
        return TextKind::Json;
    }
    if start.starts_with('<') {
        let has = |words: &[&str]| words.iter().any(|word| head.contains(word));
        if has(&["<w:worddocument"]) {
            return TextKind::OldWordXml;
        }
        if has(&["<pkg:package"]) {
            return TextKind::FlatWord;
        }
        if has(&[
            "progid=\"excel.sheet\"",
            "urn:schemas-microsoft-com:office:spreadsheet\"",
        ]) && has(&["<workbook", "<ss:workbook"])
        {
            return TextKind::FlatExcel;
        }
    }
    let is_page = [".html", ".htm", ".shtml", ".xhtml"]
        .iter()
        .any(|ending| name.ends_with(ending));
    let is_markup = start.starts_with('<')
        && ["</p>", "</td>", "</html>", "</table>", "</div>", "<td"]
            .iter()
            .any(|tag| text.contains(tag));
    if is_page || is_markup {
        return TextKind::Html;
    }
    for separator in [',', ';'] {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let (all, apart) = lines.fold((0, 0), |(all, apart), line| {
            (all + 1, apart + usize::from(line.contains(separator)))
        });
        let is_table = all > 1 && apart * 10 >= all * 7 && !text.contains('\t');
        if name.ends_with(".csv") && apart * 2 >= all.max(1) || is_table && !text.contains('。') {
            return TextKind::Separated(separator);
        }
    }
    TextKind::Plain
}
