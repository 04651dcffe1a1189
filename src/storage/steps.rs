//! The steps that can be undone and redone, kept over a reload for the draft that was open last.
//!
//! A step says only which texts were different. One in which anything else differs (last year's report, dismissed
//! warnings, what this version does not know) carries the whole draft. All of them hang on one stored text of the draft
//! and are worth nothing without it: the checksum covers both, and steps that do not fit are passed over.

use serde::Serialize;

use super::json::{self, Object, Raw};
use super::key;
use super::saved;
use super::shelf::{Shelf, ShelfError};
use super::store::Store;
use crate::model::draft::Draft;
use crate::model::fingerprint;
use crate::model::location::Location;

/// What the stored steps say they are.
const KIND: &str = "nianbao.steps";

/// The version that is written; any other is passed over.
const VERSION: u64 = 1;

/// The most bytes that steps may take, of the five million that a browser gives. What is furthest away goes first.
pub const LARGEST: usize = 200_000;

/// The field of a step that carries a whole draft; no place is called that.
const WHOLE: &str = "draft";

/// The states before and after the present one, each list from the present one outwards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    /// What undoing leads to.
    pub past: Vec<Draft>,
    /// What redoing leads to.
    pub future: Vec<Draft>,
}

/// The stored shape.
#[derive(Serialize)]
struct Written {
    kind: &'static str,
    version: u64,
    checksum: String,
    past: Vec<Raw>,
    future: Vec<Raw>,
}

/// The text to store for the steps around a draft of which `stored` is the stored text.
#[must_use]
pub fn write<'a>(
    stored: &str,
    present: &'a Draft,
    past: impl Iterator<Item = &'a Draft>,
    future: impl Iterator<Item = &'a Draft>,
) -> String {
    let mut room = LARGEST;
    let past = chain(present, past, &mut room);
    let future = chain(present, future, &mut room);
    let checksum = checksum(stored, &past, &future);
    let written = Written {
        kind: KIND,
        version: VERSION,
        checksum,
        past,
        future,
    };
    json::value(&written).get().to_owned()
}

/// The steps around a draft, when they belong to its stored text; none otherwise.
#[must_use]
pub fn read(text: &str, stored: &str, present: &Draft) -> Steps {
    let fitting = || {
        let mut object = Object::read(text).ok()?;
        let kind = saved::kind(&mut object).ok()?;
        let version = saved::version(&mut object).ok()?;
        if kind.as_deref() != Some(KIND) || version != VERSION {
            return None;
        }
        let stated = object.take_as("checksum", json::text).ok()??;
        let past = object.take_as("past", json::list).ok()??;
        let future = object.take_as("future", json::list).ok()??;
        (stated == checksum(stored, &past, &future)).then(|| Steps {
            past: unchain(present, &past),
            future: unchain(present, &future),
        })
    };
    fitting().unwrap_or_default()
}

impl<S: Shelf> Store<S> {
    /// Keeps the steps around the open draft in place of those of any other.
    ///
    /// # Errors
    /// The shelf refuses; then undoing ends at the reload, and nothing else is lost.
    pub fn put_steps<'a>(
        &self,
        id: &str,
        present: &'a Draft,
        past: impl Iterator<Item = &'a Draft>,
        future: impl Iterator<Item = &'a Draft>,
    ) -> Result<(), ShelfError> {
        let stored = self.raw(id)?.unwrap_or_default();
        self.shelf
            .put(key::STEPS, &write(&stored, present, past, future))
    }

    /// The steps around a draft as it is stored; none where there are none that fit.
    #[must_use]
    pub fn steps(&self, id: &str, present: &Draft) -> Steps {
        let text = self.shelf.get(key::STEPS).ok().flatten();
        let stored = self.raw(id).ok().flatten();
        text.zip(stored)
            .map(|(text, stored)| read(&text, &stored, present))
            .unwrap_or_default()
    }
}

/// The states as steps, each seen from the one before it, as many as there is room for.
fn chain<'a>(
    present: &'a Draft,
    states: impl Iterator<Item = &'a Draft>,
    room: &mut usize,
) -> Vec<Raw> {
    let mut from = present;
    let mut steps = Vec::new();
    for to in states {
        let step = step(from, to);
        let Some(left) = room.checked_sub(step.get().len()) else {
            *room = 0;
            break;
        };
        *room = left;
        steps.push(step);
        from = to;
    }
    steps
}

fn step(from: &Draft, to: &Draft) -> Raw {
    let places = Location::all().filter(|place| from.text(*place) != to.text(*place));
    let mut object = Object::default();
    let mut reached = from.clone();
    for place in places {
        let text = to.text(place);
        reached.set_text(place, &text);
        object.push(place.to_string(), json::value(&text.to_string()));
    }
    if reached != *to {
        object = Object::default();
        object.push(WHOLE.to_owned(), saved::write(to));
    }
    json::value(&object)
}

/// The states that steps lead to. A step that cannot be read ends the way.
fn unchain(present: &Draft, steps: &[Raw]) -> Vec<Draft> {
    let mut states: Vec<Draft> = Vec::new();
    for step in steps {
        let from = states.last().unwrap_or(present);
        let Some(to) = reach(from, step) else {
            break;
        };
        states.push(to);
    }
    states
}

fn reach(from: &Draft, step: &Raw) -> Option<Draft> {
    let mut object = Object::of(step).ok()?;
    if let Some(whole) = object.take_as(WHOLE, Object::of).ok()? {
        return saved::read(whole).ok();
    }
    let mut to = from.clone();
    for (address, text) in object.iter() {
        let place = Location::from_address(address)?;
        to.set_text(place, &json::text(text).ok()?);
    }
    Some(to)
}

fn checksum(stored: &str, past: &[Raw], future: &[Raw]) -> String {
    let steps = past.iter().map(|step| ("-", step));
    let steps = steps.chain(future.iter().map(|step| ("+", step)));
    let bytes = steps.flat_map(|(sign, step)| sign.bytes().chain(step.get().bytes()));
    fingerprint::of(stored.bytes().chain(bytes))
}
