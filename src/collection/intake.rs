//! Files into a collection, one a step, so that the page answers in between and calling off keeps what is finished.
//!
//! A file that cannot be read says why and stops nothing. An archive of files is opened one level deep.

use std::collections::VecDeque;
use std::sync::Arc;

use super::file;
use super::receiving::{Batch, Piece, Received};
use super::submission::Why;
use super::whole::Collection;
use crate::import::found::{Note, NoteKind};
use crate::import::open::{self, Parsers, Refused};
use crate::import::origin::{self, Origin};
use crate::import::pace::Pace;
use crate::import::package::{self, PackageError, PackedFile};
use crate::import::taking::{self, Choice, Purpose};
use crate::model::draft::Draft;
use crate::storage::backup::{self, BackupError};

/// The largest archive of files that is opened, in bytes.
pub const LARGEST_ARCHIVE: usize = 256 * 1024 * 1024;

/// The files that programs leave in folders, which nobody means to hand in.
const LEFT_BEHIND: [&str; 3] = ["thumbs.db", "desktop.ini", ".ds_store"];

/// An intake: the files that wait, and how far it is.
pub struct Intake {
    waiting: VecDeque<Waiting>,
    batch: Batch,
    done: usize,
    skipped: Vec<String>,
}

/// A file that waits.
enum Waiting {
    /// The page has it, under this number.
    Outside { number: usize, name: String },
    /// It is in an archive.
    Inside {
        archive: Arc<[u8]>,
        file: Box<PackedFile>,
        name: String,
    },
}

/// What the next step needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The bytes of the file of this number, or none where they cannot be had.
    Bytes(usize),
    /// Nothing: the file is in an archive that is here.
    Nothing,
}

/// What became of a file, or of one of the reports in it.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The name of the file, with its folders.
    pub file: String,
    /// What tells the report from the others of its file: the name of a sheet, or nothing.
    pub part: String,
    /// What was noted while it was read.
    pub notes: Vec<Note>,
    /// What became of it.
    pub end: End,
}

/// What became of a file, or of one of the reports in it.
#[derive(Clone, Debug)]
pub enum End {
    /// It is a report.
    Received(Received),
    /// It is another collection; what to do with it the page asks.
    Collection(Box<Collection>),
    /// It is an archive with so many files, which come one after another now.
    Archive(usize),
    /// It is not read.
    Failed(Failure),
}

/// Why a file is not read. What to do about it is said in `ui/wording`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It is nothing that is read, or damaged.
    Refused(Refused),
    /// There is no report in it.
    NoReport,
    /// It is an archive in an archive.
    ArchiveInArchive,
}

impl Intake {
    /// An intake of files by their names, with their folders where these are known. Those that nobody means to hand in
    /// are left out at once.
    #[must_use]
    pub fn of(collection: &Collection, names: impl IntoIterator<Item = String>) -> Self {
        let mut intake = Self {
            waiting: VecDeque::new(),
            batch: Batch::of(collection),
            done: 0,
            skipped: Vec::new(),
        };
        for (number, name) in names.into_iter().enumerate() {
            if is_left_behind(&name) {
                intake.skipped.push(name);
            } else {
                intake.waiting.push_back(Waiting::Outside { number, name });
            }
        }
        intake
    }

    /// What the next step needs; `None` at the end.
    #[must_use]
    pub fn wanted(&self) -> Option<Wanted> {
        self.waiting.front().map(|waiting| match waiting {
            Waiting::Outside { number, .. } => Wanted::Bytes(*number),
            Waiting::Inside { .. } => Wanted::Nothing,
        })
    }

    /// How many files are done, and how many there are as far as is known: an archive brings more.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.done, self.done + self.waiting.len())
    }

    /// The files that were left out, for one line that says so.
    #[must_use]
    pub fn skipped(&self) -> &[String] {
        &self.skipped
    }

    /// Ends it. What was received stays.
    pub fn call_off(&mut self) {
        self.waiting.clear();
    }

    /// Takes in the next file. A `pace` that says no more ends the intake before that file.
    pub async fn step(
        &mut self,
        collection: &mut Collection,
        bytes: Option<Vec<u8>>,
        parsers: &dyn Parsers,
        pace: &dyn Pace,
        now: &str,
    ) -> Vec<Outcome> {
        let Some(next) = self.waiting.pop_front() else {
            return Vec::new();
        };
        let (name, in_archive, bytes) = match next {
            Waiting::Outside { name, .. } => (name, false, bytes.ok_or(Refused::Unreadable)),
            Waiting::Inside {
                archive,
                file,
                name,
            } => {
                let unpacked = file.unpacked(&archive, largest_file(), pace).await;
                (name, true, unpacked.map_err(of_packed))
            }
        };
        let read = match bytes {
            Ok(bytes) => self.read(&name, in_archive, bytes, parsers, pace).await,
            Err(refused) => Err(Failure::Refused(refused)),
        };
        if matches!(read, Err(Failure::Refused(Refused::Unreadable))) && !pace.rest().await {
            self.call_off();
            return Vec::new();
        }
        self.done += 1;
        self.take(collection, &name, read, now)
    }

    /// Takes in what somebody pasted, under a name that says so. It goes past the files that wait.
    pub fn paste(
        &mut self,
        collection: &mut Collection,
        name: &str,
        (markup, text): (&str, &str),
        parsers: &dyn Parsers,
        now: &str,
    ) -> Vec<Outcome> {
        let read = open::paste(markup, text, parsers);
        let read = read.map(Read::Reports).map_err(Failure::Refused);
        self.take(collection, name, read, now)
    }

    /// What a file has in it.
    async fn read(
        &mut self,
        name: &str,
        in_archive: bool,
        bytes: Vec<u8>,
        parsers: &dyn Parsers,
        pace: &dyn Pace,
    ) -> Result<Read, Failure> {
        if is_collection(&bytes) {
            let read = backup::text(&bytes).and_then(|text| file::read(&text));
            return read
                .map(|collection| Read::Collection(Box::new(collection)))
                .map_err(|error| Failure::Refused(of_backup(&error)));
        }
        let is_package = origin::of(&bytes) == Origin::Package;
        let most = if is_package {
            LARGEST_ARCHIVE
        } else {
            largest_file()
        };
        if bytes.len() > most {
            return Err(Failure::Refused(Refused::TooLarge));
        }
        match open::file(stem_with_ending(name), &bytes, parsers, pace).await {
            Ok(reports) => Ok(Read::Reports(reports)),
            Err(Refused::Packed) if is_package && in_archive => Err(Failure::ArchiveInArchive),
            Err(Refused::Packed) if is_package => {
                let files = package::files(&bytes).map_err(of_packed);
                let files = files.map_err(Failure::Refused)?;
                Ok(Read::Archive(self.unpack(
                    name,
                    &bytes.into(),
                    files,
                    parsers,
                )))
            }
            Err(refused) => Err(Failure::Refused(refused)),
        }
    }

    /// Puts the files of an archive in front of those that wait. Returns how many.
    fn unpack(
        &mut self,
        archive_name: &str,
        archive: &Arc<[u8]>,
        files: Vec<PackedFile>,
        parsers: &dyn Parsers,
    ) -> usize {
        let mut inside = Vec::new();
        for file in files {
            let name = format!("{archive_name}/{}", name_of(&file, parsers));
            if is_left_behind(&name) {
                self.skipped.push(name);
            } else {
                inside.push(Waiting::Inside {
                    archive: Arc::clone(archive),
                    file: Box::new(file),
                    name,
                });
            }
        }
        let count = inside.len();
        for waiting in inside.into_iter().rev() {
            self.waiting.push_front(waiting);
        }
        count
    }

    /// Receives what a file has in it.
    fn take(
        &mut self,
        collection: &mut Collection,
        name: &str,
        read: Result<Read, Failure>,
        now: &str,
    ) -> Vec<Outcome> {
        let outcome = |end| Outcome {
            file: name.to_owned(),
            part: String::new(),
            notes: Vec::new(),
            end,
        };
        let failed = |collection: &mut Collection, failure| {
            let why = match failure {
                Failure::NoReport => Why::Nothing,
                Failure::Refused(_) | Failure::ArchiveInArchive => Why::Unreadable,
            };
            collection.note_failure(name, why, now);
            vec![outcome(End::Failed(failure))]
        };
        match read {
            Err(failure) => failed(collection, failure),
            Ok(Read::Collection(other)) => vec![outcome(End::Collection(other))],
            Ok(Read::Archive(0)) => failed(collection, Failure::Refused(Refused::Empty)),
            Ok(Read::Archive(count)) => vec![outcome(End::Archive(count))],
            Ok(Read::Reports(reports)) => {
                let reports: Vec<open::Report> = reports
                    .into_iter()
                    .filter(|report| report.draft.is_some() || !report.found.is_empty())
                    .collect();
                if reports.is_empty() {
                    return failed(collection, Failure::NoReport);
                }
                let of = reports.len();
                let received = reports.into_iter().map(|report| {
                    let notes = report.found.notes.clone();
                    let part = report.part.clone();
                    let piece = piece(name, report, of);
                    Outcome {
                        part,
                        notes,
                        ..outcome(End::Received(self.batch.receive(collection, piece, now)))
                    }
                });
                received.collect()
            }
        }
    }
}

/// What a file has in it.
enum Read {
    Reports(Vec<open::Report>),
    Collection(Box<Collection>),
    Archive(usize),
}

/// A report as it is received. A backup is the draft that it is; of anything else a draft is made as the editor does.
fn piece(file: &str, report: open::Report, of: usize) -> Piece {
    let is_backup = report.draft.is_some();
    let mut notes = report.found.notes.iter();
    let organ_guessed = notes.any(|note| note.kind == NoteKind::Organ);
    let cells = report.found.cells.iter();
    let guessed = cells
        .filter(|(_, figure)| figure.as_ref().is_some_and(|figure| figure.guessed))
        .map(|(cell, _)| cell)
        .collect();
    let choice = Choice {
        purpose: Purpose::Current,
        tables_only: false,
        carry: false,
    };
    let draft = report.draft.map_or_else(
        || taking::take(&report.found, &Draft::default(), choice),
        |draft| *draft,
    );
    Piece {
        file: file.to_owned(),
        report: Arc::new(draft),
        is_backup,
        guessed,
        organ_guessed,
        year_guessed: report.found.year_guessed,
        of,
    }
}

/// The name of a file in an archive: UTF-8 where the archive says so or the bytes are, else as the packers of Chinese
/// Windows write it.
fn name_of(file: &PackedFile, parsers: &dyn Parsers) -> String {
    let lossy = || String::from_utf8_lossy(&file.name).into_owned();
    if file.is_utf8 {
        return lossy();
    }
    match std::str::from_utf8(&file.name) {
        Ok(name) => name.to_owned(),
        Err(_) => parsers.decoded("gb18030", &file.name).unwrap_or_else(lossy),
    }
}

/// Whether a file is one that a program left behind: `~$应急局.docx`, `Thumbs.db`, `.DS_Store`, what macOS packs along.
fn is_left_behind(path: &str) -> bool {
    let name = stem_with_ending(path);
    let folders = path.split(['/', '\\']);
    let of_macos = folders.into_iter().any(|folder| folder == "__MACOSX");
    name.starts_with("~$")
        || name.starts_with("._")
        || of_macos
        || LEFT_BEHIND
            .iter()
            .any(|left| name.eq_ignore_ascii_case(left))
}

/// The name without its folders.
fn stem_with_ending(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn largest_file() -> usize {
    usize::try_from(open::LARGEST_FILE).unwrap_or(usize::MAX)
}

/// Whether bytes begin like a collection's file. Such a file may be larger than others.
fn is_collection(bytes: &[u8]) -> bool {
    const HEAD: usize = 256;
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).into_owned();
    let start = head.trim_start_matches(['\u{feff}', ' ', '\r', '\n', '\t']);
    start.starts_with('{') && head.contains(file::KIND)
}

const fn of_packed(error: PackageError) -> Refused {
    match error {
        PackageError::Damaged => Refused::Damaged,
        PackageError::CutShort => Refused::CutShort,
        PackageError::TooLarge => Refused::Swollen,
        PackageError::Locked => Refused::Locked,
        PackageError::CalledOff => Refused::Unreadable,
    }
}

const fn of_backup(error: &BackupError) -> Refused {
    match error {
        BackupError::Newer { .. } => Refused::Newer,
        BackupError::NotOurs { .. } => Refused::OtherJson,
        BackupError::Empty => Refused::Empty,
        BackupError::NotText | BackupError::NotJson { .. } | BackupError::Damaged(_) => {
            Refused::BackupDamaged
        }
    }
}
