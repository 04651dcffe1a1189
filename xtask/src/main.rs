//! The build program, called as `cargo xtask <command>`; this file only chooses the command.

mod bench;
mod browser;
mod build;
mod progress;
mod project;
mod serve;
mod test;
mod toolchain;

use std::process::ExitCode;

use anyhow::bail;

const HELP: &str = "\
cargo xtask serve [--port N]   build, then serve dist/ on 127.0.0.1 (port 8080 unless told)
cargo xtask build              build dist/: the static folder, and dist/nianbao.html as one file
cargo xtask build --quick      the same for trying out a change: sooner there, and several times as large
cargo xtask test               everything: format, lints, host tests, wasm tests, build, journeys in all browsers, compat
cargo xtask test host          format, lints and host tests only
cargo xtask test wasm          the tests in a headless Chromium only
cargo xtask test compat        what the browsers of old know of styles and scripts (needs Node and npm)
cargo xtask test journeys [NAME…]   build, then the journeys (all, or those whose name contains NAME) in Chromium
cargo xtask test browsers [NAME…]   the same in all browsers, or in those called NAME (chromium-66, firefox-esr, …)
cargo xtask browser-table      write the table of the last run in all browsers into the README
cargo xtask bench [PART…] [--write | --report FILE]
                               build, then measure: sizes, start, keys, save, memory (all, or those named);
                               --write puts the figures into README.md, --report FILE measures with another report
cargo xtask help               this list";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> anyhow::Result<ExitCode> {
    match words {
        ["build"] => {
            build::build(&project::Project::find()?)?;
            Ok(ExitCode::SUCCESS)
        }
        ["build", "--quick"] => {
            build::build_quickly(&project::Project::find()?)?;
            Ok(ExitCode::SUCCESS)
        }
        ["serve", options @ ..] => {
            let port = serve::port_from(options)?;
            let project = project::Project::find()?;
            build::build(&project)?;
            serve::serve(&project.dist(), port)?;
            Ok(ExitCode::SUCCESS)
        }
        ["test", selection @ ..] => {
            let selection = test::Selection::from_words(selection)?;
            test::test(&project::Project::find()?, &selection)
        }
        ["browser-table"] => {
            test::table::write(&project::Project::find()?)?;
            Ok(ExitCode::SUCCESS)
        }
        ["bench", words @ ..] => bench::bench(&project::Project::find()?, words),
        ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        _ => {
            eprintln!("{HELP}");
            bail!("unknown command: cargo xtask {}", words.join(" "))
        }
    }
}
