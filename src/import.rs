//! From foreign material to a draft: pasted pages, files, and blocks for the tables of the editor.
//!
//! [`open`] tells what a file or a paste is and lets the right reader make [`material::Material`] of it (`markup`,
//! `plain_text`, `docx`, `xlsx`), [`recognise`] finds the report in it, and what is [`found::Found`] is shown before anything is written. [`block`] lays a pasted block over a table.
//! Nothing here fails for good: what cannot be placed is handed back, so that it can be shown.

pub mod block;
pub mod docx;
pub mod encoding;
pub mod flat;
pub mod found;
pub mod grid;
pub mod label;
pub mod markup;
pub mod material;
pub mod office;
pub mod open;
pub mod origin;
pub mod pace;
pub mod package;
pub mod plain_text;
pub mod recognise;
pub mod run_together;
pub mod taking;
pub mod tsv;
pub mod xlsx;
pub mod xml;

mod glued;
mod prose;
mod rests;
mod span;
mod tables;
