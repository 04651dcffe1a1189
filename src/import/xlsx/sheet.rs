//! A sheet: its cells as they are shown, without rows and columns that are hidden or empty.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::decimal::Decimal;
use super::number_format::{self, Shown};
use super::styles::Styles;
use super::{is_on, unescaped};
use crate::import::found::NoteKind;
use crate::import::grid::{Grid, MOST_COLUMNS, SpanCell};
use crate::import::markup::Sink;
use crate::import::material::{MOST_ROWS, Material};

/// So many things are noted of a sheet.
const MOST_REMARKS: usize = 60;

/// Ranges of merged cells; a sheet has some dozen.
const MOST_MERGED: usize = 20_000;

/// A row and a column.
type At = (usize, usize);

/// A sheet being read.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    strings: &'a [String],
    styles: &'a Styles,
    from_1904: bool,
    cells: BTreeMap<(usize, usize), String>,
    rows: BTreeSet<usize>,
    /// The merged ranges: first row and column, last row and column.
    merged: Vec<(usize, usize, usize, usize)>,
    hidden_rows: BTreeSet<usize>,
    hidden_columns: Vec<(usize, usize)>,
    /// Whether rows are hidden unless they say otherwise.
    hides_rows: bool,
    row: usize,
    row_hidden: bool,
    column: usize,
    kind: String,
    style: usize,
    value: String,
    has_formula: bool,
    in_value: bool,
    cut_short: bool,
    /// Whether a cell refers to a text that is not there.
    pub(super) is_damaged: bool,
    remarks: Vec<(NoteKind, String)>,
}

impl Sink for Sheet<'_> {
    fn begin(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
        let is = |name: &str| attribute(name).is_some_and(|value| is_on(&value));
        let is_nothing = |name: &str| {
            attribute(name)
                .and_then(|size| Decimal::read(&size))
                .is_some_and(|size| size.is_zero())
        };
        match name {
            "sheetFormatPr" => self.hides_rows = is("zeroHeight"),
            "col" => {
                let number = |name: &str| attribute(name)?.parse::<usize>().ok();
                if is("hidden") || is_nothing("width") {
                    self.hidden_columns.extend(number("min").zip(number("max")));
                }
            }
            "row" => {
                let number = attribute("r").and_then(|row| row.parse::<usize>().ok());
                self.row = number.unwrap_or(self.row + 1);
                self.column = 0;
                let says = attribute("hidden");
                let by_default = self.hides_rows && says.is_none() && attribute("ht").is_none();
                self.row_hidden = is("hidden") || is_nothing("ht") || by_default;
            }
            "c" => {
                let place = attribute("r").and_then(|place| reference(&place));
                (self.row, self.column) = place.unwrap_or((self.row, self.column + 1));
                self.kind = attribute("t").unwrap_or_default();
                self.style = attribute("s").and_then(|s| s.parse().ok()).unwrap_or(0);
                self.value.clear();
                self.has_formula = false;
            }
            "v" | "t" => self.in_value = true,
            "f" => {
                self.has_formula = true;
                return false;
            }
            "rPh" => return false,
            "mergeCell" if self.merged.len() < MOST_MERGED => {
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
    pub(super) const fn new(strings: &'a [String], styles: &'a Styles, from_1904: bool) -> Self {
        Self {
            strings,
            styles,
            from_1904,
            cells: BTreeMap::new(),
            rows: BTreeSet::new(),
            merged: Vec::new(),
            hidden_rows: BTreeSet::new(),
            hidden_columns: Vec::new(),
            hides_rows: false,
            row: 0,
            row_hidden: false,
            column: 0,
            kind: String::new(),
            style: 0,
            value: String::new(),
            has_formula: false,
            in_value: false,
            cut_short: false,
            is_damaged: false,
            remarks: Vec::new(),
        }
    }

    fn end_cell(&mut self) {
        let value = std::mem::take(&mut self.value);
        let text = self.shown(&value);
        if self.has_formula && value.is_empty() && self.kind != "str" {
            let name = self.name();
            self.remark(NoteKind::NoResult, name);
        }
        if text.trim().is_empty() {
            return;
        }
        let too_far = self.column > MOST_COLUMNS || self.row == 0 || self.column == 0;
        let too_many = self.rows.len() >= MOST_ROWS && !self.rows.contains(&self.row);
        if too_far || too_many {
            self.cut_short = true;
            return;
        }
        self.rows.insert(self.row);
        if self.row_hidden {
            self.hidden_rows.insert(self.row);
        }
        self.cells.insert((self.row, self.column), text);
    }

    /// The text of the cell that has come to its end.
    fn shown(&mut self, value: &str) -> String {
        match self.kind.as_str() {
            "s" => {
                let at = value.trim().parse::<usize>().ok();
                let text = at.and_then(|at| self.strings.get(at)).cloned();
                self.is_damaged |= text.is_none() && !value.trim().is_empty();
                text.unwrap_or_default()
            }
            "" | "n" if !value.trim().is_empty() => self.number(value.trim()),
            "b" => if is_on(value.trim()) { "TRUE" } else { "FALSE" }.to_owned(),
            _ => unescaped(value),
        }
    }

    fn number(&mut self, stored: &str) -> String {
        let Some(number) = Decimal::read(stored) else {
            return stored.to_owned();
        };
        let styles = self.styles;
        let text = match number_format::shown(&number, styles.format(self.style), self.from_1904) {
            Shown::Text(text) => text.trim().to_owned(),
            Shown::Unknown => {
                let said = format!("{}：{}", self.name(), number.plain());
                self.remark(NoteKind::FormatUnknown, said);
                return number.plain();
            }
        };
        // Accounts show nothing as a dash.
        if number.is_zero()
            && text.chars().all(|c| matches!(c, '-' | '—' | '–' | ' '))
            && !text.is_empty()
        {
            return "0".to_owned();
        }
        let plain = text.replace(',', "");
        let differs = match Decimal::read(&plain) {
            Some(read) => read != number,
            None => text.is_empty(),
        };
        if differs {
            let shown = if text.is_empty() { "空白" } else { &text };
            let said = format!("{}：显示 {shown}，存的是 {}", self.name(), number.plain());
            self.remark(NoteKind::ShownOtherwise, said);
        }
        // Brackets around a number are Chinese accountants' minus.
        text
    }

    /// The cell as Excel names it.
    fn name(&self) -> String {
        format!("{}{}", letters(self.column), self.row)
    }

    fn remark(&mut self, kind: NoteKind, text: String) {
        if self.remarks.len() < MOST_REMARKS
            && !self.row_hidden
            && !self.is_hidden_column(self.column)
        {
            self.remarks.push((kind, text));
        }
    }

    fn is_hidden_column(&self, column: usize) -> bool {
        let mut ranges = self.hidden_columns.iter();
        ranges.any(|(first, last)| (*first..=*last).contains(&column))
    }

    /// What is shown of the sheet.
    pub(super) fn material(mut self) -> Material {
        let mut material = Material {
            cut_short: self.cut_short,
            remarks: std::mem::take(&mut self.remarks),
            ..Material::default()
        };
        self.remark_hidden(&mut material);
        material.push_table(self.grid());
        material
    }

    fn remark_hidden(&self, material: &mut Material) {
        for row in self.hidden_rows.iter().take(MOST_REMARKS) {
            let texts = self
                .cells
                .range((*row, 0)..(*row + 1, 0))
                .map(|(_, text)| text.trim());
            let texts: Vec<&str> = texts.collect();
            let said = format!("第 {row} 行：{}", texts.join(" "));
            material.remarks.push((NoteKind::Hidden, said));
        }
        let columns: BTreeSet<usize> = self
            .cells
            .keys()
            .filter(|(row, column)| {
                !self.hidden_rows.contains(row) && self.is_hidden_column(*column)
            })
            .map(|(_, column)| *column)
            .collect();
        for column in columns {
            let own = self.cells.iter().filter(|((_, at), _)| *at == column);
            let texts: Vec<&str> = own.take(8).map(|(_, text)| text.trim()).collect();
            let said = format!("{} 列：{}", letters(column), texts.join(" "));
            material.remarks.push((NoteKind::Hidden, said));
        }
    }

    fn grid(self) -> Grid {
        let rows: Vec<usize> = self
            .rows
            .iter()
            .copied()
            .filter(|row| !self.hidden_rows.contains(row))
            .collect();
        let last = self
            .cells
            .keys()
            .map(|(_, column)| *column)
            .max()
            .unwrap_or(0);
        let columns: Vec<usize> = (1..=last)
            .filter(|column| !self.is_hidden_column(*column))
            .collect();
        // Where a merged cell stands among the rows and columns that are shown, and what it covers there.
        let mut spans: HashMap<At, (usize, usize, At)> = HashMap::new();
        let mut covered: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (top, left, bottom, right) in &self.merged {
            let own_rows: Vec<usize> = shown_within(&rows, *top, *bottom);
            let own_columns: Vec<usize> = shown_within(&columns, *left, *right);
            let (Some(row), Some(column)) = (own_rows.first(), own_columns.first()) else {
                continue;
            };
            if covered.len() > MOST_ROWS * MOST_COLUMNS {
                break;
            }
            let span = (own_rows.len(), own_columns.len(), (*top, *left));
            spans.insert((*row, *column), span);
            for row in &own_rows {
                covered.extend(own_columns.iter().map(|column| (*row, *column)));
            }
        }
        let grid = rows.iter().map(|row| {
            let places = columns.iter().filter_map(|column| {
                let place = (*row, *column);
                let (rows, columns, from) = match spans.get(&place) {
                    Some(span) => *span,
                    None if covered.contains(&place) => return None,
                    None => (1, 1, place),
                };
                let text = self.cells.get(&from).map_or("", String::as_str);
                Some(SpanCell::spanning(text, columns, rows))
            });
            places.collect()
        });
        Grid::from_spans(grid.collect())
    }
}

/// Those of an ordered list that lie within a range.
fn shown_within(list: &[usize], first: usize, last: usize) -> Vec<usize> {
    let from = list.partition_point(|at| *at < first);
    let own = list.iter().skip(from).take_while(|at| **at <= last);
    own.copied().collect()
}

/// The letters of a column.
fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().collect()
}

/// Row and column of a reference such as `AB12`, counted from 1.
fn reference(text: &str) -> Option<(usize, usize)> {
    let text = text.replace('$', "");
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
