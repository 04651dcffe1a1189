//! Refuses scripts that use a name of the browser which nobody has looked up yet.
//!
//! `page/apis.txt` lists every name that the scripts take from the browser. That none of them is newer than the oldest
//! browser, or that the page does without, is proved by `cargo xtask test compat`, which knows the browsers' history
//! but needs Node. The build needs nothing for seeing that the list is complete.
//!
//! Names that the module passes to the browser as texts, such as those of events, cannot be seen here; the journeys on
//! old browsers find those.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};

use super::syntax;
use super::tokens::{Token, tokens};

const LIST: &str = "page/apis.txt";

/// Checks the generated script and those under `page/`.
pub fn check(root: &Path, glue: &str) -> anyhow::Result<()> {
    let list =
        fs::read_to_string(root.join(LIST)).with_context(|| format!("cannot read {LIST}"))?;
    let mut scripts = vec![("the generated script".to_owned(), glue.to_owned())];
    for entry in fs::read_dir(root.join("page"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "js") {
            let name = path
                .strip_prefix(root)
                .unwrap_or(&path)
                .display()
                .to_string();
            let script = fs::read_to_string(&path)?;
            syntax::check(&script).with_context(|| name.clone())?;
            scripts.push((name, script));
        }
    }
    compare(&list, &scripts)
}

fn compare(list: &str, scripts: &[(String, String)]) -> anyhow::Result<()> {
    let listed = listed(list)?;
    let mut used = BTreeMap::new();
    for (script, source) in scripts {
        for name in names(source).with_context(|| script.clone())? {
            used.entry(name).or_insert(script);
        }
    }
    let unknown: Vec<String> = used
        .iter()
        .filter(|(name, _)| !listed.contains(name.as_str()))
        .map(|(name, script)| format!("{name} in {script}"))
        .collect();
    let unused: Vec<&str> = listed
        .iter()
        .filter(|name| !used.contains_key(**name))
        .copied()
        .collect();
    ensure!(
        unknown.is_empty() && unused.is_empty(),
        "{LIST} has to be brought up to date; CONTRIBUTING.md says how.\n  not listed: {}\n  not used any more: {}",
        unknown.join(", "),
        unused.join(", ")
    );
    Ok(())
}

/// The names of the list, without what they belong to.
fn listed(list: &str) -> anyhow::Result<BTreeSet<&str>> {
    let lines: Vec<&str> = list
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    ensure!(
        lines.is_sorted_by(|a, b| a < b),
        "{LIST} is not sorted by bytes, or lists something twice"
    );
    Ok(lines
        .into_iter()
        .map(|line| line.split(": ").next().unwrap_or(line))
        .map(|name| name.rsplit('.').next().unwrap_or(name))
        .collect())
}

/// What a script takes from outside itself: members of any object, and names that it does not declare.
fn names(source: &str) -> anyhow::Result<BTreeSet<String>> {
    let tokens = tokens(source)?;
    let declared = declared(&tokens);
    let mut names = BTreeSet::new();
    for (at, token) in tokens.iter().enumerate() {
        let before = |steps: usize| at.checked_sub(steps).and_then(|at| tokens.get(at));
        let after = tokens.get(at + 1);
        match *token {
            Token::Word(word) if before(1) == Some(&Token::Sign(".")) => {
                // The module's exports, and what wasm-bindgen calls its own.
                if before(2) != Some(&Token::Word("wasm")) && !word.starts_with('_') {
                    names.insert(word.to_owned());
                }
            }
            Token::Word(word) => {
                let is_key = after == Some(&Token::Sign(":"))
                    && matches!(before(1), Some(Token::Sign("{" | ",")));
                let own =
                    declared.contains(word) || KEYWORDS.contains(&word) || word.starts_with('_');
                if !is_key && !own {
                    names.insert(word.to_owned());
                }
            }
            // `a["name"]` is `a.name`.
            Token::Text(text) => {
                let is_index = before(1) == Some(&Token::Sign("["))
                    && after == Some(&Token::Sign("]"))
                    && matches!(before(2), Some(Token::Word(_) | Token::Sign(")" | "]")));
                if is_index {
                    names.insert(text.trim_matches(['"', '\'']).to_owned());
                }
            }
            Token::Private(_) | Token::Number(_) | Token::Pattern(_) | Token::Sign(_) => {}
        }
    }
    Ok(names)
}

/// The names of variables, functions, classes and parameters, wherever in the script they are declared.
fn declared<'a>(tokens: &[Token<'a>]) -> BTreeSet<&'a str> {
    let mut declared = BTreeSet::new();
    let mut brackets = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let after = tokens.get(at + 1);
        match *token {
            Token::Word("function" | "class") => {
                if let Some(Token::Word(name)) = after {
                    declared.insert(*name);
                }
            }
            Token::Word("const" | "let" | "var") => {
                declared.extend(variables(tokens.get(at + 1..).unwrap_or_default()));
            }
            Token::Word(name) if after == Some(&Token::Sign("=>")) => {
                declared.insert(name);
            }
            Token::Sign("(") => brackets.push(at),
            Token::Sign(")") => {
                let Some(open) = brackets.pop() else { continue };
                let condition = open.checked_sub(1).and_then(|at| tokens.get(at));
                let is_condition = matches!(
                    condition,
                    Some(Token::Word("if" | "for" | "while" | "switch"))
                );
                if !is_condition && matches!(after, Some(Token::Sign("{" | "=>"))) {
                    declared.extend(parameters(tokens.get(open..at).unwrap_or_default()));
                }
            }
            Token::Word(_)
            | Token::Private(_)
            | Token::Number(_)
            | Token::Text(_)
            | Token::Pattern(_)
            | Token::Sign(_) => {}
        }
    }
    declared
}

/// The names up to the first value: `a, b` in `let a, b = 1`, and in `const { a, b } = c`.
fn variables<'a, 'b>(tokens: &'b [Token<'a>]) -> impl Iterator<Item = &'a str> + 'b {
    let parts = tokens.iter().scan(true, |name_follows, token| {
        let name = match *token {
            Token::Word(name) if *name_follows => Some(name),
            Token::Sign("," | "{" | "[") => None,
            Token::Word(_)
            | Token::Private(_)
            | Token::Number(_)
            | Token::Text(_)
            | Token::Pattern(_)
            | Token::Sign(_) => return None,
        };
        *name_follows = name.is_none();
        Some(name)
    });
    parts.flatten()
}

/// The parameters' names: the words that follow the opening bracket or a comma.
fn parameters<'a, 'b>(tokens: &'b [Token<'a>]) -> impl Iterator<Item = &'a str> + 'b {
    tokens.windows(2).filter_map(|pair| match pair {
        [Token::Sign("(" | "," | "..."), Token::Word(name)] => Some(*name),
        _ => None,
    })
}

const KEYWORDS: [&str; 42] = [
    "arguments",
    "async",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "get",
    "if",
    "in",
    "instanceof",
    "let",
    "new",
    "null",
    "of",
    "return",
    "set",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "undefined",
    "var",
    "void",
    "while",
    "yield",
];

#[cfg(test)]
mod tests {
    use super::{compare, names};

    fn found(source: &str) -> anyhow::Result<Vec<String>> {
        Ok(names(source)?.into_iter().collect())
    }

    #[test]
    fn finds_members_and_undeclared_names() -> anyhow::Result<()> {
        for (source, expected) in [
            (
                "a.remove(); document.body",
                vec!["a", "body", "document", "remove"],
            ),
            ("let z, a = 1; a.b.c = `${a.d}`;", vec!["b", "c", "d"]),
            ("const { a, b } = x; a(b);", vec!["x"]),
            ("for (const a of b) a.c;", vec!["b", "c"]),
            ("class A extends B { c() {} }", vec!["B", "c"]),
            (
                "function f(a, b = g(), ...c) { return a + b + c; }",
                vec!["g"],
            ),
            ("var f = x => x.y, z = (a) => a;", vec!["y", "z"]),
            (
                "if (name) { try { f(); } catch (error) { error.message; } }",
                vec!["f", "message", "name"],
            ),
            (
                "wasm.exported(0); a = { key: 1, other: name }; _own.__wbg_ptr",
                vec!["a", "name", "wasm"],
            ),
            (
                "let a = []; a['at'](0); g('text'); x = ['item'];",
                vec!["at", "g", "x"],
            ),
            ("// a.comment\nlet s = 'a.text';", vec![]),
        ] {
            assert_eq!(found(source)?, expected, "{source}");
        }
        Ok(())
    }

    #[test]
    fn the_list_must_be_complete_exact_and_sorted() {
        let try_list = |list: &str| {
            compare(
                list,
                &[("s".to_owned(), "document.createElement(x.top)".to_owned())],
            )
        };
        let complete = "# why\nDOMRect.top\nDocument.createElement\nWindow.document\nx: reason\n";
        assert!(try_list(complete).is_ok());
        for (list, complaint) in [
            (
                complete.replace("DOMRect.top\n", ""),
                "not listed: top in s",
            ),
            (
                complete.replace("Window", "Node.after\nWindow"),
                "not used any more: after",
            ),
            (complete.replace("# why\n", "x: reason\n"), "not sorted"),
        ] {
            let error =
                try_list(&list).map_or_else(|error| error.to_string(), |()| "accepted".to_owned());
            assert!(error.contains(complaint), "{error}");
        }
    }
}
