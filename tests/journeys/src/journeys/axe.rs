//! What axe-core finds.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail, ensure};
use serde::Deserialize;

use super::screens;
use crate::probe;
use crate::stage::{Skip, Stage};

/// Where `cargo xtask test` installs axe-core.
const AXE: &str = "../compat/node_modules/axe-core/axe.min.js";

/// All rules that are no experiments, those of good practice included.
const RUN: &str = "axe.run(document, { resultTypes: ['violations'] }).then(function (results) {
    return results.violations.map(function (violation) {
        return {
            rule: violation.id + ': ' + violation.help,
            places: violation.nodes.map(function (node) { return node.target.join(' ') + ' ' + node.failureSummary; })
        };
    });
}).then(JSON.stringify)";

#[derive(Debug, Deserialize)]
struct Violation {
    rule: String,
    places: Vec<String>,
}

/// axe-core finds no violation on any screen.
pub fn axe(stage: &mut Stage) -> Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(AXE);
    let Ok(axe) = fs::read_to_string(path) else {
        bail!(Skip("axe-core is not installed; it needs npm".to_owned()));
    };
    let mut found = Vec::new();
    screens::visit(stage, |stage, screen| {
        let page = stage.desk.page();
        page.evaluate(&format!(
            "window.axe || (function () {{ {axe}\n }}).call(window), true"
        ))?;
        let violations: Vec<Violation> = probe::told(page.evaluate(RUN)?)?;
        stage.screenshot(screen)?;
        for Violation { rule, places } in violations {
            found.push(format!("{screen}: {rule}: {}", places.join("; ")));
        }
        Ok(())
    })?;
    ensure!(found.is_empty(), "{}", found.join("\n    "));
    Ok(())
}
