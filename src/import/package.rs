//! Opens the packages that Word and Excel files are: zip archives of XML parts that refer to each other.
//!
//! Parts are found by their relationships, and their names are compared without case, as the standard says. A part is
//! unpacked and read piece by piece, up to a limit, so that a small file which unpacks to gigabytes does no harm.

use std::collections::HashMap;

use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};
use rawzip::{CompressionMethod, Crc32, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};

use super::markup::Sink;
use super::pace::Pace;
use super::xml::{NotXml, XmlReader};

/// The most bytes a part may unpack to, piece by piece.
const MOST_BYTES: usize = 256 * 1024 * 1024;

/// The most entries an archive may list.
const MOST_ENTRIES: usize = 8192;

/// The most files that an archive of files may list.
const MOST_FILES: usize = 20_000;

/// So much is unpacked before a rest.
const PIECE: usize = 64 * 1024;

/// Why a file could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackageError {
    /// It is no such package, or one that is damaged, or packed in a way that these programs do not use.
    Damaged,
    /// Its end is missing.
    CutShort,
    /// It unpacks to more than is read.
    TooLarge,
    /// It is locked by a password.
    Locked,
    /// The reading was called off.
    CalledOff,
}

/// An opened package.
pub struct Package<'a> {
    archive: ZipSliceArchive<&'a [u8]>,
    /// The parts by their names in lower case.
    parts: HashMap<String, Part>,
}

#[derive(Clone, Copy)]
struct Part {
    place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    locked: bool,
}

/// What a part refers to: by the identifier, the kind of relation, and the part or address.
#[derive(Clone, Debug, Default)]
pub struct Relations {
    list: Vec<Relation>,
}

/// One of them.
#[derive(Clone, Debug)]
pub struct Relation {
    /// The identifier.
    pub id: String,
    /// The last word of its kind, in lower case: `worksheet`, `styles`.
    pub kind: String,
    /// The name of the part.
    pub target: String,
}

impl<'a> Package<'a> {
    /// Opens a package.
    ///
    /// # Errors
    /// When it is no zip archive.
    pub fn open(bytes: &'a [u8]) -> Result<Self, PackageError> {
        let broken = if bytes.starts_with(b"PK\x03\x04") {
            PackageError::CutShort
        } else {
            PackageError::Damaged
        };
        let archive = ZipArchive::from_slice(bytes).map_err(|_| broken)?;
        let mut parts = HashMap::new();
        let mut entries = archive.entries();
        while let Some(entry) = entries.next_entry().map_err(|_| PackageError::Damaged)? {
            if parts.len() >= MOST_ENTRIES {
                return Err(PackageError::TooLarge);
            }
            let name = String::from_utf8_lossy(entry.file_path().as_ref()).into_owned();
            let part = Part {
                place: entry.wayfinder(),
                method: entry.compression_method(),
                locked: entry.flags().is_encrypted(),
            };
            parts.entry(known_as(&name)).or_insert(part);
        }
        Ok(Self { archive, parts })
    }

    /// Whether there is a part of that name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&known_as(name))
    }

    /// Whether any part's name has an ending.
    #[must_use]
    pub fn has_ending(&self, ending: &str) -> bool {
        self.parts.keys().any(|name| name.ends_with(ending))
    }

    /// Lets a reader read a part. Returns whether there is one.
    pub(super) async fn read(
        &self,
        name: &str,
        sink: &mut dyn Sink,
        pace: &dyn Pace,
    ) -> Result<bool, PackageError> {
        let mut reader = XmlReader::default();
        let mut feed = |piece: &[u8]| {
            let fed = reader.feed(piece, sink);
            fed.map_err(|error| match error {
                NotXml::Faulty => PackageError::Damaged,
                NotXml::TooLong => PackageError::TooLarge,
            })
        };
        if !self.unpack(name, &mut feed, pace).await? {
            return Ok(false);
        }
        let finished = reader.finish(sink);
        finished.map(|()| true).map_err(|_| PackageError::Damaged)
    }

    /// Unpacks a part piece by piece. Returns whether there is one.
    async fn unpack(
        &self,
        name: &str,
        take: &mut dyn FnMut(&[u8]) -> Result<(), PackageError>,
        pace: &dyn Pace,
    ) -> Result<bool, PackageError> {
        let Some(part) = self.parts.get(&known_as(name)) else {
            return Ok(false);
        };
        part.unpack(&self.archive, take, pace).await.map(|()| true)
    }

    /// What a part refers to; the package itself has no name.
    pub(super) async fn relations(
        &self,
        part: &str,
        pace: &dyn Pace,
    ) -> Result<Relations, PackageError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = format!("{folder}/_rels/{file}.rels");
        let mut relations = Listed {
            folder,
            relations: Relations::default(),
        };
        self.read(&name, &mut relations, pace).await?;
        Ok(relations.relations)
    }

    /// The main part, and the name of its first element: `document`, `workbook`.
    pub(super) async fn main(
        &self,
        pace: &dyn Pace,
    ) -> Result<Option<(String, String)>, PackageError> {
        let relations = self.relations("", pace).await?;
        let usual = ["word/document.xml", "xl/workbook.xml"].map(str::to_owned);
        let names = relations.of_kind("officedocument").map(str::to_owned);
        for name in names.chain(usual) {
            let mut root = Root::default();
            if self.read(&name, &mut root, pace).await? {
                return Ok(Some((name, root.name)));
            }
        }
        Ok(None)
    }
}

impl Part {
    /// Unpacks it piece by piece.
    async fn unpack(
        &self,
        archive: &ZipSliceArchive<&[u8]>,
        take: &mut dyn FnMut(&[u8]) -> Result<(), PackageError>,
        pace: &dyn Pace,
    ) -> Result<(), PackageError> {
        if self.locked {
            return Err(PackageError::Locked);
        }
        let packed = archive.get_entry(self.place);
        let packed = packed.map_err(|_| PackageError::Damaged)?;
        let mut sum = Crc32::new();
        if self.method == CompressionMethod::STORE {
            for piece in packed.data().chunks(PIECE) {
                sum.update(piece);
                take(piece)?;
                rest(pace).await?;
            }
        } else if self.method == CompressionMethod::DEFLATE {
            let mut state = InflateState::new_boxed(DataFormat::Raw);
            let mut piece = vec![0; PIECE];
            let mut packed = packed.data();
            let mut all = 0;
            loop {
                let done = inflate(&mut state, packed, &mut piece, MZFlush::None);
                packed = packed.get(done.bytes_consumed..).unwrap_or_default();
                let unpacked = piece.get(..done.bytes_written).unwrap_or_default();
                sum.update(unpacked);
                all += unpacked.len();
                if all > MOST_BYTES {
                    return Err(PackageError::TooLarge);
                }
                take(unpacked)?;
                match done.status {
                    Ok(MZStatus::StreamEnd) => break,
                    Ok(_) if done.bytes_written > 0 || done.bytes_consumed > 0 => {}
                    Ok(_) | Err(_) => return Err(PackageError::Damaged),
                }
                rest(pace).await?;
            }
        } else {
            return Err(PackageError::Damaged);
        }
        if packed.claim_verifier().crc == sum.checksum() {
            Ok(())
        } else {
            Err(PackageError::Damaged)
        }
    }
}

/// A file in an archive of files that somebody packed, a folder for example.
#[derive(Clone)]
pub struct PackedFile {
    /// Its name with its folders, in whatever encoding.
    pub name: Vec<u8>,
    /// Whether the archive says that the name is UTF-8.
    pub is_utf8: bool,
    part: Part,
}

/// The files in an archive; folders are none.
///
/// # Errors
/// It is no archive, or lists too much.
pub fn files(bytes: &[u8]) -> Result<Vec<PackedFile>, PackageError> {
    let archive = ZipArchive::from_slice(bytes).map_err(|_| PackageError::CutShort)?;
    let mut files = Vec::new();
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry().map_err(|_| PackageError::Damaged)? {
        if files.len() >= MOST_FILES {
            return Err(PackageError::TooLarge);
        }
        if entry.is_dir() {
            continue;
        }
        files.push(PackedFile {
            name: entry.file_path().as_ref().to_vec(),
            is_utf8: entry.flags().is_utf8(),
            part: Part {
                place: entry.wayfinder(),
                method: entry.compression_method(),
                locked: entry.flags().is_encrypted(),
            },
        });
    }
    Ok(files)
}

impl PackedFile {
    /// Its content, out of the archive that listed it.
    ///
    /// # Errors
    /// It is damaged, locked, or larger than `most` bytes.
    pub async fn unpacked(
        &self,
        archive: &[u8],
        most: usize,
        pace: &dyn Pace,
    ) -> Result<Vec<u8>, PackageError> {
        let archive = ZipArchive::from_slice(archive).map_err(|_| PackageError::Damaged)?;
        let mut bytes = Vec::new();
        let mut take = |piece: &[u8]| {
            if bytes.len() + piece.len() > most {
                return Err(PackageError::TooLarge);
            }
            bytes.extend_from_slice(piece);
            Ok(())
        };
        self.part.unpack(&archive, &mut take, pace).await?;
        Ok(bytes)
    }
}

async fn rest(pace: &dyn Pace) -> Result<(), PackageError> {
    if pace.rest().await {
        Ok(())
    } else {
        Err(PackageError::CalledOff)
    }
}

impl Relations {
    /// The part of an identifier.
    #[must_use]
    pub fn target(&self, id: &str) -> Option<&str> {
        let found = self.list.iter().find(|relation| relation.id == id)?;
        Some(&found.target)
    }

    /// The parts of a kind.
    pub fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        let own = self
            .list
            .iter()
            .filter(move |relation| relation.kind == kind);
        own.map(|relation| relation.target.as_str())
    }
}

/// Reads a list of relations.
struct Listed<'a> {
    folder: &'a str,
    relations: Relations,
}

impl Sink for Listed<'_> {
    fn begin(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
        if name == "Relationship"
            && attribute("TargetMode").is_none_or(|mode| !mode.eq_ignore_ascii_case("external"))
            && let Some((id, target)) = attribute("Id").zip(attribute("Target"))
        {
            let kind = attribute("Type").unwrap_or_default().to_ascii_lowercase();
            self.relations.list.push(Relation {
                id,
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target: resolved(self.folder, &target),
            });
        }
        true
    }

    fn text(&mut self, _: &str) {}

    fn end(&mut self, _: &str) {}
}

/// Learns the name of the first element.
#[derive(Default)]
struct Root {
    name: String,
}

impl Sink for Root {
    fn begin(&mut self, name: &str, _: &dyn Fn(&str) -> Option<String>) -> bool {
        self.name = name.to_owned();
        false
    }

    fn text(&mut self, _: &str) {}

    fn end(&mut self, _: &str) {}
}

/// The name of a part as it is compared: names differ in case, and some programs write backslashes.
fn known_as(name: &str) -> String {
    let name = name.replace('\\', "/");
    name.trim_start_matches("./")
        .trim_start_matches('/')
        .to_lowercase()
}

/// A target as seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let from = if target.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = Vec::new();
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}
