//! The tokens of RTF: groups, control words and symbols, and text.

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// A control word with its number.
    Word(&'a [u8], Option<i32>),
    /// A control symbol.
    Symbol(u8),
    /// A byte of text.
    Byte(u8),
}

/// The tokens of a text.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    pub(super) at: usize,
}

/// The longest name of a control word.
const LONGEST: usize = 40;

impl<'a> Tokens<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn take_while(&mut self, most: usize, is: impl Fn(&u8) -> bool) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().take(most).take_while(|byte| is(byte)).count();
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let name = self.take_while(LONGEST, u8::is_ascii_alphabetic);
        if name.is_empty() {
            let symbol = *self.bytes.get(self.at)?;
            self.at += 1;
            if symbol != b'\'' {
                return Some(Token::Symbol(symbol));
            }
            let digits = self.bytes.get(self.at..self.at + 2)?;
            let digits = std::str::from_utf8(digits).ok();
            let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
            self.at += 2;
            return Some(Token::Byte(byte.unwrap_or(b'?')));
        }
        let negative = self.bytes.get(self.at) == Some(&b'-');
        let sign = self.at;
        self.at += usize::from(negative);
        let digits = self.take_while(10, u8::is_ascii_digit);
        let number = std::str::from_utf8(digits).ok();
        let number = number.and_then(|digits| digits.parse::<i32>().ok());
        if number.is_none() {
            self.at = sign;
        }
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        let number = number.map(|number| if negative { -number } else { number });
        // Bytes of a picture, that are neither text nor control words.
        if name == b"bin" {
            self.at += number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
        }
        Some(Token::Word(name, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            match byte {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\\' => return self.control(),
                b'\r' | b'\n' | 0 => {}
                byte => return Some(Token::Byte(byte)),
            }
        }
    }
}
