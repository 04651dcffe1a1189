//! A bounded walk of the restless hand, for every run of the tests.

use anyhow::{Result, bail, ensure};

use crate::restless;
use crate::stage::{Skip, Stage};

/// How far it goes.
const STEPS: usize = 200;

/// Where it begins; the same in every run, so that a failure is met again.
const SEED: u64 = 20_260_000;

/// The oldest Chromium that is served; the walk is made there and in the newest, where all that lies between is alike.
const OLDEST: &str = "/66.";

/// A random walk of real gestures: nothing is thrown, what is called saved is stored, a fresh start shows the same.
pub fn restless(stage: &mut Stage) -> Result<()> {
    let version = stage.version().to_owned();
    // Only the old builds call themselves headless; the installed browsers are the newest.
    if version.starts_with("Headless") && !version.contains(OLDEST) {
        bail!(Skip(
            "the oldest and the newest browsers walk it".to_owned()
        ));
    }
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
