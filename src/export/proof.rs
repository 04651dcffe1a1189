//! The proof that what was published says the same: title, headings, every line of prose and every figure of the
//! document against what was read of the published page.
//!
//! Lines are the same when they differ in blanks, in the width of digits, letters and signs, or in the shape of quotation
//! marks and dashes only: editors change these by themselves, and a reader sees no other words. Figures are the same
//! when they are the same number; blank is not zero. What stands on the page before and after the report is the portal's.

use super::document::{Block, Document};
use crate::checks::characters;
use crate::checks::reading::plain::as_read;
use crate::model::cell::Cell;
use crate::model::location::{Field, Location};
use crate::model::section::Section;
use crate::model::sheet::Value;

/// What was read of the published page, whoever read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// The texts outside tables in the order of the page, one for each block.
    pub lines: Vec<String>,
    /// The figures that were found, as they are printed there; a blank one as `""`.
    pub figures: Vec<(Cell, String)>,
}

/// What a comparison found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// How many lines were compared: title, date, headings, prose.
    pub lines: usize,
    /// How many figures were compared.
    pub figures: usize,
    /// What differs, in the order of the report.
    pub differences: Vec<Difference>,
}

/// Something that the report and the page say differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where in the report.
    pub place: Place,
    /// What the report says; `None` when only the page has the line.
    pub report: Option<String>,
    /// What the page says; `None` when it is missing there.
    pub page: Option<String>,
}

/// A place that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The title.
    Title,
    /// The sentence that says that it is a draft.
    Notice,
    /// The date of publication.
    Date,
    /// The heading of a section.
    Heading(Section),
    /// A line of a section's prose.
    Prose(Section),
    /// A figure.
    Figure(Cell),
}

impl Place {
    /// The place to go to in the form.
    #[must_use]
    pub const fn location(self) -> Location {
        match self {
            Self::Title | Self::Notice => Location::Field(Field::Title),
            Self::Date => Location::Field(Field::PublishDate),
            Self::Heading(section) | Self::Prose(section) => Location::Section(section),
            Self::Figure(cell) => Location::Cell(cell),
        }
    }

    /// What the user calls it.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Title => Field::Title.label().to_owned(),
            Self::Notice => "草稿标注".to_owned(),
            Self::Date => Field::PublishDate.label().to_owned(),
            Self::Heading(section) => format!("{}标题", section.name()),
            Self::Prose(section) => format!("{}文字", section.name()),
            Self::Figure(cell) => cell.name(),
        }
    }
}

/// A page with more lines than this is no report; what is beyond is not read.
const MOST_LINES: usize = 2000;

/// Two lines are the same one, changed, when they have at least this share of their pairs of characters in common,
/// in hundredths.
const CHANGED: usize = 40;

impl Proof {
    /// Whether the page says what the report says.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.differences.is_empty()
    }
}

/// A line of the document, as it is looked for.
struct Expected {
    place: Place,
    text: String,
    folded: String,
}

/// A line of the page.
struct Found<'a> {
    text: &'a str,
    folded: String,
}

/// Compares the document with the published page: first the lines in order, then the figures.
#[must_use]
pub fn compare(document: &Document, published: &Published) -> Proof {
    let expected = lines(document);
    let found: Vec<Found<'_>> = published
        .lines
        .iter()
        .take(MOST_LINES)
        .map(|line| Found {
            text: line.trim(),
            folded: folded(line),
        })
        .filter(|line| !line.folded.is_empty())
        .collect();
    let mut proof = Proof {
        lines: expected.len(),
        ..Proof::default()
    };
    let (mut lines, mut page) = (expected.iter(), found.iter());
    let (mut begun, mut place) = (false, Place::Title);
    let mut same = same(&expected, &found).into_iter();
    loop {
        // What stands between two lines that are the same on both sides.
        let next = same.next();
        let (missing, extra) = match next {
            Some((line, at)) => (
                upto(&mut lines, expected.len() - line - 1),
                upto(&mut page, found.len() - at - 1),
            ),
            None => (lines.as_slice(), page.as_slice()),
        };
        let (missing, extra) = match next {
            Some(_) => (but_last(missing), but_last(extra)),
            None => (missing, extra),
        };
        let within = begun && next.is_some();
        between(missing, extra, within.then_some(place), &mut proof);
        let Some((line, _)) = next else {
            break;
        };
        begun = true;
        place = expected.get(line).map_or(place, |line| line.place);
    }
    figures(document, published, &mut proof);
    proof
}

/// Takes elements away from the front until so many are left, and gives those taken.
fn upto<'a, T>(rest: &mut std::slice::Iter<'a, T>, left: usize) -> &'a [T] {
    let all = rest.as_slice();
    let taken = all.len().saturating_sub(left);
    let (taken, others) = all.split_at(taken);
    *rest = others.iter();
    taken
}

fn but_last<T>(all: &[T]) -> &[T] {
    all.split_last().map_or(all, |(_, before)| before)
}

/// Pairs what the report has with what the page has in the same stretch. What only the page has counts within the
/// report alone; it is told as prose of the section at hand.
fn between(missing: &[Expected], extra: &[Found<'_>], within: Option<Place>, proof: &mut Proof) {
    let mut rest = extra;
    for line in missing {
        let changed = rest
            .iter()
            .position(|other| likeness(&line.folded, &other.folded) >= CHANGED);
        let (before, page) = match changed {
            Some(at) => {
                let (before, from) = rest.split_at(at);
                let (page, after) = from.split_first().map_or((None, from), |(page, after)| {
                    (Some(page.text.to_owned()), after)
                });
                rest = after;
                (before, page)
            }
            None => ([].as_slice(), None),
        };
        added(before, within, proof);
        proof.differences.push(Difference {
            place: line.place,
            report: Some(line.text.clone()),
            page,
        });
    }
    added(rest, within, proof);
}

/// Notes lines that only the page has.
fn added(extra: &[Found<'_>], within: Option<Place>, proof: &mut Proof) {
    let Some(place) = within else {
        return;
    };
    let place = match place {
        Place::Heading(section) => Place::Prose(section),
        Place::Title | Place::Notice | Place::Date | Place::Prose(_) | Place::Figure(_) => place,
    };
    let differences = extra.iter().map(|line| Difference {
        place,
        report: None,
        page: Some(line.text.to_owned()),
    });
    proof.differences.extend(differences);
}

/// The longest series of lines that stand on both sides in the same order: the places of each pair.
fn same(expected: &[Expected], found: &[Found<'_>]) -> Vec<(usize, usize)> {
    // For each pair of places how long the longest series is that begins there or later.
    let width = found.len() + 1;
    let mut longest = vec![0_u16; (expected.len() + 1) * width];
    let at = |line: usize, page: usize| line * width + page;
    let get = |longest: &[u16], line, page| longest.get(at(line, page)).copied().unwrap_or(0);
    for (line, wanted) in expected.iter().enumerate().rev() {
        for (page, other) in found.iter().enumerate().rev() {
            let length = if wanted.folded == other.folded {
                get(&longest, line + 1, page + 1) + 1
            } else {
                get(&longest, line + 1, page).max(get(&longest, line, page + 1))
            };
            if let Some(place) = longest.get_mut(at(line, page)) {
                *place = length;
            }
        }
    }
    let (mut line, mut page) = (0, 0);
    let mut pairs = Vec::new();
    while let (Some(wanted), Some(other)) = (expected.get(line), found.get(page)) {
        if wanted.folded == other.folded {
            pairs.push((line, page));
            line += 1;
            page += 1;
        } else if get(&longest, line + 1, page) >= get(&longest, line, page + 1) {
            line += 1;
        } else {
            page += 1;
        }
    }
    pairs
}

fn lines(document: &Document) -> Vec<Expected> {
    let mut section = Section::Preamble;
    let mut lines = Vec::new();
    for block in &document.blocks {
        let (place, text) = match block {
            Block::Title(text) => (Place::Title, text.clone()),
            Block::DraftNotice(text) => (Place::Notice, (*text).to_owned()),
            Block::Date(text) => (Place::Date, text.clone()),
            Block::Heading {
                section: begun,
                text,
            } => {
                section = *begun;
                (Place::Heading(section), (*text).to_owned())
            }
            Block::Paragraph(paragraph) => (Place::Prose(section), paragraph.text()),
            Block::Table(_) => continue,
        };
        let folded = folded(&text);
        lines.push(Expected {
            place,
            text,
            folded,
        });
    }
    lines
}

/// The line without what an editor changes by itself.
fn folded(line: &str) -> String {
    let kept = line
        .chars()
        .filter(|c| !c.is_whitespace() && !characters::is_invisible(*c));
    kept.map(|c| match as_read(c) {
        '“' | '”' | '„' | '＂' => '"',
        '‘' | '’' | '＇' => '\'',
        '―' | '─' | '–' => '—',
        c => c,
    })
    .collect()
}

/// How many of their pairs of neighbouring characters two lines have in common, in hundredths.
fn likeness(one: &str, other: &str) -> usize {
    let pairs =
        |line: &str| -> Vec<(char, char)> { line.chars().zip(line.chars().skip(1)).collect() };
    let (one, mut rest) = (pairs(one), pairs(other));
    let all = one.len() + rest.len();
    let mut common = 0_usize;
    for pair in one {
        if let Some(at) = rest.iter().position(|other| *other == pair) {
            rest.swap_remove(at);
            common += 1;
        }
    }
    (200 * common).checked_div(all).unwrap_or(0)
}

fn figures(document: &Document, published: &Published, proof: &mut Proof) {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Title(_)
        | Block::DraftNotice(_)
        | Block::Date(_)
        | Block::Heading { .. }
        | Block::Paragraph(_) => None,
    });
    for slot in tables.flat_map(|table| table.rows.iter().flatten()) {
        let Some(cell) = slot.figure else {
            continue;
        };
        proof.figures += 1;
        let mut read = published.figures.iter();
        let page = read
            .find(|(found, _)| *found == cell)
            .map(|(_, text)| text.trim());
        let is_same = page.is_some_and(|page| match Value::read(cell, page) {
            Value::Unreadable(_) => page == slot.text.trim(),
            value @ (Value::Blank | Value::Count(_) | Value::Amount(_)) => {
                value == Value::read(cell, &slot.text)
            }
        });
        if !is_same {
            proof.differences.push(Difference {
                place: Place::Figure(cell),
                report: Some(slot.text.clone()),
                page: page.map(str::to_owned),
            });
        }
    }
}
