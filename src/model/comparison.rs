//! What differs between two drafts: places, and within prose the sentences.

use super::cell::Cell;
use super::draft::Draft;
use super::location::{Field, Location};
use super::section::Section;

/// What differs between two drafts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The places whose texts differ, in the order of the form.
    pub places: Vec<Location>,
    /// Whether last year's report differs.
    pub previous_year: bool,
    /// Whether other warnings are dismissed.
    pub dismissed: bool,
    /// Whether something differs that this version does not know.
    pub unknown: bool,
}

/// A piece of prose that only one of two texts has, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Both have it.
    Kept(&'a str),
    /// Only the first has it.
    Removed(&'a str),
    /// Only the second has it.
    Added(&'a str),
}

/// The most sentences of one text that are compared with each other; longer texts are compared as a whole between what
/// they have in common at both ends, since the work grows with the square.
const MOST_SENTENCES: usize = 400;

impl Comparison {
    /// Compares two drafts.
    #[must_use]
    pub fn of(before: &Draft, after: &Draft) -> Self {
        Self {
            places: Location::all()
                .filter(|place| before.text(*place) != after.text(*place))
                .collect(),
            previous_year: before.previous_year != after.previous_year,
            dismissed: before.suppressed != after.suppressed,
            unknown: before.unknown != after.unknown,
        }
    }

    /// The figures among the places.
    pub fn cells(&self) -> impl Iterator<Item = Cell> + '_ {
        self.places.iter().filter_map(|place| match place {
            Location::Cell(cell) => Some(*cell),
            Location::Section(_) | Location::Field(_) => None,
        })
    }

    /// The sections among the places.
    pub fn sections(&self) -> impl Iterator<Item = Section> + '_ {
        self.places.iter().filter_map(|place| match place {
            Location::Section(section) => Some(*section),
            Location::Cell(_) | Location::Field(_) => None,
        })
    }

    /// The fields among the places.
    pub fn fields(&self) -> impl Iterator<Item = Field> + '_ {
        self.places.iter().filter_map(|place| match place {
            Location::Field(field) => Some(*field),
            Location::Cell(_) | Location::Section(_) => None,
        })
    }
}

/// The sentences of two texts in one sequence: what both have once, what only one has marked.
#[must_use]
pub fn sentences<'a>(before: &'a str, after: &'a str) -> Vec<Piece<'a>> {
    let (old, new) = (split(before), split(after));
    let head = common(old.iter(), new.iter());
    let (old_rest, new_rest) = (
        old.get(head..).unwrap_or_default(),
        new.get(head..).unwrap_or_default(),
    );
    let tail = common(old_rest.iter().rev(), new_rest.iter().rev());
    let middle = |rest: &[&'a str]| -> Vec<&'a str> {
        let end = rest.len().saturating_sub(tail);
        rest.iter().take(end).copied().collect()
    };
    let mut pieces: Vec<Piece<'a>> = old
        .iter()
        .take(head)
        .map(|text| Piece::Kept(text))
        .collect();
    pieces.extend(between(&middle(old_rest), &middle(new_rest)));
    let kept = old_rest.iter().skip(old_rest.len().saturating_sub(tail));
    pieces.extend(kept.map(|text| Piece::Kept(text)));
    pieces
}

/// How many items two sequences have in common at their beginning.
fn common<'a>(
    one: impl Iterator<Item = &'a &'a str>,
    other: impl Iterator<Item = &'a &'a str>,
) -> usize {
    one.zip(other).take_while(|(a, b)| a == b).count()
}

/// The longest common sequence of two lists of sentences, with what stands between.
fn between<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<Piece<'a>> {
    let width = new.len() + 1;
    let mut longest = vec![0_u16; (old.len() + 1) * width];
    let at = |table: &[u16], i: usize, j: usize| table.get(i * width + j).copied().unwrap_or(0);
    if old.len() <= MOST_SENTENCES && new.len() <= MOST_SENTENCES {
        for (i, a) in old.iter().enumerate().rev() {
            for (j, b) in new.iter().enumerate().rev() {
                let length = if a == b {
                    at(&longest, i + 1, j + 1) + 1
                } else {
                    at(&longest, i + 1, j).max(at(&longest, i, j + 1))
                };
                if let Some(place) = longest.get_mut(i * width + j) {
                    *place = length;
                }
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pieces = Vec::new();
    loop {
        match (old.get(i), new.get(j)) {
            (Some(a), Some(b)) if a == b => {
                pieces.push(Piece::Kept(a));
                (i, j) = (i + 1, j + 1);
            }
            (Some(a), b) if b.is_none() || at(&longest, i + 1, j) >= at(&longest, i, j + 1) => {
                pieces.push(Piece::Removed(a));
                i += 1;
            }
            (_, Some(b)) => {
                pieces.push(Piece::Added(b));
                j += 1;
            }
            (_, None) => return pieces,
        }
    }
}

/// The sentences of a text with the marks that end them; a line ends one as well.
fn split(text: &str) -> Vec<&str> {
    text.split_inclusive(['。', '！', '？', '；', '\n'])
        .map(|sentence| sentence.trim_end_matches('\n'))
        .filter(|sentence| !sentence.trim().is_empty())
        .collect()
}
