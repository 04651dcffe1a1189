//! Reads Excel files: each sheet is a table. Figures are taken as Excel shows them, to fifteen digits.

use std::collections::{HashMap, HashSet};

use super::grid::{Grid, MOST_COLUMNS, SpanCell};
use super::markup::Sink;
use super::material::{MOST_ROWS, Material};
use super::package::{Package, PackageError, ParseXml};

const WORKBOOK: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";
const STRINGS: &str = "xl/sharedStrings.xml";

/// So many sheets are looked at.
const MOST_SHEETS: usize = 50;

/// The material of a package; `None` when it is no Excel file.
///
/// # Errors
/// When the package is damaged or too large.
pub fn read(package: &Package<'_>, parse: ParseXml<'_>) -> Result<Option<Material>, PackageError> {
    let mut workbook = Workbook::default();
    if !package.read(WORKBOOK, &mut *parse, &mut workbook)? {
        return Ok(None);
    }
    let mut relations = Relations::default();
    package.read(RELATIONS, &mut *parse, &mut relations)?;
    let mut strings = Strings::default();
    package.read(STRINGS, &mut *parse, &mut strings)?;
    let mut material = Material {
        cut_short: workbook.sheets.len() > MOST_SHEETS,
        ..Material::default()
    };
    for id in workbook.sheets.iter().take(MOST_SHEETS) {
        let Some(target) = relations.targets.get(id) else {
            continue;
        };
        let name = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("xl/{target}"),
        };
        let mut sheet = Sheet::new(&strings.texts);
        package.read(&name, &mut *parse, &mut sheet)?;
        material.cut_short |= sheet.cut_short;
        material.push_table(sheet.grid());
    }
    Ok(Some(material))
}

/// The sheets that are shown, in order, by the identifiers of their relations.
#[derive(Debug, Default)]
struct Workbook {
    sheets: Vec<String>,
}

impl Sink for Workbook {
    fn begin(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
        if name == "sheet" && attribute("state").is_none_or(|state| state == "visible") {
            self.sheets.extend(attribute("r:id"));
        }
        true
    }

    fn text(&mut self, _: &str) {}

    fn end(&mut self, _: &str) {}
}

/// Which part an identifier means.
#[derive(Debug, Default)]
struct Relations {
    targets: HashMap<String, String>,
}

impl Sink for Relations {
    fn begin(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
        if name == "Relationship" {
            self.targets
                .extend(attribute("Id").zip(attribute("Target")));
        }
        true
    }

    fn text(&mut self, _: &str) {}

    fn end(&mut self, _: &str) {}
}

/// The texts that cells refer to by number.
#[derive(Debug, Default)]
struct Strings {
    texts: Vec<String>,
    in_text: bool,
}

impl Sink for Strings {
    fn begin(&mut self, name: &str, _: &dyn Fn(&str) -> Option<String>) -> bool {
        match name {
            "si" => self.texts.push(String::new()),
            "t" => self.in_text = true,
            // How a text is pronounced.
            "rPh" => return false,
            _ => {}
        }
        true
    }

    fn text(&mut self, text: &str) {
        if let Some(last) = self.texts.last_mut().filter(|_| self.in_text) {
            last.push_str(text);
        }
    }

    fn end(&mut self, name: &str) {
        if name == "t" {
            self.in_text = false;
        }
    }
}

/// A sheet being read.
#[derive(Debug)]
struct Sheet<'a> {
    strings: &'a [String],
    cells: HashMap<(usize, usize), String>,
    /// The merged ranges: first row and column, last row and column.
    merged: Vec<(usize, usize, usize, usize)>,
    row: usize,
    column: usize,
    kind: String,
    value: String,
    in_value: bool,
    cut_short: bool,
}

impl Sink for Sheet<'_> {
    fn begin(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
        match name {
            "row" => {
                let number = attribute("r").and_then(|row| row.parse::<usize>().ok());
                self.row = number.unwrap_or(self.row + 1);
                self.column = 0;
            }
            "c" => {
                let place = attribute("r").and_then(|place| reference(&place));
                (self.row, self.column) = place.unwrap_or((self.row, self.column + 1));
                self.kind = attribute("t").unwrap_or_default();
                self.value.clear();
            }
            "v" | "t" => self.in_value = true,
            "f" | "rPh" => return false,
            "mergeCell" => {
                let range = attribute("ref").unwrap_or_default();
                if let Some((first, last)) = range.split_once(':')
                    && let Some(((top, left), (bottom, right))) =
                        reference(first).zip(reference(last))
                {
                    self.merged.push((top, left, bottom, right));
                }
            }
            _ => {}
        }
        true
    }

    fn text(&mut self, text: &str) {
        if self.in_value {
            self.value.push_str(text);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "v" | "t" => self.in_value = false,
            "c" => self.end_cell(),
            _ => {}
        }
    }
}

impl<'a> Sheet<'a> {
    fn new(strings: &'a [String]) -> Self {
        Self {
            strings,
            cells: HashMap::new(),
            merged: Vec::new(),
            row: 0,
            column: 0,
            kind: String::new(),
            value: String::new(),
            in_value: false,
            cut_short: false,
        }
    }

    fn end_cell(&mut self) {
        let value = std::mem::take(&mut self.value);
        let text = match self.kind.as_str() {
            "s" => {
                let at = value.trim().parse::<usize>().ok();
                at.and_then(|at| self.strings.get(at))
                    .cloned()
                    .unwrap_or_default()
            }
            "" | "n" => shown(value.trim()),
            _ => value,
        };
        if text.trim().is_empty() {
            return;
        }
        if self.row > MOST_ROWS || self.column > MOST_COLUMNS || self.row == 0 || self.column == 0 {
            self.cut_short = true;
            return;
        }
        self.cells.insert((self.row, self.column), text);
    }

    fn grid(mut self) -> Grid {
        let rows = self.cells.keys().map(|(row, _)| *row).max().unwrap_or(0);
        let columns = self
            .cells
            .keys()
            .map(|(_, column)| *column)
            .max()
            .unwrap_or(0);
        let mut covered = HashSet::new();
        let mut spans = HashMap::new();
        for (top, left, bottom, right) in std::mem::take(&mut self.merged) {
            let (bottom, right) = (bottom.min(rows), right.min(columns));
            if top > bottom || left > right || covered.len() > MOST_ROWS * MOST_COLUMNS {
                continue;
            }
            spans.insert((top, left), (bottom - top + 1, right - left + 1));
            for row in top..=bottom {
                covered.extend(
                    (left..=right)
                        .map(|column| (row, column))
                        .filter(|place| *place != (top, left)),
                );
            }
        }
        let rows = (1..=rows).map(|row| {
            let places = (1..=columns).filter(|column| !covered.contains(&(row, *column)));
            let cells = places.map(|column| {
                let (rows, columns) = spans.get(&(row, column)).copied().unwrap_or((1, 1));
                let text = self.cells.get(&(row, column)).map_or("", String::as_str);
                SpanCell::spanning(text, columns, rows)
            });
            cells.collect()
        });
        Grid::from_spans(rows.collect())
    }
}

/// Row and column of a reference such as `AB12`, counted from 1.
fn reference(text: &str) -> Option<(usize, usize)> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().try_fold(0, |column, letter| {
        letter
            .is_ascii_alphabetic()
            .then(|| column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    Some((
        row.parse()
            .ok()
            .filter(|row| (1..=1_048_576).contains(row))?,
        column,
    ))
}

/// A stored number as Excel shows it. What is stored has the noise of binary fractions: `4166.2416190000004`.
fn shown(stored: &str) -> String {
    const DIGITS: usize = 15;
    let plain = stored.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let significant = stored
        .trim_start_matches(['0', '.'])
        .bytes()
        .filter(u8::is_ascii_digit)
        .count();
    if !plain || significant <= DIGITS || !stored.contains('.') {
        return stored.to_owned();
    }
    // Cut to fifteen digits and round up where the next one says so.
    let mut kept = String::new();
    let mut seen = 0;
    let mut up = false;
    for c in stored.chars() {
        let counts = c.is_ascii_digit() && (seen > 0 || c != '0');
        if seen == DIGITS && c.is_ascii_digit() {
            if !kept.contains('.') {
                return stored.to_owned();
            }
            up = c >= '5';
            break;
        }
        seen += usize::from(counts);
        kept.push(c);
    }
    let mut digits: Vec<char> = kept.chars().collect();
    if up {
        let mut carried = true;
        for digit in digits.iter_mut().rev().filter(|digit| **digit != '.') {
            if *digit == '9' {
                *digit = '0';
            } else {
                *digit =
                    char::from_digit(digit.to_digit(10).unwrap_or(0) + 1, 10).unwrap_or(*digit);
                carried = false;
                break;
            }
        }
        if carried {
            digits.insert(0, '1');
        }
    }
    let text: String = digits.into_iter().collect();
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
