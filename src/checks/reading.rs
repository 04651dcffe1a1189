//! Reading prose: what is said in it about the figures, and where.

pub mod plain;
