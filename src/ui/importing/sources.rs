//! Where foreign material comes from: the clipboard, and files of several kinds.

use web_sys::{File, TextDecoder};

use super::pace::Slices;
use super::{Act, Brought, Importing};
use crate::import::encoding;
use crate::import::found::{Found, NoteKind};
use crate::import::material::Material;
use crate::import::office::{self, Opened};
use crate::import::origin::{self, Origin, TextKind};
use crate::import::pace::Pace;
use crate::import::package::{Package, PackageError};
use crate::import::{flat, plain_text, recognise};
use crate::storage::archive::Archive;
use crate::storage::backup::{self, BackupError};
use crate::storage::envelope::Envelope;
use crate::ui::browser::clipboard::Pasted;
use crate::ui::browser::{file, parsed};
use crate::ui::wording::importing::FileTrouble;

/// The largest file that is read, in bytes. Word's largest reports with pictures stay far below.
const LARGEST_FILE: f64 = 32.0 * 1024.0 * 1024.0;

/// The longest text that is read as a page or as lines, in bytes. The browser reads a page in one go.
const LONGEST_TEXT: usize = 8 * 1024 * 1024;

/// What is found in a file: reports with what each is called, or why there are none.
type Read = Result<Vec<(String, Found)>, FileTrouble>;

/// What a paste comes to. Rich text is read first; where it says less than the plain text, that one counts.
pub fn of_paste(pasted: &Pasted) -> Vec<Brought> {
    if pasted.html.len() + pasted.text.len() > LONGEST_TEXT {
        return named("粘贴的内容", Err(FileTrouble::TooLong));
    }
    let figures = |reports: &[Found]| reports.iter().map(Found::figures).sum::<usize>();
    let rich = parsed::html(&pasted.html).filter(|material| !material.blocks.is_empty());
    let rich = rich.map(|material| recognise::reports(&material));
    let found = match rich {
        Some(found) if figures(&found) > 0 => found,
        rich => {
            let plain = recognise::reports(&material_of_text(&pasted.text));
            match rich {
                Some(rich) if figures(&plain) == 0 && !rich.iter().all(Found::is_empty) => rich,
                _ => plain,
            }
        }
    };
    let reports = found.into_iter().map(|found| (String::new(), found));
    named("粘贴的内容", Ok(reports.collect()))
}

/// What a text comes to that was put into the place for pasting in some other way.
pub fn of_text(text: &str) -> Vec<Brought> {
    of_paste(&Pasted {
        html: String::new(),
        text: text.to_owned(),
    })
}

/// The source code of a page may be pasted as text.
fn material_of_text(text: &str) -> Material {
    match origin::of_text(text, "") {
        TextKind::Html => parsed::html(text).unwrap_or_else(|| plain_text::read(text)),
        TextKind::Separated(separator) => plain_text::read_separated(text, separator),
        TextKind::Json
        | TextKind::FlatWord
        | TextKind::OldWordXml
        | TextKind::FlatExcel
        | TextKind::Plain => plain_text::read(text),
    }
}

/// Reads files, one after the other, and brings what is found in them.
pub fn read_files(importing: Importing, files: Vec<File>) {
    for chosen in files {
        let name = chosen.name();
        importing.act(Act::Read);
        if chosen.size() > LARGEST_FILE {
            importing.act(Act::Bring(named(&name, Err(FileTrouble::TooLarge))));
            continue;
        }
        file::read(&chosen, move |bytes| {
            importing.bring_begun(async move {
                let slices = Slices::begin(importing);
                let read = match bytes {
                    Some(bytes) => of_file(&name, &bytes, &slices).await,
                    None => Err(FileTrouble::Unreadable),
                };
                named(&name, read)
            });
        });
    }
}

/// Each report of a source as a piece, by the name of the source and what tells it from the others.
fn named(name: &str, read: Read) -> Vec<Brought> {
    match read {
        Err(trouble) => vec![Brought {
            name: name.to_owned(),
            found: Err(trouble),
        }],
        Ok(reports) => {
            let several = reports.len() > 1;
            let pieces = reports.into_iter().map(|(part, found)| {
                let organ = found.organ.clone().unwrap_or_default();
                let year = found
                    .year
                    .map_or_else(String::new, |year| format!("{year}年"));
                let own = [part.as_str(), &format!("{organ}{year}")];
                let own = own.into_iter().filter(|own| several && !own.is_empty());
                let words = std::iter::once(name).chain(own);
                Brought {
                    name: words.collect::<Vec<_>>().join(" · "),
                    found: Ok(found),
                }
            });
            pieces.collect()
        }
    }
}

/// What the bytes of a file come to.
async fn of_file(name: &str, bytes: &[u8], pace: &dyn Pace) -> Read {
    match origin::of(bytes) {
        Origin::Empty => return Err(FileTrouble::Empty),
        Origin::Pdf => return Err(FileTrouble::Pdf),
        Origin::Ofd => return Err(FileTrouble::Ofd),
        Origin::Picture => return Err(FileTrouble::Picture),
        Origin::OldOffice => return Err(FileTrouble::OldOffice),
        Origin::Locked => return Err(FileTrouble::Locked),
        Origin::Rtf => return Err(FileTrouble::Rtf),
        Origin::WebArchive => return Err(FileTrouble::WebArchive),
        Origin::Archive => return Err(FileTrouble::Packed),
        Origin::Binary => return Err(FileTrouble::Unknown),
        Origin::Package => return of_package(bytes, pace).await,
        Origin::Text => {}
    }
    let decode = |label: &str, bytes: &[u8]| {
        let decoder = TextDecoder::new_with_label(label).ok()?;
        decoder.decode_with_u8_array(bytes).ok()
    };
    let decoded = encoding::text(bytes, &decode).ok_or(FileTrouble::Unknown)?;
    let text = decoded.text.as_str();
    let kind = origin::of_text(text, name);
    if kind == TextKind::Json {
        return of_json(text);
    }
    if text.len() > LONGEST_TEXT {
        return Err(FileTrouble::TooLong);
    }
    if !pace.rest().await {
        return Err(FileTrouble::Unreadable);
    }
    let sheets = |sheets: Vec<crate::import::xlsx::Part>| {
        let sheets: Vec<_> = sheets
            .into_iter()
            .map(|part| (part.name, part.material))
            .collect();
        recognise::sheets(&sheets)
    };
    let mut reports = match kind {
        TextKind::FlatExcel => sheets(flat::workbook(text).map_err(|_| FileTrouble::Damaged)?),
        TextKind::OldWordXml => return Err(FileTrouble::OldXml),
        TextKind::FlatWord => of_material(&flat::document(text).map_err(|_| FileTrouble::Damaged)?),
        TextKind::Html => of_material(&parsed::html(text).ok_or(FileTrouble::Unreadable)?),
        TextKind::Separated(separator) => of_material(&plain_text::read_separated(text, separator)),
        TextKind::Json | TextKind::Plain => of_material(&plain_text::read(text)),
    };
    if decoded.broken
        && let Some((_, first)) = reports.first_mut()
    {
        first.notes.push(crate::import::found::Note {
            kind: NoteKind::Broken,
            cells: Vec::new(),
            original: String::new(),
        });
    }
    Ok(reports)
}

fn of_material(material: &Material) -> Vec<(String, Found)> {
    let reports = recognise::reports(material).into_iter();
    reports.map(|found| (String::new(), found)).collect()
}

/// A backup of one draft, or the file with all drafts.
fn of_json(text: &str) -> Read {
    let trouble = |error| match error {
        BackupError::Newer { .. } => FileTrouble::Newer,
        BackupError::NotOurs { .. } => FileTrouble::OtherJson,
        BackupError::Empty => FileTrouble::Empty,
        BackupError::NotText | BackupError::NotJson { .. } | BackupError::Damaged(_) => {
            FileTrouble::BackupDamaged
        }
    };
    let Some(archive) = Archive::read(text) else {
        let draft = backup::read(text).map_err(trouble)?;
        return Ok(vec![(String::new(), Found::of_draft(&draft))]);
    };
    let archive = archive.map_err(trouble)?;
    let drafts = archive.drafts();
    let reports: Vec<(String, Found)> = drafts
        .into_iter()
        .filter_map(|text| Envelope::read(Some(text)).ok())
        .map(|envelope| (String::new(), Found::of_draft(&envelope.draft)))
        .collect();
    if reports.is_empty() {
        Err(FileTrouble::NoDrafts)
    } else {
        Ok(reports)
    }
}

/// Word's and Excel's files.
async fn of_package(bytes: &[u8], pace: &dyn Pace) -> Read {
    let trouble = |error| match error {
        PackageError::Damaged => FileTrouble::Damaged,
        PackageError::CutShort => FileTrouble::CutShort,
        PackageError::TooLarge => FileTrouble::Swollen,
        PackageError::Locked => FileTrouble::Locked,
        PackageError::CalledOff => FileTrouble::Unreadable,
    };
    let package = Package::open(bytes).map_err(trouble)?;
    for (part, known) in [
        ("ofd.xml", FileTrouble::Ofd),
        ("xl/workbook.bin", FileTrouble::BinaryExcel),
        ("content.xml", FileTrouble::OpenDocument),
        ("ppt/presentation.xml", FileTrouble::Unknown),
    ] {
        if package.has(part) {
            return Err(known);
        }
    }
    match office::read(&package, pace).await.map_err(trouble)? {
        Opened::Document(material) => {
            let is_empty = material.blocks.is_empty();
            if is_empty
                && material
                    .remarks
                    .iter()
                    .any(|(kind, _)| *kind == NoteKind::Embedded)
            {
                return Err(FileTrouble::Embedded);
            }
            Ok(of_material(&material))
        }
        Opened::Sheets(parts) => {
            let sheets: Vec<_> = parts
                .into_iter()
                .map(|part| (part.name, part.material))
                .collect();
            Ok(recognise::sheets(&sheets))
        }
        Opened::Other => Err(FileTrouble::Packed),
    }
}
