//! An office's own word list: what must not stand in its reports, and what stands there instead.
//!
//! One entry a line, `错词 → 正词`; a wrong word alone must not occur at all. `->`, `=>`, `=`, `＝` and a
//! tab separate as well; lines that begin with `#` are comments. What cannot be read is reported with
//! its line, and the rest still counts.

use std::sync::Arc;

use super::text;

/// A word list as it was written, and the entries read from it. Copies share both.
#[derive(Clone, Debug, Default)]
pub struct WordList(Arc<Words>);

#[derive(Debug, Default)]
struct Words {
    text: String,
    entries: Vec<Entry>,
    unreadable: Vec<Unreadable>,
}

/// One entry of a word list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The word that must not occur, as [`text::plain`] makes it; never empty.
    pub wrong: String,
    /// What stands in its place, as it was written; `None` where the word must only not occur.
    pub right: Option<String>,
    /// The same as [`text::plain`] makes it, or nothing.
    plain_right: String,
}

/// A line that says no entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Its number, from 1.
    pub line: usize,
    /// Why.
    pub fault: Fault,
}

/// Why a line says no entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// More than one separator, so that nobody knows which word is meant to be right.
    TooManySeparators,
    /// Both words are read as the same; spaces and the width of characters do not count.
    WrongEqualsRight,
    /// No wrong word before the separator.
    NoWrongWord,
}

/// Lists are equal when they were written alike.
impl PartialEq for WordList {
    fn eq(&self, other: &Self) -> bool {
        self.0.text == other.0.text
    }
}

impl Eq for WordList {}

impl WordList {
    /// Reads a list. Where a wrong word is there twice, the later line counts.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        let mut unreadable = Vec::new();
        for (at, line) in text.lines().enumerate() {
            match Entry::read(line.trim_start_matches('\u{feff}')) {
                Ok(None) => {}
                Ok(Some(entry)) => {
                    let earlier = entries.iter_mut().find(|other| other.wrong == entry.wrong);
                    match earlier {
                        Some(earlier) => *earlier = entry,
                        None => entries.push(entry),
                    }
                }
                Err(fault) => unreadable.push(Unreadable {
                    line: at + 1,
                    fault,
                }),
            }
        }
        Self(Arc::new(Words {
            text: text.to_owned(),
            entries,
            unreadable,
        }))
    }

    /// The list as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The entries, in the order of the list.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.0.entries
    }

    /// The lines that say no entry.
    #[must_use]
    pub fn unreadable(&self) -> &[Unreadable] {
        &self.0.unreadable
    }

    /// Where the wrong word of an entry stands in a plain text: its first bytes, in order, without
    /// the places where it is only a part of a longer word that the list knows, right or wrong.
    #[must_use]
    pub fn places(&self, entry: &Entry, plain: &str) -> Vec<usize> {
        plain
            .match_indices(entry.wrong.as_str())
            .map(|(at, _)| at)
            .filter(|at| !self.is_part_of_known(&entry.wrong, plain, *at))
            .collect()
    }

    fn is_part_of_known(&self, word: &str, plain: &str, at: usize) -> bool {
        self.entries().iter().any(|entry| {
            [&entry.wrong, &entry.plain_right].into_iter().any(|known| {
                known.len() > word.len()
                    && known.match_indices(word).any(|(offset, _)| {
                        let start = at.checked_sub(offset);
                        let rest = start.and_then(|start| plain.get(start..));
                        rest.is_some_and(|rest| rest.starts_with(known.as_str()))
                    })
            })
        })
    }
}

impl Entry {
    /// Reads a line; `None` for a blank one and a comment.
    fn read(line: &str) -> Result<Option<Self>, Fault> {
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            return Ok(None);
        }
        let mut marked = line.trim_end().to_owned();
        // A tab separates only where no sign does, and a row of separators is one.
        for sign in ["=>", "->", "=", "＝", "\t", "→→"] {
            if sign != "\t" || !marked.contains('→') {
                marked = marked.replace(sign, "→");
            }
        }
        let mut words = marked.split('→');
        let wrong = words.next().unwrap_or_default();
        let right = words.next().unwrap_or_default().trim();
        if words.next().is_some() {
            return Err(Fault::TooManySeparators);
        }
        let entry = Self {
            wrong: text::plain(wrong),
            plain_right: text::plain(right),
            right: (!right.is_empty()).then(|| right.to_owned()),
        };
        if entry.wrong.is_empty() {
            return Err(Fault::NoWrongWord);
        }
        if entry.wrong == entry.plain_right {
            return Err(Fault::WrongEqualsRight);
        }
        Ok(Some(entry))
    }
}
