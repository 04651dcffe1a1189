//! What a page holds while a full report is open.

use anyhow::{Context, Result};
use journeys::stage::Form;
use serde_json::{Value, json};

use crate::Lines;
use crate::line::{Figure, Line, What};
use crate::pages::{Pages, Subject};

/// Measures all pages, each in a browser of its own.
pub fn measure(pages: &Pages) -> Result<Lines> {
    let mut all = Vec::new();
    for subject in Subject::ALL {
        let mut session = pages.session()?;
        let mut tab = pages.open_full(&mut session, subject, Form::File, "bench.watchMemory();")?;
        tab.command("HeapProfiler.collectGarbage", json!({}))?;
        let heap = tab.command("Runtime.getHeapUsage", json!({}))?;
        let heap = heap
            .get("usedSize")
            .and_then(Value::as_f64)
            .context("the browser does not tell its heap")?;
        let module: f64 = tab.ask("bench.memory()")?;
        all.push([heap / 1e6, module / 1e6, tab.metric("Nodes")?]);
    }
    let [product, vanilla, bare] = all.as_slice() else {
        anyhow::bail!("three pages were opened");
    };
    // The plain JavaScript form has no module.
    let some = |value: f64| (value > 0.0).then(|| Figure::exact(value));
    let line = |what, at: fn(&[f64; 3]) -> f64| Line {
        what,
        product: Figure::exact(at(product)),
        vanilla: some(at(vanilla)),
        bare: some(at(bare)),
    };
    Ok(vec![
        line(What::Heap, |[heap, _, _]| *heap),
        line(What::ModuleMemory, |[_, module, _]| *module),
        line(What::Nodes, |[_, _, nodes]| *nodes),
    ])
}
