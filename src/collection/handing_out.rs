//! 下发: a starter for each unit, with what the office knows of it. It comes back filled in and says whose it is.

use super::whole::{Collection, LastFigures};
use crate::model::cell::CellMap;
use crate::model::draft::{Draft, PreviousYear, UnknownValue};
use crate::model::section::Section;
use crate::storage::json;

/// The key by which a backup says of which collection's starter it was made.
const COLLECTION: &str = "collection";

/// The starter of a unit: organ, kind of organ, year, and last year's report where there is one. `None` where there is no
/// such unit.
#[must_use]
pub fn starter(collection: &Collection, unit: &str) -> Option<Draft> {
    let own = collection.unit(unit)?;
    let mut draft = Draft::default();
    draft.organ = own.name.as_str().into();
    draft.level = own.level;
    if let Some(year) = collection.year {
        draft.year = year.to_string().into();
    }
    draft.previous_year = collection.last_year_of(unit).map(|last| match last {
        LastFigures::Report(report) => previous_year(&report).into(),
        LastFigures::Inside(previous) => previous,
    });
    let mut key = json::Object::default();
    key.push("id".to_owned(), json::value(&collection.id));
    key.push("unit".to_owned(), json::value(&own.id));
    draft.unknown = [UnknownValue {
        path: Vec::new(),
        key: COLLECTION.to_owned(),
        json: json::value(&key).get().to_owned(),
    }]
    .into();
    Some(draft)
}

/// A report of last year as this year's carries it along.
#[must_use]
pub fn previous_year(report: &Draft) -> PreviousYear {
    PreviousYear {
        year: report.report_year(),
        cells: CellMap::from_fn(|cell| report.cell(cell).clone()),
        prose: Section::ALL.map(|section| report.prose(section).clone()),
    }
}

/// The collection and the unit of whose starter a report was made, by their identifiers.
#[must_use]
pub fn handed_out(report: &Draft) -> Option<(String, String)> {
    let own = report.unknown.iter();
    let own = own
        .into_iter()
        .find(|value| value.path.is_empty() && value.key == COLLECTION)?;
    let mut object = json::Object::of(&json::raw(&own.json)).ok()?;
    let mut text = |key| object.take_as(key, json::text).ok().flatten();
    Some((text("id")?, text("unit")?))
}
