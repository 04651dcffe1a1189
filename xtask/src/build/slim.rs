//! Makes scripts smaller in a way that cannot change what they do.

use anyhow::ensure;

use super::tokens::tokens;

/// Leaves out indents, blank lines and lines that are comment, a quarter of a script.
///
/// Line breaks stay, since they can end a statement. Fails when anything but space and comments
/// would change, as the indent within a template of several lines.
pub fn without_margin(script: &str) -> anyhow::Result<String> {
    let mut slim = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        let begins = line.starts_with("/*");
        if begins || in_comment {
            in_comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            slim.push_str(line);
            slim.push('\n');
        }
    }
    ensure!(
        tokens(script)? == tokens(&slim)?,
        "this script cannot be slimmed line by line"
    );
    Ok(slim)
}

#[cfg(test)]
mod tests {
    use super::without_margin;

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
}
