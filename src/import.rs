//! From foreign material to a draft: pasted blocks and tables.
//!
//! Readers make a [`grid::Grid`] of what they are given; everything after them works on the grid.
//! Nothing here fails for good: what cannot be placed is handed back, so that it can be shown.

pub mod block;
pub mod grid;
pub mod tsv;
