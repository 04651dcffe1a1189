//! The one function through which every text of a report passes on its way into HTML or XML.

/// The text as HTML or XML, in an element or a quoted attribute; characters that either forbids are dropped.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\t' | '\n' => html.push(c),
            c if is_forbidden(c) => {}
            c => html.push(c),
        }
    }
    html
}

/// Control characters and the code points that are no characters.
fn is_forbidden(c: char) -> bool {
    let code = u32::from(c);
    c.is_control() || matches!(code, 0xFDD0..=0xFDEF) || code & 0xFFFE == 0xFFFE
}
