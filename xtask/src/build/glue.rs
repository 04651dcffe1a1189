//! Makes the script that wasm-bindgen generates fit for Chromium 66.

use anyhow::Context;

use super::{slim, syntax};

/// The one construct that the generated script may contain and that is later than Chromium 66; it does where
/// the module prints values of JavaScript …
const LATER: &str = r"/\[object ([^\]]+)\]/.exec(toStringOutput)?.[1]";
/// … and what means the same.
const EARLIER: &str = r"(/\[object ([^\]]+)\]/.exec(toStringOutput) || [])[1]";

/// Replaces the known construct, and fails when any other is left.
pub fn for_old_browsers(glue: &str) -> anyhow::Result<String> {
    let glue = glue.replace(LATER, EARLIER);
    syntax::check(&glue).context(
        "look what this version of wasm-bindgen generates, and adapt xtask/src/build/glue.rs",
    )?;
    slim::without_margin(&glue)
}

#[cfg(test)]
mod tests {
    use super::{EARLIER, LATER, for_old_browsers};

    #[test]
    fn replaces_the_known_construct() -> anyhow::Result<()> {
        let glue = for_old_browsers(&format!("const name = {LATER};"))?;
        assert_eq!(glue, format!("const name = {EARLIER};\n"));
        Ok(())
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        assert!(for_old_browsers("const name = x.exec(y)?.[1];").is_err());
        assert!(for_old_browsers(&format!("{LATER}; a?.b")).is_err());
    }
}
