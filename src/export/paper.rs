//! The document for the printer: the exported fragment, in parts that a page does not tear apart.

use super::document::{Block, Document};
use super::html;

/// The fragment with each heading in one box with what follows it: no heading ends a page, and a table that fits on a
/// page stands on one.
#[must_use]
pub fn markup(document: &Document) -> String {
    let mut markup = String::new();
    let mut blocks = document.blocks.as_slice();
    while let Some((first, rest)) = blocks.split_first() {
        let together = match (first, rest) {
            (Block::Heading { .. }, [_, ..]) => 2,
            (_, _) => 1,
        };
        let (part, rest) = blocks.split_at_checked(together).unwrap_or((blocks, &[]));
        let (start, end) = match part {
            [_, _, ..] => ("<div class=\"nb-paper__part\">\n", "</div>\n"),
            _ => ("", ""),
        };
        markup.push_str(start);
        html::write_blocks(&mut markup, part, html::Options::default());
        markup.push_str(end);
        blocks = rest;
    }
    markup
}
