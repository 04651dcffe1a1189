//! Section three without any breaks: labels and figures in one line, as some pages give it when copied as plain text.

use std::sync::LazyLock;

use crate::checks::characters;
use crate::checks::reading::plain;
use crate::model::table::Table;
use crate::model::table::layout::Content;

/// A line of so few characters holds no such table.
const SHORTEST: usize = 60;

/// A line must have so many of the table's labels in it, or it is prose that speaks of them.
const LEAST_LABELS: usize = 5;

/// The rows in a line, each a label and the digits behind it; none when the line is no such table.
pub(super) fn rows(line: &str) -> Vec<(String, String)> {
    if line.chars().nth(SHORTEST).is_none() {
        return Vec::new();
    }
    let compact = compact(line);
    let mut places: Vec<(usize, &str)> = Vec::new();
    for label in LABELS.iter() {
        places.extend(compact.match_indices(label.as_str()));
    }
    places.sort_by_key(|(at, label)| (*at, std::cmp::Reverse(label.len())));
    // A shorter label may stand within a longer one.
    let mut apart: Vec<(usize, &str)> = Vec::new();
    for (at, label) in places {
        if apart
            .last()
            .is_none_or(|(before, longer)| at >= before + longer.len())
        {
            apart.push((at, label));
        }
    }
    if apart.len() < LEAST_LABELS {
        return Vec::new();
    }
    let ends = apart
        .iter()
        .skip(1)
        .map(|(at, _)| *at)
        .chain([compact.len()]);
    let rows = apart.iter().zip(ends).filter_map(|((at, label), end)| {
        let behind = compact.get(at + label.len()..end)?;
        let digits = behind
            .find(|c: char| !c.is_ascii_digit())
            .map_or(behind, |stop| behind.split_at(stop).0);
        (!digits.is_empty()).then(|| ((*label).to_owned(), digits.to_owned()))
    });
    rows.collect()
}

/// The labels of section three in the same form, rows and what stands beside them.
static LABELS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let slots = Table::Applications.layout().into_iter().flatten();
    let labels = slots.filter_map(|slot| match slot.content {
        Content::RowHead(label) | Content::Band(label) => Some(compact(label)),
        Content::ColumnHead(_) | Content::Figure(_) => None,
    });
    labels.collect()
});

/// Without white space, in ordinary characters.
fn compact(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !characters::is_invisible(*c))
        .map(|c| characters::ordinary_ideograph(c).unwrap_or_else(|| plain::as_read(c)))
        .map(|c| if matches!(c, '、' | '，') { '、' } else { c })
        .collect()
}
