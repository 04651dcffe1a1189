//! Tests of reading prose.

/// Numerals.
mod numeral;
/// Prose prepared for reading.
mod plain;
