//! Published reports with verified figures, which lie beside the repository on some machines.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::export::copy_rich;
use crate::backup_file::Backup;
use crate::cells::{self, APPLICANTS, Figures, REVIEW_COLUMNS, REVIEW_GROUPS};
use crate::exported::expect_tables;
use crate::stage::{self, Stage};

/// The keys of section three's rows in the cases, and the rows they mean.
const ROWS: [(&str, &str); 26] = [
    ("new", "newly_received"),
    ("carried", "carried_over"),
    ("pub", "disclosed"),
    ("part", "partly_disclosed"),
    ("d1", "not_disclosed.state_secret"),
    ("d2", "not_disclosed.prohibited_by_law"),
    ("d3", "not_disclosed.three_securities_one_stability"),
    ("d4", "not_disclosed.third_party_rights"),
    ("d5", "not_disclosed.internal_affairs"),
    ("d6", "not_disclosed.process_information"),
    ("d7", "not_disclosed.enforcement_files"),
    ("d8", "not_disclosed.administrative_query"),
    ("u1", "unable_to_provide.not_held"),
    ("u2", "unable_to_provide.needs_creation"),
    ("u3", "unable_to_provide.unclear_after_correction"),
    ("n1", "not_processed.petition"),
    ("n2", "not_processed.duplicate"),
    ("n3", "not_processed.public_publication"),
    ("n4", "not_processed.excessive_repetition"),
    ("n5", "not_processed.reconfirmation"),
    ("o1", "other_handling.not_corrected_in_time"),
    ("o2", "other_handling.fee_not_paid_in_time"),
    ("o3", "other_handling.other"),
    // The single row of the 2019 format.
    ("o", "other_handling.other"),
    ("total", "handled_total"),
    ("next", "carried_forward"),
];

/// A published report.
struct Case {
    name: String,
    organ: String,
    level: &'static str,
    year: u32,
    /// All its figures, the totals as they were published.
    stated: Figures,
    /// How many of its totals are known not to be sums.
    violations: usize,
}

/// Published reports' totals are computed as published, their violations found.
pub fn published_figures(stage: &mut Stage) -> Result<()> {
    let directory = stage::material("cases")?;
    let mut files: Vec<_> = fs::read_dir(directory)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    ensure!(!files.is_empty(), "there are no cases");
    stage.open()?;
    for file in files {
        let value: Value = serde_json::from_str(&fs::read_to_string(&file)?)?;
        let case = read(&value).with_context(|| format!("unreadable case {}", file.display()))?;
        entered(stage, &case).with_context(|| format!("{} entered by hand", case.name))?;
        imported(stage, &case).with_context(|| format!("{} as a backup", case.name))?;
    }
    Ok(())
}

/// Types the figures, leaves the totals to be computed, and compares them with those published.
fn entered(stage: &mut Stage, case: &Case) -> Result<()> {
    let desk = &mut stage.desk;
    desk.new_draft()?;
    desk.set_field("organ", &case.organ)?;
    desk.set_field("year", &case.year.to_string())?;
    desk.set_field("level", case.level)?;
    let mut typed = case.stated.clone();
    for cell in cells::all().into_iter().filter(|cell| cell.computed) {
        typed.remove(&cell.address);
    }
    desk.fill_cells(&typed)?;
    let computed = cells::with_totals(&typed);
    let differing = different_totals(&case.stated, &computed);
    ensure!(
        differing.len() == case.violations,
        "the case is said to have {} violations, but these totals differ: {differing:?}",
        case.violations
    );
    desk.wait_cells(&computed)?;
    let reading = copy_rich(stage)?;
    expect_tables(&reading, &computed)
}

/// Restores a backup that states all totals; each that is not the sum is shown as stated, with an error.
fn imported(stage: &mut Stage, case: &Case) -> Result<()> {
    let backup = Backup {
        organ: &case.organ,
        level: case.level,
        year: case.year,
        cells: &case.stated,
        sections: BTreeMap::new(),
    };
    let file = stage.write_file(
        &format!("{}.json", case.name),
        backup.json().to_string().as_bytes(),
    )?;
    let desk = &mut stage.desk;
    desk.new_draft()?;
    desk.restore(file)?;
    desk.wait_cells(&case.stated)?;
    let computed = cells::with_totals(&case.stated);
    for total in different_totals(&case.stated, &computed) {
        desk.wait_error_at(&total)?;
    }
    let wrong = different_totals(&case.stated, &computed);
    let about_totals: Vec<_> = desk
        .errors()?
        .into_iter()
        .filter(|error| error.locations.iter().any(|place| is_total(place)))
        .filter(|error| !error.locations.iter().any(|place| wrong.contains(place)))
        .collect();
    ensure!(
        about_totals.is_empty(),
        "right totals are called wrong: {about_totals:?}"
    );
    if wrong.is_empty() {
        return Ok(());
    }
    stage.screenshot(&case.name)?;
    let desk = &mut stage.desk;
    desk.act("accept-computed")?;
    desk.wait("a stated total to give way", |desk| {
        let texts = desk.cell_texts()?;
        let given = wrong
            .iter()
            .any(|total| texts.get(total) == computed.get(total));
        Ok(given.then_some(()))
    })
}

fn is_total(address: &str) -> bool {
    cells::all()
        .iter()
        .any(|cell| cell.computed && cell.address == address)
}

/// The totals that are stated otherwise than computed.
fn different_totals(stated: &Figures, computed: &Figures) -> Vec<String> {
    cells::all()
        .into_iter()
        .filter(|cell| cell.computed)
        .map(|cell| cell.address)
        .filter(|address| stated.get(address) != computed.get(address))
        .collect()
}

fn read(case: &Value) -> Result<Case> {
    let text = |key: &str| {
        case.get(key)
            .and_then(Value::as_str)
            .with_context(|| format!("no {key}"))
    };
    let level = match text("level")? {
        level if level.contains("部门") => "department",
        level if level.contains("县级") => "county",
        _ => "city",
    };
    let mut stated = Figures::new();
    for (group, columns) in [("reg", "rules"), ("doc", "normative_documents")] {
        let figures = list(case.pointer(&format!("/t2/{group}")))?;
        for (column, figure) in ["issued", "repealed", "in_force"].iter().zip(figures) {
            put(&mut stated, format!("proactive.{columns}.{column}"), figure);
        }
    }
    for (key, address) in [
        ("licence", "licensing.decisions"),
        ("penalty", "penalty.decisions"),
        ("force", "compulsion.decisions"),
        ("fee", "fees.amount"),
    ] {
        let figure = case
            .pointer(&format!("/t2/{key}"))
            .context("a figure is missing")?;
        put(&mut stated, format!("proactive.{address}"), figure);
    }
    let rows = case
        .get("t3")
        .and_then(Value::as_object)
        .context("no table three")?;
    for (key, figures) in rows {
        let (_, row) = ROWS
            .iter()
            .find(|(known, _)| known == key)
            .with_context(|| format!("the row {key} is unknown"))?;
        for (column, figure) in APPLICANTS.iter().zip(list(Some(figures))?) {
            put(&mut stated, format!("applications.{row}.{column}"), figure);
        }
    }
    let mut review = list(case.get("t4"))?.iter();
    for group in REVIEW_GROUPS {
        for column in REVIEW_COLUMNS {
            let figure = review.next().context("table four is too short")?;
            put(&mut stated, format!("review.{group}.{column}"), figure);
        }
    }
    Ok(Case {
        name: text("id")?.to_owned(),
        organ: text("organ")?.to_owned(),
        level,
        year: u32::try_from(
            case.get("year")
                .and_then(Value::as_u64)
                .context("no year")?,
        )?,
        stated,
        violations: list(case.get("violations"))?.len(),
    })
}

fn list(value: Option<&Value>) -> Result<&Vec<Value>> {
    value.and_then(Value::as_array).context("not a list")
}

/// Notes a figure; what was left blank stays absent.
fn put(figures: &mut Figures, address: String, figure: &Value) {
    let text = match figure.as_str() {
        Some(text) => text.to_owned(),
        None if figure.is_null() => return,
        None => figure.to_string(),
    };
    figures.insert(address, text);
}
