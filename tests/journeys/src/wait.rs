//! Waiting for a condition by asking again, with an error that says what was waited for.

use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};

use crate::stage::Skip;

/// How long a condition may take before it counts as missing. Generous: no journey measures time, and on a machine on which
/// much else runs a page may be late for everything.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The pause between two questions; short, because most conditions hold at once.
const PAUSE: Duration = Duration::from_millis(20);

/// Asks until the answer is there. An error of the question itself (a page that is just being replaced, say)
/// counts as "not yet" and is reported only when the patience is used up.
pub fn until<T>(
    what: &str,
    patience: Duration,
    mut ask: impl FnMut() -> Result<Option<T>>,
) -> Result<T> {
    let start = Instant::now();
    loop {
        let trouble = match ask() {
            Ok(Some(answer)) => return Ok(answer),
            Ok(None) => None,
            // What a browser cannot do it will not learn.
            Err(error) if error.is::<Skip>() => return Err(error),
            Err(error) => Some(error),
        };
        if start.elapsed() >= patience {
            let waited = format!("waited {:.0} s in vain for {what}", patience.as_secs_f32());
            return Err(match trouble {
                Some(error) => error.context(waited),
                None => anyhow!(waited),
            });
        }
        std::thread::sleep(PAUSE);
    }
}
