//! Version 1 of the stored shape. Frozen: it is the backup file that offices keep for years.
//!
//! A text is stored as it was typed and only when something was typed; blank is not zero. What this
//! version does not know is kept to the character.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::{BeforeTheFirst, KIND, Version};
use crate::model::cell::{Cell, CellMap};
use crate::model::draft::{Draft, PreviousYear, Proved, Suppression, Text, UnknownValue};
use crate::model::level::Level;
use crate::model::section::Section;
use crate::model::year::ReportYear;
use crate::storage::damage::{Damage, Expected};
use crate::storage::json::{self, Object};

/// The number of this version.
pub const VERSION: u64 = 1;

/// One draft, as it is stored.
#[derive(Clone, Debug, Serialize)]
pub struct Saved {
    kind: &'static str,
    version: u64,
    organ: String,
    level: Option<String>,
    /// The year as a number, once what was typed is one.
    year: Option<u64>,
    /// What was typed for the year, when `year` does not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    year_text: Option<String>,
    /// `None` is the standard title.
    title: Option<String>,
    publish_date: String,
    sections: Texts,
    cells: Texts,
    previous_year: Option<SavedPreviousYear>,
    suppressed: Vec<SavedSuppression>,
    /// The last comparison with the published page; absent where there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    proved: Option<SavedProved>,
    #[serde(flatten)]
    unknown: Object,
}

/// Last year's report, as it is stored.
#[derive(Clone, Debug, Serialize)]
struct SavedPreviousYear {
    year: Option<u64>,
    cells: Texts,
    sections: Texts,
    #[serde(flatten)]
    unknown: Object,
}

/// A dismissed warning, as it is stored.
#[derive(Clone, Debug, Serialize)]
struct SavedSuppression {
    code: String,
    location: String,
    reason: String,
    /// Which finding it was, among those of that code and place; absent when the entry was written by hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<String>,
    #[serde(flatten)]
    unknown: Object,
}

/// A comparison with the published page, as it is stored.
#[derive(Clone, Debug, Serialize)]
struct SavedProved {
    at: String,
    seal: String,
    lines: u64,
    figures: u64,
    differences: u64,
    #[serde(flatten)]
    unknown: Object,
}

/// The texts of cells or sections under their stable names.
#[derive(Clone, Debug, Default)]
struct Texts {
    known: Vec<(String, String)>,
    unknown: Object,
}

const SECTIONS: &str = "sections";
const CELLS: &str = "cells";
const PREVIOUS_YEAR: &str = "previous_year";
const SUPPRESSED: &str = "suppressed";
const PROVED: &str = "proved";

/// The largest number that stands in `year`; a longer one is a slip of the finger, kept as text.
const LARGEST_YEAR: u64 = 9999;

impl Saved {
    /// The stored shape of a draft.
    #[must_use]
    pub fn from_draft(draft: &Draft) -> Self {
        let unknown =
            |path: &[&str], known: &dyn Fn(&str) -> bool| unknown_at(&draft.unknown, path, known);
        let (year, year_text) = split_year(&draft.year);
        Self {
            kind: KIND,
            version: VERSION,
            organ: draft.organ.to_string(),
            level: draft.level.map(|level| level.id().to_owned()),
            year,
            year_text,
            title: (!draft.title.is_empty()).then(|| draft.title.to_string()),
            publish_date: draft.publish_date.to_string(),
            sections: Texts {
                known: prose_texts(Section::ALL.map(|section| (section, draft.prose(section)))),
                unknown: unknown(&[SECTIONS], &is_section),
            },
            cells: Texts {
                known: cell_texts(draft.cells()),
                unknown: unknown(&[CELLS], &is_cell),
            },
            previous_year: draft
                .previous_year
                .as_ref()
                .map(|previous| SavedPreviousYear {
                    year: previous.year.map(|year| year.get().into()),
                    cells: Texts {
                        known: cell_texts(previous.cells.iter()),
                        unknown: unknown(&[PREVIOUS_YEAR, CELLS], &is_cell),
                    },
                    sections: Texts {
                        known: prose_texts(Section::ALL.into_iter().zip(&previous.prose)),
                        unknown: unknown(&[PREVIOUS_YEAR, SECTIONS], &is_section),
                    },
                    unknown: unknown(&[PREVIOUS_YEAR], &|key| {
                        matches!(key, "year" | CELLS | SECTIONS)
                    }),
                }),
            suppressed: draft
                .suppressed
                .iter()
                .map(|suppression| SavedSuppression {
                    code: suppression.code.clone(),
                    location: suppression.location.clone(),
                    reason: suppression.reason.clone(),
                    basis: suppression.basis.clone(),
                    unknown: unknown_at(&suppression.unknown, &[], &|key| {
                        matches!(key, "code" | "location" | "reason" | "basis")
                    }),
                })
                .collect(),
            proved: draft.proved.as_deref().map(SavedProved::from_model),
            unknown: unknown(&[], &|key| {
                matches!(
                    key,
                    "kind"
                        | "version"
                        | "organ"
                        | "level"
                        | "year"
                        | "year_text"
                        | "title"
                        | "publish_date"
                        | SECTIONS
                        | CELLS
                        | PREVIOUS_YEAR
                        | SUPPRESSED
                        | PROVED
                )
            }),
        }
    }

    /// Reads the fields of an object whose kind and version were already taken out.
    ///
    /// A field that is absent is blank; one that is there must be what its place needs.
    ///
    /// # Errors
    /// The first damaged field.
    pub fn read(mut object: Object) -> Result<Self, Damage> {
        let organ = object.take_as("organ", json::text)?;
        let level = object.take_as("level", json::text)?;
        let year = object.take_as("year", json::text)?;
        let year_text = object.take_as("year_text", json::text)?;
        let (year, year_text) = match year.as_deref().map(str::parse) {
            Some(Ok(number)) => (Some(number), year_text),
            Some(Err(_)) => (None, year),
            None => (None, year_text),
        };
        Ok(Self {
            kind: KIND,
            version: VERSION,
            organ: organ.unwrap_or_default(),
            level,
            year,
            year_text,
            title: object.take_as("title", json::text)?,
            publish_date: object
                .take_as("publish_date", json::text)?
                .unwrap_or_default(),
            sections: Texts::take(&mut object, SECTIONS, is_section)?,
            cells: Texts::take(&mut object, CELLS, is_cell)?,
            previous_year: object.take_as(PREVIOUS_YEAR, |raw| {
                SavedPreviousYear::read(Object::of(raw)?)
            })?,
            suppressed: object
                .take_as(SUPPRESSED, read_suppressed)?
                .unwrap_or_default(),
            proved: object.take_as(PROVED, |raw| SavedProved::read(Object::of(raw)?))?,
            unknown: object,
        })
    }

    /// The draft that was stored.
    ///
    /// # Errors
    /// A field that is a text where a year or a level belongs.
    pub fn into_draft(self) -> Result<Draft, Damage> {
        let mut unknown = Vec::new();
        keep_unknown(&mut unknown, &[], self.unknown);
        keep_unknown(&mut unknown, &[SECTIONS], self.sections.unknown);
        keep_unknown(&mut unknown, &[CELLS], self.cells.unknown);
        let level = self
            .level
            .map(|id| {
                Level::from_id(&id).ok_or_else(|| Damage::here(Expected::Level).inside("level"))
            })
            .transpose()?;
        let previous_year = self
            .previous_year
            .map(|previous| previous.into_model(&mut unknown))
            .transpose()
            .map_err(|damage| damage.inside(PREVIOUS_YEAR))?;
        let mut suppressed = Vec::new();
        for entry in self.suppressed {
            let mut own = Vec::new();
            keep_unknown(&mut own, &[], entry.unknown);
            suppressed.push(Suppression {
                code: entry.code,
                location: entry.location,
                reason: entry.reason,
                basis: entry.basis,
                unknown: own,
            });
        }
        let mut draft = Draft::default();
        draft.level = level;
        draft.organ = self.organ.into();
        draft.year = joined_year(self.year, self.year_text).into();
        draft.title = self.title.unwrap_or_default().into();
        draft.publish_date = self.publish_date.into();
        draft.previous_year = previous_year.map(Into::into);
        draft.suppressed = suppressed.into();
        draft.proved = self.proved.map(|proved| proved.into_model().into());
        draft.unknown = unknown.into();
        for (id, text) in self.sections.known {
            if let Some(section) = Section::from_id(&id) {
                draft.set_prose(section, text);
            }
        }
        for (address, text) in self.cells.known {
            if let Ok(cell) = address.parse() {
                draft.set_cell(cell, text);
            }
        }
        Ok(draft)
    }
}

impl Version for Saved {
    const NUMBER: u64 = VERSION;
    type Before = BeforeTheFirst;

    fn read(object: Object) -> Result<Self, Damage> {
        Self::read(object)
    }

    fn follow(before: BeforeTheFirst) -> Result<Self, Damage> {
        match before {}
    }
}

impl SavedPreviousYear {
    fn read(mut object: Object) -> Result<Self, Damage> {
        Ok(Self {
            year: object.take_as("year", json::number)?,
            cells: Texts::take(&mut object, CELLS, is_cell)?,
            sections: Texts::take(&mut object, SECTIONS, is_section)?,
            unknown: object,
        })
    }

    fn into_model(self, unknown: &mut Vec<UnknownValue>) -> Result<PreviousYear, Damage> {
        keep_unknown(unknown, &[PREVIOUS_YEAR], self.unknown);
        keep_unknown(unknown, &[PREVIOUS_YEAR, CELLS], self.cells.unknown);
        keep_unknown(unknown, &[PREVIOUS_YEAR, SECTIONS], self.sections.unknown);
        let year = self
            .year
            .map(|number| {
                u16::try_from(number)
                    .ok()
                    .and_then(ReportYear::new)
                    .ok_or_else(|| Damage::here(Expected::Year).inside("year"))
            })
            .transpose()?;
        let blank: Text = "".into();
        let mut cells = CellMap::from_fn(|_| blank.clone());
        for (address, text) in self.cells.known {
            if let Ok(cell) = address.parse() {
                cells.set(cell, text.into());
            }
        }
        let mut prose = Section::ALL.map(|_| blank.clone());
        for (id, text) in self.sections.known {
            let place = Section::from_id(&id).and_then(|section| prose.get_mut(section.index()));
            if let Some(place) = place {
                *place = text.into();
            }
        }
        Ok(PreviousYear { year, cells, prose })
    }
}

impl SavedProved {
    fn from_model(proved: &Proved) -> Self {
        Self {
            at: proved.at.clone(),
            seal: proved.seal.clone(),
            lines: proved.lines,
            figures: proved.figures,
            differences: proved.differences,
            unknown: unknown_at(&proved.unknown, &[], &|key| {
                matches!(key, "at" | "seal" | "lines" | "figures" | "differences")
            }),
        }
    }

    fn read(mut object: Object) -> Result<Self, Damage> {
        let missing = |key: &str| Damage::here(Expected::Present).inside(key);
        let mut text = |key| object.take_as(key, json::text)?.ok_or_else(|| missing(key));
        let (at, seal) = (text("at")?, text("seal")?);
        let mut number = |key| {
            object
                .take_as(key, json::number)?
                .ok_or_else(|| missing(key))
        };
        Ok(Self {
            at,
            seal,
            lines: number("lines")?,
            figures: number("figures")?,
            differences: number("differences")?,
            unknown: object,
        })
    }

    fn into_model(self) -> Proved {
        let mut unknown = Vec::new();
        keep_unknown(&mut unknown, &[], self.unknown);
        Proved {
            at: self.at,
            seal: self.seal,
            lines: self.lines,
            figures: self.figures,
            differences: self.differences,
            unknown,
        }
    }
}

impl SavedSuppression {
    fn read(mut object: Object) -> Result<Self, Damage> {
        let missing = |key: &str| Damage::here(Expected::Present).inside(key);
        Ok(Self {
            code: object
                .take_as("code", json::text)?
                .ok_or_else(|| missing("code"))?,
            location: object
                .take_as("location", json::text)?
                .ok_or_else(|| missing("location"))?,
            reason: object.take_as("reason", json::text)?.unwrap_or_default(),
            basis: object.take_as("basis", json::text)?,
            unknown: object,
        })
    }
}

impl Texts {
    /// Takes the texts under a key: those with a known name are read, the others kept as they are.
    fn take(object: &mut Object, key: &str, known: fn(&str) -> bool) -> Result<Self, Damage> {
        let fields = object.take_as(key, Object::of)?.unwrap_or_default();
        let mut texts = Self::default();
        let mut seen = std::collections::HashSet::new();
        for (name, value) in fields {
            if !known(&name) {
                texts.unknown.push(name, value);
                continue;
            }
            if !seen.insert(name.clone()) {
                return Err(Damage::here(Expected::Once).inside(name).inside(key));
            }
            if value.get() == "null" {
                continue;
            }
            match json::text(&value) {
                Ok(text) => texts.known.push((name, text)),
                Err(damage) => return Err(damage.inside(name).inside(key)),
            }
        }
        Ok(texts)
    }
}

impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, text) in &self.known {
            map.serialize_entry(key, text)?;
        }
        for (key, value) in self.unknown.iter() {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

fn is_section(key: &str) -> bool {
    Section::from_id(key).is_some()
}

fn is_cell(key: &str) -> bool {
    key.parse::<Cell>().is_ok()
}

fn read_suppressed(raw: &serde_json::value::RawValue) -> Result<Vec<SavedSuppression>, Damage> {
    let read = |(index, entry): (usize, &json::Raw)| {
        Object::of(entry)
            .and_then(SavedSuppression::read)
            .map_err(|damage| damage.inside((index + 1).to_string()))
    };
    json::list(raw)?.iter().enumerate().map(read).collect()
}

/// The typed year as a number, and as text where the number does not say what was typed.
fn split_year(typed: &str) -> (Option<u64>, Option<String>) {
    let plain = typed
        .parse()
        .ok()
        .filter(|number: &u64| *number <= LARGEST_YEAR && number.to_string() == typed);
    if plain.is_some() {
        return (plain, None);
    }
    let year = ReportYear::read(typed).map(|year| year.get().into());
    (year, (!typed.is_empty()).then(|| typed.to_owned()))
}

/// What was typed for the year. The number decides: somebody may have corrected it by hand in the
/// file, and then the text beside it is out of date.
fn joined_year(year: Option<u64>, text: Option<String>) -> String {
    let Some(number) = year else {
        return text.unwrap_or_default();
    };
    text.filter(|text| ReportYear::read(text).is_some_and(|year| u64::from(year.get()) == number))
        .unwrap_or_else(|| number.to_string())
}

fn prose_texts<'a>(prose: impl IntoIterator<Item = (Section, &'a Text)>) -> Vec<(String, String)> {
    prose
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(section, text)| (section.id().to_owned(), text.to_string()))
        .collect()
}

fn cell_texts<'a>(cells: impl Iterator<Item = (Cell, &'a Text)>) -> Vec<(String, String)> {
    cells
        .filter(|(_, text)| !text.is_empty())
        .map(|(cell, text)| (cell.to_string(), text.to_string()))
        .collect()
}

/// The unknown fields that stood in the object at a path. A key that is known there is left out:
/// written twice, it would make the file unreadable.
fn unknown_at(all: &[UnknownValue], path: &[&str], known: &dyn Fn(&str) -> bool) -> Object {
    let mut object = Object::default();
    for value in all {
        if value.path == path && !known(&value.key) {
            object.push(value.key.clone(), json::raw(&value.json));
        }
    }
    object
}

fn keep_unknown(all: &mut Vec<UnknownValue>, path: &[&str], object: Object) {
    all.extend(object.into_iter().map(|(key, value)| UnknownValue {
        path: path.iter().map(|&step| step.to_owned()).collect(),
        key,
        json: value.get().to_owned(),
    }));
}
