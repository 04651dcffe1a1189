//! Makes the script that wasm-bindgen generates fit for Chromium 66.

use anyhow::{Context, ensure};

use super::syntax;

/// The one construct of the generated script that is later than Chromium 66 …
const LATER: &str = r"/\[object ([^\]]+)\]/.exec(toStringOutput)?.[1]";
/// … and what means the same.
const EARLIER: &str = r"(/\[object ([^\]]+)\]/.exec(toStringOutput) || [])[1]";

/// Replaces the known construct, and fails when any other is left.
pub fn for_old_browsers(glue: &str) -> anyhow::Result<String> {
    let found = glue.matches(LATER).count();
    ensure!(
        found == 1,
        "the generated script contains `{LATER}` {found} times instead of once: \
         look what this version of wasm-bindgen generates, and adapt xtask/src/build/glue.rs"
    );
    let glue = glue.replace(LATER, EARLIER);
    syntax::check(&glue).context("the script that wasm-bindgen generated")?;
    Ok(glue)
}

#[cfg(test)]
mod tests {
    use super::{EARLIER, LATER, for_old_browsers};

    #[test]
    fn replaces_the_known_construct() -> anyhow::Result<()> {
        let glue = for_old_browsers(&format!("const name = {LATER};"))?;
        assert_eq!(glue, format!("const name = {EARLIER};"));
        Ok(())
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        assert!(for_old_browsers("const name = 1;").is_err());
        assert!(for_old_browsers(&format!("{LATER}; {LATER};")).is_err());
        assert!(for_old_browsers(&format!("{LATER}; a?.b")).is_err());
    }
}
