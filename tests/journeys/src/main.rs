//! The program `journeys`: runs the journeys and reports one line for each.

use std::process::ExitCode;

use journeys::{options::Options, process_group, program};

fn main() -> ExitCode {
    process_group::end_all_with_this_program();
    match Options::from_args(std::env::args().skip(1)).and_then(|options| program::run(&options)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("journeys: {error:#}");
            ExitCode::FAILURE
        }
    }
}
