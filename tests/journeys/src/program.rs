//! Walks the journeys that are wanted in the browsers that are there, several at once, and reports them.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, ensure};

use crate::cdp;
use crate::division;
use crate::journeys::{self, Journey};
use crate::options::{Candidate, Options, Restless, USAGE};
use crate::restless;
use crate::results::{Results, Run};
use crate::stage::Form;
use crate::static_server::StaticServer;
use crate::walk::{self, Left, Outcome, Walk, Walked};
use crate::workers;

/// Runs what the options ask for. True if there was something to do and nothing failed.
pub fn run(options: &Options) -> Result<bool> {
    if options.help {
        println!("{USAGE}");
        return Ok(true);
    }
    if options.list {
        for journey in journeys::all() {
            println!("{:22} {}", journey.name, journey.about);
        }
        return Ok(true);
    }
    let browsers = browsers(options)?;
    if let Some(restless) = &options.restless {
        return walk_restlessly(options, &browsers, restless);
    }
    let (missing, wanted) = plan(options, &browsers)
        .into_iter()
        .partition::<Vec<_>, _>(|run| run.browser.program.is_err());
    report_missing(&browsers, &missing);
    let walked = walk_all(options, &wanted)?;

    let results = Results::new(&browsers, missing, wanted.into_iter().zip(walked));
    if let Some(file) = &options.results {
        std::fs::write(file, results.json(options.wants_all()).to_string())
            .with_context(|| format!("cannot write {}", file.display()))?;
    }
    print!("{results}");
    Ok(results.nothing_failed())
}

/// A random walk in each browser, several browsers at once.
fn walk_restlessly(options: &Options, browsers: &[Candidate], wanted: &Restless) -> Result<bool> {
    let dist = built(options)?;
    let server = StaticServer::start(&dist)?;
    let url = url(&dist, &server, options.form.unwrap_or(Form::File))?;
    let jobs = jobs(options)?;
    let all = workers::map(jobs, browsers, |_, browser| {
        restless::run(browser, &url, wanted)
    });
    all.into_iter()
        .try_fold(true, |held, walked| Ok(walked? && held))
}

fn built(options: &Options) -> Result<PathBuf> {
    options.dist.canonicalize().with_context(|| {
        format!(
            "{} is not there; build the page first",
            options.dist.display()
        )
    })
}

fn jobs(options: &Options) -> Result<NonZero<usize>> {
    Ok(options
        .jobs
        .map_or_else(thread::available_parallelism, Ok)?)
}

fn browsers(options: &Options) -> Result<Vec<Candidate>> {
    if !options.browsers.is_empty() {
        return Ok(options.browsers.clone());
    }
    let program = cdp::installed().context("no Chromium is installed; name one with --browser")?;
    Ok(vec![Candidate {
        name: "chromium".to_owned(),
        program: Ok(program),
    }])
}

/// Everything that is wanted. The browsers take turns, so that the longest journeys do not all come at the end.
fn plan<'a>(options: &Options, browsers: &'a [Candidate]) -> Vec<Run<'a>> {
    let wanted = journeys::all().filter(|journey| options.wants(journey.name));
    let mut runs = Vec::new();
    for journey in wanted {
        for browser in browsers {
            let forms = journey.forms.iter().copied();
            let forms = forms.filter(|form| options.form.is_none_or(|only| only == *form));
            runs.extend(forms.map(|form| Run {
                browser,
                journey,
                form,
            }));
        }
    }
    runs
}

/// One line for each missing browser and form, with the names of all that is skipped.
fn report_missing(browsers: &[Candidate], missing: &[Run<'_>]) {
    for browser in browsers {
        let Err(reason) = &browser.program else {
            continue;
        };
        for form in [Form::File, Form::Http] {
            let names: Vec<&str> = missing
                .iter()
                .filter(|run| run.browser == browser && run.form == form)
                .map(|run| run.journey.name)
                .collect();
            if !names.is_empty() {
                let (name, count, names) = (&browser.name, names.len(), names.join(", "));
                println!("skip {name}  {form}  {count} journeys: {reason} ({names})");
            }
        }
    }
}

fn walk_all(options: &Options, runs: &[Run<'_>]) -> Result<Vec<Walked>> {
    if runs.is_empty() {
        return Ok(Vec::new());
    }
    let dist = built(options)?;
    let server = StaticServer::start(&dist)?;
    let jobs = jobs(options)?;
    // What is named is walked wherever it is asked for.
    let versions = if options.names.is_empty() {
        versions(jobs, runs)
    } else {
        BTreeMap::new()
    };
    let mut walks = Vec::new();
    for run in runs {
        let Ok(program) = &run.browser.program else {
            continue;
        };
        walks.push(Walk {
            journey: run.journey,
            program,
            left: versions.get(program).and_then(|version| {
                let reason = division::left_to_others(run.journey, run.form, version)?;
                let version = version.clone();
                Some(Left { version, reason })
            }),
            url: url(&dist, &server, run.form)?,
            shots: options.shots.as_deref().map(|place| shots(place, run)),
        });
    }
    Ok(workers::map(jobs, &walks, |index, walk| {
        let walked = walk.walk();
        if let Some(run) = runs.get(index) {
            report(run, &walked);
        }
        walked
    }))
}

/// What the browsers call themselves. One that does not start is left out; its walks say why.
fn versions<'a>(jobs: NonZero<usize>, runs: &'a [Run<'_>]) -> BTreeMap<&'a PathBuf, String> {
    let programs = runs.iter().flat_map(|run| &run.browser.program);
    let programs: Vec<&PathBuf> = BTreeSet::from_iter(programs).into_iter().collect();
    let versions = workers::map(jobs, &programs, |_, program| walk::version(program));
    let known = programs.into_iter().zip(versions);
    known
        .filter_map(|(program, version)| Some((program, version.ok()?)))
        .collect()
}

/// Says how a run ended, in one piece, since others may be speaking at the same time.
fn report(run: &Run<'_>, walked: &Walked) {
    let seconds = walked.time.as_secs_f32();
    match &walked.outcome {
        Outcome::Passed => println!("ok   {run}  {seconds:.1} s"),
        Outcome::Skipped(reason) => println!("skip {run}  {reason}"),
        Outcome::Failed(report) => print!("FAIL {run}  {seconds:.1} s\n{report}"),
    }
}

fn shots(place: &Path, run: &Run<'_>) -> PathBuf {
    let Run {
        browser: Candidate { name, .. },
        journey: Journey { name: journey, .. },
        form,
    } = run;
    place.join(format!("{name}-{journey}-{form}"))
}

fn url(dist: &Path, server: &StaticServer, form: Form) -> Result<String> {
    let name = match form {
        Form::File => "nianbao.html",
        Form::Http => "index.html",
    };
    let file = dist.join(name);
    ensure!(file.is_file(), "{} is not there", file.display());
    Ok(match form {
        Form::File => format!("file://{}", file.display()),
        Form::Http => server.url(""),
    })
}
