//! Number formats: what Excel shows for a stored number. What cannot be shown exactly is said to be so.

use super::decimal::Decimal;

/// What Excel shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// This text.
    Text(String),
    /// Something that is not told here: fractions, Chinese numerals, exponents.
    Unknown,
}

/// A part of a format.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    /// `0`, `#` or `?`
    Digit(char),
    Point,
    Comma,
    Percent,
    General,
    /// Letters of a date, alike and next to each other.
    Date(char, usize),
    /// AM and PM, or 上午 and 下午.
    HalfDay(&'static str, &'static str),
    /// Hours, minutes or seconds in all: `[h]`.
    Elapsed,
    Text,
    Other,
}

/// One of the sections of a format.
#[derive(Clone, Debug, Default)]
struct Section {
    parts: Vec<Part>,
    condition: Option<(String, Decimal)>,
    /// Chinese numerals and other changes of the digits.
    changes_digits: bool,
}

/// What Excel shows for a number.
#[must_use]
pub fn shown(number: &Decimal, format: &str, from_1904: bool) -> Shown {
    let sections: Vec<Section> = sections(format);
    let is_simple = sections.iter().all(|section| section.condition.is_none());
    let count = sections.len();
    let chosen = if is_simple {
        match (count, number.negative, number.is_zero()) {
            (2.., true, _) => 1,
            (3.., _, true) => 2,
            _ => 0,
        }
    } else {
        let fits = |section: &Section| match &section.condition {
            None => true,
            Some((sign, limit)) => {
                let (below, same) = (number.is_below(limit), number == limit);
                match sign.as_str() {
                    "<" => below,
                    "<=" => below || same,
                    ">" => !below && !same,
                    ">=" => !below,
                    "=" => same,
                    "<>" => !same,
                    _ => false,
                }
            }
        };
        match sections.iter().position(fits) {
            Some(at) => at,
            None => return Shown::Unknown,
        }
    };
    let Some(section) = sections.get(chosen) else {
        return Shown::Unknown;
    };
    // A section of its own says itself how a negative number looks.
    let own_sign = is_simple && count > 1 && chosen == 1;
    section.shown(number, own_sign, from_1904)
}

impl Section {
    fn shown(&self, number: &Decimal, own_sign: bool, from_1904: bool) -> Shown {
        if self.changes_digits || self.parts.contains(&Part::Other) {
            return Shown::Unknown;
        }
        let is_date =
            |part: &Part| matches!(part, Part::Date(..) | Part::HalfDay(..) | Part::Elapsed);
        if self.parts.iter().any(is_date) {
            return match super::dates::shown(number, &self.dates(), from_1904) {
                Some(text) => Shown::Text(text),
                None => Shown::Unknown,
            };
        }
        let sign = if number.negative && !own_sign {
            "-"
        } else {
            ""
        };
        if self.parts.contains(&Part::General) || self.parts.contains(&Part::Text) {
            let mut text = sign.to_owned();
            for part in &self.parts {
                match part {
                    Part::Literal(literal) => text.push_str(literal),
                    Part::General | Part::Text => text.push_str(&number.absolute().plain()),
                    Part::Digit(_)
                    | Part::Point
                    | Part::Comma
                    | Part::Percent
                    | Part::Date(..)
                    | Part::HalfDay(..)
                    | Part::Elapsed
                    | Part::Other => {}
                }
            }
            return Shown::Text(text);
        }
        Shown::Text(self.digits(number, sign))
    }

    /// The parts as a date is written with them.
    fn dates(&self) -> Vec<super::dates::Part> {
        use super::dates::Part as Date;
        let parts = self.parts.iter().filter_map(|part| match part {
            Part::Literal(text) => Some(Date::Literal(text.clone())),
            Part::Date(letter, count) => Some(Date::Letters(*letter, *count)),
            Part::HalfDay(before, after) => Some(Date::HalfDay(before, after)),
            Part::Elapsed => Some(Date::Elapsed),
            Part::Point => Some(Date::Literal(".".to_owned())),
            Part::Comma => Some(Date::Literal(",".to_owned())),
            Part::Digit(_) => Some(Date::Fraction),
            Part::Percent | Part::General | Part::Text | Part::Other => None,
        });
        parts.collect()
    }

    /// A number written into the places of the format.
    fn digits(&self, number: &Decimal, sign: &str) -> String {
        let point = self.parts.iter().position(|part| *part == Part::Point);
        let is_digit = |part: &&Part| matches!(part, Part::Digit(_));
        let whole_parts = self.parts.get(..point.unwrap_or(self.parts.len()));
        let whole_parts = whole_parts.unwrap_or_default();
        let places = point.and_then(|point| self.parts.get(point..));
        let places = places.map_or(0, |parts| parts.iter().filter(is_digit).count());
        let percents = self
            .parts
            .iter()
            .filter(|part| **part == Part::Percent)
            .count();
        let last_digit = self
            .parts
            .iter()
            .rposition(|part| matches!(part, Part::Digit(_)));
        // Commas behind the last digit in front of the point divide by a thousand, others group.
        let last_whole = whole_parts
            .iter()
            .rposition(|part| matches!(part, Part::Digit(_)));
        let behind = |at: usize, last: Option<usize>| last.is_some_and(|last| at > last);
        let mut scale = i32::try_from(percents * 2).unwrap_or(0);
        let mut grouped = false;
        for (at, part) in self.parts.iter().enumerate() {
            if *part == Part::Comma {
                let divides = behind(at, last_digit)
                    || behind(at, last_whole) && point.is_some_and(|point| at < point);
                if divides {
                    scale -= 3;
                } else {
                    grouped |= last_whole.is_some_and(|last| at < last);
                }
            }
        }
        let Some(_) = last_digit else {
            // No place for digits: only what stands around them.
            return self.literals();
        };
        let places_i = i32::try_from(places).unwrap_or(0);
        let number = number.absolute().shifted(scale).rounded(places_i);
        let sign = if number.is_zero() { "" } else { sign };
        let whole = number.whole();
        let fraction = number.fraction(places);
        let wanted = whole_parts.iter().filter(is_digit).count();
        let mut text = sign.to_owned();
        let mut seen = 0;
        let mut behind_point = 0;
        let digits: Vec<char> = whole.chars().collect();
        for (at, part) in self.parts.iter().enumerate() {
            match part {
                Part::Literal(literal) => text.push_str(literal),
                Part::Percent => text.push('%'),
                Part::Point => text.push('.'),
                Part::Digit(kind) if point.is_none_or(|point| at < point) => {
                    // The first place takes all digits for which there is none.
                    let left = wanted - seen;
                    seen += 1;
                    let from = if seen == 1 {
                        0
                    } else {
                        digits.len().saturating_sub(left)
                    };
                    let end = digits.len().saturating_sub(left - 1);
                    if digits.len() < left {
                        if *kind == '0' {
                            text.push('0');
                            group(&mut text, grouped, left - 1);
                        }
                        continue;
                    }
                    for (at, digit) in digits.iter().enumerate().take(end).skip(from) {
                        text.push(*digit);
                        group(&mut text, grouped, digits.len() - at - 1);
                    }
                }
                Part::Digit(kind) => {
                    let digit = fraction.chars().nth(behind_point).unwrap_or('0');
                    let rest = fraction.get(behind_point..).unwrap_or_default();
                    behind_point += 1;
                    if *kind == '0' || rest.bytes().any(|byte| byte != b'0') {
                        text.push(digit);
                    }
                }
                Part::Comma
                | Part::General
                | Part::Date(..)
                | Part::HalfDay(..)
                | Part::Elapsed
                | Part::Text
                | Part::Other => {}
            }
        }
        text
    }

    fn literals(&self) -> String {
        let literals = self.parts.iter().filter_map(|part| match part {
            Part::Literal(literal) => Some(literal.as_str()),
            Part::Percent => Some("%"),
            Part::Digit(_)
            | Part::Point
            | Part::Comma
            | Part::General
            | Part::Date(..)
            | Part::HalfDay(..)
            | Part::Elapsed
            | Part::Text
            | Part::Other => None,
        });
        literals.collect()
    }
}

/// Writes a comma where a group of three ends.
fn group(text: &mut String, grouped: bool, digits_behind: usize) {
    if grouped && digits_behind > 0 && digits_behind.is_multiple_of(3) {
        text.push(',');
    }
}

/// The sections of a format.
fn sections(format: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut rest = format;
    while let Some(c) = rest.chars().next() {
        let Some(section) = sections.last_mut() else {
            break;
        };
        if c == ';' {
            rest = rest.get(1..).unwrap_or_default();
            sections.push(Section::default());
        } else {
            let length = section.take(rest);
            rest = rest.get(length..).unwrap_or_default();
        }
    }
    sections
}

impl Section {
    /// Takes the part that a text begins with, and returns how long it is.
    fn take(&mut self, text: &str) -> usize {
        for (word, part) in [
            ("General", Part::General),
            ("G/通用格式", Part::General),
            ("AM/PM", Part::HalfDay("AM", "PM")),
            ("A/P", Part::HalfDay("A", "P")),
            ("上午/下午", Part::HalfDay("上午", "下午")),
        ] {
            if text
                .get(..word.len())
                .is_some_and(|own| own.eq_ignore_ascii_case(word))
            {
                self.parts.push(part);
                return word.len();
            }
        }
        let mut characters = text.chars();
        let Some(first) = characters.next() else {
            return 0;
        };
        let next = characters.next();
        let two = first.len_utf8() + next.map_or(0, char::len_utf8);
        match first {
            '"' => {
                let inside = text.get(1..).unwrap_or_default();
                let end = inside.find('"').unwrap_or(inside.len());
                self.literal(inside.get(..end).unwrap_or_default());
                return (end + 2).min(text.len());
            }
            '\\' | '!' => {
                self.literal(&next.map(String::from).unwrap_or_default());
                return two;
            }
            // A space as wide as the next character, and one that fills the cell.
            '_' => {
                self.literal(" ");
                return two;
            }
            '*' => return two,
            '[' => {
                let end = text.find(']').map_or(text.len(), |end| end + 1);
                self.bracket(text.get(1..end.saturating_sub(1)).unwrap_or_default());
                return end;
            }
            '0' | '#' | '?' => self.parts.push(Part::Digit(first)),
            '.' => {
                // A second point is only shown.
                if self.parts.contains(&Part::Point) {
                    self.literal(".");
                } else {
                    self.parts.push(Part::Point);
                }
            }
            ',' => self.parts.push(Part::Comma),
            '%' => self.parts.push(Part::Percent),
            '@' => self.parts.push(Part::Text),
            'E' | 'e' if matches!(next, Some('+' | '-')) => self.parts.push(Part::Other),
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'a' | 'e' | 'E' => {
                let letter = first.to_ascii_lowercase();
                let same = text
                    .chars()
                    .take_while(|c| c.to_ascii_lowercase() == letter);
                let count = same.count();
                self.parts.push(Part::Date(letter, count));
                return count;
            }
            '/' if self
                .parts
                .iter()
                .any(|part| matches!(part, Part::Digit('?' | '#')))
                && !self.parts.iter().any(|part| matches!(part, Part::Date(..))) =>
            {
                self.parts.push(Part::Other);
            }
            c if c.is_ascii_alphabetic() => self.parts.push(Part::Other),
            c => self.literal(&c.to_string()),
        }
        first.len_utf8()
    }

    fn literal(&mut self, text: &str) {
        match self.parts.last_mut() {
            Some(Part::Literal(before)) => before.push_str(text),
            _ => self.parts.push(Part::Literal(text.to_owned())),
        }
    }

    /// What stands in square brackets: a colour, a condition, a currency, hours in all.
    fn bracket(&mut self, inside: &str) {
        let lower = inside.to_ascii_lowercase();
        if let Some(currency) = inside.strip_prefix('$') {
            let sign = currency.split('-').next().unwrap_or_default();
            self.literal(sign);
        } else if lower.starts_with("dbnum") || lower.starts_with("natnum") {
            self.changes_digits = true;
        } else if lower.starts_with(['<', '>', '=']) {
            let limit = inside.trim_start_matches(['<', '>', '=']);
            let sign = inside.get(..inside.len() - limit.len()).unwrap_or_default();
            match Decimal::read(limit) {
                Some(limit) => self.condition = Some((sign.to_owned(), limit)),
                None => self.parts.push(Part::Other),
            }
        } else if !lower.is_empty() && lower.chars().all(|c| matches!(c, 'h' | 'm' | 's')) {
            self.parts.push(Part::Elapsed);
        }
    }
}

/// The formats that have only a number, as Chinese Excel shows them.
#[must_use]
pub const fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 | 6 => "¥#,##0;¥-#,##0",
        7 | 8 => "¥#,##0.00;¥-#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 | 48 => "0.00E+00",
        12 | 13 => "# ?/?",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
        28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
        30 => "m-d-yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        32 => "h\"时\"mm\"分\"",
        33 => "h\"时\"mm\"分\"ss\"秒\"",
        34 | 55 => "上午/下午h\"时\"mm\"分\"",
        35 | 56 => "上午/下午h\"时\"mm\"分\"ss\"秒\"",
        37 | 38 => "#,##0;-#,##0",
        39 | 40 => "#,##0.00;-#,##0.00",
        41 | 42 => "#,##0;-#,##0;\"-\"",
        43 | 44 => "#,##0.00;-#,##0.00;\"-\"",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        49 => "@",
        _ => "General",
    }
}
