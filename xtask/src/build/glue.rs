//! Makes the script that wasm-bindgen generates fit for Chromium 66.

use anyhow::{Context, ensure};

use super::{slim, syntax};

/// The one construct that the generated script may contain and that is later than Chromium 66; it does where
/// the module prints values of JavaScript …
const LATER: &str = r"/\[object ([^\]]+)\]/.exec(toStringOutput)?.[1]";
/// … and what means the same.
const EARLIER: &str = r"(/\[object ([^\]]+)\]/.exec(toStringOutput) || [])[1]";

/// Where the generated script takes over the module …
const ENTRANCE: &str = "wasm = instance.exports;";
/// … and what puts the guard of `page/crash.js` there, in a page that has it.
const GUARDED: &str =
    "wasm = window.nianbaoGuard ? window.nianbaoGuard(instance.exports) : instance.exports;";

/// Replaces the known construct, and fails when any other is left. Puts the guard at the entrance.
pub fn for_old_browsers(glue: &str) -> anyhow::Result<String> {
    let entrances = glue.matches(ENTRANCE).count();
    ensure!(
        entrances == 1,
        "the generated script contains `{ENTRANCE}` {entrances} times instead of once: adapt xtask/src/build/glue.rs"
    );
    let glue = glue.replace(LATER, EARLIER).replace(ENTRANCE, GUARDED);
    syntax::check(&glue).context(
        "look what this version of wasm-bindgen generates, and adapt xtask/src/build/glue.rs",
    )?;
    slim::without_margin(&glue)
}

#[cfg(test)]
mod tests {
    use super::{EARLIER, ENTRANCE, GUARDED, LATER, for_old_browsers};

    #[test]
    fn replaces_the_known_construct_and_guards_the_entrance() -> anyhow::Result<()> {
        let glue = for_old_browsers(&format!("const name = {LATER};\n{ENTRANCE}"))?;
        assert_eq!(glue, format!("const name = {EARLIER};\n{GUARDED}\n"));
        Ok(())
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        assert!(for_old_browsers(LATER).is_err());
        assert!(for_old_browsers(&format!("{ENTRANCE} {ENTRANCE}")).is_err());
        assert!(for_old_browsers(&format!("{ENTRANCE} a = x.exec(y)?.[1];")).is_err());
        assert!(for_old_browsers(&format!("{ENTRANCE} {LATER}; a?.b")).is_err());
    }
}
