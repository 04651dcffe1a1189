//! A rectangle of figures for the clipboard, as spreadsheets take it: tabs and line ends, and a table.

use super::html::escaped;

/// A text, and how many columns it stands across.
pub type Spread = (String, usize);

/// Tabs between columns, a line for each row. A text across several columns is followed by blanks.
#[must_use]
pub fn tsv(rows: &[Vec<Spread>]) -> String {
    let mut out = String::new();
    for row in rows {
        let mut first = true;
        for (text, columns) in row {
            if !std::mem::replace(&mut first, false) {
                out.push('\t');
            }
            out.push_str(&plain(text));
            out.extend(std::iter::repeat_n('\t', columns.saturating_sub(1)));
        }
        out.push_str("\r\n");
    }
    out
}

/// A text that would break the block stands in quotation marks.
fn plain(text: &str) -> String {
    if text.contains(['\t', '\n', '\r', '"']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// A table.
#[must_use]
pub fn table(rows: &[Vec<Spread>]) -> String {
    let mut out = String::from("<table>");
    for row in rows {
        out.push_str("<tr>");
        for (text, columns) in row {
            let span = match columns {
                0 | 1 => String::new(),
                columns => format!(" colspan=\"{columns}\""),
            };
            out.push_str(&format!("<td{span}>{}</td>", escaped(text)));
        }
        out.push_str("</tr>");
    }
    out + "</table>"
}
