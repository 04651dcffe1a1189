//! A bounded walk of the restless hand, for every run of the tests.

use anyhow::{Result, ensure};

use crate::restless;
use crate::stage::Stage;

/// How far it goes.
const STEPS: usize = 200;

/// Where it begins; the same in every run, so that a failure is met again.
const SEED: u64 = 20_260_000;

/// A random walk of real gestures: nothing is thrown, what is called saved is stored, a fresh start shows the same.
pub fn restless(stage: &mut Stage) -> Result<()> {
    let walked = restless::walk(stage, SEED, STEPS)?;
    let told: Vec<String> = walked
        .failures
        .iter()
        .map(|(at, failure)| {
            let last = walked.steps.get(at - 1);
            let last = last.map_or_else(String::new, ToString::to_string);
            format!("after step {at} ({last}): {failure}")
        })
        .collect();
    ensure!(
        told.is_empty(),
        "seed {SEED} (cargo run -p journeys -- --restless {STEPS} --seed {SEED} has it in few steps): {}",
        told.join("\n    ")
    );
    Ok(())
}
