//! A workbook in one XML text, as Excel wrote it before its packages and other programs still do.

use std::collections::HashMap;

use super::decimal::Decimal;
use super::number_format::{self, Shown};
use super::{Part, is_on};
use crate::import::found::NoteKind;
use crate::import::grid::{Grid, MOST_COLUMNS, SpanCell};
use crate::import::markup::Sink;
use crate::import::material::{MOST_ROWS, Material};

/// The sheets of the workbook.
#[derive(Debug, Default)]
pub(super) struct Workbook {
    pub(super) parts: Vec<Part>,
    formats: HashMap<String, String>,
    style: String,
    rows: Vec<Vec<SpanCell>>,
    material: Material,
    name: String,
    hidden: bool,
    row_hidden: bool,
    cell: Option<SpanCell>,
    format: String,
    kind: String,
    in_data: bool,
    in_comment: bool,
}

impl Sink for Workbook {
    fn begin(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
        let number = |name: &str| attribute(name).and_then(|n| n.parse::<usize>().ok());
        match name {
            "Style" => self.style = attribute("ID").unwrap_or_default(),
            "NumberFormat" => {
                let format = attribute("Format").unwrap_or_default();
                self.formats.insert(self.style.clone(), format);
            }
            "Worksheet" => {
                self.name = attribute("Name").unwrap_or_default();
                self.rows.clear();
                self.material = Material::default();
                self.hidden = false;
            }
            "Row" => {
                self.row_hidden = attribute("Hidden").is_some_and(|on| is_on(&on));
                if self.rows.len() <= MOST_ROWS {
                    self.rows.push(Vec::new());
                }
            }
            "Cell" => {
                let covered: usize = self
                    .rows
                    .last()
                    .map_or(0, |row| row.iter().map(|cell| cell.columns).sum());
                let index = number("Index").unwrap_or(0).min(MOST_COLUMNS);
                if let Some(row) = self.rows.last_mut() {
                    for _ in covered + 1..index {
                        row.push(SpanCell::new(""));
                    }
                }
                let span = |name: &str| number(name).unwrap_or(0) + 1;
                self.cell = Some(SpanCell::spanning(
                    "",
                    span("MergeAcross"),
                    span("MergeDown"),
                ));
                self.format = attribute("StyleID").unwrap_or_default();
            }
            "Comment" => return false,
            "Data" => {
                self.kind = attribute("Type").unwrap_or_default();
                self.in_data = true;
            }
            "Visible" => self.in_comment = true,
            _ => {}
        }
        true
    }

    fn text(&mut self, text: &str) {
        if self.in_comment {
            self.hidden = text.contains("Hidden");
        }
        if let Some(cell) = self.cell.as_mut().filter(|_| self.in_data) {
            cell.text.push_str(text);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "Data" => self.in_data = false,
            "Visible" => self.in_comment = false,
            "Cell" => self.end_cell(),
            "Row" if self.row_hidden => {
                let row = self.rows.pop().unwrap_or_default();
                let texts: Vec<String> = row
                    .into_iter()
                    .map(|cell| cell.text)
                    .filter(|text| !text.is_empty())
                    .collect();
                if !texts.is_empty() {
                    self.material
                        .remarks
                        .push((NoteKind::Hidden, texts.join(" ")));
                }
            }
            "Worksheet" => self.end_sheet(),
            _ => {}
        }
    }
}

impl Workbook {
    fn end_cell(&mut self) {
        let Some(mut cell) = self.cell.take() else {
            return;
        };
        if self.kind == "Number"
            && let Some(number) = Decimal::read(&cell.text)
        {
            let format = self
                .formats
                .get(&self.format)
                .map_or("General", String::as_str);
            let format = match format {
                "" | "General Number" => "General",
                "Percent" => "0.00%",
                "Fixed" => "0.00",
                "Standard" => "#,##0.00",
                format => format,
            };
            cell.text = match number_format::shown(&number, format, false) {
                Shown::Text(text) => text.trim().to_owned(),
                Shown::Unknown => {
                    self.material
                        .remarks
                        .push((NoteKind::FormatUnknown, number.plain()));
                    number.plain()
                }
            };
            if Decimal::read(&cell.text.replace(',', "")).is_none_or(|shown| shown != number) {
                let said = format!("显示 {}，存的是 {}", cell.text, number.plain());
                self.material.remarks.push((NoteKind::ShownOtherwise, said));
            }
        }
        self.kind.clear();
        if let Some(row) = self.rows.last_mut() {
            row.push(cell);
        }
    }

    fn end_sheet(&mut self) {
        let mut material = std::mem::take(&mut self.material);
        let mut rows = std::mem::take(&mut self.rows);
        if rows.len() > MOST_ROWS {
            rows.truncate(MOST_ROWS);
            material.cut_short = true;
        }
        material.push_table(Grid::from_spans(rows));
        let part = Part {
            name: std::mem::take(&mut self.name),
            material,
        };
        if !self.hidden {
            self.parts.push(part);
        } else if let Some(first) = self.parts.first_mut() {
            first
                .material
                .remarks
                .push((NoteKind::HiddenSheet, part.name));
        }
    }
}
