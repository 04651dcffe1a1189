//! Automatic numbering: what Word writes in front of a paragraph by itself.

use std::collections::HashMap;

use crate::import::markup::Sink;

/// How many levels a list has.
const LEVELS: usize = 9;

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: HashMap<String, Abstract>,
    lists: HashMap<String, List>,
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    /// The lists that have begun.
    begun: Vec<String>,
    reading: Reading,
}

#[derive(Debug, Default)]
struct Abstract {
    levels: [Level; LEVELS],
    /// The style whose list this one stands for.
    style: Option<String>,
    /// The style of which this is the list.
    of_style: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    of: String,
    starts: [Option<u32>; LEVELS],
    levels: HashMap<usize, Level>,
}

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    start: Option<u32>,
    format: String,
    text: String,
    /// The level whose counting makes this one begin again; 0 for none.
    restart: Option<usize>,
    /// Whether all numbers are in digits.
    digits_only: bool,
    /// The style of paragraphs that have this level.
    style: Option<String>,
}

#[derive(Debug, Default)]
struct Reading {
    of: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    in_override: bool,
}

/// What stands in front of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// Nothing, or a mark that counts nothing.
    Nothing,
    /// This text.
    Text(String),
    /// A number in a style that is not known.
    Unknown,
}

impl Sink for Numbering {
    fn begin(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
        let value = || attribute("val");
        let number = || value().and_then(|value| value.parse::<u32>().ok());
        match name {
            "abstractNum" => {
                let id = attribute("abstractNumId").unwrap_or_default();
                self.abstracts.insert(id.clone(), Abstract::default());
                self.reading = Reading {
                    of: Some(id),
                    ..Reading::default()
                };
            }
            "num" => {
                let id = attribute("numId").unwrap_or_default();
                self.lists.insert(id.clone(), List::default());
                self.reading = Reading {
                    list: Some(id),
                    ..Reading::default()
                };
            }
            "abstractNumId" => {
                if let Some(list) = self.list() {
                    list.of = value().unwrap_or_default();
                }
            }
            "numStyleLink" | "styleLink" => {
                let own = self.reading.of.clone();
                if let Some(own) = own.and_then(|own| self.abstracts.get_mut(&own)) {
                    if name == "styleLink" {
                        own.of_style = value();
                    } else {
                        own.style = value();
                    }
                }
            }
            "lvlOverride" => {
                self.reading.in_override = true;
                self.reading.level = attribute("ilvl").and_then(|at| at.parse().ok());
            }
            "startOverride" => {
                let start = number();
                if let Some(at) = self.reading.level
                    && let Some(list) = self.list()
                    && let Some(place) = list.starts.get_mut(at)
                {
                    *place = start;
                }
            }
            "lvl" => {
                self.reading.level = attribute("ilvl").and_then(|at| at.parse().ok());
                if self.reading.list.is_some()
                    && let Some(at) = self.reading.level
                    && let Some(list) = self.list()
                {
                    list.levels.insert(at, Level::default());
                }
            }
            "start" => self.change(|level| level.start = number()),
            "numFmt" => {
                // A format of its own is told by an example only.
                let format = attribute("format").map_or_else(value, |_| Some("custom".to_owned()));
                self.change(|level| level.format = format.clone().unwrap_or_default());
            }
            "lvlText" => self.change(|level| level.text = value().unwrap_or_default()),
            "lvlRestart" => self.change(|level| {
                level.restart = number().and_then(|at| usize::try_from(at).ok());
            }),
            "isLgl" => {
                self.change(|level| level.digits_only = value().is_none_or(|on| super::is_on(&on)))
            }
            "pStyle" => self.change(|level| level.style = value()),
            _ => {}
        }
        true
    }

    fn text(&mut self, _: &str) {}

    fn end(&mut self, name: &str) {
        match name {
            "lvl" if !self.reading.in_override => self.reading.level = None,
            "lvlOverride" => self.reading.in_override = false,
            "abstractNum" | "num" => self.reading = Reading::default(),
            _ => {}
        }
    }
}

impl Numbering {
    fn list(&mut self) -> Option<&mut List> {
        let id = self.reading.list.as_ref()?;
        self.lists.get_mut(id)
    }

    /// Changes the level that is being read.
    fn change(&mut self, change: impl Fn(&mut Level)) {
        let Some(at) = self.reading.level else {
            return;
        };
        let own = match (&self.reading.list, &self.reading.of) {
            (Some(list), _) => {
                let list = self.lists.get_mut(list);
                list.and_then(|list| list.levels.get_mut(&at))
            }
            (None, Some(of)) => {
                let own = self.abstracts.get_mut(of);
                own.and_then(|own| own.levels.get_mut(at))
            }
            (None, None) => None,
        };
        if let Some(level) = own {
            change(level);
        }
    }

    /// The list that another stands for by the name of a style.
    fn followed(&self, of: &str) -> String {
        let style = self.abstracts.get(of).and_then(|own| own.style.clone());
        let linked = style.and_then(|style| {
            let mut all = self.abstracts.iter();
            all.find(|(_, other)| other.of_style.as_ref() == Some(&style))
        });
        linked.map_or_else(|| of.to_owned(), |(id, _)| id.clone())
    }

    /// The level of a list that belongs to paragraphs of a style.
    pub(super) fn level_of_style(&self, list: &str, style: &str) -> Option<usize> {
        let of = self.followed(&self.lists.get(list)?.of);
        let levels = &self.abstracts.get(&of)?.levels;
        levels
            .iter()
            .position(|level| level.style.as_deref() == Some(style))
    }

    /// Counts a paragraph, and says what stands in front of it.
    pub(super) fn count(&mut self, list: &str, at: usize) -> Label {
        let Some(own) = self.lists.get(list) else {
            return Label::Nothing;
        };
        let of = self.followed(&own.of);
        let Some(general) = self.abstracts.get(&of) else {
            return Label::Nothing;
        };
        let level = |at: usize| own.levels.get(&at).or_else(|| general.levels.get(at));
        let start = |at: usize| {
            let general = level(at).and_then(|level| level.start);
            own.starts
                .get(at)
                .copied()
                .flatten()
                .or(general)
                .unwrap_or(1)
        };
        let counters = self.counters.entry(of.clone()).or_default();
        // A list that begins with a number of its own does so where it is first used.
        if !self.begun.iter().any(|begun| begun == list) {
            self.begun.push(list.to_owned());
            for (at, _) in own
                .starts
                .iter()
                .enumerate()
                .filter(|(_, start)| start.is_some())
            {
                if let Some(counter) = counters.get_mut(at) {
                    *counter = None;
                }
            }
        }
        for above in 0..at {
            if let Some(counter) = counters.get_mut(above)
                && counter.is_none()
            {
                *counter = Some(start(above));
            }
        }
        if let Some(counter) = counters.get_mut(at) {
            *counter = Some(counter.map_or_else(|| start(at), |before| before.saturating_add(1)));
        }
        for (deeper, counter) in counters.iter_mut().enumerate().skip(at + 1) {
            let restart = level(deeper).and_then(|level| level.restart);
            let begins_again = match restart {
                Some(0) => false,
                Some(by) => at < by,
                None => true,
            };
            if begins_again {
                *counter = None;
            }
        }
        let Some(own_level) = level(at) else {
            return Label::Nothing;
        };
        if own_level.format == "bullet" || own_level.text.is_empty() {
            return Label::Nothing;
        }
        let mut text = String::new();
        let mut rest = own_level.text.chars().peekable();
        while let Some(c) = rest.next() {
            let place = rest
                .peek()
                .and_then(|c| c.to_digit(10))
                .filter(|_| c == '%');
            let Some(place) = place
                .and_then(|place| usize::try_from(place).ok())
                .filter(|place| *place > 0)
            else {
                text.push(c);
                continue;
            };
            rest.next();
            let of = level(place - 1);
            let count = counters
                .get(place - 1)
                .copied()
                .flatten()
                .unwrap_or_else(|| start(place - 1));
            let format = of.map_or("decimal", |level| level.format.as_str());
            let format = if own_level.digits_only {
                "decimal"
            } else {
                format
            };
            match numeral(count, format) {
                Some(numeral) => text.push_str(&numeral),
                None => return Label::Unknown,
            }
        }
        if text.trim().is_empty() {
            return Label::Nothing;
        }
        Label::Text(text)
    }
}

/// A number as a list writes it.
pub(in crate::import) fn numeral(number: u32, format: &str) -> Option<String> {
    let from = |first: u32, most: u32| {
        let within = (1..=most).contains(&number);
        within
            .then(|| char::from_u32(first + number - 1))
            .flatten()
            .map(String::from)
    };
    let one_of = |signs: &str| {
        let at = usize::try_from(number.checked_sub(1)?).ok()?;
        signs.chars().nth(at).map(String::from)
    };
    match format {
        "" | "decimal" | "decimalHalfWidth" | "arabicAlpha" => Some(number.to_string()),
        "decimalZero" => Some(format!("{number:02}")),
        "decimalFullWidth" | "decimalFullWidth2" => {
            let digits = number.to_string();
            let wide = digits
                .bytes()
                .map(|digit| char::from_u32(0xff10 + u32::from(digit - b'0')));
            wide.collect()
        }
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting" => chinese(number, "零一二三四五六七八九", "十百千"),
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => {
            chinese(number, "零壹贰叁肆伍陆柒捌玖", "拾佰仟")
        }
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            let signs: Vec<char> = "〇一二三四五六七八九".chars().collect();
            let digits = number.to_string();
            digits
                .bytes()
                .map(|digit| signs.get(usize::from(digit - b'0')).copied())
                .collect()
        }
        "ideographTraditional" => one_of("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => one_of("子丑寅卯辰巳午未申酉戌亥"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => from(0x2460, 20),
        "decimalEnclosedParen" => from(0x2474, 20),
        "decimalEnclosedFullstop" => from(0x2488, 20),
        "ideographEnclosedCircle" => from(0x3280, 10),
        "ideographParenthesized" => from(0x3220, 10),
        "lowerLetter" | "upperLetter" => {
            let at = number.checked_sub(1)?;
            let first = if format == "lowerLetter" { b'a' } else { b'A' };
            let letter = char::from(first + u8::try_from(at % 26).ok()?);
            let times = usize::try_from(at / 26 + 1)
                .ok()
                .filter(|times| *times < 40)?;
            Some(std::iter::repeat_n(letter, times).collect())
        }
        "lowerRoman" => Some(roman(number)?.to_lowercase()),
        "upperRoman" => roman(number),
        "none" => Some(String::new()),
        _ => None,
    }
}

/// A number in Chinese numerals, up to 9999.
fn chinese(number: u32, signs: &str, units: &str) -> Option<String> {
    let sign = |digit: u32| signs.chars().nth(usize::try_from(digit).ok()?);
    if number == 0 {
        return sign(0).map(String::from);
    }
    if number > 9999 {
        return None;
    }
    let mut text = String::new();
    let mut gap = false;
    for place in (0..4_u32).rev() {
        let digit = number / 10_u32.pow(place) % 10;
        if digit == 0 {
            gap |= !text.is_empty();
            continue;
        }
        if gap {
            text.push(sign(0)?);
            gap = false;
        }
        // 十一, not 一十一.
        if !(place == 1 && digit == 1 && text.is_empty()) {
            text.push(sign(digit)?);
        }
        if let Some(unit) = place.checked_sub(1) {
            text.push(units.chars().nth(usize::try_from(unit).ok()?)?);
        }
    }
    Some(text)
}

fn roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    Some(text)
}
