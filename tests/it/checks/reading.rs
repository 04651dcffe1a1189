//! Tests of reading prose.

/// Prose prepared for reading.
mod plain;
