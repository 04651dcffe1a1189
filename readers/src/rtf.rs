//! Rich text (RTF 1.9.1), which office systems like to call `.doc`: paragraphs and tables as Word shows them.

mod tokens;

use std::collections::HashMap;

use crate::Decoder;
use crate::material::{NoteKind, Part, Refusal};
use crate::ruled::{self, Row, RuledCell, Vertical};

use tokens::{Token, Tokens};

/// Groups may be so deep within each other.
const DEEPEST: usize = 500;

/// The most cells that a row has.
const MOST_CELLS: usize = 64;

/// So many bytes that RTF is not written with are damage; more are a habit.
const MOST_ODD: usize = 16;

/// Groups that are no part of the text.
const LEFT_OUT: [&str; 28] = [
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "fldinst",
    "xe",
    "tc",
    "rxe",
    "nonshppict",
    "nonesttables",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "generator",
    "objdata",
    "objclass",
    "filetbl",
    "sp",
    "upr",
];

/// Whether bytes begin as RTF does.
pub(crate) fn is_rtf(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"{\\rtf")
}

/// The material of a text.
///
/// # Errors
/// When its groups do not come out even.
pub(crate) fn read(bytes: &[u8], decoder: &dyn Decoder) -> Result<Part, Refusal> {
    let mut reader = Reader::new(decoder);
    let mut tokens = Tokens::new(bytes);
    for token in tokens.by_ref() {
        reader.take(token)?;
        if reader.around.is_empty() && token == Token::Close {
            break;
        }
    }
    let behind = bytes.get(tokens.at..).unwrap_or_default();
    if !reader.around.is_empty() {
        return Err(Refusal::CutShort);
    }
    if behind
        .iter()
        .any(|byte| !matches!(byte, 0 | b'\r' | b'\n' | b' ' | 26))
    {
        return Err(Refusal::Damaged);
    }
    let mut part = reader.finish();
    if (1..=MOST_ODD).contains(&bytes.iter().filter(is_odd).count()) {
        part.note(NoteKind::Broken, 0, 0, "");
    }
    Ok(part)
}

/// Whether a byte is none that RTF is written with. Who writes Chinese with such bytes does so throughout; a few of them are
/// damage.
fn is_odd(byte: &&u8) -> bool {
    !matches!(byte, b' '..=b'~' | b'\t' | b'\r' | b'\n' | 0)
}

/// Where text goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Goes {
    #[default]
    Body,
    /// Nowhere.
    Nowhere,
    /// Into the table of fonts.
    Fonts,
    /// Into a note of this kind.
    Aside(NoteKind),
}

/// What is in force within a group.
#[derive(Clone, Debug)]
struct State {
    goes: Goes,
    /// How many bytes stand for a character in programs that do not know Unicode.
    skips: usize,
    font: i32,
    hidden: bool,
    deleted: bool,
    raised: bool,
    in_table: bool,
    depth: i32,
    outline: Option<i32>,
    /// Whether the group may be left out by who does not know it.
    optional: bool,
}

struct Reader<'a> {
    decoder: &'a dyn Decoder,
    state: State,
    around: Vec<State>,
    code_page: u16,
    fonts: HashMap<i32, u16>,
    /// Bytes of an older encoding, until it is clear that no more follow.
    bytes: Vec<u8>,
    text: Vec<u16>,
    hidden: Vec<u16>,
    deleted: Vec<u16>,
    aside: Vec<u16>,
    to_skip: usize,
    part: Part,
    definition: Definition,
    /// The definition in front of the row's first cell, where there is one.
    in_front: Option<Definition>,
    cell: String,
    cells: Vec<String>,
    rows: Vec<Row>,
    is_broken: bool,
}

/// The definition of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Definition {
    left: i32,
    cells: Vec<(i32, bool, Option<Vertical>)>,
    /// How the next cell is merged.
    joins_left: bool,
    vertical: Option<Vertical>,
    /// Whether it is being read, and whether something in it is not known.
    is_open: bool,
    is_odd: bool,
}

impl<'a> Reader<'a> {
    fn new(decoder: &'a dyn Decoder) -> Self {
        Self {
            decoder,
            state: State {
                goes: Goes::Body,
                skips: 1,
                font: -1,
                hidden: false,
                deleted: false,
                raised: false,
                in_table: false,
                depth: 0,
                outline: None,
                optional: false,
            },
            around: Vec::new(),
            code_page: 1252,
            fonts: HashMap::new(),
            bytes: Vec::new(),
            text: Vec::new(),
            hidden: Vec::new(),
            deleted: Vec::new(),
            aside: Vec::new(),
            to_skip: 0,
            part: Part::default(),
            definition: Definition::default(),
            in_front: None,
            cell: String::new(),
            cells: Vec::new(),
            rows: Vec::new(),
            is_broken: false,
        }
    }

    fn take(&mut self, token: Token<'_>) -> Result<(), Refusal> {
        if let Token::Byte(byte) = token {
            self.byte(byte);
            return Ok(());
        }
        self.end_bytes();
        match token {
            Token::Open => {
                self.to_skip = 0;
                if self.around.len() > DEEPEST {
                    return Err(Refusal::Damaged);
                }
                self.around.push(self.state.clone());
                self.state.optional = false;
            }
            Token::Close => {
                self.to_skip = 0;
                let state = self.around.pop().ok_or(Refusal::Damaged)?;
                if let Goes::Aside(kind) = self.state.goes
                    && state.goes != self.state.goes
                {
                    self.end_aside(kind);
                }
                self.state = state;
            }
            Token::Word(name, number) => {
                let name = std::str::from_utf8(name).unwrap_or_default();
                self.word(name, number);
            }
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Byte(_) => {}
        }
        Ok(())
    }

    fn byte(&mut self, byte: u8) {
        if self.to_skip > 0 {
            self.to_skip -= 1;
            return;
        }
        if matches!(self.state.goes, Goes::Nowhere | Goes::Fonts) {
            return;
        }
        self.definition.is_odd |= self.definition.is_open && byte != b' ';
        if byte.is_ascii() && !self.is_halved() {
            self.end_bytes();
            self.unit(u16::from(byte));
        } else {
            self.bytes.push(byte);
        }
    }

    fn page(&self) -> u16 {
        let own = self.fonts.get(&self.state.font).copied();
        own.unwrap_or(self.code_page)
    }

    /// Whether the first byte of a character of two has come and not the second.
    fn is_halved(&self) -> bool {
        let two = matches!(self.page(), 932 | 936 | 949 | 950 | 54936);
        let mut halved = false;
        for byte in &self.bytes {
            halved = !halved && *byte > 0x80;
        }
        two && halved
    }

    fn end_bytes(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let decoded = self.decoder.decoded(self.page(), &bytes);
        let text = decoded.unwrap_or_else(|| "\u{fffd}".to_owned());
        for unit in text.encode_utf16() {
            self.unit(unit);
        }
    }

    /// Takes a unit of UTF-16.
    fn unit(&mut self, unit: u16) {
        let state = &self.state;
        let text = match state.goes {
            Goes::Nowhere | Goes::Fonts => return,
            Goes::Aside(_) => &mut self.aside,
            Goes::Body if state.deleted => &mut self.deleted,
            Goes::Body if state.hidden => &mut self.hidden,
            Goes::Body => &mut self.text,
        };
        text.push(unit);
    }

    fn symbol(&mut self, symbol: u8) {
        if self.to_skip > 0 {
            self.to_skip -= 1;
            return;
        }
        match symbol {
            b'*' => self.state.optional = true,
            b'~' => self.unit(u16::from(b' ')),
            b'_' => self.unit(u16::from(b'-')),
            b'\\' | b'{' | b'}' => self.unit(u16::from(symbol)),
            b'\r' | b'\n' => self.end_paragraph(),
            _ => {}
        }
    }

    fn word(&mut self, name: &str, number: Option<i32>) {
        if self.to_skip > 0 && !matches!(name, "u" | "par" | "cell" | "row") {
            self.to_skip -= 1;
            return;
        }
        self.to_skip = 0;
        if std::mem::take(&mut self.state.optional) && !self.optional_group(name) {
            self.state.goes = Goes::Nowhere;
        }
        if self.state.goes == Goes::Nowhere && name != "shptxt" {
            return;
        }
        let on = number != Some(0);
        match name {
            "fonttbl" => self.state.goes = Goes::Fonts,
            "footnote" => self.state.goes = Goes::Aside(NoteKind::Footnote),
            "annotation" => self.state.goes = Goes::Aside(NoteKind::Comment),
            "shptxt" | "dptxbxtext" => self.state.goes = Goes::Aside(NoteKind::TextBox),
            name if LEFT_OUT.contains(&name) => self.state.goes = Goes::Nowhere,
            "ansicpg" => {
                self.code_page = number.and_then(|n| u16::try_from(n).ok()).unwrap_or(1252)
            }
            "f" => self.state.font = number.unwrap_or(0),
            "fcharset" => {
                if let Some(page) = code_page(number.unwrap_or(0)) {
                    self.fonts.insert(self.state.font, page);
                }
            }
            "uc" => self.state.skips = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(1),
            "u" => {
                let unit = number.unwrap_or(0).rem_euclid(0x1_0000);
                self.unit(u16::try_from(unit).unwrap_or(0xfffd));
                self.to_skip = self.state.skips;
            }
            "v" => self.state.hidden = on,
            "deleted" => self.state.deleted = on,
            "super" => {
                // The mark of a note beside a figure is no digit of it.
                if on && !self.state.raised {
                    self.unit(u16::from(b' '));
                }
                self.state.raised = on;
            }
            "nosupersub" => self.state.raised = false,
            "plain" => {
                self.state.hidden = false;
                self.state.deleted = false;
                self.state.raised = false;
            }
            "pard" => {
                self.definition.is_open = false;
                self.state.in_table = false;
                self.state.depth = 0;
                self.state.outline = None;
            }
            "intbl" => self.state.in_table = on,
            "itap" => self.state.depth = number.unwrap_or(1),
            "outlinelevel" => self.state.outline = number,
            "par" | "sect" | "page" => self.end_paragraph(),
            "nestcell" | "nestrow" => {
                let table = self.part.tables() + 1;
                let row = self.rows.len() + 1;
                self.part.note(NoteKind::NestedTable, table, row, "");
                self.end_line();
            }
            "cell" => self.end_cell(),
            "row" => self.end_row(),
            name => match character(name) {
                Some(c) => self.unit(c),
                None => self.define(name, number),
            },
        }
    }

    /// Whether a group that may be left out is read.
    fn optional_group(&self, name: &str) -> bool {
        matches!(
            name,
            "shppict" | "shpinst" | "do" | "annotation" | "footnote"
        )
    }

    fn define(&mut self, name: &str, number: Option<i32>) {
        let definition = &mut self.definition;
        match name {
            "trowd" => {
                *definition = Definition {
                    is_open: true,
                    ..Definition::default()
                }
            }
            "trleft" => definition.left = number.unwrap_or(0),
            "clmrg" => definition.joins_left = true,
            "clvmgf" => definition.vertical = Some(Vertical::First),
            "clvmrg" => definition.vertical = Some(Vertical::Continued),
            "cellx" if definition.cells.len() < MOST_CELLS => {
                let joins_left = std::mem::take(&mut definition.joins_left);
                let vertical = definition.vertical.take();
                let edge = number.unwrap_or(i32::MIN);
                definition.cells.push((edge, joins_left, vertical));
            }
            name => definition.is_odd |= definition.is_open && !may_define(name),
        }
    }

    fn end_aside(&mut self, kind: NoteKind) {
        self.part.note_left_out(kind, &mut self.aside);
    }

    /// The text of the paragraph that has come to its end.
    fn line(&mut self) -> String {
        self.part
            .note_left_out(NoteKind::HiddenText, &mut self.hidden);
        self.part
            .note_left_out(NoteKind::DeletedText, &mut self.deleted);
        let text = String::from_utf16_lossy(&std::mem::take(&mut self.text));
        if text.contains('\u{fffd}') && !std::mem::replace(&mut self.is_broken, true) {
            self.part.note(NoteKind::Broken, 0, 0, &text);
        }
        text
    }

    fn end_paragraph(&mut self) {
        if let Goes::Aside(_) = self.state.goes {
            self.aside.push(u16::from(b' '));
            return;
        }
        if self.state.in_table || self.state.depth > 0 {
            self.end_line();
            return;
        }
        self.end_table();
        let heading = self.state.outline.is_some_and(|level| level < 9);
        let line = self.line();
        self.part.push_text(&line, heading);
    }

    /// Ends a paragraph within a cell.
    fn end_line(&mut self) {
        let line = self.line();
        if !self.cell.is_empty() && !line.is_empty() {
            self.cell.push('\n');
        }
        self.cell.push_str(&line);
    }

    fn end_cell(&mut self) {
        if self.cells.is_empty() {
            self.in_front = Some(self.definition.clone());
        }
        self.end_line();
        self.cells.push(std::mem::take(&mut self.cell));
    }

    fn end_row(&mut self) {
        let rest = self.line();
        let cells = std::mem::take(&mut self.cells);
        if self.definition.is_odd {
            let table = self.part.tables() + 1;
            let row = self.rows.len() + 1;
            self.part
                .note(NoteKind::OddRow, table, row, &cells.join(" "));
        }
        // Word defines a row in front of it and behind; then both must say the same.
        let in_front = self.in_front.take().filter(|own| !own.cells.is_empty());
        let agrees = in_front.is_none_or(|own| {
            own.cells == self.definition.cells && own.left == self.definition.left
        });
        let edges = self.definition.edges();
        let is_whole = agrees
            && rest.trim().is_empty()
            && self.cell.is_empty()
            && cells.len() == self.definition.cells.len()
            && !cells.is_empty();
        let text = format!(
            "{} {}{rest}",
            cells.join(" "),
            std::mem::take(&mut self.cell)
        );
        self.definition.is_open = false;
        self.rows.push(match edges.filter(|_| is_whole) {
            Some(edges) => {
                let cells = cells.into_iter().zip(&self.definition.cells);
                let cells = cells.map(|(text, (_, joins_left, vertical))| RuledCell {
                    text,
                    joins_left: *joins_left,
                    vertical: vertical.unwrap_or(Vertical::Alone),
                });
                Row::Whole(edges, cells.collect())
            }
            None => Row::Damaged(text),
        });
    }

    fn end_table(&mut self) {
        let left = std::mem::take(&mut self.cells);
        self.in_front = None;
        if !left.is_empty() || !self.cell.is_empty() {
            // Cells without an end of their row.
            let cell = std::mem::take(&mut self.cell);
            self.rows
                .push(Row::Damaged(format!("{} {cell}", left.join(" "))));
        }
        if !self.rows.is_empty() {
            ruled::push(&mut self.part, std::mem::take(&mut self.rows));
        }
    }

    fn finish(mut self) -> Part {
        self.end_table();
        let line = self.line();
        self.part.push_text(&line, false);
        self.part
    }
}

impl Definition {
    /// The edges of its cells; `None` when they do not go from left to right.
    fn edges(&self) -> Option<Vec<i32>> {
        let right = self.cells.iter().map(|(edge, ..)| *edge);
        let mut edges: Vec<i32> = right.collect();
        let first = *edges.first()?;
        edges.insert(0, self.left.min(first));
        let ordered = edges.iter().zip(edges.iter().skip(1)).all(|(l, r)| l <= r);
        (ordered && first >= self.left).then_some(edges)
    }
}

/// Whether a control word may stand in the definition of a row. Of those that say how cells are merged, and resemble each
/// other, every one is known.
fn may_define(name: &str) -> bool {
    const BEGINNINGS: [&str; 13] = [
        "cl", "tr", "brdr", "td", "irow", "lastrow", "ts", "ltr", "rtl", "tbl", "tap", "rawcl",
        "row",
    ];
    let is_known = matches!(name, "clvertalt" | "clvertalc" | "clvertalb" | "clmgf");
    let resembles = name.starts_with("clv") || name.starts_with("clm");
    let begins = |beginning: &&str| name.starts_with(beginning);
    is_known || !resembles && BEGINNINGS.iter().any(begins)
}

/// The code page of a font's character set.
const fn code_page(set: i32) -> Option<u16> {
    match set {
        128 => Some(932),
        129 => Some(949),
        134 => Some(936),
        136 => Some(950),
        _ => None,
    }
}

/// The character that a control word stands for.
fn character(name: &str) -> Option<u16> {
    let c = match name {
        "tab" | "enspace" | "emspace" | "qmspace" => ' ',
        "line" | "lbr" | "column" => '\n',
        "emdash" => '—',
        "endash" => '–',
        "bullet" => '•',
        "lquote" => '‘',
        "rquote" => '’',
        "ldblquote" => '“',
        "rdblquote" => '”',
        _ => return None,
    };
    u16::try_from(u32::from(c)).ok()
}
