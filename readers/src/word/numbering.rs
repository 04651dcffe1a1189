//! Automatic numbers ([MS-DOC] 2.4.6.3): what Word writes in front of a paragraph by itself.

use std::collections::HashMap;

use crate::bytes::{Little, of_utf16};
use crate::numerals;

use super::fib::{Fib, Table};

const LEVELS: usize = 9;

/// The most lists of a document.
const MOST_LISTS: usize = 10_000;

/// The lists of a document.
#[derive(Default)]
pub(super) struct Numbering {
    /// By the list's identifier (`lsid`).
    lists: HashMap<u32, Vec<Level>>,
    /// What paragraphs refer to, counted from 1.
    overrides: Vec<Override>,
}

/// A level of a list (`LVL`).
#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: u8,
    /// Whether all numbers are in digits.
    digits_only: bool,
    /// Its text, in which characters below 9 stand for the number of that level.
    text: Vec<u16>,
    /// Whether it goes on counting when a level above has counted; else the level from which on.
    restart: Restart,
}

#[derive(Clone, Copy, Debug)]
enum Restart {
    /// Behind any level above.
    Usual,
    Never,
    /// Behind levels up to this one.
    UpTo(usize),
}

/// A use of a list (`LFO`).
#[derive(Default)]
struct Override {
    list: u32,
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

/// How far the lists have counted.
#[derive(Default)]
pub(super) struct Counters {
    counted: HashMap<u32, [Option<u32>; LEVELS]>,
    /// The uses whose own beginnings have been used.
    begun: Vec<u16>,
}

/// What stands in front of a paragraph.
pub(super) enum Label {
    /// Nothing, or a mark that counts nothing.
    Nothing,
    Text(String),
    /// A number in a way that is not known.
    Unknown,
}

impl Numbering {
    /// Reads the lists; those that are not whole are left out, and their numbers are unknown.
    pub(super) fn read(fib: &Fib<'_>, tables: &[u8]) -> Self {
        let lists = fib.place(Table::Lists);
        let lists = lists.and_then(|(at, length)| of_lists(tables, at, length));
        let overrides = fib.table(Table::ListOverrides, tables).ok();
        Self {
            lists: lists.unwrap_or_default(),
            overrides: overrides.and_then(of_overrides).unwrap_or_default(),
        }
    }

    /// Counts a paragraph of a list.
    pub(super) fn count(&self, counters: &mut Counters, number: u16, level: u8) -> Label {
        let level = usize::from(level);
        let own = usize::from(number)
            .checked_sub(1)
            .and_then(|at| self.overrides.get(at));
        let Some(own) = own.filter(|_| level < LEVELS) else {
            return Label::Unknown;
        };
        let Some(levels) = self.levels(own) else {
            return Label::Unknown;
        };
        let counted = counters.counted.entry(own.list).or_default();
        if !counters.begun.contains(&number) {
            counters.begun.push(number);
            for (level, start) in &own.starts {
                if let Some(place) = counted.get_mut(*level) {
                    *place = start.checked_sub(1);
                }
            }
        }
        let start = |level: usize| {
            let usual = || levels.get(level).map_or(1, |level| level.start);
            own.starts.get(&level).copied().unwrap_or_else(usual)
        };
        for (at, place) in counted.iter_mut().enumerate() {
            if at == level {
                *place = Some(place.map_or(start(at), |count| count.saturating_add(1)));
            } else if at < level {
                place.get_or_insert(start(at));
            } else {
                let restarts = match levels.get(at).map(|level| level.restart) {
                    Some(Restart::Never) => false,
                    Some(Restart::UpTo(limit)) => level < limit,
                    Some(Restart::Usual) | None => true,
                };
                if restarts {
                    *place = None;
                }
            }
        }
        label(&levels, counted, level)
    }

    fn levels(&self, own: &Override) -> Option<Vec<Level>> {
        let mut levels = self.lists.get(&own.list)?.clone();
        for (at, level) in &own.levels {
            if let Some(place) = levels.get_mut(*at) {
                *place = level.clone();
            }
        }
        Some(levels)
    }
}

fn label(levels: &[Level], counted: &[Option<u32>; LEVELS], level: usize) -> Label {
    let Some(own) = levels.get(level) else {
        return Label::Unknown;
    };
    // Bullets and no number at all.
    if matches!(own.format, 23 | 255) {
        return Label::Nothing;
    }
    let mut text = String::new();
    for c in char::decode_utf16(own.text.iter().copied()) {
        let c = c.unwrap_or('\u{fffd}');
        let Some(at) = usize::try_from(u32::from(c)).ok().filter(|at| *at < LEVELS) else {
            text.push(c);
            continue;
        };
        let number = counted.get(at).copied().flatten();
        let format = levels.get(at).map_or(0, |level| level.format);
        let format = if own.digits_only { 0 } else { format };
        match number.and_then(|number| numerals::written(number, format)) {
            Some(number) => text.push_str(&number),
            None => return Label::Unknown,
        }
    }
    if text.is_empty() {
        Label::Nothing
    } else {
        Label::Text(text)
    }
}

/// The lists (`PlfLst`), behind which their levels lie.
fn of_lists(tables: &[u8], at: usize, length: usize) -> Option<HashMap<u32, Vec<Level>>> {
    const LIST: usize = 28;
    if length == 0 {
        return Some(HashMap::new());
    }
    let count = usize::from(tables.u16_at(at)?).min(MOST_LISTS);
    let mut level_at = at + length;
    let mut lists = HashMap::new();
    for number in 0..count {
        let list = at + 2 + number * LIST;
        let is_simple = tables.u8_at(list + 26)? & 1 != 0;
        let mut levels = Vec::new();
        for _ in 0..if is_simple { 1 } else { LEVELS } {
            let (level, length) = level(tables, level_at)?;
            levels.push(level);
            level_at += length;
        }
        lists.insert(tables.u32_at(list)?, levels);
    }
    Some(lists)
}

/// A level, and how many bytes it has.
fn level(bytes: &[u8], at: usize) -> Option<(Level, usize)> {
    const FIXED: usize = 28;
    let flags = bytes.u8_at(at + 5)?;
    let properties = usize::from(bytes.u8_at(at + 24)?) + usize::from(bytes.u8_at(at + 25)?);
    let text_at = at + FIXED + properties;
    let length = usize::from(bytes.u16_at(text_at)?) * 2;
    let text = bytes.part(text_at + 2, length)?;
    let restart = match (flags & 0x08 != 0, bytes.u8_at(at + 26)?) {
        (false, _) => Restart::Usual,
        (true, 0) => Restart::Never,
        (true, limit) => Restart::UpTo(usize::from(limit)),
    };
    let level = Level {
        start: bytes.u32_at(at)?,
        format: bytes.u8_at(at + 4)?,
        digits_only: flags & 0x04 != 0,
        text: of_utf16(text).encode_utf16().collect(),
        restart,
    };
    Some((level, FIXED + properties + 2 + length))
}

/// The uses of the lists (`PlfLfo`).
fn of_overrides(bytes: &[u8]) -> Option<Vec<Override>> {
    const USE: usize = 16;
    if bytes.is_empty() {
        return Some(Vec::new());
    }
    let count = bytes.size_at(0)?.min(MOST_LISTS);
    let mut at = 4 + count * USE;
    let mut overrides = Vec::new();
    for number in 0..count {
        let own = 4 + number * USE;
        let mut read = Override {
            list: bytes.u32_at(own)?,
            ..Override::default()
        };
        at += 4;
        for _ in 0..bytes.u8_at(own + 12)? {
            let start = bytes.u32_at(at)?;
            let flags = bytes.u32_at(at + 4)?;
            let on = usize::try_from(flags & 0xf).ok()?;
            at += 8;
            if flags & 0x20 != 0 {
                let (level, length) = level(bytes, at)?;
                if flags & 0x10 != 0 {
                    read.starts.insert(on, level.start);
                }
                read.levels.insert(on, level);
                at += length;
            } else if flags & 0x10 != 0 {
                read.starts.insert(on, start);
            }
        }
        overrides.push(read);
    }
    Some(overrides)
}
