//! What comes in: grids, clipboard text, blocks pasted into the editor.

/// Blocks pasted into the tables of the editor.
mod block;
/// Spans of a table's markup, expanded.
mod grid;
/// Stand-ins for the browser's parsers.
mod parsers;
/// Published reports, where they are at hand.
mod published;
/// Clipboard text of Excel and WPS.
mod tsv;
