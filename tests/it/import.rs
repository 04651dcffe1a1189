//! What comes in: grids, clipboard text, blocks pasted into the editor.

/// Blocks pasted into the tables of the editor.
mod block;
/// Spans of a table's markup, expanded.
mod grid;
/// Clipboard text of Excel and WPS.
mod tsv;
