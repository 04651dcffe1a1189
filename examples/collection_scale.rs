//! Measures the collection's layer on this machine and prints it: so many backups read, placed, added up and checked.
//! Nothing fails because something is slow.
//!
//! `cargo run --release --example collection_scale -- 1000 4000`

use std::error::Error;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use nianbao::collection::board::Board;
use nianbao::collection::file;
use nianbao::collection::intake::Intake;
use nianbao::collection::reviewing::Reviewing;
use nianbao::collection::sum::Sums;
use nianbao::collection::unit::Unit;
use nianbao::collection::whole::Collection;
use nianbao::import::material::Material;
use nianbao::import::open::Parsers;
use nianbao::import::pace::{self, Unhurried};
use nianbao::model::cell::{Cell, CellMap};
use nianbao::model::draft::{Draft, PreviousYear};
use nianbao::model::level::Level;
use nianbao::model::section::Section;
use nianbao::model::year::ReportYear;
use nianbao::storage::backup;

/// How many characters of prose a report has.
const PROSE: usize = 3400;

/// Backups need no parser.
struct NoParsers;

impl Parsers for NoParsers {
    fn page(&self, _: &str) -> Option<Material> {
        None
    }

    fn decoded(&self, _: &str, _: &[u8]) -> Option<String> {
        None
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let counts = std::env::args().skip(1).map(|count| count.parse());
    let mut counts = counts.collect::<Result<Vec<usize>, _>>()?;
    if counts.is_empty() {
        counts.push(1000);
    }
    for count in counts {
        measure(count)?;
    }
    Ok(())
}

fn measure(count: usize) -> Result<(), Box<dyn Error>> {
    let mut county = county(count);
    let backups: Vec<(String, Vec<u8>)> = (1..=count)
        .map(|at| {
            let text = backup::write(&report(at));
            (format!("{}.json", name(at)), text.into_bytes())
        })
        .collect();
    let bytes: usize = backups.iter().map(|(_, bytes)| bytes.len()).sum();
    println!("{count} backups of {} kB each", bytes / count / 1000);

    let mut longest = Duration::ZERO;
    let begun = Instant::now();
    let mut intake = Intake::of(&county, backups.iter().map(|(name, _)| name.clone()));
    for (_, bytes) in &backups {
        let begun = Instant::now();
        let bytes = Some(bytes.clone());
        let now = "2026-01-18T09:12:00";
        let step = intake.step(&mut county, bytes, &NoParsers, &Unhurried, now);
        pace::at_once(step).ok_or("a step rests")?;
        longest = longest.max(begun.elapsed());
    }
    say("read and placed", begun, count);
    println!(
        "  longest step {longest:.1?}, {} placed",
        county.submissions.len()
    );

    let begun = Instant::now();
    let sums = Sums::of(&county);
    say("added up", begun, count);
    let known = sums.iter().filter(|(cell, sum)| sum.text(*cell).is_some());
    println!("  {} sums", known.count());

    let begun = Instant::now();
    let mut reviewing = Reviewing::default();
    for unit in reviewing.pending(&county) {
        reviewing.check(&county, &unit);
    }
    say("checked", begun, count);

    let begun = Instant::now();
    let board = Board::of(&county, &reviewing);
    say("board", begun, count);
    println!("  {} rows", board.rows.len());

    let begun = Instant::now();
    let written = file::write(&county);
    say("file written", begun, count);
    let begun = Instant::now();
    let read = file::read(&written).map_err(|error| format!("{error:?}"))?;
    say("file read", begun, count);
    println!(
        "  {} kB, the same: {}",
        written.len() / 1000,
        read == county
    );
    Ok(())
}

fn say(what: &str, begun: Instant, count: usize) {
    let all = begun.elapsed();
    let each = all / u32::try_from(count).unwrap_or(1);
    println!("  {what}: {all:.1?}, {each:.1?} each");
}

fn name(at: usize) -> String {
    // Not as digits: four of them in a file's name would be read as a year.
    let ideograph = |digit: char| {
        let place = digit.to_digit(10).unwrap_or(0) as usize;
        "零一二三四五六七八九".chars().nth(place).unwrap_or(digit)
    };
    let number: String = at.to_string().chars().map(ideograph).collect();
    format!("云溪县第{number}局")
}

fn county(count: usize) -> Collection {
    Collection {
        id: "c1".to_owned(),
        organ: "云溪县人民政府".to_owned(),
        level: Some(Level::County),
        year: ReportYear::new(2025),
        deadline: "2026-01-26".to_owned(),
        roster: (1..=count)
            .map(|at| Unit::new(format!("u{at}"), name(at)))
            .collect(),
        ..Collection::default()
    }
}

/// A report with all figures, so many characters of prose, and last year's report inside.
fn report(at: usize) -> Draft {
    let mut draft = Draft::default();
    draft.organ = name(at).into();
    draft.level = Some(Level::Department);
    draft.year = "2025".into();
    for cell in Cell::all().filter(|cell| !cell.is_total()) {
        draft.set_cell(cell, (at * 7 + cell.index()).rem_euclid(40).to_string());
    }
    let sections = [
        Section::Overview,
        Section::ProblemsAndImprovements,
        Section::OtherMatters,
    ];
    for section in sections {
        draft.set_prose(section, prose(at, PROSE / sections.len()));
    }
    draft.previous_year = Some(Arc::new(PreviousYear {
        year: ReportYear::new(2024),
        cells: CellMap::from_fn(|cell| draft.cell(cell).clone()),
        prose: Section::ALL.map(|section| draft.prose(section).clone()),
    }));
    draft
}

fn prose(at: usize, length: usize) -> String {
    let mut prose = String::new();
    let mut sentence = 0;
    while prose.chars().count() < length {
        sentence += 1;
        let number = (at * 31 + sentence * 17) % 900;
        let line = writeln!(
            prose,
            "（{sentence}）2025年，我局公开信息{number}条，收到申请{}件，均已按时办结，较上年增长{}%。",
            number % 40,
            number % 90
        );
        // Writing into a text does not fail.
        line.unwrap_or_default();
    }
    prose
}
