//! Splits Rust source into words, marks and string literals, and finds the paths in it. Comments
//! are dropped. It knows just enough of the language for that.

use std::iter::Peekable;
use std::str::Chars;

/// A file, split.
pub struct Source {
    /// Everything but comments and white space.
    pub tokens: Vec<Token>,
}

/// A piece of source with the number of its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// An identifier, keyword or number.
    Word(usize, String),
    /// Any other character; `::` is one mark.
    Mark(usize, &'static str),
    /// A string literal, escapes resolved.
    Literal(usize, String),
}

/// A token tree below a path: the words that may follow `a::`.
const PATH: &str = "::";
const OTHER: &str = "other";

impl Source {
    /// Splits a file.
    pub fn read(text: &str) -> Self {
        let mut reader = Reader {
            rest: text.chars().peekable(),
            line: 1,
            tokens: Vec::new(),
        };
        while reader.step() {}
        Self {
            tokens: reader.tokens,
        }
    }

    /// The string literals with their lines.
    pub fn literals(&self) -> impl Iterator<Item = (usize, &str)> {
        self.tokens.iter().filter_map(|token| match token {
            Token::Literal(line, text) => Some((*line, text.as_str())),
            Token::Word(..) | Token::Mark(..) => None,
        })
    }

    /// The first words of all paths that begin at the crate root, with their lines. A chain of as
    /// many `super` as the file lies deep leads there as well.
    pub fn layers(&self, depth: usize) -> Vec<(usize, &str)> {
        let mut found = Vec::new();
        for at in 0..self.tokens.len() {
            let begins =
                !self.is_mark(at.wrapping_sub(1), PATH) || self.is_mark(at.wrapping_sub(2), OTHER);
            if !begins {
                continue;
            }
            match self.word(at) {
                Some("crate" | "nianbao") => self.words_below(at, &mut found),
                Some("super") => self.climb(at, depth - 1, &mut found),
                _ => {}
            }
        }
        found
    }

    /// The packages that paths begin with, with their lines.
    pub fn packages<'a>(&self, packages: &'a [String]) -> Vec<(usize, &'a str)> {
        let mut found = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            let Token::Word(line, word) = token else {
                continue;
            };
            let Some(package) = packages.iter().find(|package| *package == word) else {
                continue;
            };
            let before = at.wrapping_sub(1);
            let introduced = matches!(self.word(before), Some("use" | "crate"));
            // `::leptos` begins at the package, `model::leptos` does not.
            let inside = self.is_mark(before, ".")
                || self.is_mark(before, PATH) && self.word(before.wrapping_sub(1)).is_some();
            if introduced || self.is_mark(at + 1, PATH) && !inside {
                found.push((*line, package.as_str()));
            }
        }
        found
    }

    /// The words that follow the word at a place: `b` and `c` in `a::{b, c::d}`.
    pub fn below(&self, at: usize) -> Vec<&str> {
        let mut found = Vec::new();
        self.words_below(at, &mut found);
        found.into_iter().map(|(_, word)| word).collect()
    }

    fn words_below<'a>(&'a self, at: usize, found: &mut Vec<(usize, &'a str)>) {
        for next in self.heads_below(at) {
            if let Some(Token::Word(line, word)) = self.tokens.get(next) {
                found.push((*line, word));
            }
        }
    }

    /// Follows `super::super::…` until the crate root is reached.
    fn climb<'a>(&'a self, at: usize, left: usize, found: &mut Vec<(usize, &'a str)>) {
        if left == 0 {
            self.words_below(at, found);
            return;
        }
        for next in self.heads_below(at) {
            if self.word(next) == Some("super") {
                self.climb(next, left - 1, found);
            }
        }
    }

    /// The places of the words that follow the word at a place.
    fn heads_below(&self, at: usize) -> Vec<usize> {
        if !self.is_mark(at + 1, PATH) {
            return Vec::new();
        }
        if !self.is_mark(at + 2, "{") {
            return vec![at + 2];
        }
        let mut heads = Vec::new();
        let mut depth = 0;
        for place in at + 2..self.tokens.len() {
            if self.is_mark(place, "{") {
                depth += 1;
            } else if self.is_mark(place, "}") {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            } else if depth == 1 && (self.is_mark(place - 1, "{") || self.is_mark(place - 1, ",")) {
                heads.push(place);
            }
        }
        heads
    }

    /// Whether the word at a place is called on something: `a.b(`.
    pub fn is_method(&self, at: usize) -> bool {
        self.is_mark(at.wrapping_sub(1), ".") && self.is_mark(at + 1, OTHER)
    }

    fn word(&self, at: usize) -> Option<&str> {
        match self.tokens.get(at) {
            Some(Token::Word(_, word)) => Some(word),
            Some(Token::Mark(..) | Token::Literal(..)) | None => None,
        }
    }

    fn is_mark(&self, at: usize, expected: &str) -> bool {
        matches!(self.tokens.get(at), Some(Token::Mark(_, mark)) if *mark == expected)
    }
}

/// Where the splitting stands.
struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
    line: usize,
    tokens: Vec<Token>,
}

impl Reader<'_> {
    /// Reads one token, comment or white space; false at the end.
    fn step(&mut self) -> bool {
        let Some(c) = self.next() else {
            return false;
        };
        match c {
            '/' if self.rest.peek() == Some(&'/') => {
                while self.next().is_some_and(|c| c != '\n') {}
            }
            '/' if self.rest.peek() == Some(&'*') => self.skip_block_comment(),
            '"' => self.literal(),
            '\'' => self.skip_char_or_lifetime(),
            ':' if self.rest.peek() == Some(&':') => {
                self.next();
                self.mark(PATH);
            }
            '{' => self.mark("{"),
            '}' => self.mark("}"),
            ',' => self.mark(","),
            '.' => self.mark("."),
            c if c.is_alphanumeric() || c == '_' => self.word(c),
            c if c.is_whitespace() => {}
            _ => self.mark(OTHER),
        }
        true
    }

    fn next(&mut self) -> Option<char> {
        let c = self.rest.next()?;
        self.line += usize::from(c == '\n');
        Some(c)
    }

    fn mark(&mut self, mark: &'static str) {
        self.tokens.push(Token::Mark(self.line, mark));
    }

    /// A word, unless it is the prefix of a raw literal or of a raw identifier.
    fn word(&mut self, first: char) {
        let mut word = String::from(first);
        while let Some(c) = self.rest.next_if(|c| c.is_alphanumeric() || *c == '_') {
            word.push(c);
        }
        let raw = matches!(word.as_str(), "r" | "br" | "cr");
        let mut hashes = 0;
        while raw && self.rest.next_if_eq(&'#').is_some() {
            hashes += 1;
        }
        if raw && self.rest.next_if_eq(&'"').is_some() {
            self.raw_literal(hashes);
        } else if hashes == 0 {
            self.tokens.push(Token::Word(self.line, word));
        }
    }

    fn literal(&mut self) {
        let line = self.line;
        let mut text = String::new();
        while let Some(c) = self.next().filter(|c| *c != '"') {
            if c == '\\' {
                self.escape(&mut text);
            } else {
                text.push(c);
            }
        }
        self.tokens.push(Token::Literal(line, text));
    }

    fn escape(&mut self, text: &mut String) {
        match self.next() {
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some('r') => text.push('\r'),
            Some('u') => {
                let digits: String = std::iter::from_fn(|| self.next().filter(|c| *c != '}'))
                    .filter(char::is_ascii_hexdigit)
                    .collect();
                text.extend(
                    u32::from_str_radix(&digits, 16)
                        .ok()
                        .and_then(char::from_u32),
                );
            }
            // A line that continues on the next one.
            Some('\n') => {
                while self.rest.peek().is_some_and(|c| c.is_whitespace()) {
                    self.next();
                }
            }
            Some(other) => text.push(other),
            None => {}
        }
    }

    fn raw_literal(&mut self, hashes: usize) {
        let line = self.line;
        let end = format!("\"{}", "#".repeat(hashes));
        let mut text = String::new();
        while !text.ends_with(&end) {
            let Some(c) = self.next() else {
                break;
            };
            text.push(c);
        }
        let text = text.strip_suffix(&end).unwrap_or(&text).to_owned();
        self.tokens.push(Token::Literal(line, text));
    }

    fn skip_block_comment(&mut self) {
        let mut depth = 0;
        let mut before = '/';
        while let Some(c) = self.next() {
            match (before, c) {
                ('/', '*') => {
                    depth += 1;
                    before = ' ';
                }
                ('*', '/') => {
                    depth -= 1;
                    before = ' ';
                    if depth == 0 {
                        return;
                    }
                }
                _ => before = c,
            }
        }
    }

    /// `'a'` and `'\n'` are characters, `'a` alone is a lifetime, which reads as a word.
    fn skip_char_or_lifetime(&mut self) {
        if self.rest.peek() == Some(&'\\') {
            self.next();
            self.next();
            while self.next().is_some_and(|c| c != '\'') {}
            return;
        }
        let mut ahead = self.rest.clone();
        ahead.next();
        if ahead.next() == Some('\'') {
            self.next();
            self.next();
        }
    }
}
