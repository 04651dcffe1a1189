//! What is gone when the browser is killed in the middle of typing.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use journeys::stage::Form;
use journeys::wait::{self, PATIENCE};

use crate::Lines;
use crate::line::{Figure, Line, What};
use crate::pages::{Pages, Subject};
use crate::sample::Sample;
use crate::tab::Tab;

/// How often the product's browser is killed. The promise is about the worst case, so often.
const PRODUCT_ROUNDS: u32 = 40;

/// How often that of the plain JavaScript form is.
const VANILLA_ROUNDS: u32 = 7;

/// A fast typist's time between two keys.
const BETWEEN_KEYS: Duration = Duration::from_millis(50);

/// The figure that is typed; no identity contains it.
const ADDRESS: &str = "proactive.licensing.decisions";

/// The first number typed, larger than what the report had there.
const FIRST: u32 = 10_000;

/// Kills both pages that save.
pub fn measure(pages: &Pages) -> Result<Lines> {
    let product = lost(pages, Subject::Product, PRODUCT_ROUNDS)?;
    let vanilla = lost(pages, Subject::Vanilla, VANILLA_ROUNDS)?;
    println!(
        "the product: p95 {:.0} ms of {PRODUCT_ROUNDS}; plain JavaScript: killed {VANILLA_ROUNDS} times\n",
        product.percentile(0.95)
    );
    let line = |what, share| Line {
        what,
        product: Figure::of(&product, share),
        vanilla: Some(Figure::of(&vanilla, share)),
        bare: None,
    };
    Ok(vec![line(What::LostMedian, 0.5), line(What::LostMost, 1.0)])
}

/// How much of the last typing was gone after each kill, in milliseconds.
fn lost(pages: &Pages, subject: Subject, rounds: u32) -> Result<Sample> {
    let mut session = pages.session()?;
    let mut tab = pages.open_full(&mut session, subject, Form::File, "")?;
    let mut lost = Sample::default();
    let mut next = FIRST;
    for round in 0..rounds {
        let begun = Instant::now();
        // Half a second to two and a half, spread over the rounds without a pattern that a timer could share.
        let ends = Duration::from_millis(u64::from(500 + round * 769 % 2000));
        let mut typed = Vec::new();
        while begun.elapsed() < ends {
            // Whole numbers, since of one that is typed digit by digit nobody could say which it was to become.
            tab.run(&format!("bench.fill([['{ADDRESS}', '{next}']])"))?;
            typed.push((next, Instant::now()));
            next += 1;
            thread::sleep(BETWEEN_KEYS);
        }
        let killed = Instant::now();
        session = session.killed(pages)?;
        (tab, _) = Tab::open(&mut session, &pages.url(subject, Form::File), 1.0, "")?;
        let found = found_again(&mut tab, subject)?;
        let first_lost = typed.iter().find(|(number, _)| Some(*number) > found);
        let gone = first_lost.map_or(Duration::ZERO, |(_, at)| killed.duration_since(*at));
        lost.add(gone.as_secs_f64() * 1000.0);
    }
    Ok(lost)
}

/// The number that the page has after it was opened again; none before any was saved.
fn found_again(tab: &mut Tab, subject: Subject) -> Result<Option<u32>> {
    wait::until("the report to be there again", PATIENCE, || {
        // The product has opened its second copy by the time it says that all is saved.
        let there: bool = tab.ask(match subject {
            Subject::Product => "!!document.querySelector('[data-status=\"saved\"]')",
            Subject::Vanilla | Subject::Bare => "true",
        })?;
        Ok(there.then_some(()))
    })?;
    let text: String = tab.ask(&format!("bench.cell('{ADDRESS}')"))?;
    if text.is_empty() {
        ensure!(subject == Subject::Vanilla, "the whole report is gone");
        return Ok(None);
    }
    let number: u32 = text.parse().with_context(|| format!("found {text:?}"))?;
    Ok((number >= FIRST).then_some(number))
}
