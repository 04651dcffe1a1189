//! A sheet: its cells, without rows and columns that are hidden or empty.
//!
//! The records of cells say where they stand, and nothing else does; so their order and the bounds that their rows state are
//! asked whether they agree.

use std::collections::{BTreeMap, HashSet};

use crate::bytes::Little;
use crate::gridded::{At, Gridded};
use crate::material::{Cell, NoteKind, Number, NumberFormat, Part, Refusal};

use super::records::Record;
use super::strings::Text;
use super::{CONTINUE, Workbook};

const FORMULA: u16 = 0x0006;
const UNCALCULATED: u16 = 0x005e;
const COLUMN_INFO: u16 = 0x007d;
const MULTIPLE_RK: u16 = 0x00bd;
const MULTIPLE_BLANK: u16 = 0x00be;
const RICH_STRING: u16 = 0x00d6;
const DB_CELL: u16 = 0x00d7;
const MERGED: u16 = 0x00e5;
const LABEL_SST: u16 = 0x00fd;
const BLANK: u16 = 0x0201;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOL_ERROR: u16 = 0x0205;
const STRING: u16 = 0x0207;
const ROW: u16 = 0x0208;
const ARRAY: u16 = 0x0221;
const DEFAULT_ROW_HEIGHT: u16 = 0x0225;
const TABLE: u16 = 0x0236;
const RK: u16 = 0x027e;
const SHARED_FORMULA: u16 = 0x04bc;

/// A sheet being read. Rows and columns are counted from 1.
pub(super) struct Sheet<'a> {
    workbook: &'a Workbook,
    grid: Gridded,
    /// For each row that is described, the first column and the one behind the last.
    rows: BTreeMap<usize, (usize, usize)>,
    /// The first and last column that a row has.
    found: BTreeMap<usize, (usize, usize)>,
    last: At,
    /// The formula whose text follows.
    text_of: Option<At>,
    used: HashSet<usize>,
    hides_rows: bool,
    /// The kind of the record before.
    before: u16,
    /// Kinds of records that are not known or not in their place, until it is clear whether they stand among cells.
    unknown: Vec<u16>,
    odd: Vec<(At, NoteKind)>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(workbook: &'a Workbook) -> Self {
        Self {
            workbook,
            grid: Gridded::default(),
            rows: BTreeMap::new(),
            found: BTreeMap::new(),
            last: (0, 0),
            text_of: None,
            used: HashSet::new(),
            hides_rows: false,
            before: 0,
            unknown: Vec::new(),
            odd: Vec::new(),
        }
    }

    /// Takes the next record.
    pub(super) fn take(&mut self, record: &Record<'_>) -> Result<(), Refusal> {
        self.read(record.kind, record.data).ok_or(Refusal::Damaged)
    }

    fn read(&mut self, kind: u16, data: &[u8]) -> Option<()> {
        match kind {
            ROW => self.row(data)?,
            COLUMN_INFO if self.found.is_empty() => self.columns(data)?,
            DEFAULT_ROW_HEIGHT if self.found.is_empty() => {
                self.hides_rows = data.u16_at(0)? & 0x02 != 0
            }
            MERGED => self.merged(data)?,
            STRING => {
                let text = Text::new(data).long()?;
                let at = self.text_of.take()?;
                self.grid.put(at, Cell::spanning(text, 1, 1));
            }
            BLANK | NUMBER | LABEL | RICH_STRING | BOOL_ERROR | LABEL_SST | RK | FORMULA => {
                let at = self.place(data)?;
                self.style(data.u16_at(4)?)?;
                if length(kind).is_some_and(|length| length != data.len()) {
                    return None;
                }
                if kind == FORMULA && !has_formula(data)? {
                    return None;
                }
                self.cell(kind, at, data)?;
            }
            MULTIPLE_RK | MULTIPLE_BLANK => self.multiple(kind, data)?,
            CONTINUE if !is_cell(self.before) => {}
            ARRAY | TABLE | SHARED_FORMULA if self.before == FORMULA => {}
            // It ends a block of rows, so that no cell comes next.
            DB_CELL if self.before != DB_CELL => {}
            UNCALCULATED if data.len() == 2 => {}
            other if !self.found.is_empty() || !self.rows.is_empty() => self.unknown.push(other),
            _ => {}
        }
        if is_cell(kind) && self.before == DB_CELL {
            self.unknown.push(DB_CELL);
        }
        let among_cells = is_cell(kind) || matches!(kind, ROW | DB_CELL);
        self.before = kind;
        if among_cells && !self.unknown.is_empty() {
            self.unknown.clear();
            self.odd.push((self.last, NoteKind::UnknownRecord));
        }
        Some(())
    }

    fn row(&mut self, data: &[u8]) -> Option<()> {
        let row = usize::from(data.u16_at(0)?) + 1;
        let first = usize::from(data.u16_at(2)?) + 1;
        let behind = usize::from(data.u16_at(4)?) + 1;
        let flags = data.u32_at(12)?;
        // Hidden, or of a height of its own that is none. Some programs write no height at all.
        let is_flat = data.u16_at(6)? & 0x7fff == 0 && flags & 0x40 != 0;
        if flags & 0x20 != 0 || is_flat {
            self.grid.hide_row(row);
        }
        if self.rows.insert(row, (first, behind)).is_some() {
            self.odd.push(((row, first), NoteKind::OddRow));
        }
        Some(())
    }

    fn columns(&mut self, data: &[u8]) -> Option<()> {
        let first = usize::from(data.u16_at(0)?) + 1;
        let last = usize::from(data.u16_at(2)?) + 1;
        if data.u16_at(8)? & 1 != 0 || data.u16_at(4)? == 0 {
            self.grid.hide_columns(first, last);
        }
        Some(())
    }

    fn merged(&mut self, data: &[u8]) -> Option<()> {
        let count = usize::from(data.u16_at(0)?);
        if data.len() != 2 + count * 8 {
            return None;
        }
        for range in data.get(2..)?.chunks_exact(8) {
            let number = |at: usize| range.u16_at(at).map(|number| usize::from(number) + 1);
            let (first, last) = ((number(0)?, number(4)?), (number(2)?, number(6)?));
            self.grid.merge(first, last);
        }
        Some(())
    }

    /// Where a cell stands.
    fn place(&mut self, data: &[u8]) -> Option<At> {
        let at = (
            usize::from(data.u16_at(0)?) + 1,
            usize::from(data.u16_at(2)?) + 1,
        );
        self.arrive(at);
        Some(at)
    }

    /// Cells stand in order.
    fn arrive(&mut self, at: At) {
        if at <= self.last {
            self.odd.push((at, NoteKind::OddRow));
            self.odd.push((self.last, NoteKind::OddRow));
        }
        self.last = at;
        let (row, column) = at;
        let bounds = self.found.entry(row).or_insert((column, column));
        *bounds = (bounds.0.min(column), bounds.1.max(column));
    }

    fn style(&self, style: u16) -> Option<NumberFormat> {
        self.workbook.format(style)
    }

    fn cell(&mut self, kind: u16, at: At, data: &[u8]) -> Option<()> {
        let format = self.style(data.u16_at(4)?)?;
        match kind {
            NUMBER => self.number(at, float(data, 6)?, format),
            RK => self.number(at, rk(data.u32_at(6)?), format),
            LABEL | RICH_STRING => self.text(at, &Text::new(data.get(6..)?).long()?),
            LABEL_SST => {
                let number = data.size_at(6)?;
                let text = self.workbook.strings.get(number)?;
                self.used.insert(number);
                self.text(at, text);
            }
            BOOL_ERROR => self.text(at, bool_or_error(data.u8_at(6)?, data.u8_at(7)? != 0)?),
            FORMULA if data.u16_at(12)? == 0xffff => match data.u8_at(6)? {
                0 => {
                    self.grid.lacks_result(at);
                    self.text_of = Some(at);
                }
                1 => self.text(at, bool_or_error(data.u8_at(8)?, false)?),
                2 => self.text(at, bool_or_error(data.u8_at(8)?, true)?),
                3 => {}
                _ => return None,
            },
            FORMULA => self.number(at, float(data, 6)?, format),
            _ => {}
        }
        Some(())
    }

    /// A row of cells in one record: the first column, their contents, the last column.
    fn multiple(&mut self, kind: u16, data: &[u8]) -> Option<()> {
        let width = if kind == MULTIPLE_RK { 6 } else { 2 };
        let (row, first) = (data.u16_at(0)?, data.u16_at(2)?);
        let contents = data.get(4..data.len().checked_sub(2)?)?;
        let last = data.u16_at(data.len() - 2)?;
        let count = usize::from(last.checked_sub(first)?) + 1;
        if contents.len() != count * width {
            return None;
        }
        for (number, content) in contents.chunks_exact(width).enumerate() {
            let at = (usize::from(row) + 1, usize::from(first) + number + 1);
            self.arrive(at);
            let format = self.style(content.u16_at(0)?)?;
            if let Some(stored) = content.u32_at(2) {
                self.number(at, rk(stored), format);
            }
        }
        Some(())
    }

    fn text(&mut self, at: At, text: &str) {
        self.grid.put(at, Cell::spanning(text, 1, 1));
    }

    fn number(&mut self, at: At, number: f64, format: NumberFormat) {
        if !number.is_finite() {
            self.odd.push((at, NoteKind::UnknownRecord));
            return;
        }
        let mut cell = Cell::spanning(number.to_string(), 1, 1);
        cell.number = Some(Number {
            format,
            place: Gridded::name(at),
        });
        self.grid.put(at, cell);
    }

    /// What is shown of the sheet. Tells which of the shared texts it uses.
    pub(super) fn finish(mut self, used: &mut HashSet<usize>) -> Part {
        used.extend(&self.used);
        if self.hides_rows {
            self.grid.hide_rows_beside(self.rows.keys().copied());
        }
        let mut part = Part::default();
        for (at, kind) in std::mem::take(&mut self.odd) {
            self.grid.note(&mut part, kind, at);
        }
        self.note_bounds(&mut part);
        self.grid.finish(&mut part);
        part
    }

    /// Each row states where its cells begin and end.
    fn note_bounds(&self, part: &mut Part) {
        if self.rows.is_empty() {
            return;
        }
        for (row, (first, last)) in &self.found {
            let stated = self.rows.get(row);
            if stated.is_none_or(|(from, behind)| first < from || last >= behind) {
                self.grid.note(part, NoteKind::OddRow, (*row, *first));
            }
        }
    }
}

/// Whether a kind of record is that of cells.
const fn is_cell(kind: u16) -> bool {
    matches!(
        kind,
        BLANK
            | NUMBER
            | LABEL
            | BOOL_ERROR
            | LABEL_SST
            | RK
            | FORMULA
            | MULTIPLE_RK
            | MULTIPLE_BLANK
            | RICH_STRING
    )
}

/// How long the records of a cell are, where they are all alike.
const fn length(kind: u16) -> Option<usize> {
    match kind {
        BLANK => Some(6),
        BOOL_ERROR => Some(8),
        RK | LABEL_SST => Some(10),
        NUMBER => Some(14),
        _ => None,
    }
}

/// Whether a formula is as long as it says.
fn has_formula(data: &[u8]) -> Option<bool> {
    const FIXED: usize = 22;
    let length = usize::from(data.u16_at(FIXED - 2)?);
    Some(length > 0 && FIXED + length <= data.len())
}

fn float(data: &[u8], at: usize) -> Option<f64> {
    let bytes = data.part(at, 8)?.try_into().ok()?;
    Some(f64::from_le_bytes(bytes))
}

/// A number in 30 bits ([MS-XLS] 2.5.217): whole or the upper part of a fraction, and perhaps a hundredfold.
fn rk(stored: u32) -> f64 {
    let number = if stored & 2 == 0 {
        f64::from_bits(u64::from(stored & !3) << 32)
    } else {
        f64::from(stored.cast_signed() >> 2)
    };
    if stored & 1 == 0 {
        number
    } else {
        number / 100.0
    }
}

/// What is shown for a truth value, or an error ([MS-XLS] 2.5.10).
fn bool_or_error(value: u8, is_error: bool) -> Option<&'static str> {
    Some(match (is_error, value) {
        (false, 0) => "FALSE",
        (false, 1) => "TRUE",
        (true, 0x00) => "#NULL!",
        (true, 0x07) => "#DIV/0!",
        (true, 0x0f) => "#VALUE!",
        (true, 0x17) => "#REF!",
        (true, 0x1d) => "#NAME?",
        (true, 0x24) => "#NUM!",
        (true, 0x2a) => "#N/A",
        (true, 0x2b) => "#GETTING_DATA",
        _ => return None,
    })
}
