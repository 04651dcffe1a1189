//! Names of the files that the page offers for download, safe on Windows.

use crate::model::draft::Draft;

use super::document::Document;

/// The most bytes of a name: file systems take 255, and a browser may add “ (1)” and its own ending.
const LONGEST: usize = 200;

/// What stands for a title of which no character can be in a file name.
const NAMELESS: &str = "年度报告";

/// 〈标题〉 with an extension such as `html`; of a draft, the title says that it is one.
#[must_use]
pub fn of_document(document: &Document, extension: &str) -> String {
    let mark = document.mark.title_end();
    let title = document.title.strip_suffix(mark).unwrap_or(&document.title);
    named(title, &format!("{mark}.{extension}"))
}

/// 〈机关〉〈年〉年度报告备份.json
#[must_use]
pub fn of_backup(draft: &Draft) -> String {
    let year = draft
        .report_year()
        .map_or_else(String::new, |year| year.to_string());
    let organ = safe(draft.organ.trim());
    let end = format!("{year}年度报告备份.json");
    format!("{}{end}", shortened(&organ, LONGEST - end.len()))
}

/// A name of a free part, shortened where needed, and an end that always stays.
fn named(free: &str, end: &str) -> String {
    let free = safe(free);
    let free = shortened(&free, LONGEST.saturating_sub(end.len()));
    if free.is_empty() {
        format!("{NAMELESS}{end}")
    } else if is_device(free) {
        format!("_{free}{end}")
    } else {
        format!("{free}{end}")
    }
}

/// The text without what a file name must not contain; forbidden signs become full-width ones.
fn safe(text: &str) -> String {
    let allowed: String = text.chars().filter_map(allowed).collect();
    allowed
        .trim_matches(|c: char| c.is_whitespace() || c == '.')
        .to_owned()
}

/// The character to put into a file name, if any.
fn allowed(c: char) -> Option<char> {
    match c {
        '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => {
            // The full-width forms of ASCII stand in the same order.
            char::from_u32(u32::from(c) + 0xFEE0)
        }
        '\t' | '\n' | '\r' => Some(' '),
        c if c.is_control() => None,
        // Invisible characters and those that turn the direction of writing hide what a file is.
        '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => None,
        c => Some(c),
    }
}

/// As many whole characters as fit into so many bytes.
fn shortened(text: &str, bytes: usize) -> &str {
    let end = text
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .take_while(|end| *end <= bytes)
        .last()
        .unwrap_or(0);
    text.get(..end)
        .unwrap_or_default()
        .trim_end_matches(|c: char| c.is_whitespace() || c == '.')
}

/// Windows takes these words for devices, whatever extension follows.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let word = stem.to_ascii_uppercase();
    if matches!(word.as_str(), "CON" | "PRN" | "AUX" | "NUL") {
        return true;
    }
    ["COM", "LPT"].iter().any(|port| {
        word.strip_prefix(port).is_some_and(|number| {
            matches!(number, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9")
        })
    })
}
