//! Opens what somebody has chosen or pasted: its bytes and its name in; the reports in it out, or why it is not read.
//!
//! What a file is, is told by its bytes ([`origin`]). A backup of ours stays the draft that it is, beside what a report is
//! found to say.

use super::encoding;
use super::found::{Found, Note, NoteKind};
use super::material::Material;
use super::office;
use super::origin::{self, Origin, TextKind};
use super::pace::Pace;
use super::package::{Package, PackageError};
use super::xlsx::Part;
use super::{flat, plain_text, recognise};
use crate::model::draft::Draft;
use crate::storage::archive::Archive;
use crate::storage::backup::{self, BackupError};
use crate::storage::envelope::Envelope;

/// The largest file that is read, in bytes. Word's largest reports with pictures stay far below.
pub const LARGEST_FILE: u32 = 32 * 1024 * 1024;

/// The longest text that is read as a page or as lines, in bytes. The browser reads a page in one go.
pub const LONGEST_TEXT: usize = 8 * 1024 * 1024;

/// What the browser has and this crate has not.
pub trait Parsers {
    /// The material of a page's markup; `None` where there is no parser for it.
    fn page(&self, markup: &str) -> Option<Material>;

    /// The text of bytes in an encoding that is called so; `None` where that is not known.
    fn decoded(&self, label: &str, bytes: &[u8]) -> Option<String>;
}

/// A report that was opened.
#[derive(Clone, Debug)]
pub struct Report {
    /// What tells it from the others of its source: the name of a sheet, or nothing.
    pub part: String,
    /// What it says.
    pub found: Found,
    /// The whole draft, where it comes from a backup.
    pub draft: Option<Box<Draft>>,
}

impl Report {
    fn found(found: Found) -> Self {
        Self {
            part: String::new(),
            found,
            draft: None,
        }
    }

    fn kept(draft: Draft) -> Self {
        let found = Found::of_draft(&draft);
        Self {
            draft: Some(Box::new(draft)),
            ..Self::found(found)
        }
    }
}

/// The reports of a source, in their order; one of which nothing was found may be among them.
pub type Opened = Result<Vec<Report>, Refused>;

/// Why something is not read. What to do about it is said in `ui/wording`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Its bytes could not be had, or reading was called off.
    Unreadable,
    /// It is larger than is read.
    TooLarge,
    /// `.doc`, `.xls`, `.wps`, `.et`: the old binary formats.
    OldOffice,
    /// `.pdf`
    Pdf,
    /// A page saved with its pictures in one file.
    WebArchive,
    /// A picture.
    Picture,
    /// Word or Excel, but its inside is not as it should be.
    Damaged,
    /// What is packed in it is larger than is read.
    Swollen,
    /// There is nothing in it.
    Empty,
    /// `.ofd`
    Ofd,
    /// Word or Excel, with a password.
    Locked,
    /// `.rtf`
    Rtf,
    /// An archive, not what is in it.
    Packed,
    /// Word or Excel, and its end is missing.
    CutShort,
    /// A text that is longer than is read.
    TooLong,
    /// A backup of a newer version.
    Newer,
    /// JSON of another program.
    OtherJson,
    /// A backup of ours that is damaged.
    BackupDamaged,
    /// The file with all drafts, without any that can be read.
    NoDrafts,
    /// Word, with the text in another file inside.
    Embedded,
    /// Word 2003 in XML.
    OldXml,
    /// `.xlsb`
    BinaryExcel,
    /// `.odt`, `.ods`
    OpenDocument,
    /// Nothing that is known here.
    Unknown,
}

/// What a paste comes to: its markup, blank where there is none, and its text. Markup is read first; where it says less than
/// the text, that one counts.
///
/// # Errors
/// It is longer than is read.
pub fn paste(markup: &str, text: &str, parsers: &dyn Parsers) -> Opened {
    if markup.len() + text.len() > LONGEST_TEXT {
        return Err(Refused::TooLong);
    }
    let figures = |reports: &[Found]| reports.iter().map(Found::figures).sum::<usize>();
    let rich = parsers
        .page(markup)
        .filter(|material| !material.blocks.is_empty());
    let rich = rich.map(|material| recognise::reports(&material));
    let found = match rich {
        Some(found) if figures(&found) > 0 => found,
        rich => {
            let plain = recognise::reports(&of_pasted_text(text, parsers));
            match rich {
                Some(rich) if figures(&plain) == 0 && !rich.iter().all(Found::is_empty) => rich,
                _ => plain,
            }
        }
    };
    Ok(found.into_iter().map(Report::found).collect())
}

/// The source code of a page may be pasted as text.
fn of_pasted_text(text: &str, parsers: &dyn Parsers) -> Material {
    match origin::of_text(text, "") {
        TextKind::Html => parsers.page(text).unwrap_or_else(|| plain_text::read(text)),
        TextKind::Separated(separator) => plain_text::read_separated(text, separator),
        TextKind::Json
        | TextKind::FlatWord
        | TextKind::OldWordXml
        | TextKind::FlatExcel
        | TextKind::Plain => plain_text::read(text),
    }
}

/// What the bytes of a file come to. Its name helps where its bytes do not tell.
///
/// # Errors
/// Says what it is instead, or what is wrong with it.
pub async fn file(name: &str, bytes: &[u8], parsers: &dyn Parsers, pace: &dyn Pace) -> Opened {
    match origin::of(bytes) {
        Origin::Empty => Err(Refused::Empty),
        Origin::Pdf => Err(Refused::Pdf),
        Origin::Ofd => Err(Refused::Ofd),
        Origin::Picture => Err(Refused::Picture),
        Origin::OldOffice => Err(Refused::OldOffice),
        Origin::Locked => Err(Refused::Locked),
        Origin::Rtf => Err(Refused::Rtf),
        Origin::WebArchive => Err(Refused::WebArchive),
        Origin::Archive => Err(Refused::Packed),
        Origin::Binary => Err(Refused::Unknown),
        Origin::Package => of_package(bytes, pace).await,
        Origin::Text => of_text(name, bytes, parsers, pace).await,
    }
}

async fn of_text(name: &str, bytes: &[u8], parsers: &dyn Parsers, pace: &dyn Pace) -> Opened {
    let decode = |label: &str, bytes: &[u8]| parsers.decoded(label, bytes);
    let decoded = encoding::text(bytes, &decode).ok_or(Refused::Unknown)?;
    let text = decoded.text.as_str();
    let kind = origin::of_text(text, name);
    if kind == TextKind::Json {
        return of_json(text);
    }
    if text.len() > LONGEST_TEXT {
        return Err(Refused::TooLong);
    }
    if !pace.rest().await {
        return Err(Refused::Unreadable);
    }
    let mut reports = match kind {
        TextKind::OldWordXml => return Err(Refused::OldXml),
        TextKind::FlatExcel => of_sheets(flat::workbook(text).map_err(|_| Refused::Damaged)?),
        TextKind::FlatWord => of_material(&flat::document(text).map_err(|_| Refused::Damaged)?),
        TextKind::Html => of_material(&parsers.page(text).ok_or(Refused::Unreadable)?),
        TextKind::Separated(separator) => of_material(&plain_text::read_separated(text, separator)),
        TextKind::Json | TextKind::Plain => of_material(&plain_text::read(text)),
    };
    if decoded.broken
        && let Some(first) = reports.first_mut()
    {
        first.found.notes.push(Note {
            kind: NoteKind::Broken,
            cells: Vec::new(),
            original: String::new(),
        });
    }
    Ok(reports)
}

fn of_material(material: &Material) -> Vec<Report> {
    let found = recognise::reports(material).into_iter();
    found.map(Report::found).collect()
}

fn of_sheets(sheets: Vec<Part>) -> Vec<Report> {
    let sheets = sheets.into_iter().map(|part| (part.name, part.material));
    let found = recognise::sheets(&sheets.collect::<Vec<_>>()).into_iter();
    found
        .map(|(part, found)| Report {
            part,
            ..Report::found(found)
        })
        .collect()
}

/// A backup of one draft, or the file with all drafts.
fn of_json(text: &str) -> Opened {
    let refused = |error| match error {
        BackupError::Newer { .. } => Refused::Newer,
        BackupError::NotOurs { .. } => Refused::OtherJson,
        BackupError::Empty => Refused::Empty,
        BackupError::NotText | BackupError::NotJson { .. } | BackupError::Damaged(_) => {
            Refused::BackupDamaged
        }
    };
    let Some(archive) = Archive::read(text) else {
        let draft = backup::read(text).map_err(refused)?;
        return Ok(vec![Report::kept(draft)]);
    };
    let archive = archive.map_err(refused)?;
    let texts = archive.drafts().into_iter();
    let drafts = texts.filter_map(|text| Some(Envelope::read(Some(text)).ok()?.draft));
    let reports: Vec<Report> = drafts.map(Report::kept).collect();
    if reports.is_empty() {
        return Err(Refused::NoDrafts);
    }
    Ok(reports)
}

/// Word's and Excel's files.
async fn of_package(bytes: &[u8], pace: &dyn Pace) -> Opened {
    let refused = |error| match error {
        PackageError::Damaged => Refused::Damaged,
        PackageError::CutShort => Refused::CutShort,
        PackageError::TooLarge => Refused::Swollen,
        PackageError::Locked => Refused::Locked,
        PackageError::CalledOff => Refused::Unreadable,
    };
    let package = Package::open(bytes).map_err(refused)?;
    for (part, known) in [
        ("ofd.xml", Refused::Ofd),
        ("xl/workbook.bin", Refused::BinaryExcel),
        ("content.xml", Refused::OpenDocument),
        ("ppt/presentation.xml", Refused::Unknown),
    ] {
        if package.has(part) {
            return Err(known);
        }
    }
    match office::read(&package, pace).await.map_err(refused)? {
        office::Opened::Document(material) => {
            let embeds = |(kind, _): &(NoteKind, String)| *kind == NoteKind::Embedded;
            if material.blocks.is_empty() && material.remarks.iter().any(embeds) {
                return Err(Refused::Embedded);
            }
            Ok(of_material(&material))
        }
        office::Opened::Sheets(sheets) => Ok(of_sheets(sheets)),
        office::Opened::Other => Err(Refused::Packed),
    }
}
