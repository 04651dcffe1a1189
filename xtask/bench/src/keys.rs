//! From a key to what the page does about it, and to the screen.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use journeys::keys::Chord;
use journeys::stage::Form;
use serde_json::json;

use crate::Lines;
use crate::line::{Figure, Line, What};
use crate::pages::{Pages, Session, Subject};
use crate::sample::Sample;
use crate::tab::Tab;

/// How many keys are pressed in one cell before the next page has its turn: so many each by itself, as many without a
/// rest between them, and as many again for the repaint, whose listeners would count as script.
const KEYS: usize = 20;

/// Long enough after a key for everything that follows from it to be done, the frame included.
pub const FRAME: Duration = Duration::from_millis(50);

/// What the keys in a cell do to the findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Nothing: no identity contains the figure.
    Quiet,
    /// A digit breaks an identity, the next key takes it away again: findings come and go.
    Breaking,
    /// 1 and 2 replace each other, both wrong: the findings say something else each time.
    Changing,
}

impl Kind {
    fn key(self, at: usize) -> Result<Chord> {
        let even = at.is_multiple_of(2);
        match self {
            Self::Quiet | Self::Breaking if even => "7",
            Self::Quiet | Self::Breaking => "Backspace",
            Self::Changing if even => "1",
            Self::Changing => "2",
        }
        .parse()
    }

    /// Selects what the next key is to replace.
    fn prepare(self, tab: &mut Tab) -> Result<()> {
        match self {
            Self::Quiet | Self::Breaking => Ok(()),
            Self::Changing => tab.run("document.activeElement.select()"),
        }
    }
}

/// The cells of the report, with the one of the bare table that takes its place there.
const CELLS: [(Kind, &str, &str); 10] = [
    (Kind::Quiet, "proactive.licensing.decisions", "0.0"),
    (
        Kind::Breaking,
        "applications.newly_received.natural_person",
        "1.1",
    ),
    (
        Kind::Changing,
        "applications.disclosed.natural_person",
        "4.2",
    ),
    (
        Kind::Breaking,
        "applications.carried_over.commercial_enterprise",
        "7.3",
    ),
    (Kind::Quiet, "proactive.penalty.decisions", "10.4"),
    (
        Kind::Changing,
        "applications.newly_received.commercial_enterprise",
        "13.5",
    ),
    (
        Kind::Breaking,
        "applications.unable_to_provide.not_held.other",
        "16.6",
    ),
    (
        Kind::Breaking,
        "applications.carried_forward.legal_service_institution",
        "19.0",
    ),
    (
        Kind::Changing,
        "applications.partly_disclosed.natural_person",
        "22.1",
    ),
    (Kind::Quiet, "review.reconsideration.upheld", "25.2"),
];

/// What was measured of one page.
#[derive(Default)]
struct Measured {
    /// All scripts for a key, in processor time, everything that came before it being done.
    script: Sample,
    /// The same in unbroken typing, with the saves that fall among the keys.
    unbroken: Sample,
    /// From the key to the painted frame.
    painted: Sample,
    /// Style and layout for a key, in processor time, on average over the keys of a cell.
    layout: Sample,
    /// The script again, by what it does to the findings.
    by_kind: Vec<(Kind, Sample)>,
}

/// Presses the keys in all pages, in turns.
pub fn measure(pages: &Pages) -> Result<Lines> {
    let mut open = Vec::new();
    for subject in Subject::ALL {
        // A browser each, so that no page shares a process with another.
        let mut session = pages.session()?;
        let tab = open_for_typing(pages, &mut session, subject)?;
        open.push((subject, session, tab, Measured::default()));
    }
    for (kind, address, place_in_bare) in CELLS {
        for (subject, _session, tab, measured) in &mut open {
            let place = if *subject == Subject::Bare {
                place_in_bare
            } else {
                address
            };
            type_in(tab, *subject, kind, place, measured)
                .with_context(|| format!("{subject:?}, {place}"))?;
        }
    }
    let measured: Vec<Measured> = open.into_iter().map(|(.., measured)| measured).collect();
    let [product, vanilla, bare] = measured.as_slice() else {
        anyhow::bail!("three pages were opened");
    };
    for (kind, word) in [
        (Kind::Quiet, "leaves the findings alone"),
        (Kind::Breaking, "lets findings come and go"),
        (Kind::Changing, "changes what findings say"),
    ] {
        let [product, vanilla] = [product, vanilla].map(|measured| measured.of_kind(kind));
        println!(
            "script of a key that {word}: p50 {:.1} ms, p95 {:.1} ms; plain JavaScript {:.1} ms, {:.1} ms",
            product.median(),
            product.percentile(0.95),
            vanilla.median(),
            vanilla.percentile(0.95),
        );
    }
    println!();
    let line = |what, of: fn(&Measured) -> &Sample, share| Line {
        what,
        product: Figure::of(of(product), share),
        vanilla: Some(Figure::of(of(vanilla), share)),
        bare: Some(Figure::of(of(bare), share)),
    };
    Ok(vec![
        line(What::ScriptMedian, |measured| &measured.script, 0.5),
        line(What::ScriptSlowest, |measured| &measured.script, 0.95),
        line(What::UnbrokenSlowest, |measured| &measured.unbroken, 0.95),
        line(What::RepaintMedian, |measured| &measured.painted, 0.5),
        line(What::RepaintSlowest, |measured| &measured.painted, 0.95),
        line(What::LayoutMedian, |measured| &measured.layout, 0.5),
    ])
}

/// A page with a full report, its processor four times slower.
pub fn open_for_typing(pages: &Pages, session: &mut Session, subject: Subject) -> Result<Tab> {
    let mut tab = pages.open_full(session, subject, Form::File, "")?;
    tab.slow_down(4.0)?;
    Ok(tab)
}

fn type_in(
    tab: &mut Tab,
    subject: Subject,
    kind: Kind,
    address: &str,
    measured: &mut Measured,
) -> Result<()> {
    let before: String = tab.ask(&format!("bench.cell({})", json!(address)))?;
    let mut script = Sample::default();
    let layout_before = tab.layout_time()?;
    for at in 0..KEYS {
        kind.prepare(tab)?;
        let script_before = tab.script_time()?;
        tab.press(&kind.key(at)?)?;
        thread::sleep(FRAME);
        script.add(tab.script_time()? - script_before);
        if subject.saves() {
            // What a save costs is measured by itself.
            let _: f64 = tab.ask("bench.saved()")?;
            thread::sleep(FRAME);
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "twenty keys")]
    measured
        .layout
        .add((tab.layout_time()? - layout_before) / KEYS as f64);
    measured.script.extend(&script);
    measured.by_kind.push((kind, script));

    for at in 0..KEYS {
        kind.prepare(tab)?;
        let script_before = tab.script_time()?;
        tab.press(&kind.key(at)?)?;
        thread::sleep(FRAME);
        measured.unbroken.add(tab.script_time()? - script_before);
    }

    tab.run("bench.watchKeys(true)")?;
    for at in 0..KEYS {
        kind.prepare(tab)?;
        tab.press(&kind.key(at)?)?;
        measured.painted.add(tab.ask("bench.painted()")?);
    }
    tab.run("bench.watchKeys(false)")?;
    // The next cell finds the report as it was.
    tab.run(&format!(
        "bench.fill([[{}, {}]])",
        json!(address),
        json!(before)
    ))?;
    if subject.saves() {
        let _: f64 = tab.ask("bench.saved()")?;
    }
    Ok(())
}

impl Measured {
    fn of_kind(&self, wanted: Kind) -> Sample {
        let mut all = Sample::default();
        for (_, sample) in self.by_kind.iter().filter(|(kind, _)| *kind == wanted) {
            all.extend(sample);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use nianbao::model::cell::Cell;

    use super::*;

    #[test]
    fn two_hundred_keys_are_pressed_in_cells_that_are_typed() -> Result<()> {
        assert_eq!(CELLS.len() * KEYS, 200);
        for (_, address, _) in CELLS {
            let cell: Cell = address.parse().ok().context(address)?;
            assert!(!cell.is_total(), "{address}");
        }
        Ok(())
    }

    #[test]
    fn every_cell_is_left_as_it_was_found() {
        // A digit and its removal make a pair.
        assert_eq!(KEYS % 2, 0);
    }
}
