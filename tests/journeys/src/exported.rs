//! Compares an export with what was entered.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};

use crate::cells::{self, Figures};
use crate::sample::HEADINGS;
use crate::scratch::Reading;

/// The sections in the order in which they are printed.
const SECTIONS: [(&str, Option<&str>); 7] = [
    ("preamble", None),
    ("overview", Some(HEADINGS[0])),
    ("proactive", Some(HEADINGS[1])),
    ("applications", Some(HEADINGS[2])),
    ("review", Some(HEADINGS[3])),
    ("problems_and_improvements", Some(HEADINGS[4])),
    ("other_matters", Some(HEADINGS[5])),
];

/// Expects the figures of all 200 cells in the three tables, in the official grid.
pub fn expect_tables(reading: &Reading, figures: &Figures) -> Result<()> {
    ensure!(
        reading.sizes() == cells::SIZES,
        "the tables are {:?}",
        reading.sizes()
    );
    let mut wrong = Vec::new();
    for cell in cells::all() {
        let entered = figures.get(&cell.address).map_or("", String::as_str);
        let found = reading
            .place(cell.table, cell.row, cell.column)
            .unwrap_or("");
        if found != entered {
            wrong.push(format!("{}: {found:?}, entered {entered:?}", cell.address));
        }
    }
    ensure!(
        wrong.is_empty(),
        "{} cells differ: {}",
        wrong.len(),
        wrong.join("; ")
    );
    Ok(())
}

/// Expects the six headings and each line of prose as blocks of their own, the prose right after its heading.
pub fn expect_words(reading: &Reading, prose: &BTreeMap<String, String>) -> Result<()> {
    let texts: Vec<&str> = reading
        .blocks
        .iter()
        .map(|block| block.text.as_str())
        .collect();
    for heading in HEADINGS {
        let times = texts.iter().filter(|text| **text == heading).count();
        ensure!(
            times == 1,
            "the heading {heading} stands {times} times in {texts:?}"
        );
    }
    for (section, heading) in SECTIONS {
        let lines: Vec<&str> = prose
            .get(section)
            .into_iter()
            .flat_map(|text| text.lines())
            .map(|line| line.trim_start_matches(['\u{3000}', ' ']).trim_end())
            .filter(|line| !line.is_empty())
            .collect();
        let start = match heading {
            Some(heading) => texts
                .iter()
                .position(|text| *text == heading)
                .map(|at| at + 1),
            None => texts.iter().position(|text| lines.first() == Some(text)),
        };
        let found: Vec<&str> = texts
            .iter()
            .skip(start.unwrap_or(usize::MAX))
            .take(lines.len())
            .copied()
            .collect();
        ensure!(
            found == lines,
            "{section} reads {found:?}, entered {lines:?}; all blocks: {texts:?}"
        );
    }
    Ok(())
}
