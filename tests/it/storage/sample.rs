//! Drafts to store: one literal, and any draft at all for property tests.

use std::sync::Arc;

use nianbao::model::cell::{Cell, CellMap};
use nianbao::model::draft::{Draft, PreviousYear, Proved, Suppression, Text, UnknownValue};
use nianbao::model::level::Level;
use nianbao::model::section::Section;
use nianbao::model::year::ReportYear;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// The cell of an address.
#[track_caller]
pub fn cell(address: &str) -> Cell {
    address.parse().unwrap()
}

/// A small draft of a fictional organ.
pub fn draft() -> Draft {
    let mut draft = Draft::default();
    draft.organ = "云溪县应急管理局".into();
    draft.level = Some(Level::Department);
    draft.year = "2025".into();
    draft.set_cell(cell("applications.newly_received.natural_person"), "12");
    draft.set_prose(Section::Overview, "第一段\n第二段");
    draft
}

/// A draft with everything in it that was ever typed or imported.
pub fn any_draft() -> impl Strategy<Value = Draft> {
    let fields = (
        typed(),
        option::of(proptest::sample::select(Level::ALL.to_vec())),
        year_typed(),
        typed(),
        typed(),
    );
    (
        fields,
        cells(),
        prose(),
        option::of(previous_year()),
        (vec(suppression(), 0..4), option::of(proved())),
        vec(unknown_field(), 0..6),
        any::<u8>(),
    )
        .prop_map(
            |(
                (organ, level, year, title, date),
                cells,
                prose,
                previous,
                (suppressed, proved),
                fields,
                place,
            )| {
                let mut draft = Draft::default();
                draft.organ = organ.into();
                draft.level = level;
                draft.year = year.into();
                draft.title = title.into();
                draft.publish_date = date.into();
                for (cell, text) in cells.iter() {
                    draft.set_cell(cell, text.clone());
                }
                for (section, text) in Section::ALL.into_iter().zip(prose) {
                    draft.set_prose(section, text);
                }
                draft.previous_year = previous.map(Arc::new);
                draft.suppressed = suppressed.into();
                draft.proved = proved.map(Arc::new);
                draft.unknown = unknown(&draft, fields, place);
                draft
            },
        )
}

fn proved() -> impl Strategy<Value = Proved> {
    (typed(), typed(), any::<[u32; 3]>()).prop_map(|(at, seal, [lines, figures, differences])| {
        Proved {
            at,
            seal,
            lines: lines.into(),
            figures: figures.into(),
            differences: differences.into(),
            unknown: Vec::new(),
        }
    })
}

fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just(" ".to_owned()),
        "[0-9]{1,5}",
        "[一-十\\n\\r\\t\"\\\\ ]{0,20}",
        any::<String>(),
    ]
}

fn year_typed() -> impl Strategy<Value = String> {
    prop_oneof![
        (2008..2100_u16).prop_map(|year| year.to_string()),
        Just("2025年".to_owned()),
        Just("２０２５".to_owned()),
        Just("02025".to_owned()),
        Just("99999".to_owned()),
        typed(),
    ]
}

fn cells() -> impl Strategy<Value = CellMap<Text>> {
    vec((0..Cell::COUNT, typed()), 0..40).prop_map(|typed| {
        let mut cells = CellMap::from_fn(|_| Text::from(""));
        for (index, text) in typed {
            cells.set(Cell::all().nth(index).unwrap(), text.into());
        }
        cells
    })
}

fn prose() -> impl Strategy<Value = [Text; Section::COUNT]> {
    vec(typed(), Section::COUNT).prop_map(|texts| {
        let mut texts = texts.into_iter();
        std::array::from_fn(|_| texts.next().unwrap().into())
    })
}

fn previous_year() -> impl Strategy<Value = PreviousYear> {
    (option::of(2008..2100_u16), cells(), prose()).prop_map(|(year, cells, prose)| PreviousYear {
        year: year.and_then(ReportYear::new),
        cells,
        prose,
    })
}

/// A dismissal; several can be about one place, with or without what they rested on.
fn suppression() -> impl Strategy<Value = Suppression> {
    (
        "[A-Z][1-3]|.{1,8}",
        "overview|.{0,8}",
        typed(),
        option::of(typed()),
        option::of(unknown_field()),
    )
        .prop_map(|(code, location, reason, basis, unknown)| Suppression {
            code,
            location,
            reason,
            basis,
            unknown: unknown
                .into_iter()
                .map(|(key, json)| UnknownValue {
                    path: Vec::new(),
                    key,
                    json,
                })
                .collect(),
        })
}

/// A key and a JSON text that no version knows; the spelling of a number must survive as well.
fn unknown_field() -> impl Strategy<Value = (String, String)> {
    let value = prop_oneof![
        Just("1.10"),
        Just("1e400"),
        Just("-0"),
        Just("18446744073709551616"),
        Just("null"),
        Just(r#"{ "a": [1, {"b": null}],  "a": "\u00e9\/" }"#),
        Just("[ ]"),
        Just(r#""text""#),
    ];
    ("x[a-z.]{0,4}", value.prop_map(str::to_owned))
}

/// Spreads unknown fields over the objects that the draft's file will have, in reading order.
fn unknown(draft: &Draft, fields: Vec<(String, String)>, place: u8) -> Arc<[UnknownValue]> {
    let mut places: Vec<Vec<String>> = vec![vec![], vec!["sections".into()], vec!["cells".into()]];
    if draft.previous_year.is_some() {
        let outer = "previous_year".to_owned();
        places.push(vec![outer.clone()]);
        places.push(vec![outer.clone(), "cells".into()]);
        places.push(vec![outer, "sections".into()]);
    }
    let mut placed: Vec<_> = fields
        .into_iter()
        .enumerate()
        .map(|(step, field)| ((step * 5 + usize::from(place)) % places.len(), field))
        .collect();
    placed.sort_by_key(|(index, _)| *index);
    placed
        .into_iter()
        .map(|(index, (key, json))| UnknownValue {
            path: places[index].clone(),
            key,
            json,
        })
        .collect()
}
