//! Makes the script that wasm-bindgen generates fit for Chromium 66.

use anyhow::{Context, ensure};

use super::syntax;
use super::tokens::tokens;

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
    without_margin(&glue)
}

/// Leaves out indents, blank lines and lines that are comment, a quarter of the script.
///
/// Line breaks stay, since they can end a statement. Fails when anything but space and comments
/// would change, as the indent within a template of several lines.
fn without_margin(glue: &str) -> anyhow::Result<String> {
    let mut slim = String::with_capacity(glue.len());
    let mut in_comment = false;
    for line in glue.lines().map(str::trim) {
        let begins = line.starts_with("/*");
        if begins || in_comment {
            in_comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            slim.push_str(line);
            slim.push('\n');
        }
    }
    ensure!(
        tokens(glue)? == tokens(&slim)?,
        "the generated script cannot be slimmed line by line: adapt xtask/src/build/glue.rs"
    );
    Ok(slim)
}

#[cfg(test)]
mod tests {
    use super::{EARLIER, LATER, for_old_browsers, without_margin};

    #[test]
    fn replaces_the_known_construct() -> anyhow::Result<()> {
        let glue = for_old_browsers(&format!("const name = {LATER};"))?;
        assert_eq!(glue, format!("const name = {EARLIER};\n"));
        Ok(())
    }

    #[test]
    fn leaves_out_indents_and_comments() -> anyhow::Result<()> {
        let slim = without_margin("/**\n * @type {X}\n */\nlet a = 1;\n\n    // b\n    a += 1;\n")?;
        assert_eq!(slim, "let a = 1;\na += 1;\n");
        Ok(())
    }

    #[test]
    fn keeps_templates_of_several_lines() {
        assert!(without_margin("let a = `one\n    two`;").is_err());
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        assert!(for_old_browsers("const name = x.exec(y)?.[1];").is_err());
        assert!(for_old_browsers(&format!("{LATER}; a?.b")).is_err());
    }
}
