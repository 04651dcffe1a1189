//! The one host test program; its modules mirror those of the library.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failing test panics"
)]

/// A reader of ZIP archives that is not ours.
mod archive;
/// Random numbers that a seed tells.
mod chance;
/// What is found while typing.
mod checks;
/// The reports of many organs: roster, intake, placing, sums, board, file.
mod collection;
/// What leaves the page: documents, markup, plain text, file names.
mod export;
/// What comes in: grids, clipboard text, blocks pasted into the editor.
mod import;
/// Who may use whom, and other rules that every source file keeps.
mod layers;
/// A small reader of HTML, independent of everything that is tested.
mod markup;
/// The official format and what is read from a draft.
mod model;
/// How the journeys touch the page.
mod real_input;
/// A fictional report to test with.
mod sample;
/// How a test says that it cannot run here.
mod skipped;
mod storage;
/// What the page decides without a browser.
mod ui;
