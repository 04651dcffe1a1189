//! Fewer steps that lead to the same failure.

use std::time::{Duration, Instant};

use anyhow::Result;

/// How long the search may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// Leaves out ever smaller parts of a list as long as what is left still fails.
pub fn shrink<T: Clone>(steps: Vec<T>, mut fails: impl FnMut(&[T]) -> Result<bool>) -> Vec<T> {
    let begun = Instant::now();
    let mut steps = steps;
    let mut size = steps.len().div_ceil(2);
    while size > 0 {
        let mut at = 0;
        while at < steps.len() {
            if begun.elapsed() > PATIENCE {
                return steps;
            }
            let fewer: Vec<T> = steps
                .iter()
                .take(at)
                .chain(steps.iter().skip(at + size))
                .cloned()
                .collect();
            // A browser that does not start has not failed in the same way.
            if fewer.len() < steps.len() && fails(&fewer).unwrap_or(false) {
                steps = fewer;
            } else {
                at += size;
            }
        }
        size = if size == 1 { 0 } else { size.div_ceil(2) };
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_matter_is_left_out() {
        let steps: Vec<u32> = (0..100).collect();
        let few = shrink(
            steps,
            |steps| Ok(steps.contains(&17) && steps.contains(&63)),
        );
        assert_eq!(few, [17, 63]);
    }
}
