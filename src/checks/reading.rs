//! Reading prose: what is said in it about the figures, and where.
//!
//! A section's prose is prepared (`plain`), split into known words and numbers (`tokens`, driven by
//! the table in `words`), and read for claims (`claims`, `number`, `counts`, `assertions`), each with the `target`s that
//! it may mean. The checks in `consistency` compare.

pub mod claims;
pub mod numeral;
pub mod period;
pub mod plain;
pub mod span;
pub mod target;
pub mod tokens;
pub mod words;

mod assertions;
mod attributes;
mod counts;
mod number;
mod scope;

use self::claims::{Circumstances, Claim};
use self::plain::Plain;
use self::tokens::{Dictionary, Token};
use crate::model::draft::Draft;
use crate::model::level::Level;
use crate::model::section::Section;

/// The prose of a section, read.
#[derive(Debug)]
pub struct Passage {
    /// The section.
    pub section: Section,
    /// Its prose, prepared.
    pub plain: Plain,
    /// The prepared prose, split.
    pub tokens: Vec<Token>,
    /// What it claims of the year reported on.
    pub claims: Vec<Claim>,
    /// What it claims of the year before.
    pub last_year: Vec<Claim>,
}

/// Reads all prose of a draft. The figures make no difference to it.
#[must_use]
pub fn passages(draft: &Draft) -> Vec<Passage> {
    let year = draft.report_year().map(|year| year.get());
    let circumstances = Circumstances {
        summary: matches!(
            draft.level,
            Some(Level::County | Level::City | Level::Province)
        ),
        single: matches!(
            draft.level,
            Some(Level::Department | Level::Township | Level::GovernmentOffice)
        ),
        office: draft.level == Some(Level::GovernmentOffice),
        hears: draft.organ.contains("司法")
            || !matches!(draft.level, Some(Level::Department | Level::Township)),
    };
    let dictionary = Dictionary::kept();
    let written = Section::ALL
        .into_iter()
        .filter(|section| !draft.prose(*section).is_empty());
    written
        .map(|section| {
            let plain = Plain::read(draft.prose(section));
            let tokens = tokens::split(dictionary, &plain, year, &draft.organ);
            let claims = claims::read(&tokens, circumstances);
            Passage {
                section,
                plain,
                tokens,
                claims: claims.own,
                last_year: claims.last_year,
            }
        })
        .collect()
}
