//! The collection: roster, intake, placing, sums, board, and its file.

mod board;
mod county;
mod example;
mod file;
mod intake;
mod placing;
mod roster;
mod sum;
mod zip;
