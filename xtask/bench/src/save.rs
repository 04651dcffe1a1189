//! From the last key of a burst to the draft that is safe.

use std::thread;

use anyhow::{Context, Result};
use journeys::keys::Chord;

use crate::Lines;
use crate::keys::{FRAME, open_for_typing};
use crate::line::{Figure, Line, What};
use crate::pages::{Pages, Subject};
use crate::sample::Sample;
use crate::tab::Tab;

/// How often saving is measured.
const ROUNDS: usize = 7;

/// What is typed before: it leaves the cell as it was.
const BURST: [&str; 4] = ["7", "8", "Backspace", "Backspace"];

/// Saves in both pages that save, in turns.
pub fn measure(pages: &Pages) -> Result<Lines> {
    let mut open = Vec::new();
    for subject in [Subject::Product, Subject::Vanilla] {
        let mut session = pages.session()?;
        let tab = open_for_typing(pages, &mut session, subject)?;
        open.push((session, tab, Sample::default(), Sample::default()));
    }
    for _ in 0..ROUNDS {
        for (_session, tab, waited, script) in &mut open {
            type_burst(tab)?;
            let before = tab.script_time()?;
            let since_input: f64 = tab.ask("bench.saved()").context("nothing was saved")?;
            script.add(tab.script_time()? - before);
            waited.add(since_input);
        }
    }
    let [product, vanilla] = open.as_slice() else {
        anyhow::bail!("two pages were opened");
    };
    let line = |what, product, vanilla| Line {
        what,
        product: Figure::median(product),
        vanilla: Some(Figure::median(vanilla)),
        bare: None,
    };
    Ok(vec![
        line(What::SaveScript, &product.3, &vanilla.3),
        line(What::Saved, &product.2, &vanilla.2),
    ])
}

fn type_burst(tab: &mut Tab) -> Result<()> {
    let _: String = tab.ask("bench.cell('proactive.licensing.decisions')")?;
    for key in BURST {
        tab.press(&key.parse::<Chord>()?)?;
    }
    // The last key has been painted before the rest is over.
    thread::sleep(FRAME);
    Ok(())
}
