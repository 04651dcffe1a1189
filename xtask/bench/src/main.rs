//! Measures size and speed of the built page and prints them beside those of two references.
//!
//! The references are a plain JavaScript form of the same figures ([`vanilla`]) and the framework with next to
//! nothing in it (the package `bare-leptos`). All are measured in the same run, in turns, so that whatever else the
//! machine does falls on all alike. Nothing here fails because something is slow.

mod budget;
mod keys;
mod kill;
mod line;
mod machine;
mod memory;
mod options;
mod pages;
mod readme;
mod sample;
mod save;
mod sizes;
mod start;
mod tab;
mod vanilla;
mod wire;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result};
use journeys::{cdp, process_group};

use line::Line;
use options::{Options, Part, USAGE};
use pages::Pages;

fn main() -> ExitCode {
    process_group::end_all_with_this_program();
    match Options::from_args(std::env::args().skip(1)).and_then(|options| run(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<()> {
    if options.help {
        println!("{USAGE}");
    }
    if options.help || options.check {
        return Ok(());
    }
    let begun = Instant::now();
    let program = options
        .browser
        .clone()
        .or_else(cdp::installed)
        .context("no Chromium is installed; name one with --browser")?;
    let pages = Pages::prepare(options, &program)?;
    let machine = machine::in_words(&pages.browser);
    println!("On {machine}.");

    let mut lines = Vec::new();
    let mut files = None;
    for part in &options.parts {
        println!("\n{}\n", part.title());
        let measured = match part {
            Part::Sizes => {
                let sizes = sizes::measure(&pages)?;
                print!("{}", sizes.table());
                println!();
                let lines = sizes.lines();
                files = Some(sizes);
                lines
            }
            Part::Start => start::measure(&pages)?,
            Part::Keys => keys::measure(&pages)?,
            Part::Save => save::measure(&pages)?,
            Part::Kill => kill::measure(&pages)?,
            Part::Memory => memory::measure(&pages)?,
        };
        print!("{}", line::text(&measured));
        lines.extend(measured);
    }
    println!("\n{} s in all", begun.elapsed().as_secs());
    if options.write {
        readme::write(files.as_ref(), &lines, &machine)?;
    }
    Ok(())
}

/// What was measured, for all parts in the order in which they are printed.
pub type Lines = Vec<Line>;
