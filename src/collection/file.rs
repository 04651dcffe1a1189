//! The collection's file: readable by hand, a unit and a submission a line, stable for ever.
//!
//! A newer file is refused and a damaged one as well; both are read into a collection of their own, so that whatever is
//! open stays as it is. What this version does not know goes out again as it came in, at every level.

use std::collections::HashSet;
use std::sync::Arc;

use super::submission::{Submission, Unplaced, Why};
use super::unit::{Exclusion, Unit};
use super::unknown::Unknown;
use super::whole::{Collection, ControlFigure, LastYear, Return, Review, ReviewState, Told};
use crate::model::cell::Cell;
use crate::model::draft::Draft;
use crate::model::level::Level;
use crate::model::year::ReportYear;
use crate::storage::backup::BackupError;
use crate::storage::damage::{Damage, Expected};
use crate::storage::json::{self, Object, Raw};
use crate::storage::saved::{self, SavedError};

/// What the file says it is.
pub const KIND: &str = "nianbao.collection";

/// The version that is written.
pub const VERSION: u64 = 1;

/// The file.
#[must_use]
pub fn write(collection: &Collection) -> String {
    lines(collection).fold(String::new(), |mut file, line| {
        file += &line;
        file.push('\n');
        file
    })
}

/// The lines of the file one after another, so that a large one is never in memory as a whole.
pub fn lines(collection: &Collection) -> impl Iterator<Item = String> + '_ {
    let Collection {
        id,
        organ,
        level,
        year,
        deadline,
        roster,
        submissions,
        last_year,
        returns,
        reviews,
        control,
        unplaced,
        unknown,
    } = collection;
    let head = format!(
        "{{\"kind\":\"{KIND}\",\"version\":{VERSION},\"id\":{},\"organ\":{},\"level\":{},\"year\":{},\"deadline\":{},",
        json::value(id),
        json::value(organ),
        json::value(&level.map(Level::id)),
        json::value(&year.map(ReportYear::get)),
        json::value(deadline),
    );
    let rest = unknown
        .fields()
        .map(|(key, value)| format!(",{}:{}", json::value(&key), json::raw(value)));
    let tail = rest.chain([String::from("}")]).collect::<String>();
    std::iter::once(head)
        .chain(list("roster", roster.iter().map(unit)))
        .chain([",".to_owned()])
        .chain(list("submissions", submissions.iter().map(submission)))
        .chain([",\"last_year\":{\"units\":{".to_owned()])
        .chain(separated(last_year.units.iter().map(|(unit, draft)| {
            format!("{}:{}", json::value(unit), saved::write(draft))
        })))
        .chain([format!("}},\"summary\":{}{}}},", summary(last_year), {
            let fields = last_year.unknown.fields();
            fields
                .map(|(key, value)| format!(",{}:{}", json::value(&key), json::raw(value)))
                .collect::<String>()
        })])
        .chain(list("returns", returns.iter().map(returned)))
        .chain([",".to_owned()])
        .chain(list("reviews", reviews.iter().map(review)))
        .chain([",".to_owned()])
        .chain(list("control", control.iter().map(control_figure)))
        .chain([",".to_owned()])
        .chain(list("unplaced", unplaced.iter().map(not_placed)))
        .chain([tail])
}

/// A list, an entry a line.
fn list<'a>(
    key: &'static str,
    entries: impl Iterator<Item = Raw> + 'a,
) -> impl Iterator<Item = String> + 'a {
    std::iter::once(format!("\"{key}\":["))
        .chain(separated(entries.map(|raw| raw.get().to_owned())))
        .chain(["]".to_owned()])
}

/// Entries with a comma before each but the first.
fn separated(entries: impl Iterator<Item = String>) -> impl Iterator<Item = String> {
    let commas = std::iter::once("").chain(std::iter::repeat(","));
    commas
        .zip(entries)
        .map(|(comma, entry)| comma.to_owned() + &entry)
}

fn summary(last_year: &LastYear) -> Raw {
    let summary = last_year.summary.as_ref();
    summary.map_or_else(|| json::raw("null"), |draft| saved::write(draft))
}

fn unit(unit: &Unit) -> Raw {
    unit.unknown.after(vec![
        ("id", json::value(&unit.id)),
        ("name", json::value(&unit.name)),
        ("aliases", json::value(&unit.aliases)),
        ("level", json::value(&unit.level.map(Level::id))),
        ("counted", json::value(&unit.counted)),
        ("reason", json::value(&unit.reason.map(Exclusion::id))),
        ("former", json::value(&unit.former)),
        ("predecessors", json::value(&unit.predecessors)),
        ("contact", json::value(&unit.contact)),
        ("note", json::value(&unit.note)),
    ])
}

fn submission(submission: &Submission) -> Raw {
    let mut known = vec![
        ("unit", json::value(&submission.unit)),
        ("version", json::value(&submission.version)),
        ("current", json::value(&submission.current)),
        ("received", json::value(&submission.received)),
        ("file", json::value(&submission.file)),
        ("guessed", addresses(&submission.guessed)),
        ("blanks_as_zero", json::value(&submission.blanks_as_zero)),
    ];
    if submission.undecided {
        known.push(("undecided", json::value(&true)));
    }
    known.push(("report", saved::write(&submission.report)));
    submission.unknown.after(known)
}

fn not_placed(unplaced: &Unplaced) -> Raw {
    let report = unplaced.report.as_ref();
    unplaced.unknown.after(vec![
        ("file", json::value(&unplaced.file)),
        ("received", json::value(&unplaced.received)),
        ("why", json::value(&unplaced.why.id())),
        ("guessed", addresses(&unplaced.guessed)),
        (
            "report",
            report.map_or_else(|| json::raw("null"), |draft| saved::write(draft)),
        ),
    ])
}

fn addresses(cells: &[Cell]) -> Raw {
    json::value(&cells.iter().map(Cell::to_string).collect::<Vec<_>>())
}

fn returned(sent_back: &Return) -> Raw {
    let findings = sent_back.findings.iter().map(|told| {
        told.unknown.after(vec![
            ("code", json::value(&told.code)),
            ("location", json::value(&told.location)),
            ("message", json::value(&told.message)),
        ])
    });
    sent_back.unknown.after(vec![
        ("unit", json::value(&sent_back.unit)),
        ("round", json::value(&sent_back.round)),
        ("date", json::value(&sent_back.date)),
        ("findings", json::value(&findings.collect::<Vec<_>>())),
    ])
}

fn review(review: &Review) -> Raw {
    review.unknown.after(vec![
        ("unit", json::value(&review.unit)),
        ("version", json::value(&review.version)),
        ("state", json::value(&review.state.id())),
        ("note", json::value(&review.note)),
    ])
}

fn control_figure(figure: &ControlFigure) -> Raw {
    figure.unknown.after(vec![
        ("cell", json::value(&figure.cell.to_string())),
        ("value", json::value(&figure.value)),
        ("source", json::value(&figure.source)),
    ])
}

/// Whether a text says that it is a collection's file, of whatever version.
#[must_use]
pub fn is_one(text: &str) -> bool {
    let object = Object::read(text);
    object.is_ok_and(|mut object| saved::kind(&mut object).ok().flatten().as_deref() == Some(KIND))
}

/// Reads a file.
///
/// A report whose unit is not on the roster is found among those that are not placed.
///
/// # Errors
/// One variant per cause; nothing is guessed for a field that is there but wrong.
pub fn read(text: &str) -> Result<Collection, BackupError> {
    if text
        .trim_matches(['\u{feff}', ' ', '\r', '\n', '\t'])
        .is_empty()
    {
        return Err(BackupError::Empty);
    }
    let mut object = Object::read(text)?;
    let kind = saved::kind(&mut object).map_err(BackupError::Damaged)?;
    if kind.as_deref() != Some(KIND) {
        return Err(BackupError::NotOurs { kind });
    }
    let version = saved::version(&mut object).map_err(BackupError::Damaged)?;
    if version > VERSION {
        return Err(BackupError::Newer { version });
    }
    let mut collection = of_object(object)?;
    settle(&mut collection);
    Ok(collection)
}

fn of_object(mut object: Object) -> Result<Collection, SavedError> {
    Ok(Collection {
        id: text(&mut object, "id")?,
        organ: text(&mut object, "organ")?,
        level: object.take_as("level", read_level)?,
        year: object.take_as("year", read_year)?,
        deadline: text(&mut object, "deadline")?,
        roster: read_roster(&mut object)?,
        submissions: entries(&mut object, "submissions", read_submission)?,
        last_year: read_last_year(&mut object)?,
        returns: entries(&mut object, "returns", read_return)?,
        reviews: entries(&mut object, "reviews", read_review)?,
        control: entries(&mut object, "control", read_control)?,
        unplaced: entries(&mut object, "unplaced", read_unplaced)?,
        unknown: Unknown::rest(object),
    })
}

fn text(object: &mut Object, key: &str) -> Result<String, Damage> {
    Ok(object.take_as(key, json::text)?.unwrap_or_default())
}

/// A text that must be there.
fn named(object: &mut Object, key: &str) -> Result<String, Damage> {
    object
        .take_as(key, json::text)?
        .ok_or_else(|| Damage::here(Expected::Present).inside(key))
}

fn texts(object: &mut Object, key: &str) -> Result<Vec<String>, Damage> {
    let list = object.take_as(key, |raw| {
        let items = json::list(raw)?;
        let texts = items.iter().map(|item| json::text(item));
        texts.collect::<Result<Vec<_>, _>>()
    });
    Ok(list?.unwrap_or_default())
}

/// A field that says yes or no; absent it is as given.
fn flag(object: &mut Object, key: &str, absent: bool) -> Result<bool, Damage> {
    let flag = object.take_as(key, |raw| match raw.get() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(Damage::here(Expected::Text)),
    });
    Ok(flag?.unwrap_or(absent))
}

/// A list of objects; a damage tells the number of its entry.
fn entries<T, E: From<Damage> + Inside>(
    object: &mut Object,
    key: &str,
    read: impl Fn(Object) -> Result<T, E>,
) -> Result<Vec<T>, E> {
    let Some(list) = object.take_as(key, json::list)? else {
        return Ok(Vec::new());
    };
    let numbered = list.iter().zip(1_u32..);
    numbered
        .map(|(raw, at)| {
            let inside = |error: E| error.inside(&at.to_string()).inside(key);
            read(Object::of(raw).map_err(|damage| inside(damage.into()))?).map_err(inside)
        })
        .collect()
}

/// An error that tells where it is.
trait Inside {
    fn inside(self, key: &str) -> Self;
}

impl Inside for Damage {
    fn inside(self, key: &str) -> Self {
        Self::inside(self, key)
    }
}

impl Inside for SavedError {
    fn inside(self, key: &str) -> Self {
        match self {
            Self::Damaged(damage) => Self::Damaged(damage.inside(key)),
            // A report that is no draft is a damage of the collection, whatever it is instead.
            Self::NotOurs { .. } => Self::Damaged(Damage::here(Expected::Object).inside(key)),
            Self::NotJson { .. } | Self::Newer { .. } => self,
        }
    }
}

fn read_level(raw: &json::RawText) -> Result<Level, Damage> {
    Level::from_id(&json::text(raw)?).ok_or_else(|| Damage::here(Expected::Level))
}

fn read_year(raw: &json::RawText) -> Result<ReportYear, Damage> {
    let year = u16::try_from(json::number(raw)?).ok();
    year.and_then(ReportYear::new)
        .ok_or_else(|| Damage::here(Expected::Year))
}

/// A word out of a fixed list.
fn word<T>(
    object: &mut Object,
    key: &str,
    known: fn(&str) -> Option<T>,
) -> Result<Option<T>, Damage> {
    object.take_as(key, |raw| {
        known(&json::text(raw)?).ok_or_else(|| Damage::here(Expected::Text))
    })
}

fn read_roster(object: &mut Object) -> Result<Vec<Unit>, Damage> {
    let roster = entries(object, "roster", read_unit)?;
    let mut seen = HashSet::new();
    for (unit, at) in roster.iter().zip(1_u32..) {
        if !seen.insert(&unit.id) {
            let damage = Damage::here(Expected::Once).inside("id");
            return Err(damage.inside(at.to_string()).inside("roster"));
        }
    }
    Ok(roster)
}

fn read_unit(mut object: Object) -> Result<Unit, Damage> {
    Ok(Unit {
        id: named(&mut object, "id")?,
        name: named(&mut object, "name")?,
        aliases: texts(&mut object, "aliases")?,
        level: object.take_as("level", read_level)?,
        counted: flag(&mut object, "counted", true)?,
        reason: word(&mut object, "reason", Exclusion::from_id)?,
        former: texts(&mut object, "former")?,
        predecessors: texts(&mut object, "predecessors")?,
        contact: text(&mut object, "contact")?,
        note: text(&mut object, "note")?,
        unknown: Unknown::rest(object),
    })
}

fn cells(object: &mut Object, key: &str) -> Result<Vec<Cell>, Damage> {
    let cell = |address: String| {
        let cell = address.parse().map_err(|_| Damage::here(Expected::Text));
        cell.map_err(|damage| damage.inside(key))
    };
    texts(object, key)?.into_iter().map(cell).collect()
}

fn report(object: &mut Object) -> Result<Option<Arc<Draft>>, SavedError> {
    let Some(raw) = object.take("report")? else {
        return Ok(None);
    };
    draft(&raw)
        .map(Some)
        .map_err(|error| error.inside("report"))
}

fn draft(raw: &json::RawText) -> Result<Arc<Draft>, SavedError> {
    Ok(Arc::new(saved::read(Object::of(raw)?)?))
}

fn read_submission(mut object: Object) -> Result<Submission, SavedError> {
    let missing = || Damage::here(Expected::Present).inside("report");
    Ok(Submission {
        unit: named(&mut object, "unit")?,
        version: object.take_as("version", json::number)?.unwrap_or(1),
        current: flag(&mut object, "current", false)?,
        received: text(&mut object, "received")?,
        file: text(&mut object, "file")?,
        guessed: cells(&mut object, "guessed")?,
        blanks_as_zero: object.take_as("blanks_as_zero", json::text)?,
        undecided: flag(&mut object, "undecided", false)?,
        report: report(&mut object)?.ok_or_else(missing)?,
        unknown: Unknown::rest(object),
    })
}

fn read_unplaced(mut object: Object) -> Result<Unplaced, SavedError> {
    Ok(Unplaced {
        file: text(&mut object, "file")?,
        received: text(&mut object, "received")?,
        why: word(&mut object, "why", Why::from_id)?.unwrap_or(Why::Organ),
        guessed: cells(&mut object, "guessed")?,
        report: report(&mut object)?,
        unknown: Unknown::rest(object),
    })
}

fn read_last_year(object: &mut Object) -> Result<LastYear, SavedError> {
    const KEY: &str = "last_year";
    let Some(mut object) = object.take_as(KEY, Object::of)? else {
        return Ok(LastYear::default());
    };
    let mut units: Vec<(String, Arc<Draft>)> = Vec::new();
    for (unit, raw) in object.take_as("units", Object::of)?.unwrap_or_default() {
        let inside = |error: SavedError| error.inside(&unit).inside("units").inside(KEY);
        let report = draft(&raw).map_err(inside)?;
        if units.iter().any(|(id, _)| *id == unit) {
            return Err(inside(Damage::here(Expected::Once).into()));
        }
        units.push((unit, report));
    }
    let summary = object.take("summary")?;
    let summary = summary
        .map(|raw| draft(&raw).map_err(|error| error.inside("summary").inside(KEY)))
        .transpose()?;
    Ok(LastYear {
        units,
        summary,
        unknown: Unknown::rest(object),
    })
}

fn read_return(mut object: Object) -> Result<Return, Damage> {
    Ok(Return {
        unit: named(&mut object, "unit")?,
        round: object.take_as("round", json::number)?.unwrap_or(1),
        date: text(&mut object, "date")?,
        findings: entries(&mut object, "findings", read_told)?,
        unknown: Unknown::rest(object),
    })
}

fn read_told(mut object: Object) -> Result<Told, Damage> {
    Ok(Told {
        code: text(&mut object, "code")?,
        location: text(&mut object, "location")?,
        message: text(&mut object, "message")?,
        unknown: Unknown::rest(object),
    })
}

fn read_review(mut object: Object) -> Result<Review, Damage> {
    Ok(Review {
        unit: named(&mut object, "unit")?,
        version: object.take_as("version", json::number)?.unwrap_or(1),
        state: word(&mut object, "state", ReviewState::from_id)?.unwrap_or_default(),
        note: text(&mut object, "note")?,
        unknown: Unknown::rest(object),
    })
}

fn read_control(mut object: Object) -> Result<ControlFigure, Damage> {
    let wrong = || Damage::here(Expected::Text).inside("cell");
    Ok(ControlFigure {
        cell: named(&mut object, "cell")?.parse().map_err(|_| wrong())?,
        value: text(&mut object, "value")?,
        source: text(&mut object, "source")?,
        unknown: Unknown::rest(object),
    })
}

/// Makes true what every collection holds: a report belongs to a unit of the roster, and each unit that has reported
/// has one current version. A file mended by hand may say otherwise.
fn settle(collection: &mut Collection) {
    let units: HashSet<String> = collection
        .roster
        .iter()
        .map(|unit| unit.id.clone())
        .collect();
    let all = std::mem::take(&mut collection.submissions);
    let (placed, strange): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|submission| units.contains(&submission.unit));
    collection.submissions = placed;
    let unplaced = strange.into_iter().map(|submission| Unplaced {
        file: submission.file,
        received: submission.received,
        why: Why::Organ,
        guessed: submission.guessed,
        report: Some(submission.report),
        unknown: submission.unknown,
    });
    collection.unplaced.extend(unplaced);
    for unit in units {
        let latest = |current: bool| {
            let versions = collection.versions(&unit);
            let among = versions.filter(|submission| submission.current || !current);
            among.map(|submission| submission.version).max()
        };
        let Some(version) = latest(true).or_else(|| latest(false)) else {
            continue;
        };
        for submission in &mut collection.submissions {
            if submission.unit == unit {
                submission.current = submission.version == version;
            }
        }
    }
}
