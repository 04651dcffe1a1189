//! Prints what is read of files, for people: `NIANBAO_TRIALS=folder cargo test --test it trials -- --ignored --nocapture`.

use std::path::Path;

use nianbao::import::found::Found;
use nianbao::import::material::Material;
use nianbao::import::office::{self, Opened};
use nianbao::import::origin::{self, Origin, TextKind};
use nianbao::import::pace::{self, Unhurried};
use nianbao::import::package::Package;
use nianbao::import::{encoding, flat, plain_text, recognise};
use nianbao::model::section::Section;

use super::parsers;
use crate::checks::published::say;

/// What the page does with the bytes of a file, but for backups.
pub fn reports(name: &str, bytes: &[u8]) -> Result<Vec<(String, Found)>, String> {
    let plain = |material: &Material| -> Vec<(String, Found)> {
        let reports = recognise::reports(material).into_iter();
        reports.map(|found| (String::new(), found)).collect()
    };
    let sheets = |parts: Vec<nianbao::import::xlsx::Part>| {
        let parts: Vec<_> = parts
            .into_iter()
            .map(|part| (part.name, part.material))
            .collect();
        recognise::sheets(&parts)
    };
    match origin::of(bytes) {
        Origin::Package => {
            let package = Package::open(bytes).map_err(|error| format!("{error:?}"))?;
            let opened = pace::at_once(office::read(&package, &Unhurried)).expect("nothing rests");
            match opened.map_err(|error| format!("{error:?}"))? {
                Opened::Document(material) => Ok(plain(&material)),
                Opened::Sheets(parts) => Ok(sheets(parts)),
                Opened::Other => Err("another package".to_owned()),
            }
        }
        Origin::Text => {
            let decode = |label: &str, bytes: &[u8]| {
                let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
                Some(encoding.decode(bytes).0.into_owned())
            };
            let text = encoding::text(bytes, &decode).ok_or("no text")?.text;
            match origin::of_text(&text, name) {
                TextKind::Json => Err("JSON".to_owned()),
                TextKind::OldWordXml => Err("OldWordXml".to_owned()),
                TextKind::Html => Ok(plain(&parsers::html(&text))),
                TextKind::FlatWord => Ok(plain(&flat::document(&text).map_err(|_| "no XML")?)),
                TextKind::FlatExcel => Ok(sheets(flat::workbook(&text).map_err(|_| "no XML")?)),
                TextKind::Separated(with) => Ok(plain(&plain_text::read_separated(&text, with))),
                TextKind::Plain => Ok(plain(&plain_text::read(&text))),
            }
        }
        other @ (Origin::Empty
        | Origin::Pdf
        | Origin::Ofd
        | Origin::Picture
        | Origin::OldOffice
        | Origin::Locked
        | Origin::Rtf
        | Origin::WebArchive
        | Origin::Archive
        | Origin::Binary) => Err(format!("{other:?}")),
    }
}

#[test]
#[ignore = "prints what is read, for people"]
fn what_is_read() {
    let Ok(folder) = std::env::var("NIANBAO_TRIALS") else {
        return;
    };
    walk(Path::new(&folder));
}

fn walk(folder: &Path) {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            walk(&path);
            continue;
        }
        let name = path.to_string_lossy().into_owned();
        if name.contains("README") || name.contains("-note") {
            continue;
        }
        let bytes = std::fs::read(&path).expect("a file");
        say(&format!("=== {name}"));
        match reports(&name, &bytes) {
            Err(trouble) => say(&format!("  refused: {trouble}")),
            Ok(reports) => {
                for (part, found) in reports {
                    print(&part, &found);
                }
            }
        }
    }
}

fn print(part: &str, found: &Found) {
    say(&format!(
        "  [{part}] {:?} {:?} guessed {} {:?} figures {}",
        found.organ,
        found.year.map(|year| year.get()),
        found.year_guessed,
        found.title,
        found.figures()
    ));
    let figures = found.cells.iter().filter_map(|(cell, figure)| {
        let figure = figure.as_ref().filter(|figure| !figure.text.is_empty())?;
        Some(format!(
            "{cell}={}{}",
            figure.text,
            if figure.guessed { "?" } else { "" }
        ))
    });
    say(&format!(
        "    {}",
        figures.take(24).collect::<Vec<_>>().join(" ")
    ));
    for section in Section::ALL {
        if !found.prose(section).is_empty() {
            say(&format!(
                "    {section:?}: {:?}",
                found.prose(section).chars().take(160).collect::<String>()
            ));
        }
    }
    for note in &found.notes {
        say(&format!(
            "    ! {:?} {}",
            note.kind,
            note.original.chars().take(80).collect::<String>()
        ));
    }
    if !found.left_out.is_empty() {
        say(&format!(
            "    - {:?}",
            found.left_out.iter().take(8).collect::<Vec<_>>()
        ));
    }
}
