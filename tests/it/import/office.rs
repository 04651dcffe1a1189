//! Word and Excel files. `report.docx` and `report.xlsx` were made by LibreOffice from the golden export of the sample.

use nianbao::import::found::Found;
use nianbao::import::package::PackageError;
use nianbao::import::recognise;
use nianbao::model::cell::Cell;
use nianbao::model::section::Section;
use rawzip::{CompressionMethod, ZipArchiveWriter};

use super::parsers;
use crate::sample;

const WORD: &[u8] = include_bytes!("../../data/import/report.docx");
const EXCEL: &[u8] = include_bytes!("../../data/import/report.xlsx");

fn read(bytes: &[u8]) -> Result<Option<Found>, PackageError> {
    let material = parsers::package(bytes)?;
    Ok(material.map(|material| recognise::read(&material)))
}

#[track_caller]
fn check_figures(found: &Found) {
    let report = sample::report();
    for cell in Cell::all() {
        let figure = found
            .cells
            .get(cell)
            .as_ref()
            .map(|figure| (figure.text.as_str(), figure.guessed));
        assert_eq!(figure, Some((report.figure(cell), false)), "{cell}");
    }
    assert_eq!(found.organ.as_deref(), Some("示例县园林绿化局"));
    assert_eq!(found.year.map(|year| year.get()), Some(2025));
    assert_eq!(found.title, None);
    assert_eq!(
        found.publish_date.map(|date| date.to_string()).as_deref(),
        Some("2026-01-20")
    );
    assert_eq!(found.notes, []);
}

#[track_caller]
fn check_prose(found: &Found) {
    let report = sample::report();
    for section in Section::ALL {
        let lines: Vec<&str> = report
            .prose(section)
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        assert_eq!(
            found.prose(section).lines().collect::<Vec<_>>(),
            lines,
            "{section:?}"
        );
    }
}

#[test]
fn a_word_file_has_all_figures_and_the_prose() {
    let found = read(WORD)
        .expect("the package is whole")
        .expect("it is known");
    check_figures(&found);
    check_prose(&found);
}

#[test]
fn an_excel_file_has_all_figures_and_the_prose() {
    let found = read(EXCEL)
        .expect("the package is whole")
        .expect("it is known");
    check_figures(&found);
    check_prose(&found);
}

#[test]
fn a_damaged_file_says_so() {
    assert_eq!(read(b"PK"), Err(PackageError::Damaged));
    assert_eq!(read(b""), Err(PackageError::Damaged));
    for cut in [100, WORD.len() / 2, WORD.len() - 30] {
        assert_eq!(
            read(&WORD[..cut]),
            Err(PackageError::CutShort),
            "{cut} bytes"
        );
    }
    // One bit within a packed part.
    let mut bytes = WORD.to_vec();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    assert_eq!(read(&bytes), Err(PackageError::Damaged));
}

/// A package of one part.
fn package(name: &str, content: &[u8]) -> Vec<u8> {
    packed(&[(name, content)])
}

/// A package of some parts.
pub fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut bytes);
    for (name, content) in parts {
        let file = archive
            .new_file(*name)
            .compression_method(CompressionMethod::DEFLATE);
        let (mut entry, config) = file.start().expect("a part can begin");
        let mut writer = config.wrap(Packed(&mut entry));
        std::io::Write::write_all(&mut writer, content).expect("a part can be written");
        let (_, descriptor) = writer.finish().expect("a part can end");
        entry.finish(descriptor).expect("a part can end");
    }
    archive.finish().expect("a package can end");
    bytes
}

/// Packs whatever is written in one go.
struct Packed<W>(W);

impl<W: std::io::Write> std::io::Write for Packed<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0
            .write_all(&miniz_oxide::deflate::compress_to_vec(bytes, 6))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

#[test]
fn a_part_that_swells_beyond_measure_is_refused() {
    let bomb = package("word/document.xml", &vec![b' '; 300 * 1024 * 1024]);
    assert!(bomb.len() < 400_000, "{} bytes", bomb.len());
    assert_eq!(read(&bomb), Err(PackageError::TooLarge));
}

#[test]
fn another_archive_is_not_known() {
    assert_eq!(read(&package("readme.txt", b"text")), Ok(None));
}

/// What a document's body comes to, paragraphs and rows a line each.
#[track_caller]
fn word(body: &str) -> Vec<String> {
    let xml = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let bytes = package("word/document.xml", xml.as_bytes());
    let material = parsers::package(&bytes)
        .expect("it is XML")
        .expect("it is Word's");
    super::printed(&material)
}

#[test]
fn words_elements_are_understood() {
    let text = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let p = |inside: &str| format!("<w:p>{inside}</w:p>");
    let tc = |properties: &str, inside: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(inside))
    };
    assert_eq!(
        word(&p(&(text("甲") + "<w:r><w:tab/></w:r>" + &text("乙&amp;")))),
        ["甲 乙&"]
    );
    assert_eq!(
        word(&p(&(text("甲") + "<w:r><w:br/></w:r>" + &text("乙")))),
        ["甲", "乙"]
    );
    assert_eq!(
        word(&p(&format!(
            "<w:del>{}</w:del><w:ins>{}</w:ins>",
            text("旧"),
            text("新")
        ))),
        ["新"]
    );
    assert_eq!(
        word(&p("<w:r><w:instrText>PAGE</w:instrText></w:r>")),
        [""; 0]
    );
    assert_eq!(
        word(&p(&format!(
            "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>{}",
            text("标题")
        ))),
        ["# 标题"]
    );
    let rows = [
        tc(
            "<w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/>",
            &text("甲"),
        ) + &tc("", &text("乙")),
        tc("<w:gridSpan w:val=\"2\"/><w:vMerge/>", "") + &tc("", &text("丙")),
        format!(
            "<w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}{}",
            tc("", &text("丁")),
            tc("", &text("戊"))
        ),
    ];
    let rows = rows.map(|row| format!("<w:tr>{row}</w:tr>")).concat();
    assert_eq!(
        word(&format!("<w:tbl>{rows}</w:tbl>")),
        ["甲1|甲1|乙2", "甲1|甲1|丙3", "4|丁5|戊6"]
    );
}
