//! Filling in figures, and what follows from them at once.

use anyhow::{Context, Result, ensure};

use crate::cells::{self, Figures};
use crate::sample;
use crate::stage::Stage;

const RECEIVED: &str = "applications.newly_received.natural_person";

/// A wrong number is found, the finding leads to it, and goes when it is put right.
pub fn fill_find_fix(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let desk = &mut stage.desk;
    sample::fill(desk)?;
    desk.wait_cells(&cells::filled_up(&sample::figures()))?;
    desk.wait_no_error()?;

    desk.type_into_cell(RECEIVED, "21")?;
    let carried_forward = "applications.carried_forward.natural_person";
    let finding = desk.wait("an error about both sides of the column", |desk| {
        let errors = desk.errors()?;
        Ok(errors.into_iter().find(|error| {
            [RECEIVED, carried_forward]
                .iter()
                .all(|cell| error.locations.iter().any(|place| place == cell))
        }))
    })?;
    for word in [
        "NaN",
        "Infinity",
        "natural_person",
        "newly_received",
        "undefined",
    ] {
        ensure!(
            !finding.text.contains(word),
            "a finding says {:?}",
            finding.text
        );
    }
    // 21 + 1 received against 12 handled + 1 carried forward.
    for number in ["22", "13"] {
        ensure!(
            finding.text.contains(number),
            "the finding does not name the side {number}: {:?}",
            finding.text
        );
    }
    stage.screenshot("found")?;
    let desk = &mut stage.desk;
    desk.press("Tab")?;
    desk.click(&format!(
        "[data-finding=\"{}\"][data-location=\"{}\"]",
        finding.code,
        finding.locations.join(" ")
    ))?;
    let first = finding
        .locations
        .first()
        .context("a finding without a place")?;
    desk.wait_focus(first)?;

    desk.type_into_cell(RECEIVED, "12")?;
    desk.wait_no_error()
}

/// Totals follow their parts, and blank is not zero.
pub fn totals(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let desk = &mut stage.desk;
    desk.new_draft()?;
    let typed: Figures = [
        ("applications.disclosed.natural_person", "2"),
        ("applications.disclosed.other", "3"),
        ("applications.not_processed.petition.other", "40"),
        ("review.litigation_after_reconsideration.pending", "1"),
    ]
    .map(|(cell, text)| (cell.to_owned(), text.to_owned()))
    .into();
    for (cell, text) in &typed {
        desk.type_into_cell(cell, text)?;
    }
    let mut expected = cells::with_totals(&typed);
    for cell in cells::all() {
        expected.entry(cell.address).or_default();
    }
    desk.wait_cells(&expected)?;

    // Emptied again, the parts leave a blank total behind, not a zero.
    desk.focus_cell("review.litigation_after_reconsideration.pending")?;
    desk.press("Backspace")?;
    desk.wait_cell("review.litigation_after_reconsideration.total", "")?;
    desk.type_keys("0")?;
    desk.wait_cell("review.litigation_after_reconsideration.total", "0")?;

    // Nobody states a total by looking at it.
    desk.focus_cell("applications.disclosed.total")?;
    desk.press("Escape")?;
    desk.type_into_cell("applications.disclosed.other", "4")?;
    desk.wait_cell("applications.disclosed.total", "6")
}
