//! Splits JavaScript into tokens, so that what stands in a string, comment or pattern is not taken for syntax.

use anyhow::{Context, bail};

/// One token; comments and white space are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// A name or keyword.
    Word(&'a str),
    /// A private name, `#name`, with the hash.
    Private(&'a str),
    /// A number as written.
    Number(&'a str),
    /// A string, or one of the text parts of a template.
    Text(&'a str),
    /// A regular expression literal, by its flags.
    Pattern(&'a str),
    /// An operator or bracket.
    Sign(&'a str),
}

/// Splits a script; fails where it ends within a string, comment, pattern or template.
pub fn tokens(source: &str) -> anyhow::Result<Vec<Token<'_>>> {
    let mut lexer = Lexer {
        rest: source,
        tokens: Vec::new(),
        templates: Vec::new(),
    };
    while lexer.advance()? {}
    if !lexer.templates.is_empty() {
        bail!("the script ends within a template");
    }
    Ok(lexer.tokens)
}

/// The operators of several characters, longer ones first; any other sign is taken alone.
const SIGNS: [&str; 30] = [
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==", "!=",
    "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "**", "<<", ">>",
];

/// After these words a slash begins a pattern, after any other it divides.
const BEFORE_EXPRESSION: [&str; 14] = [
    "await",
    "case",
    "delete",
    "do",
    "else",
    "in",
    "instanceof",
    "new",
    "of",
    "return",
    "throw",
    "typeof",
    "void",
    "yield",
];

struct Lexer<'a> {
    rest: &'a str,
    tokens: Vec<Token<'a>>,
    /// For each template we are in the code part of: how many braces are open in that part.
    templates: Vec<usize>,
}

impl<'a> Lexer<'a> {
    /// Reads one token or gap; false at the end.
    fn advance(&mut self) -> anyhow::Result<bool> {
        let Some(first) = self.rest.chars().next() else {
            return Ok(false);
        };
        let rest = self.rest;
        if first.is_whitespace() {
            self.take(first.len_utf8());
        } else if rest.starts_with("//") {
            self.take(rest.find('\n').unwrap_or(rest.len()));
        } else if rest.starts_with("/*") {
            let end = rest
                .find("*/")
                .context("the script ends within a comment")?;
            self.take(end + 2);
        } else if first == '\'' || first == '"' {
            let text = self.take_quoted(first)?;
            self.tokens.push(Token::Text(text));
        } else if first == '`' {
            self.template_text(1)?;
        } else if first.is_ascii_digit() || (first == '.' && second_is_digit(rest)) {
            let number = self.take(number_length(rest));
            self.tokens.push(Token::Number(number));
        } else if is_word(first) {
            let word = self.take(word_length(rest));
            self.tokens.push(Token::Word(word));
        } else if first == '#' {
            let after = rest.get(1..).unwrap_or_default();
            let name = self.take(1 + word_length(after));
            self.tokens.push(Token::Private(name));
        } else if first == '/' && self.expects_expression() {
            self.pattern()?;
        } else {
            self.sign(first)?;
        }
        Ok(true)
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    fn take_quoted(&mut self, quote: char) -> anyhow::Result<&'a str> {
        let mut escaped = false;
        for (at, character) in self.rest.char_indices().skip(1) {
            if escaped {
                escaped = false;
            } else if character == '\\' {
                escaped = true;
            } else if character == quote {
                return Ok(self.take(at + 1));
            }
        }
        bail!("the script ends within a string")
    }

    /// Reads template text up to its end or to `${`, after so many opening characters.
    fn template_text(&mut self, opening: usize) -> anyhow::Result<()> {
        let mut escaped = false;
        let mut previous = None;
        for (at, character) in self.rest.char_indices().skip(opening) {
            if escaped {
                escaped = false;
                previous = None;
                continue;
            }
            match character {
                '\\' => escaped = true,
                '`' => {
                    let text = self.take(at + 1);
                    self.tokens.push(Token::Text(text));
                    return Ok(());
                }
                '{' if previous == Some('$') => {
                    let text = self.take(at + 1);
                    self.tokens.push(Token::Text(text));
                    self.templates.push(0);
                    return Ok(());
                }
                _ => {}
            }
            previous = Some(character);
        }
        bail!("the script ends within a template")
    }

    fn pattern(&mut self) -> anyhow::Result<()> {
        let (mut escaped, mut in_class) = (false, false);
        for (at, character) in self.rest.char_indices().skip(1) {
            if escaped {
                escaped = false;
                continue;
            }
            match character {
                '\\' => escaped = true,
                '[' => in_class = true,
                ']' => in_class = false,
                '/' if !in_class => {
                    self.take(at + 1);
                    let flags = self.take(word_length(self.rest));
                    self.tokens.push(Token::Pattern(flags));
                    return Ok(());
                }
                '\n' => break,
                _ => {}
            }
        }
        bail!("a pattern does not end on its line")
    }

    fn sign(&mut self, first: char) -> anyhow::Result<()> {
        match (first, self.templates.last_mut()) {
            ('{', Some(open)) => *open += 1,
            ('}', Some(0)) => {
                self.templates.pop();
                return self.template_text(1);
            }
            ('}', Some(open)) => *open -= 1,
            _ => {}
        }
        let rest = self.rest;
        let length = SIGNS
            .iter()
            .find(|sign| rest.starts_with(**sign))
            // `a?.5:b` is a condition.
            .filter(|sign| **sign != "?." || !second_is_digit(rest.get(1..).unwrap_or_default()))
            .map_or(first.len_utf8(), |sign| sign.len());
        let sign = self.take(length);
        self.tokens.push(Token::Sign(sign));
        Ok(())
    }

    fn expects_expression(&self) -> bool {
        match self.tokens.last() {
            None => true,
            Some(Token::Sign(sign)) => !matches!(*sign, ")" | "]" | "}"),
            Some(Token::Word(word)) => BEFORE_EXPRESSION.contains(word),
            // The code part of a template begins after its text.
            Some(Token::Text(text)) => text.ends_with("${"),
            Some(Token::Private(_) | Token::Number(_) | Token::Pattern(_)) => false,
        }
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || character == '$'
}

fn word_length(text: &str) -> usize {
    text.find(|character| !is_word(character))
        .unwrap_or(text.len())
}

fn second_is_digit(text: &str) -> bool {
    text.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
}

fn number_length(text: &str) -> usize {
    let hexadecimal = text.starts_with("0x") || text.starts_with("0X");
    let mut previous = None;
    for (at, character) in text.char_indices() {
        let sign_of_exponent =
            matches!(character, '+' | '-') && !hexadecimal && matches!(previous, Some('e' | 'E'));
        if !(is_word(character) || character == '.' || sign_of_exponent) {
            return at;
        }
        previous = Some(character);
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::Token::{Number, Pattern, Private, Sign, Text, Word};
    use super::tokens;

    #[test]
    fn keeps_strings_comments_and_patterns_whole() -> anyhow::Result<()> {
        assert_eq!(
            tokens("a = 'it\\'s ?.' // ??\n + /[/\\]]\\/?./gi /* ?. */ / 2")?,
            [
                Word("a"),
                Sign("="),
                Text("'it\\'s ?.'"),
                Sign("+"),
                Pattern("gi"),
                Sign("/"),
                Number("2")
            ]
        );
        Ok(())
    }

    #[test]
    fn finds_code_within_templates() -> anyhow::Result<()> {
        assert_eq!(
            tokens("`?.${ {a: `${b}`}?.a } \\` ${/x/.y}`;")?,
            [
                Text("`?.${"),
                Sign("{"),
                Word("a"),
                Sign(":"),
                Text("`${"),
                Word("b"),
                Text("}`"),
                Sign("}"),
                Sign("?."),
                Word("a"),
                Text("} \\` ${"),
                Pattern(""),
                Sign("."),
                Word("y"),
                Text("}`"),
                Sign(";")
            ]
        );
        Ok(())
    }

    #[test]
    fn tells_numbers_from_signs() -> anyhow::Result<()> {
        assert_eq!(
            tokens("a?.5:1e-5-0xe-1n #b")?,
            [
                Word("a"),
                Sign("?"),
                Number(".5"),
                Sign(":"),
                Number("1e-5"),
                Sign("-"),
                Number("0xe"),
                Sign("-"),
                Number("1n"),
                Private("#b")
            ]
        );
        Ok(())
    }

    #[test]
    fn refuses_what_does_not_end() {
        for unfinished in ["'a", "`a", "`${a", "/* a", "= /a\n/"] {
            assert!(tokens(unfinished).is_err(), "{unfinished}");
        }
    }
}
