//! The body of a document: tells the reader of HTML what Word's elements mean.

use std::collections::HashMap;

use super::numbering::{Label, Numbering};
use super::styles::Styles;
use super::{is_on, remark};
use crate::import::found::NoteKind;
use crate::import::markup::{JOINS_ABOVE, MarkupReader, Sink};
use crate::import::material::Material;

/// Reads paragraphs and tables.
#[derive(Debug)]
pub(super) struct Body<'a> {
    styles: &'a Styles,
    numbering: Numbering,
    /// The texts of footnotes, and of endnotes, by their identifiers.
    notes: HashMap<(bool, String), String>,
    markup: MarkupReader,
    paragraph: Paragraph,
    run: Run,
    /// Whether the properties of a paragraph are being read, or those of a run.
    in_paragraph_properties: bool,
    in_run_properties: bool,
    /// Whether a run's text is being read; white space between elements is none.
    in_text: bool,
    /// The cell that has begun, until its properties are known.
    cell: Option<CellProperties>,
    in_row_properties: bool,
    /// Whether the row is not shown.
    row_left_out: bool,
    /// How deep the tables are within each other.
    tables: usize,
    /// What surrounds the text boxes that are being read.
    around: Vec<Around>,
    /// The text boxes and notes of the paragraph that is being read, and those of the table around it.
    behind: Vec<Material>,
    behind_table: Vec<Material>,
    /// For each control around, whether it shows its prompt.
    prompts: Vec<bool>,
    /// For each alternative around, whether its first form has been read.
    alternatives: Vec<bool>,
    unseen: String,
    prompt: String,
    remarks: Vec<(NoteKind, String)>,
}

/// What a paragraph's properties say.
#[derive(Debug, Default)]
struct Paragraph {
    style: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    outline: Option<String>,
    /// Whether its end was deleted, so that the next paragraph goes on with it.
    end_deleted: bool,
    /// What stands in front of the first text.
    label: Option<String>,
    /// Whether the next paragraph goes on with it.
    goes_on: bool,
    /// Whether it goes on with the one before.
    joined: bool,
}

#[derive(Debug, Default)]
struct Run {
    hidden: Option<bool>,
    style: Option<String>,
    /// Whether it stands above the line, as the mark of a note does.
    raised: bool,
}

#[derive(Debug, Default)]
struct CellProperties {
    columns: Option<String>,
    joins: bool,
}

/// What is put aside while a text box is read.
#[derive(Debug)]
struct Around {
    markup: MarkupReader,
    paragraph: Paragraph,
    run: Run,
    tables: usize,
    cell: Option<CellProperties>,
    behind: Vec<Material>,
    behind_table: Vec<Material>,
}

/// What is not part of the text: deleted and moved text, codes of fields, old properties, a second form of drawings.
const LEFT_OUT: [&str; 11] = [
    "instrText",
    "delText",
    "delInstrText",
    "rPrChange",
    "pPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "sectPrChange",
    "Fallback",
    "rt",
];

const NO_ATTRIBUTES: &dyn Fn(&str) -> Option<String> = &|_| None;

impl Sink for Body<'_> {
    fn begin(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
        let value = || attribute("val");
        let on = || value().is_none_or(|on| is_on(&on));
        if self.in_paragraph_properties {
            match name {
                "pStyle" => self.paragraph.style = value(),
                "numId" => self.paragraph.list = value(),
                "ilvl" => self.paragraph.level = value().and_then(|level| level.parse().ok()),
                "outlineLvl" => self.paragraph.outline = value(),
                // Of the mark at the end of the paragraph.
                "del" | "moveFrom" => self.paragraph.end_deleted = true,
                _ => {}
            }
            return !matches!(
                name,
                "pPrChange" | "rPrChange" | "sectPr" | "del" | "moveFrom"
            );
        }
        if self.in_run_properties {
            match name {
                "vanish" => self.run.hidden = Some(on()),
                "rStyle" => self.run.style = value(),
                "vertAlign" => self.run.raised = value().as_deref() == Some("superscript"),
                _ => {}
            }
            return name != "rPrChange";
        }
        if LEFT_OUT.contains(&name) {
            return false;
        }
        match name {
            "del" | "moveFrom" | "hidden" if self.in_row_properties => {
                self.row_left_out |= value().is_none_or(|on| is_on(&on));
                if name == "hidden" {
                    remark(&mut self.remarks, NoteKind::Hidden, "");
                }
            }
            "trPr" => self.in_row_properties = true,
            "del" | "moveFrom" => return false,
            "AlternateContent" => self.alternatives.push(false),
            "Choice" => {
                if let Some(read) = self.alternatives.last_mut() {
                    return !std::mem::replace(read, true);
                }
            }
            "p" => self.begin_paragraph(),
            "pPr" => self.in_paragraph_properties = true,
            "r" => self.run = Run::default(),
            "rPr" => self.in_run_properties = true,
            "t" => self.in_text = true,
            "tab" | "ptab" => self.put(" "),
            "br" | "cr" => {
                if !self.is_unseen() {
                    self.markup.begin("br", NO_ATTRIBUTES);
                }
            }
            "noBreakHyphen" => self.put("-"),
            "footnoteReference" | "endnoteReference" => {
                let id = attribute("id").unwrap_or_default();
                self.note((name == "endnoteReference", id));
            }
            "sdt" => self.prompts.push(false),
            "showingPlcHdr" => {
                if let Some(prompt) = self.prompts.last_mut() {
                    *prompt = on();
                }
            }
            "txbxContent" => self.begin_box(),
            "altChunk" => remark(&mut self.remarks, NoteKind::Embedded, ""),
            _ => return self.begin_table_part(name, attribute),
        }
        true
    }

    fn text(&mut self, text: &str) {
        if self.in_text {
            self.put(text);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "pPr" => {
                self.in_paragraph_properties = false;
                self.number();
            }
            "rPr" if !self.in_paragraph_properties => self.in_run_properties = false,
            "t" => self.in_text = false,
            "sdt" => {
                self.prompts.pop();
                let prompt = std::mem::take(&mut self.prompt);
                if !prompt.trim().is_empty() && !self.prompts.contains(&true) {
                    remark(&mut self.remarks, NoteKind::Prompt, &prompt);
                }
            }
            "trPr" => self.in_row_properties = false,
            "AlternateContent" => {
                self.alternatives.pop();
            }
            "txbxContent" => self.end_box(),
            "tc" => {
                self.begin_cell();
                self.markup.end("td");
            }
            "tr" => {
                self.row_left_out = false;
                self.markup.end("tr");
            }
            "tbl" => {
                self.markup.end("table");
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    for behind in std::mem::take(&mut self.behind_table) {
                        self.markup.append(behind);
                    }
                }
            }
            _ => {}
        }
    }
}

impl<'a> Body<'a> {
    pub(super) fn new(
        styles: &'a Styles,
        numbering: Numbering,
        notes: HashMap<(bool, String), String>,
    ) -> Self {
        Self {
            styles,
            numbering,
            notes,
            markup: MarkupReader::default(),
            paragraph: Paragraph::default(),
            run: Run::default(),
            in_paragraph_properties: false,
            in_run_properties: false,
            in_text: false,
            cell: None,
            in_row_properties: false,
            row_left_out: false,
            tables: 0,
            around: Vec::new(),
            behind: Vec::new(),
            behind_table: Vec::new(),
            prompts: Vec::new(),
            alternatives: Vec::new(),
            unseen: String::new(),
            prompt: String::new(),
            remarks: Vec::new(),
        }
    }

    /// What was read.
    pub(super) fn finish(mut self) -> Material {
        self.end_unseen();
        while !self.around.is_empty() {
            self.end_box();
        }
        if self.paragraph.goes_on {
            self.markup.end("p");
        }
        let mut material = self.markup.finish();
        material.remarks.extend(self.remarks);
        material
    }

    fn begin_paragraph(&mut self) {
        self.begin_cell();
        self.paragraph = Paragraph {
            joined: self.paragraph.goes_on,
            ..Paragraph::default()
        };
        self.run = Run::default();
        if !self.paragraph.joined {
            self.markup.begin("p", NO_ATTRIBUTES);
        }
    }

    /// Counts the paragraph whose properties have been read, and tells whether it is a heading.
    fn number(&mut self) {
        let own = self.paragraph.style.clone();
        let usual = || self.styles.usual("paragraph").map(str::to_owned);
        let style = own.or_else(usual).unwrap_or_default();
        let heading = match &self.paragraph.outline {
            Some(level) => level.as_str() < "9",
            None => self.styles.is_heading(&style),
        };
        self.markup.set_heading(heading);
        let from_style = self.styles.list(&style);
        let list = self.paragraph.list.clone();
        let list = list.or_else(|| from_style.as_ref().map(|(list, _)| list.clone()));
        let Some(list) = list.filter(|list| list != "0") else {
            return;
        };
        let by_style = || {
            let linked = self.numbering.level_of_style(&list, &style);
            linked.or_else(|| from_style.as_ref().and_then(|(_, level)| *level))
        };
        let level = self.paragraph.level.or_else(by_style).unwrap_or(0);
        if self.row_left_out || self.paragraph.joined {
            return;
        }
        match self.numbering.count(&list, level) {
            Label::Text(label) => self.paragraph.label = Some(label),
            Label::Unknown => self.paragraph.label = Some(String::new()),
            Label::Nothing => {}
        }
    }

    fn end_paragraph(&mut self) {
        self.end_unseen();
        if self.paragraph.end_deleted {
            self.paragraph.goes_on = true;
            return;
        }
        self.markup.end("p");
        self.markup.set_heading(false);
        if self.tables == 0 {
            for behind in std::mem::take(&mut self.behind) {
                self.markup.append(behind);
            }
        } else {
            // What belongs to a cell and is no part of its text stands behind the table.
            self.behind_table.append(&mut self.behind);
        }
    }

    /// Whether what is read now is not shown, or is a prompt.
    fn is_unseen(&self) -> bool {
        self.is_hidden() || self.prompts.contains(&true) || self.row_left_out
    }

    fn is_hidden(&self) -> bool {
        let by_style = |style: &Option<String>| {
            let style = style.as_deref();
            style.is_some_and(|style| self.styles.is_hidden(style))
        };
        let styles = || by_style(&self.run.style) || by_style(&self.paragraph.style);
        self.run.hidden.unwrap_or_else(styles)
    }

    fn put(&mut self, text: &str) {
        const MOST: usize = 400;
        if self.row_left_out {
            return;
        }
        if self.prompts.contains(&true) {
            if self.prompt.len() < MOST {
                self.prompt.push_str(text);
            }
            return;
        }
        if self.is_hidden() {
            if self.unseen.len() < MOST {
                self.unseen.push_str(text);
            }
            return;
        }
        if let Some(label) = self.paragraph.label.take_if(|_| !text.trim().is_empty()) {
            if label.is_empty() {
                remark(&mut self.remarks, NoteKind::Numbering, text);
            } else {
                self.markup.text(&label);
                // A number that ends with a digit or letter must not run into the text.
                if label.ends_with(|c: char| c.is_ascii_alphanumeric()) {
                    self.markup.text(" ");
                }
            }
        }
        // The mark of a note beside a figure is no digit of it.
        if self.run.raised && self.tables > 0 {
            self.markup.text(" ");
        }
        self.markup.text(text);
    }

    fn end_unseen(&mut self) {
        let unseen = std::mem::take(&mut self.unseen);
        if !unseen.trim().is_empty() {
            remark(&mut self.remarks, NoteKind::HiddenText, &unseen);
        }
    }

    /// A reference to a note, whose text stands behind the paragraph.
    fn note(&mut self, id: (bool, String)) {
        if self.is_unseen() {
            return;
        }
        if let Some(text) = self
            .notes
            .remove(&id)
            .filter(|text| !text.trim().is_empty())
        {
            remark(&mut self.remarks, NoteKind::Footnote, &text);
            let mut behind = Material::default();
            let marked = text.trim_start().starts_with(['注', '*', '※']);
            let text = if marked {
                text
            } else {
                format!("注：{}", text.trim_start())
            };
            behind.push_text(&text, false);
            self.behind.push(behind);
        }
    }

    fn begin_box(&mut self) {
        self.around.push(Around {
            markup: std::mem::take(&mut self.markup),
            paragraph: std::mem::take(&mut self.paragraph),
            run: std::mem::take(&mut self.run),
            tables: std::mem::take(&mut self.tables),
            cell: self.cell.take(),
            behind: std::mem::take(&mut self.behind),
            behind_table: std::mem::take(&mut self.behind_table),
        });
    }

    fn end_box(&mut self) {
        let Some(around) = self.around.pop() else {
            return;
        };
        let inside = std::mem::replace(&mut self.markup, around.markup).finish();
        self.paragraph = around.paragraph;
        self.run = around.run;
        self.tables = around.tables;
        self.cell = around.cell;
        self.behind = around.behind;
        self.behind_table = around.behind_table;
        if !inside.blocks.is_empty() {
            remark(&mut self.remarks, NoteKind::TextBox, &inside.beginning());
            self.behind.push(inside);
        }
    }

    fn begin_table_part(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
        match name {
            "tbl" => {
                self.begin_cell();
                self.tables += 1;
                self.markup.begin("table", NO_ATTRIBUTES);
            }
            "tr" => {
                self.row_left_out = false;
                self.markup.begin("tr", NO_ATTRIBUTES);
            }
            "gridBefore" if !self.row_left_out => {
                let columns = attribute("val");
                self.markup
                    .begin("td", &|name| columns.clone().filter(|_| name == "colspan"));
                self.markup.end("td");
            }
            "tc" => {
                if self.row_left_out {
                    return false;
                }
                self.cell = Some(CellProperties::default());
            }
            "gridSpan" => {
                if let Some(cell) = &mut self.cell {
                    cell.columns = attribute("val");
                }
            }
            "vMerge" => {
                if let Some(cell) = &mut self.cell {
                    cell.joins = attribute("val").is_none_or(|how| how != "restart");
                }
            }
            _ => {}
        }
        true
    }

    /// Begins the cell whose properties have been read.
    fn begin_cell(&mut self) {
        if let Some(cell) = self.cell.take() {
            self.markup.begin("td", &|name| match name {
                "colspan" => cell.columns.clone(),
                JOINS_ABOVE => cell.joins.then(String::new),
                _ => None,
            });
        }
    }
}
