//! Excel's workbooks from 97 to 2003 (BIFF8, [MS-XLS]): each sheet is a table, with numbers as they are stored and the
//! format that says what is shown. What is hidden is left out and noted.

mod records;
mod sheet;
mod strings;

use std::collections::{HashMap, HashSet};

use records::{Record, Records};
use sheet::Sheet;
use strings::{Strings, Text};

use crate::bytes::Little;
use crate::compound::Compound;
use crate::material::{Block, NoteKind, NumberFormat, Part, Refusal};

/// So many sheets are looked at.
const MOST_SHEETS: usize = 50;

/// The most formats, styles and fonts of a workbook.
const MOST_STYLES: usize = 70_000;

// Kinds of records ([MS-XLS] 2.3).
const EOF: u16 = 0x000a;
const DATE_1904: u16 = 0x0022;
const FILE_PASS: u16 = 0x002f;
const FONT: u16 = 0x0031;
const CONTINUE: u16 = 0x003c;
const BOUND_SHEET: u16 = 0x0085;
const XF: u16 = 0x00e0;
const SST: u16 = 0x00fc;
const FORMAT: u16 = 0x041e;
const BOF: u16 = 0x0809;

/// The kinds of substreams: the globals, and a sheet with cells.
const GLOBALS: u16 = 0x0005;
const CELLS: u16 = 0x0010;

/// What the globals of a workbook say.
#[derive(Default)]
struct Workbook {
    sheets: Vec<Listed>,
    strings: Vec<String>,
    formats: HashMap<u16, String>,
    /// The number of the format, for each style of cells.
    styles: Vec<u16>,
    /// Whether each font stands above the line.
    raised: Vec<bool>,
    from_1904: bool,
}

/// A sheet as the globals list it.
struct Listed {
    name: String,
    at: usize,
    hidden: bool,
    kind: u8,
}

/// The sheets of a workbook.
///
/// # Errors
/// When it is damaged, locked or of an older Excel.
pub(crate) fn read(file: &Compound<'_>) -> Result<Vec<Part>, Refusal> {
    let Some(stream) = file.stream("Workbook")? else {
        return Err(Refusal::OlderExcel);
    };
    let workbook = Workbook::read(&stream)?;
    let mut parts: Vec<Part> = Vec::new();
    let mut hidden: Vec<String> = Vec::new();
    let mut used: HashSet<usize> = HashSet::new();
    // Every sheet is listed, and every listed one is there.
    let mut listed: Vec<usize> = workbook.sheets.iter().map(|listed| listed.at).collect();
    listed.sort_unstable();
    let beginnings = Records::beginnings(&stream)?;
    if listed.is_empty() || beginnings.get(1..) != Some(listed.as_slice()) {
        return Err(Refusal::Damaged);
    }
    let mut others = workbook.sheets.iter().filter(|listed| listed.kind != 0);
    if others.any(|listed| Records::substream(&stream, listed.at, CELLS).is_ok()) {
        return Err(Refusal::Damaged);
    }
    let with_cells = workbook.sheets.iter().filter(|listed| listed.kind == 0);
    for (at, listed) in with_cells.enumerate() {
        if at >= MOST_SHEETS {
            if let Some(last) = parts.last_mut() {
                last.cut_short = true;
            }
            break;
        }
        let mut sheet = Sheet::new(&workbook);
        for record in Records::substream(&stream, listed.at, CELLS)? {
            sheet.take(&record?)?;
        }
        let mut part = sheet.finish(&mut used);
        part.name.clone_from(&listed.name);
        part.from_1904 = workbook.from_1904;
        if !listed.hidden {
            parts.push(part);
        } else if part.blocks.iter().any(|b| matches!(b, Block::Table(_))) {
            hidden.push(part.name);
        }
    }
    let unused = workbook.unused(&used);
    if let Some(first) = parts.first_mut() {
        for name in hidden {
            first.note(NoteKind::HiddenSheet, 0, 0, &name);
        }
    }
    if !unused.is_empty() {
        for part in &mut parts {
            part.note(NoteKind::UnusedText, 0, 0, &unused);
        }
    }
    Ok(parts)
}

impl Workbook {
    fn read(stream: &[u8]) -> Result<Self, Refusal> {
        let mut workbook = Self::default();
        let mut strings: Option<Strings<'_>> = None;
        let mut before = 0;
        for record in Records::substream(stream, 0, GLOBALS)? {
            let record = record?;
            match (record.kind, &mut strings) {
                (FILE_PASS, _) => return Err(Refusal::Locked),
                (SST, None) => strings = Some(Strings::new(record.data)),
                (CONTINUE, Some(strings)) if before == SST => strings.go_on(record.data),
                _ => workbook.take(&record).ok_or(Refusal::Damaged)?,
            }
            if record.kind != CONTINUE {
                before = record.kind;
            }
            if workbook.styles.len() + workbook.formats.len() > MOST_STYLES {
                return Err(Refusal::TooLarge);
            }
        }
        if let Some(strings) = strings {
            let raised = |font: u16| workbook.is_raised(font);
            workbook.strings = strings.read(&raised).ok_or(Refusal::Damaged)?;
        }
        Ok(workbook)
    }

    fn take(&mut self, record: &Record<'_>) -> Option<()> {
        let data = record.data;
        match record.kind {
            DATE_1904 => self.from_1904 = data.u16_at(0)? == 1,
            FONT => self.raised.push(data.u16_at(8)? == 1),
            FORMAT => {
                let mut text = Text::new(data.get(2..)?);
                self.formats.insert(data.u16_at(0)?, text.long()?);
            }
            XF => self.styles.push(data.u16_at(2)?),
            BOUND_SHEET => {
                let mut name = Text::new(data.get(6..)?);
                self.sheets.push(Listed {
                    name: name.short()?,
                    at: data.size_at(0)?,
                    hidden: data.u8_at(4)? & 3 != 0,
                    kind: data.u8_at(5)?,
                });
            }
            _ => {}
        }
        Some(())
    }

    /// Fonts are counted from 0, and there is no fourth.
    fn is_raised(&self, font: u16) -> bool {
        let at = usize::from(if font > 4 { font - 1 } else { font });
        self.raised.get(at).copied().unwrap_or(false)
    }

    /// The format of a style.
    fn format(&self, style: u16) -> Option<NumberFormat> {
        let format = *self.styles.get(usize::from(style))?;
        let code = self.formats.get(&format);
        Some(code.map_or(NumberFormat::BuiltIn(format), |code| {
            NumberFormat::Code(code.clone())
        }))
    }

    /// Texts that no cell refers to: one may stand where a changed reference leads to another.
    fn unused(&self, used: &HashSet<usize>) -> String {
        const TOLD: usize = 10;
        let texts = self.strings.iter().enumerate();
        let unused = texts.filter(|(at, text)| !used.contains(at) && !text.trim().is_empty());
        let unused: Vec<&str> = unused.take(TOLD).map(|(_, text)| text.as_str()).collect();
        unused.join(" ")
    }
}
