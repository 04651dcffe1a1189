//! How a test says that it cannot run here.

use std::io::Write as _;

/// Says that the test that calls this is skipped and why; `cargo xtask test` counts it as skipped. Written past the
/// harness, which swallows what print macros write in a test that passes; the line break in front parts it from what the
/// harness may have begun.
pub fn say(reason: &str) {
    let current = std::thread::current();
    let name = current.name().unwrap_or("a test");
    let line = format!("\nskipped: {name}: {reason}\n");
    let mut output = std::io::stdout();
    output
        .write_all(line.as_bytes())
        .expect("standard output is open");
}
