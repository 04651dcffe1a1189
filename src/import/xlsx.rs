//! Reads Excel files: each sheet is a table, with its figures as Excel shows them. What is hidden is left out and noted.

pub mod decimal;
pub mod number_format;

mod dates;
mod flat;
mod sheet;
mod styles;

use sheet::Sheet;
use styles::Styles;

use super::found::NoteKind;
use super::markup::Sink;
use super::material::Material;
use super::pace::Pace;
use super::package::{Package, PackageError};
use super::xml::{self, NotXml};

/// So many sheets are looked at.
const MOST_SHEETS: usize = 50;

/// A sheet that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is called.
    pub name: String,
    /// What is on it.
    pub material: Material,
}

/// The sheets of a package whose main part is a workbook.
///
/// # Errors
/// When the package is damaged or too large.
pub async fn read(
    package: &Package<'_>,
    main: &str,
    pace: &dyn Pace,
) -> Result<Vec<Part>, PackageError> {
    let mut workbook = Workbook::default();
    package.read(main, &mut workbook, pace).await?;
    let relations = package.relations(main, pace).await?;
    let mut strings = Strings::default();
    for part in relations.of_kind("sharedstrings").take(1) {
        package.read(part, &mut strings, pace).await?;
    }
    let mut styles = Styles::default();
    for part in relations.of_kind("styles").take(1) {
        package.read(part, &mut styles, pace).await?;
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut hidden: Vec<String> = Vec::new();
    for (at, listed) in workbook.sheets.iter().enumerate() {
        let Some(part) = relations.target(&listed.id) else {
            continue;
        };
        if at >= MOST_SHEETS {
            if let Some(last) = parts.last_mut() {
                last.material.cut_short = true;
            }
            break;
        }
        let mut sheet = Sheet::new(&strings.texts, &styles, workbook.from_1904);
        package.read(part, &mut sheet, pace).await?;
        if sheet.is_damaged {
            return Err(PackageError::Damaged);
        }
        let material = sheet.material();
        if listed.hidden {
            if !material.blocks.is_empty() {
                hidden.push(listed.name.clone());
            }
        } else {
            parts.push(Part {
                name: listed.name.clone(),
                material,
            });
        }
    }
    if let Some(first) = parts.first_mut() {
        let remarks = hidden.into_iter().map(|name| (NoteKind::HiddenSheet, name));
        first.material.remarks.extend(remarks);
    }
    Ok(parts)
}

/// The sheets of a workbook in one XML text.
///
/// # Errors
/// When it is no XML.
pub(super) fn read_flat(text: &str) -> Result<Vec<Part>, NotXml> {
    let mut workbook = flat::Workbook::default();
    xml::read(text, &mut workbook)?;
    Ok(workbook.parts)
}

/// The sheets in order.
#[derive(Debug, Default)]
struct Workbook {
    sheets: Vec<Listed>,
    /// Whether days are counted from 1904, as old programs on the Macintosh did.
    from_1904: bool,
}

#[derive(Debug)]
struct Listed {
    name: String,
    /// The identifier of its relation.
    id: String,
    hidden: bool,
}

impl Sink for Workbook {
    fn begin(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
        match name {
            "sheet" => {
                let hidden = attribute("state").is_some_and(|state| state != "visible");
                self.sheets.extend(attribute("id").map(|id| Listed {
                    name: attribute("name").unwrap_or_default(),
                    id,
                    hidden,
                }));
            }
            "workbookPr" => self.from_1904 = attribute("date1904").is_some_and(|on| is_on(&on)),
            _ => {}
        }
        true
    }

    fn text(&mut self, _: &str) {}

    fn end(&mut self, _: &str) {}
}

/// Whether the value of an attribute says yes.
fn is_on(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

/// The texts that cells refer to by number.
#[derive(Debug, Default)]
struct Strings {
    texts: Vec<String>,
    in_text: bool,
}

impl Sink for Strings {
    fn begin(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
        match name {
            "si" => self.texts.push(String::new()),
            "t" => self.in_text = true,
            // The mark of a note beside a figure is no digit of it.
            "vertAlign" if attribute("val").as_deref() == Some("superscript") => {
                if let Some(last) = self.texts.last_mut() {
                    last.push(' ');
                }
            }
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
        match name {
            "t" => self.in_text = false,
            "si" => {
                if let Some(last) = self.texts.last_mut() {
                    *last = unescaped(last);
                }
            }
            _ => {}
        }
    }
}

/// A text with `_x000D_` and the like as the characters that they stand for.
fn unescaped(text: &str) -> String {
    if !text.contains("_x") {
        return text.to_owned();
    }
    let code = |at: usize| -> Option<u16> {
        let own = text.get(at..at + 7)?;
        let digits = own.strip_prefix("_x")?.strip_suffix('_')?;
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hex
            .then(|| u16::from_str_radix(digits, 16).ok())
            .flatten()
    };
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text.char_indices();
    while let Some((at, c)) = rest.next() {
        if let Some(unit) = code(at) {
            units.push(unit);
            rest.nth(5);
        } else {
            units.extend(c.encode_utf16(&mut [0; 2]).iter());
        }
    }
    let text = String::from_utf16_lossy(&units);
    text.replace("\r\n", "\n").replace('\r', "\n")
}
