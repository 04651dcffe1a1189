//! A restless hand: a seeded random walk of real gestures over the whole page, with what must hold after each of them.
//!
//! One episode begins with an empty profile. The same seed draws the same steps while the page answers in the same way; a
//! failure is therefore kept as the list of its steps, which is walked again with fewer and fewer of them.

mod chance;
mod gesture;
mod hand;
mod look;
mod shrink;

use std::fmt;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Error, Result};

use crate::options::{Candidate, Restless};
use crate::stage::{Setting, Stage};

pub use gesture::Step;

use chance::Chance;
use hand::Hand;

/// So many steps has an episode.
const EPISODE: usize = 1000;

/// What did not hold.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Which of the things that must hold.
    pub kind: &'static str,
    /// How.
    pub detail: String,
    /// Whether nothing is left to walk on.
    pub ends: bool,
}

impl Failure {
    /// That something does not hold.
    pub fn of(kind: &'static str, detail: impl Into<String>) -> Self {
        Self {
            kind,
            detail: detail.into(),
            ends: false,
        }
    }

    /// That something does not hold, and the walk is over.
    pub fn at_the_end(kind: &'static str, detail: impl Into<String>) -> Self {
        Self {
            ends: true,
            ..Self::of(kind, detail)
        }
    }

    /// Whether it is the same failure, as far as one can tell: numbers are made by chance.
    pub fn is_like(&self, other: &Self) -> bool {
        let start = |failure: &Self| -> String {
            let words = failure.detail.chars().filter(|c| !c.is_ascii_digit());
            words.take(60).collect()
        };
        // What differs names the place, and any place will do.
        self.kind == other.kind && (self.kind != "the focus is lost" || start(self) == start(other))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::at_the_end("the browser does not answer", format!("{error:#}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.kind, self.detail)
    }
}

/// What an episode came to.
pub struct Episode {
    /// All that was done.
    pub steps: Vec<Step>,
    /// What did not hold, each with the number of steps before it, the one after which it was seen included.
    pub failures: Vec<(usize, Failure)>,
}

/// Walks one episode on a stage on which the page is not opened yet. It goes on after a failure, as a person has to, unless
/// nothing is left to walk on.
pub fn walk(stage: &mut Stage, seed: u64, length: usize) -> Result<Episode> {
    let mut chance = Chance::of_seed(seed);
    let mut hand = Hand::at(stage)?;
    let mut steps = Vec::new();
    let mut failures = Vec::new();
    while steps.len() < length {
        let can_kill = steps.len() > length / 2;
        let step = gesture::draw(&mut chance, hand.seen(), can_kill);
        steps.push(step.clone());
        if let Err(failure) = hand.take(stage, &step) {
            let ends = failure.ends;
            failures.push((steps.len(), failure));
            if ends {
                break;
            }
        }
    }
    Ok(Episode { steps, failures })
}

/// Walks steps again until something does not hold in the same way. What cannot be done because it is not there any more
/// is left out.
pub fn fails_again(stage: &mut Stage, steps: &[Step], wanted: &Failure) -> Result<bool> {
    let mut hand = Hand::at(stage)?;
    for step in steps {
        if let Err(failure) = hand.take(stage, step) {
            if failure.is_like(wanted) {
                return Ok(true);
            }
            if failure.ends {
                return Ok(false);
            }
        }
    }
    Ok(false)
}

/// Something that was found, for the first time.
struct Found {
    seed: u64,
    steps: Vec<Step>,
    failure: Failure,
    times: usize,
}

/// Walks so many steps in a browser and tells what it finds. True if all held.
pub fn run(candidate: &Candidate, url: &str, wanted: &Restless) -> Result<bool> {
    let Ok(program) = &candidate.program else {
        return Ok(true);
    };
    let name = &candidate.name;
    let begun = Instant::now();
    let (mut done, mut episode) = (0, 0);
    let mut found: Vec<Found> = Vec::new();
    let mut reported = Instant::now();
    while done < wanted.steps {
        let seed = wanted.seed + episode;
        episode += 1;
        let length = EPISODE.min(wanted.steps - done);
        let walked = match set(program, url).and_then(|mut stage| walk(&mut stage, seed, length)) {
            Ok(walked) => walked,
            Err(error) => {
                println!("     {name}  seed {seed}  did not begin: {error:#}");
                // So that a browser that never begins comes to an end.
                done += 1;
                continue;
            }
        };
        done += walked.steps.len();
        for (at, failure) in walked.failures {
            if let Some(known) = found
                .iter_mut()
                .find(|known| known.failure.is_like(&failure))
            {
                known.times += 1;
                continue;
            }
            println!("FAIL {name}  seed {seed}  step {at}  {failure}");
            for step in walked.steps.iter().take(at).skip(at.saturating_sub(3)) {
                println!("       {step}");
            }
            found.push(Found {
                seed,
                steps: walked.steps.iter().take(at).cloned().collect(),
                failure,
                times: 1,
            });
        }
        if reported.elapsed() > Duration::from_secs(30) {
            reported = Instant::now();
            let seconds = begun.elapsed().as_secs();
            println!("     {name}  {done} steps in {seconds} s");
        }
    }
    let seconds = begun.elapsed().as_secs();
    let kinds = found.len();
    println!("{name}  {done} steps, {episode} episodes, {seconds} s, {kinds} kinds of failures");
    for Found {
        seed,
        steps,
        failure,
        times,
    } in &found
    {
        let few = shrink::shrink(steps.clone(), |steps| {
            fails_again(&mut set(program, url)?, steps, failure)
        });
        println!("FAIL {name}  seed {seed}  {times} times: {failure}");
        println!("     the same after {} steps:", few.len());
        for step in few {
            println!("       {step}");
        }
    }
    Ok(found.is_empty())
}

fn set(program: &Path, url: &str) -> Result<Stage> {
    Stage::set(&Setting {
        program,
        url,
        shots: None,
    })
}
