//! Refuses JavaScript syntax that Chromium 66 cannot parse.
//!
//! Missing functions of the browser cannot be seen here; the journeys on old browsers find those.

use anyhow::bail;

use super::tokens::{Token, tokens};

/// Fails, naming the syntax, when the script uses anything later than Chromium 66.
pub fn check(source: &str) -> anyhow::Result<()> {
    let tokens = tokens(source)?;
    for (at, token) in tokens.iter().enumerate() {
        if let Some(what) = later_token(*token) {
            let from = at.saturating_sub(6);
            let around = tokens
                .get(from..(at + 6).min(tokens.len()))
                .unwrap_or_default();
            bail!("Chromium 66 does not know {what}: near {around:?}");
        }
    }
    no_class_fields(&tokens)
}

fn later_token(token: Token<'_>) -> Option<&'static str> {
    match token {
        Token::Sign("?.") => Some("optional chaining `?.`"),
        Token::Sign("??" | "??=") => Some("nullish coalescing `??`"),
        Token::Sign("&&=" | "||=") => Some("logical assignment"),
        Token::Private(_) => Some("private members `#name`"),
        Token::Number(number) if number.contains('_') => Some("separators in numbers"),
        Token::Number(number) if number.ends_with('n') => Some("BigInt literals"),
        Token::Pattern(flags) if flags.contains(['d', 'v']) => Some("the pattern flags d and v"),
        Token::Word("import" | "export") => Some("modules in a classic script"),
        Token::Sign(_) | Token::Number(_) | Token::Pattern(_) | Token::Word(_) | Token::Text(_) => {
            None
        }
    }
}

/// What an opened bracket encloses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Enclosed {
    ClassBody,
    Other,
}

/// Fails on `class A { a = 1; }` and on `static { … }`; methods are fine.
fn no_class_fields(tokens: &[Token<'_>]) -> anyhow::Result<()> {
    let mut brackets: Vec<Enclosed> = Vec::new();
    // Where a class was announced whose body has not begun yet: so many brackets were open.
    let mut announced: Option<usize> = None;
    // What the current member of the innermost class body has begun with.
    let mut member: Vec<Token<'_>> = Vec::new();
    let mut previous = None;
    for token in tokens {
        let in_body = brackets.last() == Some(&Enclosed::ClassBody);
        match *token {
            Token::Word("class") if previous != Some(Token::Sign(".")) && !in_body => {
                announced = Some(brackets.len());
            }
            Token::Sign("{") if announced == Some(brackets.len()) => {
                announced = None;
                brackets.push(Enclosed::ClassBody);
                member.clear();
            }
            Token::Sign(sign @ ("(" | "[" | "{")) => {
                if in_body && sign == "(" && !is_method(&member) {
                    bail!("Chromium 66 does not know class fields: {member:?}");
                }
                if in_body && sign == "{" && member == [Token::Word("static")] {
                    bail!("Chromium 66 does not know static blocks in classes");
                }
                if in_body {
                    member.push(*token);
                }
                brackets.push(Enclosed::Other);
            }
            Token::Sign(sign @ (")" | "]" | "}")) => {
                if in_body && !member.is_empty() {
                    bail!("Chromium 66 does not know class fields: {member:?}");
                }
                brackets.pop();
                if sign == "}" && brackets.last() == Some(&Enclosed::ClassBody) {
                    member.clear();
                }
            }
            Token::Sign("=" | ";") if in_body && !member.is_empty() => {
                bail!("Chromium 66 does not know class fields: {member:?}");
            }
            Token::Sign(";") => {}
            Token::Word(_)
            | Token::Private(_)
            | Token::Number(_)
            | Token::Text(_)
            | Token::Pattern(_)
            | Token::Sign(_) => {
                if in_body {
                    member.push(*token);
                }
            }
        }
        previous = Some(*token);
    }
    Ok(())
}

/// Whether these tokens before a `(` name one method, rather than a field and then a method.
fn is_method(member: &[Token<'_>]) -> bool {
    let Some((_, modifiers)) = member.split_last() else {
        return false;
    };
    modifiers.iter().all(|token| {
        matches!(
            token,
            Token::Word("static" | "async" | "get" | "set") | Token::Sign("*")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn accepts_what_chromium_66_knows() -> anyhow::Result<()> {
        check(
            r"
            'use strict'; // a?.b ?? c
            let wasm_bindgen = (function(exports) {
                class A extends B {
                    static create(p = {a: 1}) { const x = {...p}; return x; }
                    get size() { return this.n ** 2; }
                    async *walk() { for await (const y of this) yield `${y}?.${{a: 1}.a}`; }
                    [Symbol.dispose]() { this.free(); };
                    'quoted'() { const f = class { g() {} }; a = f; }
                    class() { return a.class; }
                }
                try { f(/a?.b/gi) } catch { g() }
                return a ? .5 : { class: 1, static: 2 };
            })();
            ",
        )
    }

    #[test]
    fn refuses_later_syntax() {
        for (source, name) in [
            ("a = b?.[1]", "optional chaining"),
            ("a = `${b?.c}`", "optional chaining"),
            ("a = b ?? 0", "nullish"),
            ("a ??= b", "nullish"),
            ("a ||= b", "logical"),
            ("a = 1n", "BigInt"),
            ("a = 1_000", "separators"),
            ("a = /b/d", "flags"),
            ("export const a = 1", "modules"),
            ("class A { #a() {} }", "private"),
            ("class A { a = 1; }", "class fields"),
            ("class A { a; b() {} }", "class fields"),
            ("class A { a\n b() {} }", "class fields"),
            ("class A { b() {} a }", "class fields"),
            ("class A { static a = 1 }", "class fields"),
            ("class A extends f({}) { [x] = 1; }", "class fields"),
            ("class A { static { f(); } }", "static blocks"),
        ] {
            match check(source) {
                Ok(()) => assert_eq!("accepted", name, "{source}"),
                Err(error) => assert!(error.to_string().contains(name), "{source}: {error}"),
            }
        }
    }
}
