//! Changes 1 to 8 bytes of a file: never a panic, never an endless loop, and no figure in another place without a note.
//!
//! `READERS_DAMAGE=100000 cargo test --release -p readers damage -- --nocapture` reads so many of each file;
//! `READERS_DAMAGE_FROM` is the first seed.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use readers::{NoteKind, Part};

use crate::decoder::parts;
use crate::official;
use crate::tables::{FILES, folder};

/// A figure's table, row and column.
type At = (usize, usize, usize);

/// Whether what was read is as before, and else how it differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Outcome {
    Refused,
    Same,
    /// Figures are missing or elsewhere, and their row, table or file is noted.
    Noted,
    /// Texts are other ones, and figures that are as before have their labels.
    Changed,
    /// A figure is missing, and nothing is noted.
    Lost,
    /// A figure stands in another place, and nothing is noted.
    Moved,
}

/// Random numbers ([xorshift64*](https://doi.org/10.1145/2845077)).
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(number).expect("31 bits") % limit
    }
}

fn damaged(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut random = Random::new(seed);
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(8) {
        let at = random.below(bytes.len());
        bytes[at] ^= u8::try_from(1 + random.below(255)).expect("a byte");
    }
    bytes
}

/// The figures of what was read, by their places.
fn figures(parts: &[Part]) -> HashMap<At, String> {
    let tables = parts
        .iter()
        .flat_map(|part| official::read_tables(&part.blocks));
    let mut figures = HashMap::new();
    for (table, rows) in tables.enumerate() {
        for (row, places) in official::places(&rows).into_iter().enumerate() {
            for (column, text) in places.into_iter().enumerate() {
                let text = text.unwrap_or_default();
                if !text.is_empty() {
                    figures.insert((table, row, column), text);
                }
            }
        }
    }
    figures
}

/// What tells a person what a figure is: the labels of its row, and those above it.
fn labels(figures: &HashMap<At, String>, at: At, odd: &HashSet<(usize, usize)>) -> Vec<String> {
    let (table, row, column) = at;
    let own_row = (0..40).map(|column| (table, row, column));
    // The columns of a row that is noted as odd are not those of the others.
    let above = (0..row).filter(|row| !odd.contains(&(table, *row)));
    let above = above.map(|row| (table, row, column));
    let texts = own_row.chain(above).filter_map(|at| figures.get(&at));
    let mut labels: Vec<String> = texts
        // A changed figure has digits still; no label has two.
        .filter(|text| text.bytes().filter(u8::is_ascii_digit).count() < 2)
        .cloned()
        .collect();
    labels.sort();
    labels.dedup();
    labels
}

/// Whether a figure has labels that it had before, but for changed characters; and whether none is missing.
fn is_at_home(before: &[String], after: &[String]) -> (bool, bool) {
    // What is said of a label is whether it is the same one, and not whether its characters are.
    let alike = |one: &String, other: &String| {
        let same = |(a, b): &(char, char)| a == b;
        let before = one.chars().zip(other.chars()).take_while(same).count();
        let behind = one.chars().rev().zip(other.chars().rev());
        let behind = behind.take_while(same).count();
        let length = one.chars().count().min(other.chars().count());
        let in_place = one.chars().zip(other.chars()).filter(same).count();
        in_place.max(before + behind) * 10 >= length * 6 || before + behind + 1 >= length
    };
    let within = |some: &[String], all: &[String]| {
        let mut some = some.iter();
        some.all(|one| all.iter().any(|other| alike(one, other)))
    };
    (within(after, before), within(before, after))
}

/// Whether something is noted that a figure's place may come of.
fn is_noted(parts: &[Part], (table, row, _): At) -> bool {
    let mut first = 0;
    parts.iter().any(|part| {
        let tables = official::read_tables(&part.blocks);
        let own = table.wrapping_sub(first) < tables.len();
        first += tables.len();
        let rows = tables.first().map_or(0, Vec::len);
        own && part.notes.iter().any(|note| {
            if note.kind == NoteKind::OddRow {
                // A row of a sheet that is far below comes last.
                return note.row == row + 1 || note.row > rows;
            }
            // How many rows a damaged one was, and whether another table began there, is not known.
            note.kind != NoteKind::DamagedRow || note.row <= row + 1
        })
    })
}

fn is_figure(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The rows that are noted as odd, by their tables.
fn odd_rows(parts: &[Part]) -> HashSet<(usize, usize)> {
    let mut first = 0;
    let mut odd = HashSet::new();
    for part in parts {
        let own = part
            .notes
            .iter()
            .filter(|note| note.kind == NoteKind::OddRow);
        odd.extend(own.map(|note| (first + note.table - 1, note.row - 1)));
        first += official::read_tables(&part.blocks).len();
    }
    odd
}

/// The worst that happened to any figure, and where.
fn outcome(before: &HashMap<At, String>, bytes: &[u8]) -> (Outcome, Option<At>) {
    let Ok(parts) = parts(bytes) else {
        return (Outcome::Refused, None);
    };
    let after = figures(&parts);
    if after == *before {
        return (Outcome::Same, None);
    }
    let odd = odd_rows(&parts);
    let any_note = parts.iter().any(|part| !part.notes.is_empty());
    let mut homes: HashMap<&str, Vec<Vec<String>>> = HashMap::new();
    for (at, text) in before.iter().filter(|(_, text)| is_figure(text)) {
        homes
            .entry(text)
            .or_default()
            .push(labels(before, *at, &HashSet::new()));
    }
    // A cell that covers more than before is where it was.
    let stays = |at: &At, text: &String| {
        let own_row = (0..40).map(|column| (at.0, at.1, column));
        let mut same = own_row.filter(|place| after.get(place) == Some(text));
        same.any(|place| before.get(&place) == Some(text))
    };
    let same = |(at, text): &(&At, &String)| before.get(at) == Some(text);
    let stay: HashSet<&str> = after
        .iter()
        .filter(same)
        .map(|(_, text)| text.as_str())
        .collect();
    let mut worst = (Outcome::Same, None);
    for (at, text) in &after {
        let Some(homes) = homes.get(text.as_str()) else {
            continue;
        };
        let own = labels(&after, *at, &odd);
        let found = homes.iter().map(|home| is_at_home(home, &own)).max();
        // A figure whose own bytes were changed may become like another one, which is where it was.
        let is_changed =
            before.get(at).is_some_and(|own| is_figure(own)) && stay.contains(text.as_str());
        let own = match found {
            Some((true, true)) => Outcome::Same,
            Some((true, false)) if any_note => Outcome::Noted,
            Some((true, false)) if stays(at, text) => Outcome::Changed,
            _ if is_changed => Outcome::Changed,
            _ if is_noted(&parts, *at) => Outcome::Noted,
            _ => Outcome::Moved,
        };
        worst = worst.max((own, Some(*at)));
    }
    let kept: HashSet<&str> = after.values().map(String::as_str).collect();
    for (at, text) in before {
        if is_figure(text) && !kept.contains(text.as_str()) {
            let own = match after.get(at) {
                Some(_) => Outcome::Changed,
                None if any_note => Outcome::Noted,
                None => Outcome::Lost,
            };
            worst = worst.max((own, Some(*at)));
        }
    }
    worst
}

#[test]
fn no_damaged_file_puts_a_figure_elsewhere_without_a_word() {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let count = number("READERS_DAMAGE").unwrap_or(200);
    let first = number("READERS_DAMAGE_FROM").unwrap_or(0);
    let only = std::env::var("READERS_DAMAGE_OF").ok();
    let mut moved = Vec::new();
    for name in FILES {
        if only
            .as_ref()
            .is_some_and(|only| !name.contains(only.as_str()))
        {
            continue;
        }
        let bytes = std::fs::read(folder().join(name)).expect(name);
        let before = figures(&parts(&bytes).expect(name));
        let mut outcomes: HashMap<Outcome, u64> = HashMap::new();
        for seed in first..first + count {
            let damaged = damaged(&bytes, seed);
            let begun = Instant::now();
            let (outcome, _) = outcome(&before, &damaged);
            assert!(begun.elapsed() < Duration::from_secs(20), "{name} {seed}");
            *outcomes.entry(outcome).or_default() += 1;
            if matches!(outcome, Outcome::Moved | Outcome::Lost)
                && number("READERS_DAMAGE").is_some()
            {
                println!("{name} {seed}: {outcome:?}");
            }
            if outcome == Outcome::Moved {
                moved.push((name, seed));
            }
        }
        let mut outcomes: Vec<_> = outcomes.into_iter().collect();
        outcomes.sort();
        println!("{name}: {outcomes:?}");
    }
    assert!(moved.is_empty(), "{moved:?}");
}

/// Tells what a damaged file differs in: `READERS_DAMAGE_SEED=17 READERS_DAMAGE_OF=.doc cargo test …`.
#[test]
fn tells_of_one_damaged_file() {
    let Some(seed) = std::env::var("READERS_DAMAGE_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
    else {
        return;
    };
    let only = std::env::var("READERS_DAMAGE_OF").unwrap_or_default();
    for name in FILES.iter().filter(|name| name.contains(&only)) {
        let bytes = std::fs::read(folder().join(name)).expect(name);
        let before = figures(&parts(&bytes).expect(name));
        let damaged = damaged(&bytes, seed);
        for (at, (old, new)) in bytes.iter().zip(&damaged).enumerate() {
            if old != new {
                println!("{name}: {at:#x}: {old:#x} to {new:#x}");
            }
        }
        println!("{name}: {:?}", outcome(&before, &damaged));
        let parts = parts(&damaged).expect(name);
        let after = figures(&parts);
        let mut places: Vec<_> = before.keys().chain(after.keys()).copied().collect();
        places.sort_unstable();
        places.dedup();
        for at in places {
            if before.get(&at) != after.get(&at) {
                println!("{at:?}: {:?} to {:?}", before.get(&at), after.get(&at));
            }
        }
        for part in &parts {
            println!("{:?}", part.notes);
        }
    }
}
