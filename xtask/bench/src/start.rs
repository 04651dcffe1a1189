//! From the beginning of the navigation to the page that answers.

use anyhow::Result;
use journeys::stage::Form;
use journeys::wait::{self, PATIENCE};

use crate::Lines;
use crate::line::{Figure, Line, What};
use crate::pages::{Pages, Session, Subject, expect_full};
use crate::sample::Sample;
use crate::tab::Tab;

/// How often each start is measured.
const ROUNDS: usize = 7;

/// One start that is measured: a line of the result.
struct Case {
    what: What,
    form: Form,
    slower: f64,
    /// Whether there is a draft to be opened; the page then shows all figures, and else the empty list of drafts.
    draft: bool,
    ready: [Sample; 3],
    painted: [Sample; 3],
}

/// Measures all starts, in turns.
pub fn measure(pages: &Pages) -> Result<Lines> {
    let mut used = pages.session()?;
    for form in [Form::File, Form::Http] {
        for subject in [Subject::Product, Subject::Vanilla] {
            let tab = pages.open_full(&mut used, subject, form, "")?;
            // What a page has stored reaches the others a moment later, and may not if it is closed before.
            wait::until("the stored report to be found again", PATIENCE, || {
                let (mut other, _) = Tab::open(&mut used, &pages.url(subject, form), 1.0, "")?;
                let found = expect_full(&mut other, subject);
                other.close()?;
                found.map(Some)
            })?;
            tab.close()?;
        }
    }
    let mut fresh = pages.session()?;
    say_how_slow(pages, &mut fresh)?;

    let case = |what, form, slower, draft| Case {
        what,
        form,
        slower,
        draft,
        ready: Default::default(),
        painted: Default::default(),
    };
    let mut cases = [
        case(What::StartFile, Form::File, 1.0, true),
        case(What::StartFileSlow, Form::File, 4.0, true),
        case(What::StartHttp, Form::Http, 1.0, true),
        case(What::StartHttpSlow, Form::Http, 4.0, true),
        case(What::FirstStartSlow, Form::File, 4.0, false),
    ];
    for _ in 0..ROUNDS {
        for case in &mut cases {
            let session = if case.draft { &mut used } else { &mut fresh };
            let samples = case.ready.iter_mut().zip(&mut case.painted);
            for (subject, (ready, painted)) in Subject::ALL.into_iter().zip(samples) {
                let url = pages.url(subject, case.form);
                let (mut tab, start) = Tab::open(session, &url, case.slower, "")?;
                if case.draft && subject.saves() {
                    expect_full(&mut tab, subject)?;
                }
                ready.add(start.ready);
                painted.add(start.painted);
                tab.close()?;
            }
        }
    }
    for case in &cases {
        let [product, vanilla, bare] = case.painted.each_ref().map(Sample::median);
        println!(
            "{}: painted at {product:.0} ms, plain JavaScript {vanilla:.0} ms, bare Leptos {bare:.0} ms",
            case.what.name()
        );
    }
    println!();
    let line = |case: &Case| {
        let [product, vanilla, bare] = &case.ready;
        Line {
            what: case.what,
            product: Figure::median(product),
            vanilla: Some(Figure::median(vanilla)),
            bare: Some(Figure::median(bare)),
        }
    };
    Ok(cases.iter().map(line).collect())
}

/// Prints by how much the processor really is slower; the browser only promises.
fn say_how_slow(pages: &Pages, session: &mut Session) -> Result<()> {
    let mut took = |slower: f64| -> Result<f64> {
        let url = pages.url(Subject::Bare, Form::File);
        let (mut tab, _) = Tab::open(session, &url, slower, "")?;
        let mut sample = Sample::default();
        for _ in 0..3 {
            sample.add(tab.ask("bench.spin().took")?);
        }
        tab.close()?;
        Ok(sample.median())
    };
    let (plain, slow) = (took(1.0)?, took(4.0)?);
    println!(
        "slowed down 4 times, the same loop took {slow:.0} ms instead of {plain:.0} ms: {:.1}×\n",
        slow / plain
    );
    Ok(())
}
