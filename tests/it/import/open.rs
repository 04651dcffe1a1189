//! What files and pastes are, and that no file takes the program with it.

use std::cell::Cell as Counter;
use std::future::Future;
use std::pin::Pin;

use nianbao::export::document::Document;
use nianbao::export::{docx, html, plain, xlsx};
use nianbao::import::open::{self, Opened, Refused};
use nianbao::import::pace::{self, Pace};
use nianbao::import::taking::{self, Choice, Purpose};
use nianbao::model::draft::{Draft, Suppression};
use nianbao::model::level::Level;
use nianbao::storage::archive::Archive;
use nianbao::storage::backup;
use nianbao::storage::shelf::MemoryShelf;
use nianbao::storage::store::Store;

use super::office::packed;
use super::parsers::{StandIns, opened};
use crate::archive::files;
use crate::chance::Chance;
use crate::sample;

fn refused(name: &str, bytes: &[u8]) -> Option<Refused> {
    opened(name, bytes).err()
}

#[test]
fn each_kind_that_is_not_read_is_told_from_the_others() {
    let package = |part: &str| packed(&[(part, b"<x/>")]);
    for (bytes, why) in [
        (b" \r\n".to_vec(), Refused::Empty),
        (b"%PDF-1.7 ...".to_vec(), Refused::Pdf),
        (b"\x89PNG\r\n\x1a\n".to_vec(), Refused::Picture),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
            Refused::OldOffice,
        ),
        (b"{\\rtf1 x}".to_vec(), Refused::Rtf),
        (b"MIME-Version: 1.0\r\n".to_vec(), Refused::WebArchive),
        (b"Rar!\x1a\x07\x01\0".to_vec(), Refused::Packed),
        (package("ofd.xml"), Refused::Ofd),
        (package("xl/workbook.bin"), Refused::BinaryExcel),
        (package("content.xml"), Refused::OpenDocument),
        (package("readme.txt"), Refused::Packed),
        (b"{\"elements\":[]}".to_vec(), Refused::OtherJson),
        (vec![b'x'; open::LONGEST_TEXT + 1], Refused::TooLong),
    ] {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(20)]).into_owned();
        assert_eq!(refused("报告", &bytes), Some(why), "{head}");
    }
    // The end of a package is missing.
    let whole = docx::bytes(&Document::of_draft(&sample::draft()));
    let cut = &whole[..whole.len() / 2];
    assert_eq!(refused("报告.docx", cut), Some(Refused::CutShort));
    // What lies over a paste is too long as well.
    let long = "字".repeat(open::LONGEST_TEXT);
    let opened = open::paste("", &long, &StandIns);
    assert_eq!(opened.err(), Some(Refused::TooLong));
}

fn only(opened: Opened) -> open::Report {
    let mut reports = opened.expect("it is read");
    assert_eq!(reports.len(), 1);
    reports.remove(0)
}

/// A draft with everything that only a draft has.
fn whole() -> Draft {
    let mut draft = sample::draft();
    draft.level = Some(Level::ALL[1]);
    draft.suppressed = [Suppression {
        code: "N1".to_owned(),
        location: "organ".to_owned(),
        reason: "名称如此".to_owned(),
        basis: None,
        unknown: Vec::new(),
    }]
    .into();
    draft
}

#[test]
fn a_backup_stays_the_draft_that_it_is() {
    let draft = whole();
    let report = only(opened("备份.json", backup::write(&draft).as_bytes()));
    let kept = report.draft.expect("a draft");
    assert_eq!(*kept, draft);
    assert_eq!(report.found.organ.as_deref(), Some(&*draft.organ));
    let choice = |purpose, tables_only| Choice {
        purpose,
        tables_only,
        carry: false,
    };
    let taken = |choice| taking::take_draft(&kept, &Draft::default(), choice);
    let current = taken(choice(Purpose::Current, false));
    assert_eq!(current.level, draft.level);
    assert_eq!(current.suppressed, draft.suppressed);
    assert_eq!(
        current.prose(nianbao::model::section::Section::Overview),
        draft.prose(nianbao::model::section::Section::Overview)
    );
    // Its tables alone bring nothing else; last year's and a comparison leave this year's answers alone.
    for choice in [
        choice(Purpose::Current, true),
        choice(Purpose::Previous, false),
        choice(Purpose::Compare, false),
    ] {
        let after = taken(choice);
        assert_eq!(
            (after.level, after.suppressed.len()),
            (None, 0),
            "{choice:?}"
        );
    }
}

#[test]
fn the_file_with_all_drafts_offers_each_of_them() {
    let store = Store::new(MemoryShelf::default());
    let mut other = sample::draft();
    other.organ = "示例县水务局".into();
    store.create("a", &whole(), 10, "w").expect("room");
    store.create("b", &other, 20, "w").expect("room");
    let file = Archive::of(&store, Vec::new()).expect("a file").write();
    let reports = opened("全部草稿.json", file.as_bytes()).expect("it is read");
    let mut organs: Vec<_> = reports
        .iter()
        .map(|report| report.found.organ.clone())
        .collect();
    organs.sort();
    assert_eq!(
        organs,
        [
            Some("示例县园林绿化局".to_owned()),
            Some("示例县水务局".to_owned())
        ]
    );
    assert!(reports.iter().all(|report| report.draft.is_some()));
    let none = Archive::of(&Store::new(MemoryShelf::default()), Vec::new()).expect("a file");
    assert_eq!(
        refused("全部草稿.json", none.write().as_bytes()),
        Some(Refused::NoDrafts)
    );
}

/// Calls a reading off at its first rest, and counts how often it is asked.
#[derive(Default)]
struct CalledOff(Counter<u32>);

impl Pace for CalledOff {
    fn rest(&self) -> Pin<Box<dyn Future<Output = bool> + '_>> {
        self.0.set(self.0.get() + 1);
        Box::pin(std::future::ready(false))
    }
}

#[test]
fn a_reading_that_is_called_off_ends_at_its_next_rest() {
    let document = Document::of_draft(&sample::draft());
    for (name, bytes) in [
        ("报告.docx", docx::bytes(&document)),
        ("报告.xlsx", xlsx::bytes(&document)),
        ("报告.html", html::page(&document).into_bytes()),
        ("报告.txt", plain::text(&document).into_bytes()),
    ] {
        let pace = CalledOff::default();
        let reading = open::file(name, &bytes, &StandIns, &pace);
        let opened = pace::at_once(reading).expect("nothing rests");
        assert_eq!(opened.err(), Some(Refused::Unreadable), "{name}");
        assert_eq!(pace.0.get(), 1, "{name}");
    }
}

/// What the readers look for, to be met in places where it does not belong.
const WORDS: &[&str] = &[
    "<w:tr>",
    "</w:tc>",
    "<w:vMerge/>",
    "<w:gridSpan w:val=\"99999999\"/>",
    "<w:numId w:val=\"-1\"/>",
    "<w:del>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:footnoteReference w:id=\"x\"/>",
    "</w:body>",
    "<row r=\"1048577\">",
    "<c r=\"XFE0\" s=\"77\">",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
    "<v>1E999</v>",
    "<f/>",
    "t=\"s\"",
    "_x0000_",
    "&#0;",
    "&#x110000;",
    "&lol;",
    "<![CDATA[",
    "<!--",
    "]]>",
    "<?x",
    "colspan=\"1000000\"",
    "rowspan=\"0\"",
    "<table>",
    "</td>",
    "<input value=\"",
    "<select><option>",
    "一、",
    "（一）",
    "总计",
    "\u{fffd}",
    "\u{202e}",
    "\u{0}",
    "99999999999999999999999999",
    "-0",
    "١٢",
    "NaN",
    "二〇二五年",
    "\"draft\":",
    "[[[[[[[[",
    "\"cells\":{}",
    "\\ud800",
];

/// Something happens to bytes.
fn damage(bytes: &mut Vec<u8>, chance: &mut Chance) {
    for _ in 0..=chance.index(4) {
        let at = chance.index(bytes.len());
        let until = (at + chance.index(400)).min(bytes.len());
        match chance.index(6) {
            0 => {
                let byte = u8::try_from(chance.index(256)).expect("a byte");
                if let Some(there) = bytes.get_mut(at) {
                    *there = byte;
                }
            }
            1 => {
                bytes.drain(at..until);
            }
            2 => {
                let part = bytes.get(at..until).unwrap_or_default().to_vec();
                let to = chance.index(bytes.len());
                bytes.splice(to..to, part);
            }
            3 => bytes.truncate(at),
            _ => {
                let word = WORDS[chance.index(WORDS.len())].as_bytes();
                bytes.splice(at..at, word.iter().copied());
            }
        }
    }
}

/// `NIANBAO_DAMAGED_FILES` raises the number of files.
#[test]
fn no_damaged_file_takes_the_program_with_it() {
    let asked = std::env::var("NIANBAO_DAMAGED_FILES").ok();
    let files_tried = asked.map_or(100, |number| number.parse().expect("a number of files"));
    let document = Document::of_draft(&whole());
    let packages = [
        ("报告.docx", files(&docx::bytes(&document))),
        ("报告.xlsx", files(&xlsx::bytes(&document))),
    ];
    let texts = [
        ("报告.html", html::page(&document)),
        ("报告.txt", plain::text(&document)),
        ("报告.csv", plain::text(&document).replace('\t', ",")),
        ("备份.json", backup::write(&whole())),
    ];
    let mut read = 0;
    for seed in 0..files_tried {
        let mut chance = Chance(seed);
        let kind = chance.index(packages.len() + texts.len());
        let (name, bytes) = match packages.get(kind) {
            Some((name, parts)) => {
                let mut parts = parts.clone();
                let at = chance.index(parts.len());
                damage(&mut parts[at].1, &mut chance);
                let parts: Vec<(&str, &[u8])> = parts
                    .iter()
                    .map(|(name, content)| (name.as_str(), content.as_slice()))
                    .collect();
                let mut bytes = packed(&parts);
                // Seldom the package itself is damaged.
                if chance.index(8) == 0 {
                    damage(&mut bytes, &mut chance);
                }
                (*name, bytes)
            }
            None => {
                let (name, text) = &texts[kind - packages.len()];
                let mut bytes = text.clone().into_bytes();
                damage(&mut bytes, &mut chance);
                (*name, bytes)
            }
        };
        let opened = std::panic::catch_unwind(|| opened(name, &bytes));
        let Ok(opened) = opened else {
            panic!("file {seed}, a damaged {name}, stops the program");
        };
        read += usize::from(opened.is_ok());
    }
    println!("{files_tried} damaged files, {read} of them read");
    // A test that only ever sees refusals would not reach the readers.
    assert!(
        read * 3 > usize::try_from(files_tried).expect("a number"),
        "only {read} were read"
    );
}
