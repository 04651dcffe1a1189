//! A real bureau's report, whose text lies beside the repository on some machines.

use std::fs;

use anyhow::{Context, Result, ensure};

use super::export::{copy_rich, copy_source};
use crate::cells::{self, Figures};
use crate::exported::{expect_tables, expect_words};
use crate::sample::HEADINGS;
use crate::stage::{self, Stage};

/// A report's words, taken from a page that has lost its tables.
struct Report {
    title: String,
    organ: String,
    year: String,
    publish_date: String,
    /// The preamble and what stands under each of the six headings.
    parts: Vec<String>,
}

/// A real bureau's report is reproduced to the character.
pub fn seed_report(stage: &mut Stage) -> Result<()> {
    let file = stage::material("seed-zhouqu-2025.txt")?;
    let report = read(&fs::read_to_string(file)?)?;
    stage.open()?;
    let desk = &mut stage.desk;
    desk.new_draft()?;
    desk.set_field("organ", &report.organ)?;
    desk.set_field("year", &report.year)?;
    desk.set_field("level", "department")?;
    desk.set_field("publish_date", &report.publish_date)?;
    let sections = [
        "preamble",
        "overview",
        "problems_and_improvements",
        "other_matters",
    ];
    for (section, part) in sections.iter().zip([0, 1, 5, 6]) {
        let text = report.parts.get(part).context("a part is missing")?;
        ensure!(!text.is_empty(), "{section} is empty in the seed");
        desk.type_prose(section, text)?;
    }
    // Its prose says that there was no application, no review and no fee.
    desk.fill_zero()?;
    let figures = cells::filled_up(&Figures::new());
    desk.wait_cells(&figures)?;
    desk.wait_no_error()?;
    let prose = desk.prose()?;
    for (section, part) in sections.iter().zip([0, 1, 5, 6]) {
        ensure!(
            prose.get(*section) == report.parts.get(part),
            "{section} was changed"
        );
    }
    stage.screenshot("seed")?;

    let source = copy_source(stage)?;
    let from_source = stage.on_scratch(|scratch| scratch.read_markup(&source))?;
    for (how, reading) in [("source", from_source), ("rich text", copy_rich(stage)?)] {
        expect_words(&reading, &prose).with_context(|| how.to_owned())?;
        expect_tables(&reading, &figures).with_context(|| how.to_owned())?;
        ensure!(
            reading.has_block(&report.title),
            "{how}: {:?}",
            reading.blocks
        );
    }
    Ok(())
}

fn read(page: &str) -> Result<Report> {
    let lines: Vec<&str> = page
        .lines()
        .map(|line| line.trim_matches(['|', ' ']))
        .filter(|line| !line.is_empty())
        .collect();
    let title = *lines.first().context("the seed is empty")?;
    let (head, _) = title
        .split_once("年政府信息公开")
        .context("no year in the title")?;
    let digits = head.len() - 4;
    let (organ, year) = head
        .split_at_checked(digits)
        .context("no year in the title")?;
    let date = lines
        .iter()
        .find_map(|line| line.split(' ').next().filter(|word| word.starts_with("20")))
        .context("no date")?;
    let body = lines
        .iter()
        .skip_while(|line| !line.starts_with("根据"))
        .take_while(|line| !line.starts_with('【'))
        .copied()
        .collect::<Vec<_>>()
        .join("\n");
    let mut parts = Vec::new();
    let mut rest = body.as_str();
    for heading in HEADINGS {
        let (part, after) = rest
            .split_once(heading)
            .with_context(|| format!("the seed has no {heading}"))?;
        parts.push(paragraphs(part));
        rest = after;
    }
    parts.push(paragraphs(rest));
    Ok(Report {
        title: title.to_owned(),
        organ: organ.to_owned(),
        year: year.to_owned(),
        publish_date: date.to_owned(),
        parts,
    })
}

/// The page's paragraphs: where they met, a space was left behind a full stop.
fn paragraphs(part: &str) -> String {
    part.trim().replace("。 ", "。\n")
}
